"""Which names are those of countries and of states that are no more."""

from __future__ import annotations

from functools import lru_cache

from kronika.knowledge import gazetteer

_KINDS = frozenset({"country", "former", "continent"})


@lru_cache(maxsize=50_000)
def is_land(name: str) -> bool:
    """Whether a name in its base form is that of a country, a former state or a continent before all else.

    Names of three Latin, Greek or Cyrillic letters are too often something else.
    """
    return (
        (len(name) > 3 or (len(name) > 1 and name[0] > "\u0590"))
        and bool(found := gazetteer.kinds(name))
        and found[0] in _KINDS
    )


@lru_cache(maxsize=50_000)
def is_place(name: str) -> bool:
    """Whether the gazetteer knows a place of this name."""
    return bool(gazetteer.rows(name))
