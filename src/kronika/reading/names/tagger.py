"""The learnt reader of names: tokens to labelled spans."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from kronika import languages
from kronika.knowledge.weights import crf
from kronika.languages.sections.names import Names
from kronika.reading.names.features import EDGE, PAIRS, Evidence, Reader, pair_name, places
from kronika.reading.names.tokens import Token

KINDS = {"P": "person", "L": "place", "G": "organization", "M": "other"}
_EDGE = 0
"""The number of what stands before and after a sentence."""
_BATCH = 20_000
"""Tokens that are scored at once."""
_ALL = ("any",)
"""The weights for languages that have none of their own."""
_SHARES = {1: (1.0,), 2: (0.67, 0.33)}
"""How much the weights of a language and those of all languages count, where both are asked."""
_KEEN_INSIDE, _KEEN_FIRST, _MAY_BE_NAMES = 1.2, 0.7, "GgFfbBC-"
"""Measured on languages left out of training: inside a sentence, at its start, and for which classes there."""
_OFFSETS = (("own", ""), ("near", "-1"), ("near", "+1"), ("far", "-2"), ("far", "+2"))


class Found(NamedTuple):
    """A span that the reader took for a name: first and last token (exclusive), kind ("other" for works, events …)."""

    first: int
    last: int
    kind: str


class Part(NamedTuple):
    """One set of weights in a blend, who reads words for it, and how much it counts."""

    weights: crf.Weights
    reader: Reader
    share: float


class Tagger:
    """Weights, one set or a blend, and what they have seen: the scores of words are added up once and kept.

    In a blend the scores of the labels are added up, each set by its share (a log-linear pool): the weights of a
    language know its words, those for all languages have seen more names. A `keen` reader takes something from the
    score of "no name" for words with a capital.
    """

    def __init__(self, parts: list[Part], keen: bool = False) -> None:
        self._parts, self._keen = parts, keen
        self._labels = parts[0].weights.labels
        self._columns = [[part.weights.labels.index(label) for label in self._labels] for part in parts]
        self._transitions = np.zeros((len(self._labels), len(self._labels)), np.float32)
        for part, at in zip(parts, self._columns):
            self._transitions += np.float32(part.share) * part.weights.transitions[np.ix_(at, at)]
        self._clear()

    def _clear(self) -> None:
        self._words: dict[str, int] = {}
        self._evidence: list[tuple[Evidence, ...]] = []
        self._small: list[tuple[int, int]] = []
        self._names: dict[str, int] = {}
        self._tables = [_Rows(len(self._labels)) for _ in _OFFSETS]
        self._joined = _Rows(len(self._labels))
        self._pairs: list[dict[int, int]] = [{} for _ in range(PAIRS)]
        self._learn([""], [(EDGE,) * len(self._parts)])

    def label(self, sentences: list[list[Token]]) -> list[list[str]]:
        """The labels of the tokens of each sentence (B or I and the kind, or O)."""
        names = self._labels
        found: list[list[str]] = []
        for batch in _batches(sentences):
            if len(self._evidence) > 150_000 or sum(map(len, self._pairs)) > 600_000:
                self._clear()
            rows = crf.best(self._emissions(batch), self._transitions)
            found += [[names[i] for i in row.tolist()] for row in rows]
        return found

    def _number(self, name: str) -> int:
        return self._names.setdefault(name, len(self._names))

    def _seen_by_all(self, word: str) -> tuple[Evidence, ...]:
        """What a word says to each set of weights."""
        first, *others = self._parts
        seen = first.reader(word)
        return (seen, *[part.reader.respelt(word, seen) for part in others])

    def _learn(self, words: list[str], evidence: list[tuple[Evidence, ...]]) -> None:
        """Adds up the scores of new words."""
        for word, seen in zip(words, evidence, strict=True):
            self._words[word] = len(self._evidence)
            self._evidence.append(seen)
            self._small.append((self._number(seen[0].shape), self._number("k " + seen[0].kind)))
        for table, (field, prefix) in zip(self._tables, _OFFSETS):
            table.extend(self._sums([tuple(getattr(part, field) for part in seen) for seen in evidence], prefix))

    def _sums(self, lists: list[tuple[tuple[str, ...], ...]], prefix: str = "") -> np.ndarray:
        """The scores of the labels for lists of attributes, each list once as each part of the blend sees it."""
        total = np.zeros((len(lists), len(self._labels)), np.float32)
        for i, (part, at) in enumerate(zip(self._parts, self._columns)):
            total += np.float32(part.share) * part.weights.sums([row[i] for row in lists], prefix)[:, at]
        return total

    def _emissions(self, sentences: list[list[Token]]) -> list[np.ndarray]:
        """The scores of the labels for every token: (length, labels) for each sentence."""
        new = list(dict.fromkeys(t.text for s in sentences for t in s if t.text not in self._words))
        for first in range(0, len(new), 1000):
            some = new[first : first + 1000]
            self._learn(some, [self._seen_by_all(word) for word in some])
        words = self._words
        lines = [[_EDGE, _EDGE, *(words[t.text] for t in s), _EDGE, _EDGE] for s in sentences]
        ids = np.array([number for line in lines for number in line], np.intp)
        lengths = np.array([len(line) for line in lines], np.intp)
        begins = np.cumsum(lengths) - lengths
        inside = np.ones(len(ids), bool)
        for edge in (0, 1, 2, 3):
            inside[begins + (edge if edge < 2 else lengths - edge + 1)] = False
        at = np.flatnonzero(inside)
        own, left, right, far_left, far_right = (table.rows() for table in self._tables)
        total: np.ndarray = own[ids[at]] + left[ids[at - 1]]
        total += right[ids[at + 1]]
        total += far_left[ids[at - 2]]
        total += far_right[ids[at + 2]]
        marks = [mark for s in sentences for mark in places(s)]
        joined = np.zeros_like(total)
        for rows in self._pair_rows(ids, at, marks):
            joined += self._joined.rows()[rows]
        total += joined
        return np.split(total, np.cumsum(lengths - 4)[:-1])

    def _pair_rows(self, ids: np.ndarray, at: np.ndarray, marks: list[str]) -> Iterator[np.ndarray]:
        """For each attribute that joins a token with its neighbours its rows, one a token.

        `ids`: the numbers of the words, edges among them; `at`: where the tokens stand in it; `marks`: their places.
        """
        small = np.array([self._small[number] for number in ids.tolist()], np.int64)
        shape, kind = small[:, 0], small[:, 1]
        place = np.array([self._number(mark) for mark in marks], np.int64)
        near = (at - 1, at + 1)
        keys = [_key(shape[at - 1], shape[at], shape[at + 1], place)]
        keys += [_key(ids[side], shape[at]) for side in near]
        keys += [_key(kind[side], kind[at], shape[at]) for side in near]
        keys.append(_key(kind[at], shape[at], place))
        for number, column in enumerate(keys):
            found, first, inverse = np.unique(column, return_index=True, return_inverse=True)
            known = self._pairs[number]
            new = [(key, i) for key, i in zip(found.tolist(), first.tolist()) if key not in known]
            if new:
                self._learn_pairs(number, new, ids, at, marks)
            yield np.array([known[key] for key in found.tolist()], np.intp)[inverse.ravel()]

    def _learn_pairs(
        self, number: int, new: list[tuple[int, int]], ids: np.ndarray, at: np.ndarray, marks: list[str]
    ) -> None:
        """Adds up the scores of new pairs: (key, token where it is seen)."""
        names: list[tuple[tuple[str, ...], ...]] = []
        for _, i in new:
            left, own, right = (self._evidence[ids[at[i] + step]] for step in (-1, 0, 1))
            seen = zip(left, own, right)
            names.append(tuple((pair_name(number, a, b, c, marks[i]),) for a, b, c in seen))
        scores = self._sums(names)
        if number == PAIRS - 1 and self._keen:
            scores[:, self._labels.index("O")] -= [_keenness(self._evidence[ids[at[i]]][0], marks[i]) for _, i in new]
        start = self._joined.extend(scores)
        for step, (key, _) in enumerate(new):
            self._pairs[number][key] = start + step


def _keenness(own: Evidence, mark: str) -> float:
    """What is taken from the score of "no name": the weights for all languages lack most what only a language has."""
    if own.shape[0] != "X":
        return 0.0
    if mark[0] == "0":
        return _KEEN_INSIDE
    # At a sentence's start: words of names and words of no list, in a sentence that is no row of capitals.
    return _KEEN_FIRST if own.shape == "Xx" and mark[1] in "ab" and own.kind in _MAY_BE_NAMES else 0.0


def _key(*parts: np.ndarray) -> np.ndarray:
    """Small numbers, and before them one that may be larger, as one number: of shapes, kinds and places there are
    dozens, and of words a hundred thousand."""
    key = parts[0].astype(np.int64)
    for part in parts[1:]:
        key = key << 12 | part
    return key


def _batches(sentences: list[list[Token]]) -> Iterator[list[list[Token]]]:
    """Sentences some ten thousands of tokens at a time, so that a book takes no more memory than an article."""
    batch: list[list[Token]] = []
    size = 0
    for sentence in sentences:
        batch.append(sentence)
        size += len(sentence)
        if size > _BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


class _Rows:
    """Rows of scores that grow and are read as one array."""

    def __init__(self, width: int) -> None:
        self._array = np.zeros((1024, width), np.float32)
        self._size = 0

    def extend(self, rows: np.ndarray) -> int:
        """Adds rows at the end; gives the number of the first."""
        first = self._size
        while self._size + len(rows) > len(self._array):
            self._array = np.concatenate([self._array, np.zeros_like(self._array)])
        self._array[self._size : self._size + len(rows)] = rows
        self._size += len(rows)
        return first

    def rows(self) -> np.ndarray:
        """All rows so far, and unused ones behind them."""
        return self._array


@lru_cache(maxsize=16)
def tagger(names: tuple[str, ...], tag: str) -> Tagger:
    """The reader with the weights of these names, which ship, for words of a language; the first counts most."""
    parts = []
    for name, share in zip(names, _SHARES[len(names)]):
        weights = crf.load(f"names-{name}")
        if weights is not None:
            parts.append(Part(weights, Reader(tag, bool(weights.about.get("universal"))), share))
    return Tagger(parts, names == _ALL and not languages.section(tag, Names).capital_nouns)


def names_of_weights(tag: str, old_print: bool) -> tuple[str, ...]:
    """The weights of a language: its own or those of the relative its pack names, and those of all languages.

    `old_print`: the text is machine-read print, for which some languages have weights of their own. Those that were
    learnt with the prints of other languages are asked together with the weights for edited text.
    """
    own = languages.section(tag, Names).weights or languages.base(tag)
    edited = (own, *_ALL) if crf.load(f"names-{own}") is not None else _ALL
    press = crf.load(f"names-press-{own}") if old_print else None
    if press is None:
        return edited
    return (f"press-{own}", edited[0]) if press.about.get("universal") else (f"press-{own}",)


def for_language(tag: str, old_print: bool = False) -> Tagger | None:
    """The reader of a language; None where no weights ship at all."""
    names = names_of_weights(tag, old_print)
    return tagger(names, tag) if crf.load(f"names-{names[-1]}") is not None else None


def is_universal(tag: str, old_print: bool = False) -> bool:
    """Whether a language is read with the weights for languages that have none of their own."""
    return names_of_weights(tag, old_print) == _ALL


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
