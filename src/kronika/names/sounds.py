"""How well one word can be another in sound, across scripts: a joint multigram model, read from
`knowledge/sounds.json.gz`.

The score is how much likelier the two words are as writings of one sound than by chance, as a share of all
the
information in them: 1 for a perfect regular transcription, about 0 for chance, below for words that do not
fit.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from kronika.knowledge.letters import fold
from kronika.knowledge.romanising import latin_letters
from kronika.knowledge.scripts import letters, script
from kronika.knowledge.sounds import load

LONGEST = 24
"""Letters of a word that are compared; what follows is cut."""
UNSEEN = -13.0
"""Log probability of a chunk never seen in training; per letter on either side."""
TRIM = 4
"""How many letters an ending may have that only one side has."""


@dataclass(frozen=True)
class Fit:
    """How two words fit: as they are, and with an ending of up to four letters taken off one of them."""

    whole: float
    stem: float
    trimmed: int = 0


NONE = Fit(-1.0, -1.0)


@lru_cache(65536)
def _prepared(word: str, table: str, other: bool) -> tuple[str, ...]:
    """The letters of a word that a table knows; accents it does not know are dropped."""
    model = load()[table]
    known = model.there if other else model.here
    found: list[str] = []
    for letter in letters(word)[:LONGEST]:
        found.extend([letter] if letter in known else (fold(letter) or letter))
    return tuple(found[:LONGEST])


@lru_cache(200_000)
def fit(a: str, b: str) -> Fit:
    """How well two words fit in sound; the order does not matter."""
    one, two = script(a), script(b)
    if one != "Latn" and two == "Latn":
        return fit(b, a)
    if fold(a) == fold(b):
        return Fit(1.0, 1.0)
    tables = load()
    if one == "Latn" and two in tables:
        return _both(a, b) if two == "Latn" else _fit(a, b, two)
    if one == two:
        return _both(latin(a), latin(b))
    fits = [_fit(latin(x), y, s) for x, y, s in ((a, b, two), (b, a, one)) if s in tables]
    fits = fits or [_both(latin(a), latin(b))]
    return Fit(sum(f.whole for f in fits) / len(fits), sum(f.stem for f in fits) / len(fits), fits[0].trimmed)


@lru_cache(65536)
def latin(word: str) -> str:
    """A word in Latin letters, by the letter (anyascii): for scripts that have no table with one another."""
    return "".join(letter for letter in latin_letters(word) if letter.isalpha())


def _both(a: str, b: str) -> Fit:
    """Latin beside Latin: the table was learnt one way only, so the better way counts."""
    one, two = _fit(a, b, "Latn"), _fit(b, a, "Latn")
    return one if (one.whole, one.stem) >= (two.whole, two.stem) else two


def _fit(a: str, b: str, table: str) -> Fit:
    here, there = _prepared(a, table, False), _prepared(b, table, True)
    if not here or not there:
        return NONE
    return _measure(here, _sums(here, table, False), _target(there, table), _sums(there, table, True))


def _measure(here: tuple[str, ...], plain_a: list[float], target: _Target, plain_b: list[float]) -> Fit:
    """The best path (Viterbi) over the cells of the two words, and what it says of all and of the stems.

    `plain_a`, `plain_b`: what chance gives for the beginnings of the two.
    """
    rows, columns = len(here), target.columns
    best = _paths("".join(here), rows, target)

    def share(i: int, j: int) -> float:
        chance = plain_a[i] + plain_b[j]
        return (best[i][j] - chance) / (-0.5 * chance)

    whole = share(rows, columns)
    stem, trimmed = whole, 0
    for cut in range(1, TRIM + 1):
        for i, j in ((rows - cut, columns), (rows, columns - cut)):
            if min(i, j) >= 2 and (fitting := share(i, j)) > stem:
                stem, trimmed = fitting, cut
    return Fit(max(-1.0, whole), max(-1.0, stem), trimmed)


@lru_cache(65536)
def _sums(word: tuple[str, ...], table: str, other: bool) -> list[float]:
    """Log probability by chance of the beginnings of a word."""
    chances = load()[table].there if other else load()[table].here
    sums = [0.0]
    for letter in word:
        sums.append(sums[-1] + chances.get(letter, -7.0))
    return sums


class _Target:
    """A word as what others are led to: for each chunk of a table, from where to where in the word it leads.

    One word meets many others that are made of the same chunks, so what is found is kept.
    """

    def __init__(self, word: tuple[str, ...], table: str) -> None:
        self._chunks = load()[table].chunks
        self.columns, self.reach = len(word), load()[table].reach
        letters = "".join(word)
        self._places: dict[str, list[tuple[int, int]]] = {}
        for j in range(self.columns + 1):
            for k in range(j, min(j + 3, self.columns) + 1):
                self._places.setdefault(letters[j:k], []).append((j, k))
        self._kept: dict[str, tuple[tuple[int, int, float], ...]] = {}
        unseen = [(j, j + 1, UNSEEN) for j in range(self.columns)]
        self.inside = sorted([step for step in self.steps("") if step[0] < step[1]] + unseen)

    def steps(self, chunk: str) -> tuple[tuple[int, int, float], ...]:
        """(from, to, log probability) of every place that a chunk can lead over."""
        found = self._kept.get(chunk)
        if found is None:
            table, places = self._chunks.get(chunk, {}), self._places
            found = tuple((j, k, table[over]) for over in table if over in places for j, k in places[over])
            self._kept[chunk] = found
        return found


@lru_cache(4096)
def _target(word: tuple[str, ...], table: str) -> _Target:
    return _Target(word, table)


def _paths(here: str, rows: int, target: _Target) -> list[list[float]]:
    """Log probability of the best path to every cell."""
    best = [[-1e9] * (target.columns + 1) for _ in range(rows + 1)]
    best[0][0] = 0.0
    for i, row in enumerate(best):
        for j, k, gain in target.inside:
            if row[j] + gain > row[k]:
                row[k] = row[j] + gain
        if i == rows:
            break
        below = best[i + 1]
        before = -1e9
        for j, at in enumerate(row):
            gain = (at if at > before else before) + UNSEEN
            if gain > below[j]:
                below[j] = gain
            before = at
        for p in range(1, min(target.reach, rows - i) + 1):
            below = best[i + p]
            for j, k, gain in target.steps(here[i : i + p]):
                if row[j] + gain > below[k]:
                    below[k] = row[j] + gain
    return best


@cache
def scripts() -> tuple[str, ...]:
    """The scripts that have a table."""
    return tuple(sorted(load()))
