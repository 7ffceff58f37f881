"""EDTF as words for a reader."""

from __future__ import annotations

from kronika.edtf.parsing import parse
from kronika.edtf.values import Date, Edtf, Interval, Range

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_SEASONS = ("spring", "summer", "autumn", "winter")
_ORDINALS = ("first", "second", "third", "fourth")


def display(text: str) -> str:
    """An EDTF string in plain English ("12 November 1944", "late 1932", "about 1928", "1930s", "44 BC").

    Raises BadDate where the string is no EDTF.
    """
    return _value(parse(text))


def _value(value: Edtf) -> str:
    if isinstance(value, Date):
        return _date(value)
    if isinstance(value, Interval):
        return _interval(value)
    joined = " or " if value.kind == "one" else " and "
    return joined.join(_member(member) for member in value.members)


def _interval(value: Interval) -> str:
    start, end = value.start, value.end
    if not isinstance(start, Date):
        return f"before or until {_date(end)}" if isinstance(end, Date) else "unknown"
    if not isinstance(end, Date):
        return f"from {_date(start)} on"
    return f"{_date(start)} to {_date(end)}"


def _member(member: Date | Range) -> str:
    if isinstance(member, Date):
        return _date(member)
    return _interval(Interval(member.start or "..", member.end or ".."))


def _date(date: Date) -> str:
    words = _year(date.year)
    if date.month and "X" not in date.month:
        number = int(date.month)
        words = f"{_MONTHS[number - 1]} {words}" if number <= 12 else f"{_part(number)} {words}"
        if date.day and "X" not in date.day:
            words = f"{int(date.day)} {words}"
    if date.approximate:
        words = f"about {words}"
    return f"{words} (uncertain)" if date.uncertain else words


def _year(year: str) -> str:
    before = year.startswith("-") or year == "0000"
    digits = year.lstrip("-")
    era = " BC" if before else ""
    if digits.endswith("XX") and digits[:2].isdigit():
        return f"{_ordinal(int(digits[:2]) + 1)} century{era}"
    if digits.endswith("X") and digits[:3].isdigit():
        return f"{int(digits[:3] + '0')}s{era}"
    if "X" in digits:
        return year
    return f"{1 - int(year)} BC" if before else str(int(digits))


def _ordinal(number: int) -> str:
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _part(number: int) -> str:
    if number <= 32:
        return _SEASONS[(number - 21) % 4] if number <= 28 else _SEASONS[(number - 29) % 4]
    if number <= 36:
        return f"{_ORDINALS[number - 33]} quarter of"
    if number <= 39:
        return ("early", "mid", "late")[number - 37]
    return f"{_ORDINALS[number - 40]} half of"
