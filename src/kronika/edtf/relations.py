"""How two dates stand to each other, for the comparison of accounts."""

from __future__ import annotations

from typing import Literal

from kronika.edtf.days import day_number, span
from kronika.edtf.parsing import parse
from kronika.edtf.values import Date, Day, Edtf, Interval
from kronika.errors import BadDate

Relation = Literal["agrees", "refines", "refined", "overlaps", "contradicts"]

# Wider than any day of the years -9999 to 9999.
_BEGINNING, _END = -4_000_000, 4_000_000

# How far a date that calls itself approximate or uncertain may lie from the truth before it contradicts another, in
# days, by its precision. "About 1930" against 1932 is no contradiction; "about 12 May" against 20 May is one of
# precision at most. Seasons and parts of a year have soft edges of a month even where nothing is marked: spring may
# begin in February, and "late 1932" may mean August.
_SLACK = {"year": 1100, "month": 62, "day": 15}
_SOFT_EDGE = 31


def relation(a: str, b: str) -> Relation:
    """How the date `a` stands to the date `b` (EDTF strings).

    `agrees`: the same days. `refines`: `a` lies within `b` and is more precise. `refined`: `b` lies within `a`.
    `overlaps`: they share days, or may well do so once "about" and soft edges are counted in. `contradicts`: they
    share none. Raises BadDate where either is no EDTF.

    >>> relation("1944-11-12", "1944-11"), relation("1944-12", "1944-11")
    ('refines', 'contradicts')
    """
    first, second = parse(a), parse(b)
    (a1, a2), (b1, b2) = _days(first), _days(second)
    if (a1, a2) == (b1, b2):
        return "agrees"
    if b1 <= a1 and a2 <= b2:
        return "refines"
    if a1 <= b1 and b2 <= a2:
        return "refined"
    if a1 <= b2 and b1 <= a2:
        return "overlaps"
    (a_before, a_after), (b_before, b_after) = _slack(first), _slack(second)
    near = a1 - a_before <= b2 + b_after and b1 - b_before <= a2 + a_after
    return "overlaps" if near else "contradicts"


def earliest(text: str) -> Day | None:
    """The first day (year, month, day) an EDTF string can mean; None where it is open."""
    return span(parse(text))[0]


def latest(text: str) -> Day | None:
    """The last day (year, month, day) an EDTF string can mean; None where it is open."""
    return span(parse(text))[1]


def bounds(text: str | None) -> tuple[Day | None, Day | None] | None:
    """First and last day of a value that may be missing or no date at all, for which it is None; open ends are None."""
    if not text:
        return None
    try:
        return span(parse(text))
    except BadDate:
        return None


def sort_key(text: str | None) -> tuple[int, int, int, str]:
    """A key that puts dates in order of time: by first day, then the longer before the shorter; None comes last.

    What has no first day (`../1934`) is put just before its last day.
    """
    if text is None:
        return (1, 0, 0, "")
    value = parse(text)
    first, last = _days(value)
    if first == _BEGINNING:
        return (0, last, last, text)
    return (0, first, -last, text)


def _days(value: Edtf) -> tuple[int, int]:
    first, last = span(value)
    return (day_number(first) if first else _BEGINNING, day_number(last) if last else _END)


def _slack(value: Edtf) -> tuple[int, int]:
    """How many days before its first and after its last day a value may still be meant."""
    if isinstance(value, Date):
        return _date_slack(value)
    if isinstance(value, Interval):
        before = _date_slack(value.start)[0] if isinstance(value.start, Date) else 0
        after = _date_slack(value.end)[1] if isinstance(value.end, Date) else 0
        return before, after
    return 0, 0


def _date_slack(date: Date) -> tuple[int, int]:
    before = after = 0
    part = int(date.month) if date.month and "X" not in date.month else 0
    if part > 12:
        before = after = _SOFT_EDGE
    if part in (24, 28, 30):
        before = 366  # "the winter of 1943" is the one that begins in 1943, or the one that ends in it
    if date.approximate or date.uncertain:
        precision = "year" if date.month is None else "month" if date.day is None else "day"
        before, after = max(before, _SLACK[precision]), max(after, _SLACK[precision])
    return before, after
