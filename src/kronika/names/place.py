"""What the gazetteer says of two names: whether they can only be two places."""

from __future__ import annotations

from functools import lru_cache

from kronika.knowledge import gazetteer

_STATES = frozenset({"country", "former"})


@lru_cache(65536)
def other_places(a: str, b: str) -> bool:
    """Whether the gazetteer knows both names, as places of which none is the same, nor one state the heir of the other.

    False where it does not know one of them. Whether the names are alike is not asked: towns of some spelling there are
    for nearly every slip of a pen.
    """
    here, there = frozenset(gazetteer.rows(a)), frozenset(gazetteer.rows(b))
    if not here or not there or here & there:
        return False
    lands = [{_land(row) for row in rows} - {""} for rows in (here, there)]
    return not lands[0] & lands[1]


def one_state(a: str, b: str) -> bool:
    """Whether the gazetteer knows both names as states of one land, of today or of the past: Persia, Iran."""
    lands = [{_land(row) for row in gazetteer.rows(name)} - {""} for name in (a, b)]
    return bool(lands[0] & lands[1])


@lru_cache(8192)
def _land(row: int) -> str:
    """The country code of a state, present or past; "" of all else."""
    place = gazetteer.place(row)
    return place.country if place.kind in _STATES else ""
