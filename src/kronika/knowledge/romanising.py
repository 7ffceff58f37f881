"""Names of every script in Latin letters: letters that stand for one sound together first, the others one by one.

Digraphs are what transcriptions of modern Greek agree on (ELOT 743 and the way names are written in the press); all
other letters are anyascii's (ISC). Sounds that letters do not tell are left to the sound tables.
"""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii

from kronika.knowledge.letters import fold

_GREEK = re.compile("[\u0370-\u03ff]")
_DIGRAPHS = (
    (re.compile(r"\bμπ"), "b"), (re.compile("μπ"), "mb"), (re.compile(r"\bντ"), "d"), (re.compile("ντ"), "nd"),
    (re.compile(r"\bγκ"), "g"), (re.compile("γκ|γγ"), "ng"), (re.compile("γξ"), "nx"), (re.compile("γχ"), "nch"),
    (re.compile("τζ"), "j"), (re.compile("τσ"), "ts"), (re.compile("ου"), "u"),
    (re.compile("(?<=[αεη])υ(?=[αεηιουωβγδζλμνρ])"), "v"), (re.compile("(?<=[αεη])υ"), "f"),
    (re.compile("ει|οι|υι"), "i"), (re.compile("χ"), "h"), (re.compile("υ"), "y"),
)  # fmt: skip
"""Greek digraphs in folded letters. γκ, ντ and μπ are stops at the beginning, and mostly with a nasal within."""
_ARTICLE = re.compile("(?:[وبفك]?ال|لل)(?=[\u0621-\u064a]{3})")
"""The Arabic article as it is joined to its word, with the small words that may stand before it."""
_JOINED = frozenset("والبفكل")


@lru_cache(65536)
def latin_letters(text: str) -> str:
    """A text in Latin letters, folded: "Μπουένος Άιρες" is "buenos aires", "Троцкий" is "trotskii"."""
    plain = fold(text)
    if _GREEK.search(plain):
        for pattern, letters in _DIGRAPHS:
            plain = pattern.sub(letters, plain)
    return fold(anyascii(plain))


@lru_cache(65536)
def without_article(word: str) -> str:
    """A word of Arabic script without its article ("الحسيني" is "حسيني"); any other word as it is."""
    if word[:1] not in _JOINED:
        return word
    found = _ARTICLE.match(word)
    return word[found.end() :] if found else word
