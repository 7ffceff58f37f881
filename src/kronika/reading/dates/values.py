"""What the words of one date say, part by part, and its EDTF once all is known."""

from __future__ import annotations

import msgspec

from kronika.edtf import days_in_month


class Value(msgspec.Struct, frozen=True):
    """A date as far as its words go; None is what they do not say.

    Attributes:
        year: astronomical. month: 1 to 12, or 21 to 41 for seasons and parts. day.
        decade: the year a decade begins with. century: the first two digits of its years; BC: -5 is the fifth
            century BC (-04XX).
        part: "early", "mid", "late", "half1" …, of what is named. about: True for "about".
        open: "before" or "after" where the words mean all time before or after. short: True where the year was
            written with two digits and its century is open. mark: "?" where the reading itself is uncertain.
        calendar: what the words count in, where it is not the Gregorian. stated: the date in that calendar.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    decade: int | None = None
    century: int | None = None
    part: str | None = None
    about: bool = False
    open: str | None = None
    short: bool = False
    mark: str = ""
    calendar: str | None = None
    stated: str | None = None

    @property
    def dated(self) -> bool:
        """True where the words themselves tell the year, decade or century."""
        return not self.short and (self.year is not None or self.decade is not None or self.century is not None)


def number(year: int) -> str:
    """A year in EDTF: four digits, "-" before a year BC."""
    return f"-{-year:04}" if year < 0 else f"{year:04}"


def valid(value: Value) -> bool:
    """True where month and day exist; a day without a year is tried in a leap year."""
    if value.day is None:
        return value.year is None or -9999 <= value.year <= 9999
    if value.month is None or value.month > 12:
        return 1 <= value.day <= 31
    return 1 <= value.day <= days_in_month(value.year if value.year is not None else 2000, value.month)


def edtf(value: Value) -> str | None:
    """The EDTF of a value; None where its year is not known."""
    if not value.dated:
        return None
    plain = _divided if value.part else _plain
    text = _period(value) if value.year is None else plain(value)
    mark = "%" if value.about and value.mark else "~" if value.about else value.mark
    if mark:
        text = "/".join(end + mark for end in text.split("/"))
    if value.open == "before":
        return f"../{text.split('/')[0]}"
    if value.open == "after":
        return f"{text.split('/')[-1]}/.."
    return text


def _plain(value: Value) -> str:
    text = number(value.year or 0)
    if value.month is not None:
        text += f"-{value.month:02}"
    if value.day is not None:
        text += f"-{value.day:02}"
    return text


# Parts of a year as ISO 8601-2 codes: early, mid and late are its thirds, for nothing in the words is more exact.
_YEAR_PARTS = {
    "early": 37, "mid": 38, "late": 39, "half1": 40, "half2": 41, "third1": 37, "third2": 38, "third3": 39,
    "quarter1": 33, "quarter2": 34, "quarter3": 35, "quarter4": 36,
}  # fmt: skip
# Parts of a month by its days; early and late overlap the middle, as the words do.
_MONTH_PARTS = {
    "early": (1, 15), "mid": (8, 23), "late": (16, 31), "half1": (1, 15), "half2": (16, 31),
    "third1": (1, 10), "third2": (11, 20), "third3": (21, 31),
}  # fmt: skip
# Parts of ten and of a hundred years, as first and last year; early, mid and late overlap, as the words do.
_TEN = {"early": (0, 4), "mid": (3, 7), "late": (5, 9), "half1": (0, 4), "half2": (5, 9),
        "third1": (0, 3), "third2": (3, 6), "third3": (6, 9)}  # fmt: skip
_HUNDRED = {
    "early": (0, 39), "mid": (30, 69), "late": (60, 99), "half1": (0, 49), "half2": (50, 99), "third1": (0, 33),
    "third2": (33, 66), "third3": (66, 99), "quarter1": (0, 24), "quarter2": (25, 49), "quarter3": (50, 74),
    "quarter4": (75, 99),
}  # fmt: skip


def _divided(value: Value) -> str:
    year, month, part = value.year or 0, value.month, str(value.part)
    if month is None:
        return f"{number(year)}-{_YEAR_PARTS[part]}" if part in _YEAR_PARTS else number(year)
    if month > 12 or value.day is not None or part not in _MONTH_PARTS:
        return _plain(value)
    first, last = _MONTH_PARTS[part]
    last = min(last, days_in_month(year, month))
    return f"{number(year)}-{month:02}-{first:02}/{number(year)}-{month:02}-{last:02}"


def _period(value: Value) -> str:
    if value.decade is not None:
        if value.part in _TEN:
            return _years(value.decade, *_TEN[str(value.part)])
        if value.decade < 0:  # the 460s BC, -468 to -459, are no ten years that X can stand for
            return _years(value.decade, 0, 9)
        return f"{value.decade // 10:03}X"
    century = value.century or 0
    if value.part in _HUNDRED:
        first, last = _HUNDRED[str(value.part)]
        if century < 0:  # years BC run the other way: its early years are the greatest numbers
            return _years(century * 100 + 1, first, last)
        return _years(century * 100, first, last)
    return f"-{-century - 1:02}XX" if century < 0 else f"{century:02}XX"


def _years(start: int, first: int, last: int) -> str:
    return f"{number(start + first)}/{number(start + last)}"
