"""Names in scripts without capitals: what is known of places and of the words of persons' names has to do.

Scripts that put spaces are read word by word, with short prefixes (Hebrew, Arabic) or endings (Georgian, Korean, Hindi)
off; Chinese and Japanese by the longest known run of signs, katakana run by run. Only lands, large towns and words
known from persons' names are taken: what is unknown is left alone.
"""

from __future__ import annotations

import re
from functools import lru_cache

from kronika.knowledge.weights.words import words
from kronika.reading.names.lands import is_land
from kronika.reading.names.spans import Name
from kronika.reading.names.tokens import Token, plain

_GIVEN_OR_PERSON, _CITY, _COUNTRY = 0b101, 0b1_0000, 0b0100_0000
_SIGNS = re.compile(r"[\u3400-\u9fff]{2,}|[\u30a1-\u30fa\u30fc\u30fb]{2,}|[\u0e00-\u0e7f]{3,}")
_KATAKANA = re.compile(r"[\u30a1-\u30fa\u30fc]+")
_LONGEST = 8


@lru_cache(maxsize=100_000)
def caseless(word: str) -> bool:
    """Whether a word is of a script without capitals; Georgian has some that no running text uses."""
    return word.lower() == word.upper() or "\u10d0" <= word[0] <= "\u10ff"


def find(text: str, sentence: list[Token], tag: str) -> list[Name]:
    """The names of a sentence of a script without capitals, in order."""
    found: list[Name] = []
    run: list[Token] = []
    for token in sentence:
        if _SIGNS.fullmatch(token.text) or _SIGNS.search(token.text):
            found += _of_signs(token, tag)
            continue
        person = _person(token.text, tag)
        place = _place(token.text, tag)
        if place and not (person and run):
            found += _persons(run)
            run = []
            found.append(Name(token.start, token.end, "place", ("a place of the gazetteer",)))
        elif person and (not run or text[run[-1].end : token.start] in (" ", "-", "־")):
            run.append(token)
        elif not (run and token.text in "-־"):
            found += _persons(run)
            run = [token] if person else []
    return sorted([*found, *_persons(run)])


def _persons(run: list[Token]) -> list[Name]:
    """Two or more words known from persons' names, one after the other, are a person."""
    return [Name(run[0].start, run[-1].end, "person", ("words of persons' names",))] if len(run) > 1 else []


@lru_cache(maxsize=100_000)
def _place(word: str, tag: str) -> bool:
    """Whether a word, with a short prefix or ending off, is a land or a large town and no common word."""
    low = plain(word)
    if 0 <= words().rank(low, tag) < 1500 and not is_land(low):
        return False
    forms = [low, *(low[n:] for n in (1, 2) if len(low) - n > 2), *(low[:-n] for n in (1, 2, 3) if len(low) - n > 2)]
    return any(len(form) > 2 and (words().known(form) & (_CITY | _COUNTRY) or is_land(form)) for form in forms)


@lru_cache(maxsize=100_000)
def _person(word: str, tag: str) -> bool:
    low = plain(word)
    common = 0 <= words().rank(low, tag) < 1000
    return len(low) > 1 and bool(words().known(low) & _GIVEN_OR_PERSON) and not common


def _of_signs(token: Token, tag: str) -> list[Name]:
    """The longest known names in a run of signs without spaces, from the left."""
    found: list[Name] = []
    text, at = token.text, 0
    while at < len(text):
        run = _KATAKANA.match(text, at)
        longest = min(max(_LONGEST, run.end() - at if run else 0), len(text) - at)
        sizes = [n for n in range(longest, 1, -1) if not run or n >= run.end() - at]
        size, kind = next(((n, k) for n in sizes if n > 1 and (k := _kind(text[at : at + n], tag))), (0, ""))
        if size:
            found.append(Name(token.start + at, token.start + at + size, kind, ("a known name",)))
        at += size or (run.end() - at if run else 1)
    return found


@lru_cache(maxsize=200_000)
def _kind(signs: str, tag: str) -> str:
    """The kind of what a run of signs is known to name, "" for none."""
    bits = words().known(signs)
    if bits & _COUNTRY or is_land(signs) or (len(signs) > 1 and bits & _CITY and words().rank(signs, tag) < 0):
        return "place"
    if len(signs) > 2 and bits & _GIVEN_OR_PERSON and words().rank(signs, tag) < 0:
        return "person"
    return "place" if len(signs) == 2 and bits & _CITY else ""
