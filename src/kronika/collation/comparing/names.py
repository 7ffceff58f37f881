"""Names of two sides beside each other, and whether a name stands on the other side at all, recognised or not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from anyascii import anyascii
from rapidfuzz import fuzz

from kronika.collation.comparing.units import Side
from kronika.knowledge import gazetteer
from kronika.model import NameMention
from kronika.names import bases, core, fold, same

#: From here on two forms are taken for one name (the likelihood that `names.same` gives).
ONE = 0.5
#: The likeness of two names that the gazetteer gives to one place.
PLACE = 0.9
#: From here on no better form of a name is looked for.
SURE = 0.9
#: Letters in common from which a stretch of the other text is looked at as a possible, unrecognised form of the name.
LOOK = 62.0
#: Latin letters below which a word of the text is an article or the like, and no form of a name.
SHORT = 3
#: Letters of a word of a longer name from which it may be a place of its own ("San" and "New" are in many).
PART = 4
_WORD = re.compile(r"\w+(?:['’\-]\w+)*")


@lru_cache(200_000)
def likelihood(a: str, tag_a: str, b: str, tag_b: str, kind: str | None) -> float:
    """`names.same`, remembered: the same names meet many times in a pair of texts."""
    return same(a, tag_a, b, tag_b, kind)


def alike(left: NameMention, tag_left: str, right: NameMention, tag_right: str) -> float:
    """How likely two mentions name one thing, by base form or as written; by the gazetteer whatever kind was read."""
    kind = left.kind if left.kind == right.kind else None
    base = likelihood(left.name, tag_left, right.name, tag_right, kind)
    if base < ONE and (left.text != left.name or right.text != right.name):
        base = max(base, likelihood(left.text, tag_left, right.text, tag_right, kind))
    if base < ONE and _places(left.name, left.text, tag_left) & _places(right.name, right.text, tag_right):
        return PLACE
    return base


@lru_cache(50_000)
def _places(name: str, text: str, tag: str) -> frozenset[int]:
    """The places that a mention can name, in any of its base forms and without the word for its sort."""
    forms = {name, text, core(name, tag), *bases(text, tag)}
    return frozenset(row for form in forms if form for row in gazetteer.rows(form))


def parts(name: NameMention, tag: str) -> frozenset[int]:
    """The places that the name or a longer word of it names: those of Celebes in "Közép-Celebesz"."""
    found = set(_places(name.name, name.text, tag))
    words = re.split(r"[\s\-]+", name.name)
    for word in words if len(words) > 1 else ():
        if len(word) > PART:
            found |= _places(word, word, tag)
    return frozenset(found)


def best(name: NameMention, tag: str, other: Side) -> float:
    """How likely a name stands anywhere in the other side, among its names or in its words."""
    there = other.account.language
    found = max((alike(name, tag, n, there) for n in other.names), default=0.0)
    return found if found >= ONE else max(found, unrecognised(name, tag, other.text, there).likelihood)


@dataclass(frozen=True, slots=True)
class Sighting:
    """Where in a text a name may stand, unrecognised, and how likely it is the name."""

    likelihood: float
    start: int = 0
    end: int = 0


def unrecognised(name: NameMention, tag: str, text: str, there: str) -> Sighting:
    """The likeliest stretch of as many words as the name has (one more or less) that is the name."""
    words = [m.span() for m in _WORD.finditer(text)]
    wanted = _folded(name.name)
    size = len(wanted.split()) or 1
    found = Sighting(0.0)
    for length in sorted({max(1, size - 1), size, size + 1}, key=lambda n: (abs(n - size), n)):
        for i in range(len(words) - length + 1):
            start, end = words[i][0], words[i + length - 1][1]
            stretch = text[start:end]
            if len(stretch) < SHORT and latin(stretch) and not stretch.isupper():
                continue
            if fuzz.partial_ratio(wanted, _folded(stretch)) >= LOOK:
                value = likelihood(name.name, tag, stretch, there, name.kind)
                if value > found.likelihood:
                    found = Sighting(value, start, end)
                if value >= SURE:
                    return found
    if found.likelihood < ONE and (known := _places(name.name, name.text, tag)):
        there_too = _by_places(known, text, there, words)
        if there_too.likelihood >= ONE:
            return there_too
    if size > 1 and found.likelihood < ONE:
        part = _by_parts(name, tag, text, there, words)
        return part if part.likelihood > found.likelihood else found
    return found


def _by_places(known: frozenset[int], text: str, there: str, words: list[tuple[int, int]]) -> Sighting:
    """Where a place stands under another name ("Selanik" for Salonica), by the gazetteer."""
    for length in (1, 2, 3):
        for i in range(len(words) - length + 1):
            start, end = words[i][0], words[i + length - 1][1]
            stretch = text[start:end]
            if not stretch[:1].islower() and len(stretch) > 1 and _places(stretch, stretch, there) & known:
                return Sighting(PLACE, start, end)
    return Sighting(0.0)


def _by_parts(name: NameMention, tag: str, text: str, there: str, words: list[tuple[int, int]]) -> Sighting:
    """Where the rarest part of a longer name (its longest word that is no head word) stands alone."""
    part = max((core(name.name, tag) or name.name).split(), key=len)
    wanted, found = _folded(part), Sighting(0.0)
    for a, b in words:
        if fuzz.ratio(wanted, _folded(text[a:b])) >= LOOK:
            value = 0.9 * likelihood(part, tag, text[a:b], there, name.kind)
            if value > found.likelihood:
                found = Sighting(value, a, b)
    return found


@lru_cache(200_000)
def _folded(text: str) -> str:
    return fold(anyascii(text))


def latin(text: str) -> bool:
    """Whether a name is written in Latin letters, at least in part."""
    return any(c.isascii() and c.isalpha() for c in text)
