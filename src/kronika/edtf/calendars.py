"""Days of other calendars as days of the (proleptic) Gregorian one, which EDTF counts in.

The arithmetic is convertdate's; it has no year 0 (its year -44 is 44 BC), while all years here are astronomical.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import Literal

from kronika.edtf.days import day_number, from_day_number
from kronika.edtf.values import Day

Calendar = Literal["julian", "republican", "hijri", "hebrew", "persian"]

_MODULES = {
    "julian": "julian",
    "republican": "french_republican",
    "hijri": "islamic",
    "hebrew": "hebrew",
    "persian": "persian",
}
# The greatest number a month has in each calendar; the thirteenth of the Republican year are its five or six last days.
_MONTHS = {"julian": 12, "republican": 13, "hijri": 12, "hebrew": 13, "persian": 12}


def to_gregorian(calendar: str, year: int, month: int, day: int) -> Day | None:
    """The Gregorian day of a day in another calendar; None where that calendar has no such day.

    >>> to_gregorian("julian", 1917, 10, 25)
    (1917, 11, 7)
    """
    if calendar not in _MODULES or not 1 <= month <= _MONTHS[calendar] or not 1 <= day <= 31 or abs(year) > 9990:
        return None
    stated = year - 1 if calendar == "julian" and year <= 0 else year
    if calendar != "julian" and year < 1:
        return None
    try:
        found = _converter(calendar)(stated, month, day)
    except (ValueError, IndexError):
        return None
    gregorian = (found[0] + 1 if found[0] < 0 else found[0], found[1], found[2])
    return gregorian if -9999 <= gregorian[0] <= 9999 else None


@cache
def _converter(calendar: str) -> Callable[[int, int, int], tuple[int, int, int]]:
    """What turns a day of a calendar into a Gregorian one; loaded where a text needs it, for it takes a while."""
    convert: Callable[[int, int, int], tuple[int, int, int]]
    convert = import_module(f"convertdate.{_MODULES[calendar]}").to_gregorian
    return convert


def month_span(calendar: str, year: int, month: int) -> tuple[Day, Day] | None:
    """The first and last Gregorian day of a month in another calendar; None where it has no such month."""
    first = to_gregorian(calendar, year, month, 1)
    if first is None:
        return None
    following = to_gregorian(calendar, year, month + 1, 1) or to_gregorian(calendar, year + 1, 1, 1)
    if following is None or day_number(following) - day_number(first) > 31:
        return first, from_day_number(day_number(first) + 29)
    return first, from_day_number(day_number(following) - 1)
