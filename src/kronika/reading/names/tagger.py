"""The learnt reader of names: tokens to labelled spans."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from kronika import languages
from kronika.knowledge.weights import crf
from kronika.languages.sections.names import Names
from kronika.reading.names.features import EDGE, Evidence, Reader, pair_names, places
from kronika.reading.names.tokens import Token

KINDS = {"P": "person", "L": "place", "G": "organization", "M": "other"}
_OFFSETS = (("own", ""), ("near", "-1"), ("near", "+1"), ("far", "-2"), ("far", "+2"))


class Found(NamedTuple):
    """A span that the reader took for a name: first and last token (exclusive), kind ("other" for works, events …)."""

    first: int
    last: int
    kind: str


class Tagger:
    """One set of weights and what it has seen: the scores of words and pairs are added up once and kept."""

    def __init__(self, weights: crf.Weights, reader: Reader) -> None:
        self._weights, self._reader = weights, reader
        self._words: dict[str, int] = {}
        self._evidence: list[Evidence] = []
        self._tables: list[list[np.ndarray]] = [[] for _ in _OFFSETS]
        self._pairs: dict[str, np.ndarray] = {}
        self._edge = self._learn("", EDGE)

    def label(self, sentences: list[list[Token]]) -> list[list[str]]:
        """The labels of the tokens of each sentence (B or I and the kind, or O)."""
        if len(self._words) > 150_000 or len(self._pairs) > 400_000:
            self.__init__(self._weights, self._reader)  # type: ignore[misc]
        emissions = [self._emissions(s) for s in sentences]
        names = self._weights.labels
        return [[names[i] for i in row] for row in crf.best(emissions, self._weights.transitions)]

    def _learn(self, word: str, evidence: Evidence) -> int:
        at = self._words[word] = len(self._evidence)
        self._evidence.append(evidence)
        for table, (field, prefix) in zip(self._tables, _OFFSETS):
            table.append(self._weights.vector([prefix + a for a in getattr(evidence, field)]))
        return at

    def _emissions(self, sentence: list[Token]) -> np.ndarray:
        words = self._words
        ids = [self._edge, self._edge]
        for token in sentence:
            at = words.get(token.text)
            ids.append(self._learn(token.text, self._reader(token.text)) if at is None else at)
        ids += (self._edge, self._edge)
        own, left, right, far_left, far_right = self._tables
        marks = places(sentence)
        rows = []
        for i, mark in enumerate(marks, 2):
            total = own[ids[i]] + left[ids[i - 1]]
            total += right[ids[i + 1]]
            total += far_left[ids[i - 2]]
            total += far_right[ids[i + 2]]
            total += self._pair(ids[i - 1], ids[i], ids[i + 1], mark)
            rows.append(total)
        return np.array(rows, np.float32).reshape(len(rows), len(self._weights.labels))

    def _pair(self, left: int, own: int, right: int, mark: str) -> np.ndarray:
        total = np.zeros(len(self._weights.labels), np.float32)
        for name in pair_names(self._evidence[left], self._evidence[own], self._evidence[right], mark):
            vector = self._pairs.get(name)
            if vector is None:
                vector = self._pairs[name] = self._weights.vector((name,))
            total += vector
        return total


@lru_cache(maxsize=16)
def tagger(name: str, tag: str) -> Tagger | None:
    """The reader with the weights of a name, for words of a language; None where no such weights ship."""
    weights = crf.load(f"names-{name}")
    return None if weights is None else Tagger(weights, Reader(tag, bool(weights.about.get("universal"))))


def for_language(tag: str, old_print: bool = False) -> Tagger | None:
    """The reader of a language: its own weights, those of the relative its pack names, or those of all languages.

    `old_print`: the text is machine-read print, for which some languages have weights of their own.
    """
    own = languages.section(tag, Names).weights or languages.base(tag)
    special = tagger(f"press-{own}", tag) if old_print else None
    return special or tagger(own, tag) or tagger("any", tag)


def spans(labels: list[str]) -> list[Found]:
    """The stretches of equal kind that begin and inside labels mark."""
    found: list[Found] = []
    first, kind = -1, ""
    for i, label in enumerate([*labels, "O"]):
        if first >= 0 and (label[0] != "I" or label[1] != kind):
            found.append(Found(first, i, KINDS[kind]))
            first = -1
        if label != "O" and first < 0:
            first, kind = i, label[1]
    return found
