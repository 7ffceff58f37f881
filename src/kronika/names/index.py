"""One name found among a million: keys give candidates, letters the best of them, and `same` the likelihood."""

from __future__ import annotations

from array import array
from collections.abc import Iterable

import msgspec
import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from kronika.names.evidence import roman
from kronika.names.keys import keys, skeleton
from kronika.names.same import same

CANDIDATES = 2_500
"""So many names that share a key are compared by letters; those that share most keys come first."""
COMPARED = 8
"""So many of these by `same`, which takes one to three milliseconds each."""
NEAR = 35.0
"""How much less than the best of them, out of 100, a name may resemble what is sought to be compared so."""


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
        for key in _keys(name):
            self._at.setdefault(key, array("I")).append(number)
        return number

    def find(
        self, name: str, tag: str | None = None, kind: str | None = None, least: float = 0.5, most: int = 10
    ) -> list[Found]:
        """The names that may name the same thing, the likeliest first, of `least` likelihood and more."""
        letters = roman(name)
        scored = []
        for number in self._nearest(letters, self._candidates(name)):
            other, language = self._names[number], self._tags[number]
            scored.append(Found(number, other, language, same(name, tag, other, language, kind)))
        good = [found for found in scored if found.score >= least]
        return sorted(good, key=lambda found: (-found.score, found.number))[:most]

    def _nearest(self, letters: str, numbers: NDArray[np.uint32]) -> list[int]:
        """The few of some names that are most like what is sought in letters, those of nearly its length first."""
        if not len(numbers):
            return []
        choices = [self._letters[number] for number in numbers.tolist()]
        alike = process.cdist([letters], choices, scorer=fuzz.token_set_ratio)[0]
        order = np.lexsort((numbers, self._apart(numbers, len(letters)), -alike))[:COMPARED]
        return [int(numbers[at]) for at in order if alike[at] >= alike[order[0]] - NEAR]

    def _apart(self, numbers: NDArray[np.uint32], length: int) -> NDArray[np.int32]:
        """By how many letters names are longer or shorter than a length."""
        return np.abs(np.frombuffer(self._lengths, np.uint16)[numbers].astype(np.int32) - length)

    def _candidates(self, name: str) -> NDArray[np.uint32]:
        """Numbers of the names that share a key, those that share most before all others where there are too many."""
        lists = [np.frombuffer(self._at[key], np.uint32) for key in _keys(name) if key in self._at]
        if not lists:
            return np.empty(0, np.uint32)
        numbers, counts = np.unique(np.concatenate(lists), return_counts=True)
        if len(numbers) > CANDIDATES:
            apart = self._apart(numbers, len(roman(name)))
            numbers = np.sort(numbers[np.lexsort((numbers, apart, -counts))[:CANDIDATES]])
        return numbers


def _keys(name: str) -> tuple[str, ...]:
    """The keys of a name, and for each part of it its consonants in full: names of one sound share two keys a part."""
    full = {f"f:{skeleton(part)}" for part in roman(name).split() if len(part) > 2}
    return (*keys(name), *sorted(full))
