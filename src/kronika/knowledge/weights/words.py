"""Which words are known as names of persons and places, and how common a word is.

DO NOT EDIT words.npz: it is made by `python tools/name_words.py FOLDER`, where its sources and licences are named.
"""

from __future__ import annotations

import zlib
from array import array
from bisect import bisect_left
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
        self._hashes, self._bits = _merged([tables[kind] for kind in _KINDS])
        edges = np.arange((1 << 16) + 1, dtype=np.uint64) << 16
        self._starts: list[int] = np.searchsorted(np.frombuffer(self._hashes, np.uint32), edges).tolist()
        self._known: dict[str, int] = {}
        self._common = {name[7:]: table for name, table in tables.items() if name.startswith("common-")}
        self._ranks: dict[str, dict[int, int]] = {}

    def known(self, word: str) -> int:
        """Which tables hold a plain word, as bits: given, family, person, place, city, inside, country, land."""
        bits = self._known.get(word)
        if bits is None:
            if len(self._known) > 200_000:
                self._known.clear()
            bits = self._known[word] = self._look_up(key(word))
        return bits

    def _look_up(self, number: int) -> int:
        high = number >> 16
        at = bisect_left(self._hashes, number, self._starts[high], self._starts[high + 1])
        return self._bits[at] if at < len(self._hashes) and self._hashes[at] == number else 0

    def rank(self, word: str, tag: str) -> int:
        """How common a plain word is in a language: 0 the commonest; -1 not among the common ones."""
        table = self._ranks.get(tag)
        if table is None:
            table = self._table(tag)
        return table.get(zlib.crc32(word.encode("utf-8", "surrogatepass")), -1)

    def has(self, tag: str) -> bool:
        """Whether there is a list of common words for a language."""
        return bool(self._table(tag))

    def _table(self, tag: str) -> dict[int, int]:
        if tag not in self._ranks:
            short = base(tag)
            short = _RELATIVE.get(short, short)
            if short != tag:
                self._ranks[tag] = self._table(short)
            else:
                table = self._common.get(short)
                self._ranks[tag] = {} if table is None else {int(h): i for i, h in reversed(list(enumerate(table)))}
        return self._ranks[tag]


def _merged(tables: list[np.ndarray]) -> tuple[array[int], bytes]:
    """All hashes of sorted tables, sorted, and for each a byte with the bits of the tables that hold it."""
    hashes, at = np.unique(np.concatenate(tables).astype(np.uint32), return_inverse=True)
    marks = np.repeat(np.array([1 << n for n in range(len(tables))], np.uint8), [len(table) for table in tables])
    bits = np.zeros(len(hashes), np.uint8)
    np.bitwise_or.at(bits, at.ravel(), marks)
    found = array("I")
    found.frombytes(hashes.tobytes())
    return found, bits.tobytes()


@cache
def words() -> Words:
    """The known words that ship with kronika."""
    with np.load(FILE) as tables:
        return Words({name: tables[name] for name in tables.files})
