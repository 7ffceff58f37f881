"""Given names of sixty languages, with their gender, and those that translate one another.

The data are made by tools/make_given_names.py from the lists of Faker (MIT); `given_same.txt` is kronika's
own. A name
that is missing says nothing.
"""

from __future__ import annotations

import gzip
from functools import cache
from pathlib import Path
from typing import Literal

from kronika.knowledge.letters import fold

DATA = Path(__file__).parent / "given_names.tsv.gz"
SAME = Path(__file__).parent / "given_same.txt"
Gender = Literal["m", "f", "both"]


@cache
def _table() -> dict[str, tuple[Gender, tuple[str, ...]]]:
    read: dict[str, tuple[Gender, tuple[str, ...]]] = {}
    for line in gzip.decompress(DATA.read_bytes()).decode("utf-8").splitlines():
        name, genders, tags = line.split("\t")
        gender: Gender = "m" if genders == "m" else "f" if genders == "f" else "both"
        read[name] = (gender, tuple(tags.split()))
    return read


@cache
def _sets() -> dict[str, frozenset[int]]:
    """Folded name to the numbers of the sets it is in."""
    found: dict[str, set[int]] = {}
    for number, line in enumerate(SAME.read_text(encoding="utf-8").splitlines()):
        if not line.startswith("#"):
            for name in line.replace("|", " ").split():
                found.setdefault(fold(name), set()).add(number)
    return {name: frozenset(numbers) for name, numbers in found.items()}


def gender(name: str) -> Gender | None:
    """Whether a given name is men's, women's or both; None where the lists do not have it."""
    return _table().get(fold(name), (None, ()))[0]


def known(name: str, tag: str | None = None) -> bool:
    """Whether a word is a given name, of any language or of one."""
    entry = _table().get(fold(name))
    if entry is None:
        return tag is None and fold(name) in _sets()
    return tag is None or tag.partition("-")[0] in entry[1]


def translate(a: str, b: str) -> bool:
    """Whether two given names translate one another, or one is the pet name of the other (János, Johann, Jack)."""
    return bool(_sets().get(fold(a), frozenset()) & _sets().get(fold(b), frozenset()))


def translations(name: str) -> tuple[str, ...]:
    """A given name and all the names that translate it or are its pet names, folded, in alphabetical order."""
    wanted = _sets().get(fold(name), frozenset())
    return tuple(sorted({fold(name), *(other for other, numbers in _sets().items() if numbers & wanted)}))


def every(tag: str) -> tuple[str, ...]:
    """The folded given names of one language, in alphabetical order."""
    return tuple(name for name, (_, tags) in _table().items() if tag in tags)
