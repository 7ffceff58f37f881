"""A text as tokens: words, numbers, signs."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

# Signs that belong to the letter before them and that `\w` leaves out: Hebrew, Arabic, Indic and Thai vowels, accents.
_MARKS = "\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u0670\u06d6-\u06ed\u0900-\u0903\u093a-\u094f"
_MARKS += "\u0981-\u0983\u09bc-\u09cd\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u200c"
# Old prints are read with the sign of a word broken at the line's end left inside the word: "écri¬vains", "Mosko=wan".
TOKEN = re.compile(
    rf"(?:[^\W\d_]\.){{2,12}}|[^\W\d_][^\W\d_{_MARKS}]*(?:[{_MARKS}]+[^\W\d_]*)*(?:[¬=\xad][a-zà-ÿſ]+)*|\d+|[^\w\s]|_"
)

# A name in a script that puts no spaces: it may stand anywhere in a token.
SIGNS = re.compile(r"[\u3400-\u9fff\u30a1-\u30fc・·々]{2,}|[\u0e00-\u0e7f]{3,}")


class Token(NamedTuple):
    """One token: where it stands and its text."""

    start: int
    end: int
    text: str


# Where words of a print ran together: "deSerbie", "Ida MayenWien".
_GLUED = re.compile(r"(?<=[a-zà-ÿß])(?=[A-ZÀ-Ý][a-zà-ÿ]{2})")


def tokens(text: str, start: int = 0, end: int | None = None, old_print: bool = False) -> list[Token]:
    """The tokens of a stretch of text, in order. Hyphens and apostrophes are tokens of their own.

    In machine-read print, words that ran together are cut where a capital follows a small letter.
    """
    stop = len(text) if end is None else end
    new = tuple.__new__  # as Token(…), in half the time
    found = [new(Token, (m.start(), m.end(), m[0])) for m in TOKEN.finditer(text, start, stop)]
    return [part for token in found for part in _parts(token)] if old_print else found


def _parts(token: Token) -> list[Token]:
    cuts = [m.start() for m in _GLUED.finditer(token.text)]
    if not cuts:
        return [token]
    edges = [0, *cuts, len(token.text)]
    return [Token(token.start + a, token.start + b, token.text[a:b]) for a, b in pairwise(edges)]


@lru_cache(maxsize=200_000)
def plain(word: str) -> str:
    """A word in small letters without accents, long s and the signs of broken lines."""
    low = word.casefold().translate(_PLAIN)
    if low.isascii():
        return low
    return "".join(c for c in unicodedata.normalize("NFKD", low) if not unicodedata.combining(c))


@lru_cache(maxsize=4096)
def plain_words(words: tuple[str, ...]) -> frozenset[str]:
    """A list of a pack in plain letters, to ask of."""
    return frozenset(plain(word) for word in words)


_PLAIN = str.maketrans(
    {
        "ł": "l",
        "đ": "d",
        "ø": "o",
        "æ": "ae",
        "œ": "oe",
        "ı": "i",
        "ð": "d",
        "þ": "th",
        "ſ": "s",
        "¬": None,
        "=": None,
        "\xad": None,
        "\u200c": None,
    }
)
