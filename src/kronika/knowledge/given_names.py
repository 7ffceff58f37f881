"""Given names of sixty languages, with their gender.

The data are made by tools/make_given_names.py from the lists of Faker (MIT). A name that is missing says nothing.
"""

from __future__ import annotations

import gzip
from functools import cache
from pathlib import Path
from typing import Literal

from kronika.knowledge.letters import fold

DATA = Path(__file__).parent / "given_names.tsv.gz"
Gender = Literal["m", "f", "both"]


@cache
def _table() -> dict[str, tuple[Gender, tuple[str, ...]]]:
    read: dict[str, tuple[Gender, tuple[str, ...]]] = {}
    for line in gzip.decompress(DATA.read_bytes()).decode("utf-8").splitlines():
        name, genders, tags = line.split("\t")
        gender: Gender = "m" if genders == "m" else "f" if genders == "f" else "both"
        read[name] = (gender, tuple(tags.split()))
    return read


def gender(name: str) -> Gender | None:
    """Whether a given name is men's, women's or both; None where the lists do not have it."""
    return _table().get(fold(name), (None, ()))[0]


def known(name: str, tag: str | None = None) -> bool:
    """Whether a word is a given name, of any language or of one."""
    entry = _table().get(fold(name))
    return entry is not None and (tag is None or tag.partition("-")[0] in entry[1])


def every(tag: str) -> tuple[str, ...]:
    """The folded given names of one language, in alphabetical order."""
    return tuple(name for name, (_, tags) in _table().items() if tag in tags)
