"""EDTF values: dates, intervals and sets, as immutable values that print themselves.

ISO 8601-2:2019 (the Extended Date/Time Format, levels 0 to 2), for years from -9999 to 9999. Years are astronomical:
year 0 is 1 BC, -43 is 44 BC.
"""

from __future__ import annotations

from typing import Literal

import msgspec

Day = tuple[int, int, int]


class Date(msgspec.Struct, frozen=True):
    """One date of any precision.

    Attributes:
        year: the digits as written, four of them, with "-" before a year BC; "X" is an unspecified digit.
        month: two digits or X; 21 to 41 are seasons and other parts of a year. None: a year alone.
        day: two digits or X. None: no day.
        marks: for year, month and day the qualifier ("?", "~" or "%") before it, which holds for it alone, and the
            one after it, which holds for it and all that stands to its left.
        significant: how many digits of the year are significant ("1950S2"), None where nothing is said.
        time: a time of day as written, from the "T" on, or "".
        long: True where the year is written with "Y".
    """

    year: str
    month: str | None = None
    day: str | None = None
    marks: tuple[tuple[str, str], tuple[str, str], tuple[str, str]] = (("", ""), ("", ""), ("", ""))
    significant: int | None = None
    time: str = ""
    long: bool = False

    def __str__(self) -> str:
        (a, b), (c, d), (e, f) = self.marks
        year = f"{a}{'Y' if self.long else ''}{self.year}"
        if self.significant is not None:
            year += f"S{self.significant}"
        text = year + b
        if self.month is not None:
            text += f"-{c}{self.month}{d}"
        if self.day is not None:
            text += f"-{e}{self.day}{f}"
        return text + self.time

    @property
    def uncertain(self) -> bool:
        """True where any part is marked "?" or "%": the source itself may be wrong."""
        return any(mark in "?%" for pair in self.marks for mark in pair if mark)

    @property
    def approximate(self) -> bool:
        """True where any part is marked "~" or "%": the value is an estimate."""
        return any(mark in "~%" for pair in self.marks for mark in pair if mark)


class Interval(msgspec.Struct, frozen=True):
    """From one date to another; each end is a date, ".." (open) or "" (unknown)."""

    start: Date | Literal["..", ""]
    end: Date | Literal["..", ""]

    def __str__(self) -> str:
        return f"{self.start}/{self.end}"


class Range(msgspec.Struct, frozen=True):
    """Within a set: all dates from one to another (`1667..1670`); None on a side that is open (`..1984`)."""

    start: Date | None
    end: Date | None

    def __str__(self) -> str:
        return f"{self.start or ''}..{self.end or ''}"


class DateSet(msgspec.Struct, frozen=True):
    """One of several dates (`[1667,1668]`) or all of them (`{1960,1961-12}`)."""

    kind: Literal["one", "all"]
    members: tuple[Date | Range, ...]

    def __str__(self) -> str:
        inside = ",".join(str(member) for member in self.members)
        return f"[{inside}]" if self.kind == "one" else f"{{{inside}}}"


Edtf = Date | Interval | DateSet
