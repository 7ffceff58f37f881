"""The words of a name, and how those of two names pair off."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from kronika.knowledge.romanising import without_article
from kronika.names.sounds import fit

_APOSTROPHES = re.compile(r"(?<=\w)['’ʼ`´′](?=\w)|[ʿʾʻʹʺ]")
_WORD = re.compile(r"[^\W_]+")
MOST = 8
"""Words of a name that are compared; what follows is cut."""
ALIKE = 0.35
"""From this fit two words may pair off; wrong pairs of confusable names lie mostly below."""
ENDING = 0.04
"""What a letter of an ending that only one side has takes off the fit."""


@lru_cache(65536)
def words(name: str) -> tuple[str, ...]:
    """The words of a name in small letters, accents kept, apostrophes and points off."""
    text = unicodedata.normalize("NFKC", name[:200])
    text = "".join(c for c in unicodedata.normalize("NFC", text) if not _point(c))
    text = _APOSTROPHES.sub("", text).casefold()
    return tuple(_WORD.findall(unicodedata.normalize("NFC", text))[:MOST])


@lru_cache(4096)
def _point(letter: str) -> bool:
    """Vowel points of Hebrew and Arabic, and the combining dot that folding a Turkish İ leaves."""
    return unicodedata.combining(letter) > 0 and ("\u0591" <= letter <= "\u06ed" or letter == "\u0307")


@dataclass(frozen=True)
class Pair:
    """Two words that pair off: their places in the names, how well they fit, and how much of an ending was ignored."""

    left: int
    right: int
    score: float
    trimmed: int = 0


@lru_cache(65536)
def pair(a: tuple[str, ...], b: tuple[str, ...]) -> tuple[Pair, ...]:
    """The words of two names paired off, the best fits first; initials pair with what they may begin."""
    options = []
    for i, one in enumerate(a):
        for j, two in enumerate(b):
            score, trimmed = word_fit(one, two)
            if score >= ALIKE:
                options.append((-round(score, 4), abs(i / len(a) - j / len(b)), i, j, trimmed))
    left, right, found = set(), set(), []
    for cost, _, i, j, trimmed in sorted(options):
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            found.append(Pair(i, j, -cost, trimmed))
    return tuple(found)


@lru_cache(200_000)
def word_fit(one: str, two: str) -> tuple[float, int]:
    """How well two words fit, and the letters of an ending that this ignores."""
    if one == two:
        return 1.0, 0
    if one.isdigit() or two.isdigit():
        return 0.0, 0
    if min(len(one), len(two)) == 1:
        first = fit(one[0], two[0]).whole if len(one) == len(two) or len(one) > 1 or len(two) > 1 else 0.0
        return (0.45, 0) if first > 0.4 else (0.0, 0)
    found = fit(one, two)
    bare_one, bare_two = without_article(one), without_article(two)
    if (bare_one, bare_two) != (one, two):
        bare = fit(bare_one, bare_two)
        found = bare if bare.whole > found.whole else found
    stem = found.stem - ENDING * found.trimmed
    return (found.whole, 0) if found.whole >= stem else (stem, found.trimmed)
