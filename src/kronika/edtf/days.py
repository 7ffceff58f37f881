"""The first and the last day a value can mean, and the order that follows from them."""

from __future__ import annotations

from functools import lru_cache

from kronika.edtf.values import Date, DateSet, Day, Edtf, Interval, Range

_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

# ISO 8601-2, 4.8 (level 1 and 2 sub-year groupings): code to first month and number of months. Seasons without a
# hemisphere are read as northern, as the texts we read mean them; winter runs into the next year.
PARTS = {
    21: (3, 3), 22: (6, 3), 23: (9, 3), 24: (12, 3),
    25: (3, 3), 26: (6, 3), 27: (9, 3), 28: (12, 3),
    29: (9, 3), 30: (12, 3), 31: (3, 3), 32: (6, 3),
    33: (1, 3), 34: (4, 3), 35: (7, 3), 36: (10, 3),
    37: (1, 4), 38: (5, 4), 39: (9, 4),
    40: (1, 6), 41: (7, 6),
}  # fmt: skip


def leap(year: int) -> bool:
    """True for a leap year of the proleptic Gregorian calendar; year 0 is 1 BC."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days_in_month(year: int, month: int) -> int:
    """The number of days of a month (1 to 12) of the proleptic Gregorian calendar."""
    return 29 if month == 2 and leap(year) else _LENGTHS[month - 1]


def day_number(day: Day) -> int:
    """The day counted from 1 January of year 1 (day 1), proleptic Gregorian; for distances between days."""
    year, month, of_month = day
    before = year - 1
    count = before * 365 + before // 4 - before // 100 + before // 400
    count += sum(days_in_month(year, m) for m in range(1, month))
    return count + of_month


def from_day_number(number: int) -> Day:
    """The day that `day_number` counts; the inverse of it."""
    year = number * 400 // 146097 + 1
    while day_number((year, 1, 1)) > number:
        year -= 1
    while day_number((year + 1, 1, 1)) <= number:
        year += 1
    rest, month = number - day_number((year, 1, 1)), 1
    while rest >= days_in_month(year, month):
        rest -= days_in_month(year, month)
        month += 1
    return year, month, rest + 1


def weekday(day: Day) -> int:
    """The day of the week, Monday 0 to Sunday 6."""
    return (day_number(day) - 1) % 7


@lru_cache(maxsize=8192)
def span(value: Edtf) -> tuple[Day | None, Day | None]:
    """The first and last day a value can mean; None on a side that is open or unknown."""
    if isinstance(value, Date):
        return _date_span(value)
    if isinstance(value, Interval):
        first = _date_span(value.start)[0] if isinstance(value.start, Date) else None
        last = _date_span(value.end)[1] if isinstance(value.end, Date) else None
        return first, last
    return _set_span(value)


def _set_span(value: DateSet) -> tuple[Day | None, Day | None]:
    firsts: list[Day | None] = []
    lasts: list[Day | None] = []
    for member in value.members:
        start, end = (member.start, member.end) if isinstance(member, Range) else (member, member)
        firsts.append(_date_span(start)[0] if start else None)
        lasts.append(_date_span(end)[1] if end else None)
    first = None if None in firsts else min(day for day in firsts if day)
    last = None if None in lasts else max(day for day in lasts if day)
    return first, last


def _date_span(date: Date) -> tuple[Day, Day]:
    low, high = _years(date)
    if date.month is None:
        return (low, 1, 1), (high, 12, 31)
    if "X" not in date.month and int(date.month) > 12:
        start, length = PARTS[int(date.month)]
        end = start + length - 1
        year, month = (high, end) if end <= 12 else (high + 1, end - 12)
        return (low, start, 1), (year, month, days_in_month(year, month))
    months = _filled(date.month, 1, 12)
    first, last = (low, months[0]), (high, months[-1])
    if date.day is None:
        return (*first, 1), (*last, days_in_month(*last))
    first_days = _filled(date.day, 1, days_in_month(*first)) or _filled(date.day, 1, 31)
    last_days = _filled(date.day, 1, days_in_month(*last)) or [days_in_month(*last)]
    return (*first, first_days[0]), (*last, last_days[-1])


def _years(date: Date) -> tuple[int, int]:
    year = date.year
    if date.significant is not None:
        sign, digits = ("-", year[1:]) if year.startswith("-") else ("", year)
        year = sign + digits[: date.significant] + "X" * (4 - date.significant)
    low, high = int(year.replace("X", "0")), int(year.replace("X", "9"))
    return min(low, high), max(low, high)


def _filled(mask: str, low: int, high: int) -> list[int]:
    return [n for n in range(low, high + 1) if all(m in ("X", d) for m, d in zip(mask, f"{n:02}"))]
