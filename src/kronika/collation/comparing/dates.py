"""Two dates beside each other, by what their words state.

A date whose year comes from its context is compared without the year: two readers may have found it in different
places, and a difference of context is none of content.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from kronika import edtf
from kronika.model import DateMention

Verdict = Literal["agrees", "refines", "contradicts", "unclear"]
_SIMPLE = re.compile(r"(-?\d{4}|XXXX)(?:-(\d\d))?(?:-(\d\d))?[~?%]?")


@dataclass(frozen=True, slots=True)
class Parts:
    """The stated parts of a plain date; None where the words do not state it."""

    year: int | None
    month: int | None
    day: int | None

    @property
    def count(self) -> int:
        """How many parts are stated."""
        return sum(part is not None for part in (self.year, self.month, self.day))


def parts(mention: DateMention) -> Parts | None:
    """The stated parts; None for intervals, parts of a year and dates that are not resolved."""
    told = (mention.stated if mention.calendar is None else None) or mention.edtf or ""
    match = _SIMPLE.fullmatch(told)
    if not match or (mention.basis == "relative" and mention.stated is None):
        return None
    year, month, day = (int(part) if part and part != "XXXX" else None for part in match.groups())
    if mention.basis != "explicit":
        year = None
    return Parts(year, month if month and month <= 12 else None, day)


def verdict(left: DateMention, right: DateMention) -> Verdict:
    """How two dates stand to each other, by their stated parts where both are plain dates, else by their bounds."""
    a, b = parts(left), parts(right)
    if a and b:
        found = _by_parts(a, b)
        turned = found == "contradicts" and any(
            _digits(m.text) and _turned(p) == other for m, p, other in ((left, a, b), (right, b, a))
        )
        return "agrees" if turned else found
    if left.edtf is None or right.edtf is None:
        return "unclear"
    if _range(left) and _range(right):
        return "agrees" if left.edtf == right.edtf else "contradicts"
    if left.basis == right.basis == "explicit":
        relation = edtf.relation(left.edtf, right.edtf)
        if relation == "contradicts":
            return "contradicts"
        return "agrees" if relation == "agrees" else "refines"
    return "unclear"


def _digits(text: str) -> bool:
    """Whether a date is written in digits alone, so that its day and its month may have been read one for the other."""
    return not any(c.isalpha() for c in text)


def _turned(date: Parts) -> Parts:
    return Parts(date.year, date.day, date.month)


def _range(mention: DateMention) -> bool:
    """Whether both ends of an interval stand in the words ("between 1550 and 1580", and not "early 1550")."""
    ends = (mention.edtf or "").split("/")
    return len(ends) == 2 and all(_SIMPLE.fullmatch(end) for end in ends) and len(re.findall(r"\d+", mention.text)) > 1


def _by_parts(a: Parts, b: Parts) -> Verdict:
    shared = [(x, y) for x, y in ((a.year, b.year), (a.month, b.month), (a.day, b.day)) if None not in (x, y)]
    if not shared:
        return "unclear"
    if any(x != y for x, y in shared):
        return "contradicts"
    return "agrees" if a == b else "refines"


def nearness(left: DateMention, right: DateMention) -> float:
    """How alike two differing dates are, in [0, 1]: one changed part among others kept is what an error looks like."""
    a, b = parts(left), parts(right)
    if not a or not b:
        return 0.3
    pairs = [
        (x, y) for x, y in ((a.year, b.year), (a.month, b.month), (a.day, b.day)) if x is not None or y is not None
    ]
    return sum(x == y for x, y in pairs) / len(pairs) if pairs else 0.0
