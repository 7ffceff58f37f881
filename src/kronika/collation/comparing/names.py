"""Names of two sides beside each other, and whether a name stands on the other side at all, recognised or not."""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii
from rapidfuzz import fuzz

from kronika.collation.comparing.units import Side
from kronika.model import NameMention
from kronika.names import fold, same

#: From here on two forms are taken for one name (the likelihood that `names.same` gives).
ONE = 0.5
#: Letters in common from which a stretch of the other text is looked at as a possible, unrecognised form of the name.
LOOK = 62.0
_WORD = re.compile(r"\w+(?:['’\-]\w+)*")


@lru_cache(200_000)
def likelihood(a: str, tag_a: str, b: str, tag_b: str, kind: str | None) -> float:
    """`names.same`, remembered: the same names meet many times in a pair of texts."""
    return same(a, tag_a, b, tag_b, kind)


def alike(left: NameMention, tag_left: str, right: NameMention, tag_right: str) -> float:
    """How likely two mentions name one thing, by base form or as written."""
    kind = left.kind if left.kind == right.kind else None
    base = likelihood(left.name, tag_left, right.name, tag_right, kind)
    if base >= ONE or (left.text == left.name and right.text == right.name):
        return base
    return max(base, likelihood(left.text, tag_left, right.text, tag_right, kind))


def best(name: NameMention, tag: str, other: Side) -> float:
    """How likely a name stands anywhere in the other side, among its names or in its words."""
    there = other.account.language
    found = max((alike(name, tag, n, there) for n in other.names), default=0.0)
    return found if found >= ONE else max(found, _unrecognised(name, tag, other.text, there))


def _unrecognised(name: NameMention, tag: str, text: str, there: str) -> float:
    """How likely a stretch of as many words as the name has (one more or less) is the name."""
    words = [m.span() for m in _WORD.finditer(text)]
    wanted = _folded(name.name)
    size = len(wanted.split()) or 1
    found = 0.0
    for length in {max(1, size - 1), size, size + 1}:
        for i in range(len(words) - length + 1):
            stretch = text[words[i][0] : words[i + length - 1][1]]
            if fuzz.partial_ratio(wanted, _folded(stretch)) >= LOOK:
                found = max(found, likelihood(name.name, tag, stretch, there, name.kind))
                if found >= ONE:
                    return found
    if size > 1:
        return max(found, _by_parts(name, tag, text, there, words))
    return found


def _by_parts(name: NameMention, tag: str, text: str, there: str, words: list[tuple[int, int]]) -> float:
    """How likely the rarest part of a longer name (its last or longest word) stands there alone."""
    part = max(name.name.split(), key=len)
    wanted, found = _folded(part), 0.0
    for a, b in words:
        if fuzz.ratio(wanted, _folded(text[a:b])) >= LOOK:
            found = max(found, likelihood(part, tag, text[a:b], there, name.kind))
    return 0.9 * found


@lru_cache(200_000)
def _folded(text: str) -> str:
    return fold(anyascii(text))


def latin(text: str) -> bool:
    """Whether a name is written in Latin letters, at least in part."""
    return any(c.isascii() and c.isalpha() for c in text)
