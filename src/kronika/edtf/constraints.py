"""Order between events where EDTF has no word for it: before, after, within some days of."""

from __future__ import annotations

from typing import Literal

import msgspec

from kronika.edtf.days import day_number, span
from kronika.edtf.parsing import parse


class Constraint(msgspec.Struct, frozen=True):
    """What is known of a date by its order to another.

    Attributes:
        kind: the unknown date lies `before`, `after` or `within` some days of the anchor.
        anchor: EDTF.
        days: for `within`, the greatest distance on either side.
    """

    kind: Literal["before", "after", "within"]
    anchor: str
    days: int = 0

    def allows(self, date: str) -> bool:
        """True where a date (EDTF) can satisfy the constraint on at least one of its days.

        Raises BadDate where either is no EDTF.
        """
        first, last = span(parse(date))
        start, end = span(parse(self.anchor))
        low = day_number(first) if first else None
        high = day_number(last) if last else None
        if self.kind == "before":
            return end is None or low is None or low < day_number(end)
        if self.kind == "after":
            return start is None or high is None or high > day_number(start)
        near_enough = end is None or low is None or low <= day_number(end) + self.days
        return near_enough and (start is None or high is None or high >= day_number(start) - self.days)
