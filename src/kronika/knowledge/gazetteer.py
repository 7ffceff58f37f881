"""Places of the world, under the names that languages give them.

The data (`gazetteer.npz`, made by tools/make_gazetteer.py) hold towns from GeoNames (CC BY 4.0), countries
and their
cities in all languages from CLDR (Unicode licence v3), and former states, regions, seas, rivers and
mountains of
kronika's own table (`places.csv`). They are read at the first question, in a few hundredths of a second.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from functools import cache, lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import Any, Literal

import msgspec
import numpy as np

from kronika.knowledge.letters import key

PlaceKind = Literal[
    "country", "former", "city", "region", "continent", "sea", "river", "lake", "mountain", "island", "desert"
]
KINDS: tuple[PlaceKind, ...] = (
    "country", "former", "city", "region", "continent", "sea", "river", "lake", "mountain", "island",
    "desert",
)  # fmt: skip
DATA = Path(__file__).parent / "gazetteer.npz"
BLOCK = 64
"""How many places share one compressed block of names."""


class Place(msgspec.Struct, frozen=True):
    """One place.

    Attributes:
        id: "geonames:524901", "iso:RU", or "place:ottoman-empire" for kronika's own.
        name: its name in English, or its local name.
        kind: `former` is a state that is no more.
        latitude, longitude: degrees, north and east positive; a point within larger areas; None where
        unknown.
        country: ISO 3166-1 alpha-2 of the state it lies in today, or "".
        population: of towns, 0 where unknown; a large number for countries, so that they come first.
        names: every name known, in any language, `name` first.
    """

    id: str
    name: str
    kind: PlaceKind
    latitude: float | None
    longitude: float | None
    country: str
    population: int
    names: tuple[str, ...]


def digest(folded: str) -> int:
    """The 64-bit key of a folded name in the index (BLAKE2b)."""
    return int.from_bytes(blake2b(folded.encode("utf-8", "replace"), digest_size=8).digest(), "big")


@cache
def _arrays() -> dict[str, Any]:
    with np.load(DATA) as file:
        return {name: file[name] for name in file.files}


@lru_cache(65536)
def rows(name: str) -> tuple[int, ...]:
    """The row numbers of the places of that name, the largest first; fast, for those who only compare."""
    folded = key(name)
    if not folded:
        return ()
    data = _arrays()
    wanted = np.uint64(digest(folded))
    start = int(np.searchsorted(data["keys"], wanted, "left"))
    end = int(np.searchsorted(data["keys"], wanted, "right"))
    return tuple(int(row) for row in data["rows"][start:end])


@lru_cache(256)
def _block(number: int) -> tuple[str, ...]:
    data = _arrays()
    start, end = int(data["offsets"][number]), int(data["offsets"][number + 1])
    return tuple(zlib.decompress(data["names"][start:end].tobytes()).decode("utf-8").split("\n"))


@lru_cache(8192)
def place(row: int) -> Place:
    """The place of a row number."""
    data = _arrays()
    identifier, *names = _block(row // BLOCK)[row % BLOCK].split("\t")
    latitude, longitude = float(data["latitude"][row]), float(data["longitude"][row])
    known = not np.isnan(latitude)
    return Place(
        id=identifier,
        name=names[0],
        kind=KINDS[int(data["kind"][row])],
        latitude=round(latitude, 4) if known else None,
        longitude=round(longitude, 4) if known else None,
        country=bytes(data["country"][row]).decode("ascii").strip("\0 "),
        population=int(data["population"][row]),
        names=tuple(names),
    )


def kind(row: int) -> PlaceKind:
    """The kind of the place of a row number."""
    return KINDS[int(_arrays()["kind"][row])]


def kinds(name: str) -> tuple[PlaceKind, ...]:
    """The kinds of the places of that name, the largest place first; faster than `find`."""
    numbers = _arrays()["kind"]
    return tuple(KINDS[int(numbers[row])] for row in rows(name))


def find(name: str, tag: str | None = None) -> tuple[Place, ...]:
    """The places a name can mean, countries and the most populous first; empty where it is unknown.

    Case, accents, hyphens and spaces do not matter. The name has to be in its base form. With a tag, the
    places whose
    stated name in that language it is come first.
    """
    return tuple(place(row) for row in rows(name))


def known(names: Iterable[str]) -> bool:
    """Whether any of the names is a place's."""
    return any(rows(name) for name in names)


def size() -> tuple[int, int]:
    """How many places, and how many of their names, the gazetteer holds."""
    return len(_arrays()["kind"]), len(_arrays()["keys"])
