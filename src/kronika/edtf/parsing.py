"""EDTF strings to values, with an error that points at the character that does not fit."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from kronika.edtf.days import days_in_month
from kronika.edtf.values import Date, DateSet, Edtf, Interval, Range
from kronika.errors import BadDate

_MARK = "[?~%]?"
_DATE = re.compile(
    rf"""(?P<a>{_MARK})(?P<long>Y)?(?P<year>-?[0-9X]{{4}})(?:S(?P<s>[1-4]))?(?P<b>{_MARK})
    (?:-(?P<c>{_MARK})(?P<month>[0-9X]{{2}})(?P<d>{_MARK})
    (?:-(?P<e>{_MARK})(?P<day>[0-9X]{{2}})(?P<f>{_MARK}))?)?
    (?P<time>T(?:[01][0-9]|2[0-3])(?::[0-5][0-9](?::[0-5][0-9])?)?(?:Z|[+-][0-9]{{2}}(?::[0-9]{{2}})?)?)?""",
    re.VERBOSE,
)
# Longer than any value that means something; keeps the error short and the work bounded.
_LONGEST = 2000


@lru_cache(maxsize=4096)
def parse(text: str) -> Edtf:
    """The value that an EDTF string stands for.

    Raises BadDate with the place and the reason where the string is no EDTF (levels 0 to 2, years -9999 to 9999).

    >>> str(parse("1927-11~/1928"))
    '1927-11~/1928'
    """
    if len(text) > _LONGEST:
        raise BadDate(f"no EDTF date: longer than {_LONGEST} characters")
    if text[:1] in ("[", "{"):
        return _set(text)
    if "/" in text:
        return _interval(text)
    return _date(text, text, 0)


def _interval(text: str) -> Interval:
    cut = text.index("/")
    left, right = text[:cut], text[cut + 1 :]
    if "/" in right:
        raise _error(text, cut + 1 + right.index("/"), "a second slash")
    if left in ("", "..") and right in ("", ".."):
        raise _error(text, 0, "an interval without a date")
    start, end = _end(text, left, 0), _end(text, right, cut + 1)
    if isinstance(start, Date) and isinstance(end, Date) and _least(start) > _most(end):
        raise _error(text, cut + 1, "the end lies before the start")
    return Interval(start, end)


def _end(text: str, part: str, at: int) -> Date | Literal["..", ""]:
    if part == "..":
        return ".."
    if part == "":
        return ""
    return _date(text, part, at)


def _set(text: str) -> DateSet:
    closing = {"[": "]", "{": "}"}[text[0]]
    if not text.endswith(closing) or len(text) < 3:
        raise _error(text, len(text), f"expected {closing}")
    members: list[Date | Range] = []
    at = 1
    for piece in text[1:-1].split(","):
        stripped = piece.strip()
        at_piece = at + len(piece) - len(piece.lstrip())
        members.append(_member(text, stripped, at_piece))
        at += len(piece) + 1
    return DateSet("one" if text[0] == "[" else "all", tuple(members))


def _member(text: str, piece: str, at: int) -> Date | Range:
    left, dots, right = piece.partition("..")
    if not dots:
        return _date(text, piece, at)
    if not left and not right:
        raise _error(text, at, "a range without a date")
    start = _date(text, left, at) if left else None
    end = _date(text, right, at + len(left) + 2) if right else None
    if start and end and _least(start) > _most(end):
        raise _error(text, at + len(left) + 2, "the end lies before the start")
    return Range(start, end)


def _date(text: str, part: str, at: int) -> Date:
    found = _DATE.match(part)
    if not found:
        raise _error(text, at, "expected a year of four digits")
    if found.end() != len(part):
        raise _error(text, at + found.end(), f"{part[found.end()]!r} does not belong here")
    month, day = found["month"], found["day"]
    year = found["year"]
    if year == "-0000":
        raise _error(text, at, "the year 0 has no sign")
    if month and not _month_fits(month, day):
        raise _error(text, at + found.start("month"), f"no month {month}")
    if day and not _day_fits(year, str(month), day):
        raise _error(text, at + found.start("day"), f"no day {day} in that month")
    if found["time"] and (day is None or "X" in year + str(month) + day):
        raise _error(text, at + found.start("time"), "a time needs a full date")
    marks = ((found["a"], found["b"]), (found["c"] or "", found["d"] or ""), (found["e"] or "", found["f"] or ""))
    significant = int(found["s"]) if found["s"] else None
    return Date(year, month, day, marks, significant, found["time"] or "", bool(found["long"]))


def _month_fits(month: str, day: str | None) -> bool:
    if "X" in month:
        return any(_masked(month, f"{n:02}") for n in range(1, 13))
    return 1 <= int(month) <= 12 or (day is None and 21 <= int(month) <= 41)


def _day_fits(year: str, month: str, day: str) -> bool:
    longest = 31
    if "X" not in month:
        longest = 29 if month == "02" and "X" in year else days_in_month(_number(year), int(month))
    return any(_masked(day, f"{n:02}") for n in range(1, longest + 1))


def _number(year: str) -> int:
    return int(year.replace("X", "0"))


def _masked(mask: str, digits: str) -> bool:
    return all(m in ("X", d) for m, d in zip(mask, digits))


def _least(date: Date) -> tuple[int, str]:
    return _sorted_years(date)[0], (date.month or "").replace("X", "0")


def _most(date: Date) -> tuple[int, str]:
    month = (date.month or "99").replace("X", "9")
    return _sorted_years(date)[1], "99" if month > "12" else month


def _sorted_years(date: Date) -> tuple[int, int]:
    low, high = int(date.year.replace("X", "0")), int(date.year.replace("X", "9"))
    return min(low, high), max(low, high)


def _error(text: str, at: int, reason: str) -> BadDate:
    shown = text if len(text) <= 60 else f"{text[:57]}..."
    return BadDate(f"no EDTF date: {shown!r}, at character {at + 1}: {reason}")
