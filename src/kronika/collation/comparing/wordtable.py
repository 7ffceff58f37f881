"""The words of both sides of a bead laid over each other: which words of one side the other side explains.

A word is explained by the same letters, by a word that sounds like it in Latin letters, or by one of near meaning (the
word vectors hold for a hundred languages). What stands around a name, and what of the other side nothing here explains,
are read from this table.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from kronika.collation.comparing.units import Side
from kronika.knowledge import wordvectors
from kronika.names import roman

#: A word run; scripts without spaces are cut where the script changes.
_WORD = re.compile(r"[\u30a0-\u30ff]+|[\u4e00-\u9fff]+|[\u3040-\u309f]+|[^\W_\u3040-\u30ff\u4e00-\u9fff]+")
#: More words than this on a side make no table: a bead that long is a list or a page.
MOST = 240
#: Vectors of unrelated words lie below this; what lies above it grows to 1.
UNRELATED = 0.25
#: Letters of one word in another's from which they are taken for forms of one word.
SPELT = 72.0
#: Words next to a name that are its surroundings.
REACH = 5

Table = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one side: where each stands, and its letters."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    texts: tuple[str, ...]

    def inside(self, start: int, end: int) -> range:
        """The words that a stretch of the text touches."""
        first = bisect_left(self.ends, start + 1)
        return range(first, bisect_left(self.starts, end))


@dataclass(frozen=True, slots=True)
class WordTable:
    """Likeness of every word of the left side to every word of the right, in [0, 1]."""

    left: Words
    right: Words
    likeness: Table

    def of(self, own: int) -> Words:
        """The words of a side: 0 left, 1 right."""
        return self.right if own else self.left

    def explained(self, own: int) -> NDArray[np.float32]:
        """For each word of a side the likeness of the word on the other side that explains it best."""
        if not self.likeness.size:
            return np.zeros(len(self.of(own).texts), np.float32)
        best: NDArray[np.float32] = self.likeness.max(axis=0 if own else 1)
        return best

    def around(self, left: range, right: range) -> float:
        """How well what stands around a stretch of the left is found around one of the right, in [0, 1]."""
        rows, near_rows = _near(left, len(self.left.texts))
        columns, near_columns = _near(right, len(self.right.texts))
        if not len(rows) or not len(columns):
            return 0.0
        part = self.likeness[np.ix_(rows, columns)]
        here = float((part.max(axis=1) * near_rows).sum() / near_rows.sum())
        there = float((part.max(axis=0) * near_columns).sum() / near_columns.sum())
        return (here + there) / 2


def table(left: Side, right: Side) -> WordTable:
    """The table of a bead; empty where a side has too many words."""
    here, there = _words(left), _words(right)
    if not here.texts or not there.texts or max(len(here.texts), len(there.texts)) > MOST:
        return WordTable(here, there, np.zeros((len(here.texts), len(there.texts)), np.float32))
    meaning = _meaning(here.texts, there.texts)
    return WordTable(here, there, np.maximum(meaning, _spelling(here.texts, there.texts)))


def _words(side: Side) -> Words:
    found = [(side.start + m.start(), side.start + m.end(), m.group()) for m in _WORD.finditer(side.text)]
    if len(found) > MOST:
        return Words((), (), ())
    return Words(tuple(f[0] for f in found), tuple(f[1] for f in found), tuple(f[2] for f in found))


def meaning(left: str, right: str) -> float:
    """How near in meaning two stretches are, in [0, 1], by the sum of their words' vectors."""
    return float(_meaning((left,), (right,))[0, 0])


def _meaning(left: tuple[str, ...], right: tuple[str, ...]) -> Table:
    vectors = wordvectors.table().of([*left, *right])
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit = vectors / np.maximum(lengths, 1e-6)
    cosines = unit[: len(left)] @ unit[len(left) :].T
    cut: Table = np.clip((cosines - UNRELATED) / (1 - UNRELATED), 0.0, 1.0).astype(np.float32)
    return cut


def _spelling(left: tuple[str, ...], right: tuple[str, ...]) -> Table:
    out = np.zeros((len(left), len(right)), np.float32)
    here, there = [roman(w) for w in left], [roman(w) for w in right]
    for i, a in enumerate(here):
        for j, b in enumerate(there):
            if a == b and a:
                out[i, j] = 1.0
            elif len(a) > 3 and len(b) > 3 and (alike := fuzz.ratio(a, b, score_cutoff=SPELT)):
                out[i, j] = alike / 100
    return out


def _near(stretch: range, count: int) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """The words next to a stretch, and how much each weighs: less the farther off."""
    before = [(at, stretch.start - at) for at in range(max(0, stretch.start - REACH), stretch.start)]
    after = [(at, at - stretch.stop + 1) for at in range(stretch.stop, min(count, stretch.stop + REACH))]
    both = before + after
    return np.array([at for at, _ in both], np.int64), np.array([1 / (1 + away / 2) for _, away in both])
