"""Two accounts as arrays for alignment: sentence vectors, word vectors, marks, lengths, punctuation."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kronika.collation.align_cover import Words
from kronika.collation.align_cover import words as words_of
from kronika.collation.align_features import Floats, Side, punctuation
from kronika.collation.align_marks import Marks, hashed, mark_vectors, marks
from kronika.collation.encoders import Encoder, embedded
from kronika.knowledge import wordvectors
from kronika.model import Account

# How many sentences' worth of doubt the mean of an account's word vectors carries when it is taken off.
_CALM = 5.0
# Weights of sentence vectors, word vectors and marks where cuts are looked for; the sentence encoder counts less where
# it does not know a language. Not learnt: cuts are only made where several sentences agree.
_KNOWN, _UNKNOWN = (1.0, 0.5, 0.5), (0.4, 1.0, 0.8)


class Evidence(NamedTuple):
    """One account as arrays, one row a sentence; marks as they are, since their weights depend on the stretch."""

    vectors: Floats
    words: Floats
    marks: Marks
    spelt: Words
    lengths: Floats
    ends: NDArray[np.int8]
    opens: NDArray[np.int8]

    def coarse(self, known: bool) -> Floats:
        """All channels in one unit vector a sentence."""
        parts = [
            weight * rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-6)
            for weight, rows in zip(_KNOWN if known else _UNKNOWN, (self.vectors, self.words, hashed(self.marks)))
        ]
        together = np.concatenate(parts, axis=1)
        unit: Floats = together / np.maximum(np.linalg.norm(together, axis=1, keepdims=True), 1e-6)
        return unit


def evidence(account: Account, encoder: Encoder | None = None) -> Evidence:
    """An account as arrays."""
    texts = [account.text_of(i) for i in range(len(account.sentences))]
    lengths = np.array([max(1, len(text)) for text in texts], np.float32)
    vectors = (encoder or embedded()).encode(texts)
    words = wordvectors.table().of(texts)
    mean = words.sum(axis=0) / max(1.0, float(lengths.sum()))
    words = words - mean * lengths[:, None] * (len(texts) / (len(texts) + _CALM))
    ends, opens = np.array([punctuation(text) for text in texts], np.int8).reshape(-1, 2).T
    return Evidence(vectors * np.sqrt(lengths)[:, None], words, marks(account), words_of(texts), lengths, ends, opens)


def sides(left: Evidence, right: Evidence, where: tuple[int, int, int, int]) -> tuple[Side, Side]:
    """A stretch of both accounts (left start, left end, right start, right end) as arrays for a grid."""
    i, k, j, z = where
    bearing = mark_vectors(left.marks[i:k], right.marks[j:z])
    a, b = (
        Side(
            (own.vectors[s:e], own.words[s:e], rows),
            own.spelt.cut(s, e),
            own.lengths[s:e],
            own.ends[s:e],
            own.opens[s:e],
        )
        for own, rows, s, e in ((left, bearing[0], i, k), (right, bearing[1], j, z))
    )
    return a, b
