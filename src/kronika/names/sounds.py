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

from anyascii import anyascii

from kronika.knowledge.letters import fold
from kronika.knowledge.scripts import letters, script
from kronika.knowledge.sounds import Sounds, load

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
    return "".join(letter for letter in fold(anyascii(word)) if letter.isalpha())


def _both(a: str, b: str) -> Fit:
    """Latin beside Latin: the table was learnt one way only, so the better way counts."""
    one, two = _fit(a, b, "Latn"), _fit(b, a, "Latn")
    return one if (one.whole, one.stem) >= (two.whole, two.stem) else two


def _fit(a: str, b: str, table: str) -> Fit:
    here, there = _prepared(a, table, False), _prepared(b, table, True)
    if not here or not there:
        return NONE
    return _measure(here, there, load()[table])


def _measure(here: tuple[str, ...], there: tuple[str, ...], model: Sounds) -> Fit:
    """The best path (Viterbi) over the cells of the two words, and what it says of all and of the stems."""
    rows, columns = len(here), len(there)
    best = _paths(here, there, model)
    plain_a, plain_b = _running(here, model.here), _running(there, model.there)

    def share(i: int, j: int) -> float:
        chance = plain_a[i] + plain_b[j]
        return (best[i][j] - chance) / (-0.5 * chance)

    whole = share(rows, columns)
    stem, trimmed = whole, 0
    for cut in range(1, TRIM + 1):
        for i, j in ((rows - cut, columns), (rows, columns - cut)):
            if min(i, j) >= 2 and share(i, j) > stem:
                stem, trimmed = share(i, j), cut
    return Fit(max(-1.0, whole), max(-1.0, stem), trimmed)


def _running(word: tuple[str, ...], chances: dict[str, float]) -> list[float]:
    sums = [0.0]
    for letter in word:
        sums.append(sums[-1] + chances.get(letter, -7.0))
    return sums


def _paths(here: tuple[str, ...], there: tuple[str, ...], model: Sounds) -> list[list[float]]:
    """Log probability of the best path to every cell."""
    low = -1e9
    rows, columns = len(here), len(there)
    best = [[low] * (columns + 1) for _ in range(rows + 1)]
    best[0][0] = 0.0
    one, two = "".join(here), "".join(there)
    if len(one) != rows or len(two) != columns:  # a letter that folds to several: by the letter
        here, there = tuple(one), tuple(two)
    ends = [[two[j : j + q] for q in range(4)] for j in range(columns + 1)]
    for i in range(rows + 1):
        chunks = [(p, model.chunks.get(one[i : i + p])) for p in range(min(model.reach, rows - i) + 1)]
        for j in range(columns + 1):
            at = best[i][j]
            if at <= low:
                continue
            for p, table in chunks:
                if table is not None:
                    row = best[i + p]
                    for q in range(min(3, columns - j) + 1):
                        gain = table.get(ends[j][q])
                        if gain is not None and at + gain > row[j + q]:
                            row[j + q] = at + gain
            for p, q in ((1, 0), (0, 1), (1, 1)):
                if i + p <= rows and j + q <= columns and at + UNSEEN > best[i + p][j + q]:
                    best[i + p][j + q] = at + UNSEEN
    return best


@cache
def scripts() -> tuple[str, ...]:
    """The scripts that have a table."""
    return tuple(sorted(load()))
