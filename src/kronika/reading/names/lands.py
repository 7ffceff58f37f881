"""Which names are those of countries and of states that are no more."""

from __future__ import annotations

from functools import lru_cache

from kronika.knowledge import gazetteer

_KINDS = frozenset({"country", "former", "continent"})


@lru_cache(maxsize=50_000)
def is_land(name: str) -> bool:
    """Whether a name in its base form is that of a country, a former state or a continent before all else.

    Names of three Latin, Greek or Cyrillic letters are too often something else, unless all are capitals.
    """
    return (
        (len(name) > 3 or (len(name) > 1 and (name.isupper() or name[0] > "\u0590")))
        and bool(found := gazetteer.kinds(name))
        and found[0] in _KINDS
    )


@lru_cache(maxsize=50_000)
def is_place(name: str) -> bool:
    """Whether the gazetteer knows a place of this name."""
    return bool(gazetteer.rows(name))


@lru_cache(maxsize=50_000)
def is_large(name: str) -> bool:
    """Whether the gazetteer knows a town of more than a hundred thousand of this name, or a place that is no town."""
    rows = gazetteer.rows(name)
    return bool(rows) and (gazetteer.kind(rows[0]) != "city" or gazetteer.place(rows[0]).population > 100_000)
