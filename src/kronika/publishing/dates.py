"""EDTF dates as English words, and as stretches of a time line."""

from __future__ import annotations

from functools import lru_cache

from kronika import edtf
from kronika.errors import BadDate


@lru_cache(maxsize=50_000)
def words(date: str | None) -> str:
    """An EDTF date as a reader would write it; "" for none, and what is no EDTF as it is."""
    if not date:
        return ""
    try:
        return edtf.display(date)
    except BadDate:
        return date


@lru_cache(maxsize=50_000)
def stretch(date: str | None) -> tuple[float, float] | None:
    """The beginning of a date's first day and the end of its last, as years with fractions.

    An open or unknown end is drawn at the known one; None where neither is known or it is no date.
    """
    both = edtf.bounds(date)
    if both is None:
        return None
    first, last = both
    known = [day for day in (first, last) if day is not None]
    if not known:
        return None
    return _year(first or known[0], 0), _year(last or known[0], 1)


def _year(day: edtf.Day, offset: int) -> float:
    """A day as a year with a fraction, by the length of that year."""
    opening = edtf.day_number((day[0], 1, 1))
    length = 366 if edtf.leap(day[0]) else 365
    return round(day[0] + (edtf.day_number(day) - opening + offset) / length, 4)
