"""Two names of places beside each other: both known, and of two places of which neither holds the other."""

from __future__ import annotations

import re

from rapidfuzz import fuzz

from kronika.knowledge import gazetteer
from kronika.names import roman

WATERS_AND_HEIGHTS = ("river", "sea", "lake", "mountain", "desert")
"""What holds no other of its sort: the Rhine is not in the Danube."""


LONG = 3
"""Consonants beyond which the last may be an ending."""
_SOUNDS = str.maketrans({"w": "v", "z": "s", "h": None, "'": None})
"""Letters that one language writes for another's, or does not write."""
ALIKE = 70.0
"""Letters in common, in a hundred, of two spellings of one name."""


def spelt_alike(here: str, there: str) -> bool:
    """Whether two names may be one in two spellings: the same consonants, and most letters: Guayana, Guyane."""
    a, b = (roman(name).translate(_SOUNDS) for name in (here, there))
    first, second = (_consonants(name) for name in (a, b))
    return bool(first) and first == second and a[:1] == b[:1] and fuzz.ratio(a, b) >= ALIKE


def _consonants(name: str) -> str:
    """The consonants of a name, doubled ones once; of a long one without the ending of a case or of a land."""
    bare = re.sub(r"[aeiouyj\W]|(.)(?=\1)", "", name)
    return re.sub(r"[snm]$", "", bare) if len(bare) > LONG else bare


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
