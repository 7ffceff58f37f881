"""Which words are known as names of persons and places, and how common a word is.

DO NOT EDIT words.npz: it is made by `python tools/name_words.py FOLDER`, where its sources and licences are named.
"""

from __future__ import annotations

import zlib
from functools import cache
from pathlib import Path

import numpy as np

from kronika.languages import base

FILE = Path(__file__).parent / "words.npz"
_KINDS = ("given", "family", "person", "place", "city", "inside", "country", "land")
# Languages that are read with the common words of a near relative.
_RELATIVE = {"hr": "sh", "sr": "sh", "bs": "sh", "nn": "nb", "no": "nb", "gl": "pt"}


def key(word: str) -> int:
    """The hash that stands for a plain word."""
    return zlib.crc32(word.encode("utf-8", "surrogatepass"))


class Words:
    """The known words, asked by their plain form."""

    def __init__(self, tables: dict[str, np.ndarray]) -> None:
        self._tables = [tables[kind] for kind in _KINDS]
        self._common = {name[7:]: table for name, table in tables.items() if name.startswith("common-")}
        self._ranks: dict[str, dict[int, int]] = {}

    def known(self, word: str) -> int:
        """Which tables hold a plain word, as bits: given, family, person, place, city, inside, country, land."""
        number = key(word)
        bits = 0
        for at, table in enumerate(self._tables):
            where = int(np.searchsorted(table, np.uint32(number)))
            if where < len(table) and int(table[where]) == number:
                bits |= 1 << at
        return bits

    def rank(self, word: str, tag: str) -> int:
        """How common a plain word is in a language: 0 the commonest; -1 not among the common ones."""
        return self._table(tag).get(key(word), -1)

    def has(self, tag: str) -> bool:
        """Whether there is a list of common words for a language."""
        return bool(self._table(tag))

    def _table(self, tag: str) -> dict[int, int]:
        short = base(tag)
        short = _RELATIVE.get(short, short)
        if short not in self._ranks:
            table = self._common.get(short)
            self._ranks[short] = {} if table is None else {int(h): i for i, h in reversed(list(enumerate(table)))}
        return self._ranks[short]


@cache
def words() -> Words:
    """The known words that ship with kronika."""
    with np.load(FILE) as tables:
        return Words({name: tables[name] for name in tables.files})
