"""What the words of a name mean in other languages ("Court of Justice", "Cour de justice"), by the word vectors."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from kronika.knowledge import wordvectors
from kronika.names.words import Pair

Row = NDArray[np.float32]


@lru_cache(65536)
def _whole(name: str) -> Row:
    """The vector of a name, of length one; zeros where nothing is known of it."""
    return _unit(wordvectors.table().of([name])[0])


@lru_cache(65536)
def _word(word: str) -> Row:
    return _unit(wordvectors.table().of_words([word])[0])


def _unit(row: Row) -> Row:
    length = float(np.sqrt((row * row).sum()))
    return row / length if length else row


def alike(a: str, b: str) -> float:
    """How nearly two names mean one thing, as the cosine of their vectors."""
    return round(float(_whole(a) @ _whole(b)), 4)


def covered(one: tuple[str, ...], two: tuple[str, ...], pairs: tuple[Pair, ...]) -> float:
    """The part of both names, the lesser of the two, that the other has too in sound or in meaning."""
    scores = np.stack([_word(word) for word in one]) @ np.stack([_word(word) for word in two]).T
    for found in pairs:
        scores[found.left, found.right] = max(scores[found.left, found.right], found.score)
    mine, theirs = np.array([len(word) for word in one]), np.array([len(word) for word in two])
    left = float(scores.max(axis=1) @ mine) / float(mine.sum())
    right = float(scores.max(axis=0) @ theirs) / float(theirs.sum())
    return round(min(left, right), 4)
