"""The learnt reader of names: tokens to labelled spans."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple, TypeVar

import numpy as np

from kronika import languages
from kronika.knowledge.weights import crf
from kronika.languages.sections.names import Names
from kronika.reading.names.features import EDGE, PAIRS, Evidence, Reader, places
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
_OFFSETS = (("own", ("",)), ("near", ("-1", "+1")), ("far", ("-2", "+2")))
_T = TypeVar("_T")


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
        self._small = _Rows(2, np.int64)  # the shape and the kind of each word, as numbers
        self._letters: list[list[str]] = [[] for _ in self._parts]  # of each word, as each part sees them
        self._names: dict[str, int] = {}
        self._tables = [_Rows(len(self._labels)) for _, prefixes in _OFFSETS for _ in prefixes]
        self._joined = _Rows(len(self._labels))
        self._pairs: list[dict[int, int]] = [{} for _ in PAIRS]
        self._learn([""], [(EDGE,) * len(self._parts)])

    def find(self, sentences: list[list[Token]]) -> list[list[Found]]:
        """The names of each sentence."""
        found: list[list[Found]] = []
        for batch in _batches(sentences):
            if len(self._letters[0]) > 150_000 or sum(map(len, self._pairs)) > 600_000:
                self._clear()
            lengths = np.array([len(s) for s in batch], np.intp)
            best = crf.best(self._emissions(batch, lengths), lengths, self._transitions)
            found += self._spans(best, lengths)
        return found

    def _spans(self, best: np.ndarray, lengths: np.ndarray) -> Iterator[list[Found]]:
        """The names of sentences, out of the numbers of the labels of all their tokens."""
        labels, ends = self._labels, np.cumsum(lengths)
        marked = np.cumsum(np.concatenate([[False], best != labels.index("O")]))
        for start, end, some in zip(ends - lengths, ends, marked[ends] > marked[ends - lengths]):
            yield spans([labels[i] for i in best[start:end].tolist()]) if some else []

    def _number(self, name: str) -> int:
        return self._names.setdefault(name, len(self._names))

    def _seen_by_all(self, word: str) -> tuple[Evidence, ...]:
        """What a word says to each set of weights."""
        first, *others = self._parts
        seen = first.reader.looked_at(word)
        return (seen, *[part.reader.respelt(word, seen) for part in others])

    def _learn(self, words: list[str], evidence: list[tuple[Evidence, ...]]) -> None:
        """Adds up the scores of new words."""
        numbers = []
        for word, (seen, *_) in zip(words, evidence, strict=True):
            self._words[word] = len(self._words)
            numbers.append((self._number(seen.shape), self._number(seen.kind)))
        self._small.extend(np.array(numbers, np.int64))
        parts = list(zip(*evidence))
        for letters, part in zip(self._letters, parts):
            letters += [seen.word for seen in part]
        distinct, at = _distinct(parts)
        sums = []
        for field, prefixes in _OFFSETS:
            sums += self._sums([getattr(seen, field) for seen in distinct], at, prefixes)
        for table, scores in zip(self._tables, sums, strict=True):
            table.extend(scores)

    def _sums(
        self, lists: list[tuple[str, ...]], at: list[np.ndarray], prefixes: tuple[str, ...] = ("",)
    ) -> list[np.ndarray]:
        """For each prefix the scores of the labels for lists of attributes; `at`: which lists each part sees."""
        hashed = crf.hashed(lists)
        totals = [np.zeros((len(at[0]), len(self._labels)), np.float32) for _ in prefixes]
        for part, columns, seen in zip(self._parts, self._columns, at):
            for total, prefix in zip(totals, prefixes):
                total += np.float32(part.share) * part.weights.sums(hashed, prefix)[seen][:, columns]
        return totals

    def _emissions(self, sentences: list[list[Token]], lengths: np.ndarray) -> np.ndarray:
        """The scores of the labels for every token of sentences of these lengths: (tokens, labels)."""
        texts = [t.text for s in sentences for t in s]
        new = [text for text in dict.fromkeys(texts) if text not in self._words]
        for first in range(0, len(new), 1000):
            some = new[first : first + 1000]
            self._learn(some, [self._seen_by_all(word) for word in some])
        # Two edges before each sentence and two behind the last: the first two of each are those behind the one before.
        at = np.arange(len(texts)) + 2 * np.repeat(np.arange(1, len(lengths) + 1), lengths)
        ids = np.full(len(texts) + 2 * len(lengths) + 2, _EDGE, np.intp)
        ids[at] = np.fromiter(map(self._words.__getitem__, texts), np.intp, len(texts))
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
        return total

    def _pair_rows(self, ids: np.ndarray, at: np.ndarray, marks: list[str]) -> Iterator[np.ndarray]:
        """For each attribute that joins a token with its neighbours its rows, one a token.

        `ids`: the numbers of the words, edges among them; `at`: where the tokens stand in it; `marks`: their places.
        """
        small = self._small.rows()[ids]
        fields = {"shape": small[:, 0], "kind": small[:, 1], "word": ids}
        place = np.array([self._number(mark) for mark in marks], np.int64)
        for number, (_, parts) in enumerate(PAIRS):
            columns = [place if field == "place" else fields[field][at + step] for field, step in parts]
            found, first, inverse = np.unique(_key(*columns), return_index=True, return_inverse=True)
            known = self._pairs[number]
            new = [(key, i) for key, i in zip(found.tolist(), first.tolist()) if key not in known]
            if new:
                self._learn_pairs(number, [key for key, _ in new], [c[[i for _, i in new]].tolist() for c in columns])
            yield np.fromiter(map(known.__getitem__, found.tolist()), np.intp, len(found))[inverse.ravel()]

    def _learn_pairs(self, number: int, keys: list[int], columns: list[list[int]]) -> None:
        """Adds up the scores of new pairs, of which the columns give the fields, as numbers."""
        begin, fields = PAIRS[number]
        texts = list(self._names)
        seen: list[list[tuple[str, ...]]] = []
        for letters in self._letters:
            told = [[(letters if field == "word" else texts)[i] for i in c] for (field, _), c in zip(fields, columns)]
            seen.append([(begin + "|".join(parts),) for parts in zip(*told)])
        (scores,) = self._sums(*_distinct(seen))
        if number == len(PAIRS) - 1 and self._keen:
            kept = zip(*([texts[i] for i in column] for column in columns))
            scores[:, self._labels.index("O")] -= [_keenness(kind, shape, mark) for kind, shape, mark in kept]
        start = self._joined.extend(scores)
        self._pairs[number].update(zip(keys, range(start, start + len(keys))))


def _distinct(parts: Sequence[Sequence[_T]]) -> tuple[list[_T], list[np.ndarray]]:
    """What the parts of a blend see, most of it alike: all of the first and what others see otherwise, and for each
    part where in it stands what it sees."""
    first, *others = parts
    every = list(first)
    at = [np.arange(len(first))]
    for other in others:
        own = at[0].copy()
        for i in [i for i, (a, b) in enumerate(zip(first, other)) if a is not b and a != b]:
            own[i] = len(every)
            every.append(other[i])
        at.append(own)
    return every, at


def _keenness(kind: str, shape: str, mark: str) -> float:
    """What is taken from the score of "no name": the weights for all languages lack most what only a language has."""
    if shape[0] != "X":
        return 0.0
    if mark[0] == "0":
        return _KEEN_INSIDE
    # At a sentence's start: words of names and words of no list, in a sentence that is no row of capitals.
    return _KEEN_FIRST if shape == "Xx" and mark[1] in "ab" and kind in _MAY_BE_NAMES else 0.0


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
    """Rows of numbers that grow and are read as one array."""

    def __init__(self, width: int, dtype: type = np.float32) -> None:
        self._array: np.ndarray = np.zeros((1024, width), dtype)
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
