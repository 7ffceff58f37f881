"""What is told once already: a name that stands beside another name is not left out as well."""

from __future__ import annotations

from collections.abc import Sequence

from kronika.collation.comparing.findings import meet
from kronika.model import Discrepancy, Span


def settled(found: Sequence[Discrepancy]) -> list[Discrepancy]:
    """The differences without the omissions of words that another of them already holds against other words."""
    spans = [
        span for one in found if one.relation == "contradicts" and one.kind in _NAMING for span in (one.left, one.right)
    ]
    found = [one for one in found if not any(_outdone(one, other) for other in found)]
    return [one for one in found if one.relation != "omits" or not any(_inside(one, span) for span in spans)]


def _outdone(one: Discrepancy, other: Discrepancy) -> bool:
    """Whether a name stands more surely against another one: "Brussels" against "London", and not against "Zola"."""
    if other.confidence <= one.confidence or not {one.kind, other.kind} <= {"name", "place"}:
        return False
    here = one.left == other.left and one.right and other.right and one.right.source_id == other.right.source_id
    there = one.right == other.right and one.left and other.left and one.left.source_id == other.left.source_id
    return bool((here or there) and one.relation == other.relation == "contradicts")


_NAMING = ("name", "place", "role")


def _inside(one: Discrepancy, span: Span | None) -> bool:
    """Whether what is left out lies within a stretch of a difference that is not much longer."""
    gone = one.left or one.right
    return (
        gone is not None
        and span is not None
        and meet(gone, span)
        and span.start <= gone.start
        and gone.end <= span.end
        and span.end - span.start <= 2 * (gone.end - gone.start)
    )
