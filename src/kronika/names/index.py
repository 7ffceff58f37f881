"""One name found among a million: keys give candidates, letters the best of them, and `same` the likelihood."""

from __future__ import annotations

from array import array
from collections.abc import Iterable

import msgspec
import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from kronika.names.evidence import roman
from kronika.names.keys import keys
from kronika.names.same import same

CANDIDATES = 6_000
"""So many names that share a key are compared by letters; those that share most keys come first."""
FEW = 1_500
"""Up to so many are ranked by the slower measure that also sees a part of a name in the whole."""
COMPARED = 10
"""So many of these by `same`, which takes about a millisecond each."""


class Found(msgspec.Struct, frozen=True, order=True):
    """A name of the index: its number there, the name, its language, and the likelihood that it is the one sought."""

    number: int
    name: str
    language: str | None
    score: float


class Index:
    """Names under their keys. Numbers are given in the order of adding, from 0."""

    def __init__(self, names: Iterable[tuple[str, str | None]] = ()) -> None:
        self._names: list[str] = []
        self._tags: list[str | None] = []
        self._letters: list[str] = []
        self._lengths = array("H")
        self._at: dict[str, array[int]] = {}
        for name, tag in names:
            self.add(name, tag)

    def __len__(self) -> int:
        return len(self._names)

    def add(self, name: str, tag: str | None = None) -> int:
        """Adds a name, and returns its number."""
        number = len(self._names)
        self._names.append(name)
        self._tags.append(tag)
        self._letters.append(roman(name))
        self._lengths.append(min(len(self._letters[-1]), 65_535))
        for key in keys(name):
            self._at.setdefault(key, array("I")).append(number)
        return number

    def find(
        self, name: str, tag: str | None = None, kind: str | None = None, least: float = 0.5, most: int = 10
    ) -> list[Found]:
        """The names that may name the same thing, the likeliest first, of `least` likelihood and more."""
        letters = roman(name)
        numbers = self._candidates(name)
        scorer = fuzz.WRatio if len(numbers) <= FEW else fuzz.token_set_ratio
        choices = {number: self._letters[number] for number in numbers}
        ranked = process.extract(letters, choices, scorer=scorer, limit=COMPARED)
        scored = []
        for _, _, number in ranked:
            other, language = self._names[number], self._tags[number]
            scored.append(Found(number, other, language, same(name, tag, other, language, kind)))
        good = [found for found in scored if found.score >= least]
        return sorted(good, key=lambda found: (-found.score, found.number))[:most]

    def _candidates(self, name: str) -> list[int]:
        """Numbers of the names that share a key, those that share most first, then in order of number."""
        lists = [np.frombuffer(self._at[key], np.uint32) for key in keys(name) if key in self._at]
        if not lists:
            return []
        numbers, counts = np.unique(np.concatenate(lists), return_counts=True)
        if len(numbers) > CANDIDATES:
            numbers = self._fewer(numbers, counts, len(roman(name)))
        return [int(number) for number in numbers]

    def _fewer(self, numbers: NDArray[np.uint32], counts: NDArray[np.intp], length: int) -> NDArray[np.uint32]:
        """The candidates that share most keys; among equals those of nearly the same length."""
        apart = np.abs(np.frombuffer(self._lengths, np.uint16)[numbers].astype(np.int32) - length)
        order = np.lexsort((numbers, apart, -counts))[:CANDIDATES]
        return np.sort(numbers[order])
