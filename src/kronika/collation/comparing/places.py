"""Two names of places beside each other: both known, and of two places of which neither holds the other."""

from __future__ import annotations

from kronika.knowledge import gazetteer

WATERS_AND_HEIGHTS = ("river", "sea", "lake", "mountain", "desert")
"""What holds no other of its sort: the Rhine is not in the Danube."""


def apart(here: str, tag_here: str, there: str, tag_there: str) -> bool:
    """Whether the gazetteer knows both names, and for no reading of them one place, or one within the other.

    A town and its country are told apart by rank, and refine each other; two towns, or a town and another land, do not.
    """
    a, b = gazetteer.find(here, tag_here), gazetteer.find(there, tag_there)
    if not a or not b or {place.id for place in a} & {place.id for place in b}:
        return False
    first, second = a[0], b[0]
    if first.kind in WATERS_AND_HEIGHTS and second.kind in WATERS_AND_HEIGHTS:
        return True
    # Without a state of its own a place may hold the other, or be held by it: Great Britain and the United Kingdom.
    if not first.country or not second.country:
        return False
    return first.country != second.country or (first.kind == second.kind != "country")


def tied(here: str, tag_here: str, there: str, tag_there: str) -> bool:
    """Whether both are known and may be one, or one within the other: a town for its land, an island for its state."""
    return bool(gazetteer.rows(here) and gazetteer.rows(there)) and not apart(here, tag_here, there, tag_there)
