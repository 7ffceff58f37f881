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
        self._clear()

    def _clear(self) -> None:
        self._words: dict[str, int] = {}
        self._evidence: list[Evidence] = []
        self._small: list[tuple[int, int]] = []
        self._names: dict[str, int] = {}
        self._tables = [_Rows(len(self._weights.labels)) for _ in _OFFSETS]
        self._pairs: dict[tuple[int, ...], int] = {}
        self._pair_rows = _Rows(len(self._weights.labels))
        self._edge = self._learn("", EDGE)

    def label(self, sentences: list[list[Token]]) -> list[list[str]]:
        """The labels of the tokens of each sentence (B or I and the kind, or O)."""
        if len(self._evidence) > 150_000 or len(self._pairs) > 600_000:
            self._clear()
        emissions = [self._emissions(s) for s in sentences]
        names = self._weights.labels
        return [[names[i] for i in row] for row in crf.best(emissions, self._weights.transitions)]

    def _number(self, name: str) -> int:
        return self._names.setdefault(name, len(self._names))

    def _learn(self, word: str, evidence: Evidence) -> int:
        at = self._words[word] = len(self._evidence)
        self._evidence.append(evidence)
        self._small.append((self._number(evidence.shape), self._number("k " + evidence.kind)))
        for table, (field, prefix) in zip(self._tables, _OFFSETS):
            table.append(self._weights.vector([prefix + a for a in getattr(evidence, field)]))
        return at

    def _emissions(self, sentence: list[Token]) -> np.ndarray:
        words, edge = self._words, self._edge
        numbers = [edge, edge]
        for token in sentence:
            at = words.get(token.text)
            numbers.append(self._learn(token.text, self._reader(token.text)) if at is None else at)
        numbers += (edge, edge)
        ids = np.array(numbers)
        own, left, right, far_left, far_right = (table.rows() for table in self._tables)
        size = len(sentence)
        total: np.ndarray = own[ids[2:-2]] + left[ids[1:-3]]
        total += right[ids[3:-1]]
        total += far_left[ids[:size]]
        total += far_right[ids[4:]]
        pairs = np.array(self._pair_numbers(numbers, sentence)).reshape(size, 6)
        total += self._pair_rows.rows()[pairs].sum(axis=1)
        return total

    def _pair_numbers(self, numbers: list[int], sentence: list[Token]) -> list[int]:
        """For each token the rows of the six attributes that join it with its neighbours."""
        small, pairs, found = self._small, self._pairs, []
        for i, mark in enumerate(places(sentence), 2):
            left, own, right = numbers[i - 1 : i + 2]
            (left_shape, left_kind), (shape, kind), (right_shape, right_kind) = small[left], small[own], small[right]
            place = self._names.get(mark) or self._number(mark)
            keys = (
                (0, left_shape, shape, right_shape, place),
                (1, left, shape),
                (2, right, shape),
                (3, left_kind, kind, shape),
                (4, right_kind, kind, shape),
                (5, kind, shape, place),
            )
            rows = [pairs.get(key) for key in keys]
            if None in rows:
                rows = self._learn_pairs(keys, left, own, right, mark)
            found += rows
        return found  # type: ignore[return-value]

    def _learn_pairs(
        self, keys: tuple[tuple[int, ...], ...], left: int, own: int, right: int, mark: str
    ) -> list[int | None]:
        names = pair_names(self._evidence[left], self._evidence[own], self._evidence[right], mark)
        for key, name in zip(keys, names):
            if key not in self._pairs:
                self._pairs[key] = self._pair_rows.append(self._weights.vector((name,)))
        return [self._pairs[key] for key in keys]


class _Rows:
    """Rows of scores that grow one by one and are read as one array."""

    def __init__(self, width: int) -> None:
        self._array = np.zeros((1024, width), np.float32)
        self._size = 0

    def append(self, row: np.ndarray) -> int:
        """The number of the row, once it is in."""
        if self._size == len(self._array):
            self._array = np.concatenate([self._array, np.zeros_like(self._array)])
        self._array[self._size] = row
        self._size += 1
        return self._size - 1

    def rows(self) -> np.ndarray:
        """All rows so far, and unused ones behind them."""
        return self._array


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


def is_universal(tag: str, old_print: bool = False) -> bool:
    """Whether a language is read with the weights for languages that have none of their own."""
    return for_language(tag, old_print) is tagger("any", tag)


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
