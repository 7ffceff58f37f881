"""How far the words of one side are accounted for by words of the other: word against word, not sum against sum.

A sum of word vectors says what a sentence is about; it does not say that one of its clauses stands nowhere in the
other. Here each word looks for its likest word among those of a sentence (late interaction, Khattab and Zaharia 2020),
and what it finds is held against what it finds in the other sentences of that account: the log of how much likelier
the word is beside this sentence than beside any (in the manner of IBM model 1, Brown et al. 1993, with likeness of
vectors in place of a table of translations).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kronika.collation.align_marks import key_code
from kronika.knowledge import wordvectors

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

# How steeply likelihood rises with likeness, and how likely a word is to have a partner at all. Chosen on documents
# left out.
STEEP, PARTNERED = 10.0, 0.9
# What any sentence of another story holds for a word: the mean likeness of the likest word, and how many such sentences
# are thought beside those of the account. In a short account they keep what is only less bad from looking good.
CHANCE, FOREIGN = 0.3, 4.0
_NUMBER_COLUMNS, _NUMBER_SIZE = 64, 4.0
WIDEST = 4  # sentences a block has at most


class Words(NamedTuple):
    """The words of an account (or a stretch of it).

    Attributes:
        vectors: one unit row a word form; zeros where nothing is known of it.
        weight: how much each form tells.
        forms: for every word of the text its form; starts: where each sentence begins in it, and the end.
    """

    vectors: Floats
    weight: Floats
    forms: Ints
    starts: Ints

    def cut(self, start: int, end: int) -> Words:
        """The words of the sentences start to end."""
        held = self.forms[self.starts[start] : self.starts[end]]
        used, at = np.unique(held, return_inverse=True)
        return Words(self.vectors[used], self.weight[used], at, self.starts[start : end + 1] - self.starts[start])


def words(texts: list[str]) -> Words:
    """The words of an account, sentence by sentence."""
    table = wordvectors.table()
    found = [table.words(text) for text in texts]
    spelt = sorted({word for here in found for word in here})
    at = {word: k for k, word in enumerate(spelt)}
    rows = np.concatenate([table.of_words(spelt), _numbers(spelt)], axis=1)
    forms = np.array([at[word] for here in found for word in here], np.int64)
    starts = np.cumsum([0] + [len(here) for here in found])
    size = np.linalg.norm(rows, axis=1)
    count = np.bincount(forms, minlength=len(spelt)).astype(np.float32)
    middle = (rows * count[:, None]).sum(axis=0) / max(1.0, float(count[size > 0].sum()))
    share = len(forms) / (len(forms) + 100.0)
    centred = np.where(size[:, None] > 0, rows - middle * share, 0.0)
    unit = centred / np.maximum(np.linalg.norm(centred, axis=1, keepdims=True), 1e-6)
    weight = size / max(1e-6, float(size.sum()) / max(1, len(size)))
    return Words(unit.astype(np.float32), weight.astype(np.float32), forms, starts)


def _numbers(spelt: list[str]) -> Floats:
    """Rows for words with digits, of which the table knows nothing: alike only where they are the same."""
    out = np.zeros((len(spelt), _NUMBER_COLUMNS), np.float32)
    for k, word in enumerate(spelt):
        if word[:1] != "#" and any(map(str.isdigit, word)):
            code = key_code(word)
            signs = np.array([1 if code >> bit & 1 else -1 for bit in range(4)], np.float32)
            out[k, [(code >> 4 + 6 * bit) % _NUMBER_COLUMNS for bit in range(4)]] = signs * _NUMBER_SIZE
    return out


class Cover:
    """Two stretches beside each other: how much the words of each side gain by each block of the other."""

    def __init__(self, left: Words, right: Words) -> None:
        cells = left.vectors @ right.vectors.T
        self._right = [_gained(right, block) for block in _blocks(cells.T, left)]
        self._left = [_gained(left, block) for block in _blocks(cells, right)]
        self._weights = _sums(left, left.weight), _sums(right, right.weight)

    def likeness(self, p: int, q: int) -> tuple[Floats, Floats, Floats]:
        """Of all beads of p by q sentences: gain a word, gain in sum, the least gain a word of any of its sentences."""
        right, left = self._right[p - 1], self._left[q - 1].T
        weight = self._weights
        total = _window(right, q, 1) + _window(left, p, 0)
        mass = _window(weight[0], p, 0)[:, None] + _window(weight[1], q, 0)[None, :]
        least = np.minimum(
            _lowest(right / np.maximum(weight[1], np.float32(1e-3))[None, :], q, 1),
            _lowest(left / np.maximum(weight[0], np.float32(1e-3))[:, None], p, 0),
        )
        return total / np.maximum(mass, 1e-3), total, least


def _blocks(cells: Floats, other: Words) -> list[Floats]:
    """The likest word of each form (rows) in every block of the other side: by length, (forms, places)."""
    count = len(other.starts) - 1
    best = np.zeros((len(cells), count), np.float32)
    full = np.flatnonzero(np.diff(other.starts) > 0)
    if len(full) and len(cells):
        best[:, full] = np.maximum.reduceat(cells[:, other.forms], other.starts[full], axis=1)
    raised = np.exp(STEEP * np.maximum(best, 0.0))
    mean = (raised.sum(axis=1, keepdims=True) + FOREIGN * np.exp(STEEP * CHANCE)) / (count + FOREIGN)
    out = [raised]
    for size in range(1, min(WIDEST, count)):
        out.append(np.maximum(out[-1][:, :-1], raised[:, size:]))
    return [np.log(1.0 - PARTNERED + PARTNERED * block / mean) for block in out]


def _gained(own: Words, block: Floats) -> Floats:
    """(places of the other side, own sentences): the weighted gain of a sentence's words."""
    return _sums(own, (own.weight[:, None] * block)).T


def _sums(own: Words, rows: Floats) -> Floats:
    """The sums of rows (one a form) over each sentence."""
    total = np.zeros((len(own.forms) + 1, *rows.shape[1:]), np.float64)
    np.cumsum(rows[own.forms], axis=0, out=total[1:])
    summed: Floats = (total[own.starts[1:]] - total[own.starts[:-1]]).astype(np.float32)
    return summed


def _window(rows: Floats, size: int, axis: int) -> Floats:
    count = rows.shape[axis] - size + 1
    parts = [rows.take(range(k, k + count), axis=axis) for k in range(size)]
    summed: Floats = np.sum(parts, axis=0)
    return summed


def _lowest(rows: NDArray[np.floating], size: int, axis: int) -> Floats:
    count = rows.shape[axis] - size + 1
    lowest: Floats = np.minimum.reduce([rows.take(range(k, k + count), axis=axis) for k in range(size)])
    return lowest
