"""Names in scripts without capitals: what is known of places and of the words of persons' names has to do.

Scripts that put spaces are read word by word, with short prefixes (Hebrew, Arabic) or endings (Georgian, Korean, Hindi)
off; Chinese and Japanese by the longest known run of signs, katakana run by run. Only lands, large towns and words
known from persons' names are taken: what is unknown is left alone.
"""

from __future__ import annotations

import re
from functools import lru_cache

from kronika import languages
from kronika.knowledge import gazetteer
from kronika.knowledge.weights.words import words
from kronika.languages.sections.names import Names
from kronika.reading.names import one_word
from kronika.reading.names.lands import is_land
from kronika.reading.names.spans import Name
from kronika.reading.names.tokens import Token, plain

_GIVEN_OR_PERSON, _CITY, _COUNTRY = 0b101, 0b1_0000, 0b0100_0000
_SIGNS = re.compile(r"[\u3400-\u9fff]{2,}|[\u30a1-\u30fa\u30fc\u30fb]{2,}|[\u0e00-\u0e7f]{3,}")
_KATAKANA = re.compile(r"[\u30a1-\u30fa\u30fc]+")
_LONGEST, _NAME = 12, 14


@lru_cache(maxsize=100_000)
def caseless(word: str) -> bool:
    """Whether a word is of a script without capitals; Georgian has some that no running text uses."""
    return word.lower() == word.upper() or "\u10d0" <= word[0] <= "\u10ff"


def find(text: str, sentence: list[Token], tag: str) -> list[Name]:
    """The names of a sentence of a script without capitals, in order."""
    pack = languages.section(tag, Names)
    if pack.surnames:
        return one_word.find(text, sentence, tag)
    found: list[Name] = []
    run: list[Token] = []
    if pack.titles:
        found += _after_titles(text, sentence, pack)
        sentence = [t for t in sentence if not any(n.start < t.end and t.start < n.end for n in found)]
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


def _after_titles(text: str, sentence: list[Token], pack: Names) -> list[Name]:
    """Persons after a title in a script that puts no spaces between words: the rest of the run, and the next run where
    it is short and begins with no word that tells what the person did."""
    found = []
    titles = sorted(pack.titles, key=lambda title: (-len(title), title))
    for token, after in zip(sentence, [*sentence[1:], None]):
        title = next((t for t in titles if token.text.startswith(t)), "") if _SIGNS.search(token.text) else ""
        rest = len(token.text) - len(title)
        if not title or not 2 < rest <= _NAME or any(verb in token.text[len(title) :] for verb in pack.people):
            continue
        end = token.end
        if after is not None and text[end : after.start] == " " and _SIGNS.fullmatch(after.text):
            follows = text[after.end : after.end + 1]
            if len(after.text) <= _NAME and not follows.strip() and not after.text.startswith(pack.people):
                end = after.end
        found.append(Name(token.start + len(title), end, "person", ("after a title",)))
    return found


def _persons(run: list[Token]) -> list[Name]:
    """Two or more words known from persons' names, one after the other, are a person."""
    return [Name(run[0].start, run[-1].end, "person", ("words of persons' names",))] if len(run) > 1 else []


@lru_cache(maxsize=100_000)
def _place(word: str, tag: str) -> bool:
    """Whether a word, with a short prefix or ending off, is a land or a large town and no common word."""
    low = plain(word)
    forms = [low, *(low[n:] for n in (1, 2) if len(low) - n > 2), *(low[:-n] for n in (1, 2, 3) if len(low) - n > 2)]
    if 0 <= words().rank(low, tag) < 1500 and not is_land(low):
        return len(word) > 3 and _metropolis(word)
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
    if "\u0e00" <= signs[0] <= "\u0e7f":
        rows = gazetteer.rows(signs) if len(signs) > 3 else ()
        return "place" if rows and (gazetteer.kind(rows[0]) != "city" or len(signs) > 4) else ""
    bits, rank = words().known(signs), words().rank(signs, tag)
    if bits & _COUNTRY or is_land(signs) or _metropolis(signs):
        return "place"
    if _KATAKANA.fullmatch(signs):
        person = len(signs) > 2 and bits & _GIVEN_OR_PERSON and not 0 <= rank < 1000
        return "place" if bits & _CITY else "person" if person else ""
    if bits & _CITY and (rank < 0 or len(signs) == 2):
        return "place"
    return "person" if len(signs) > 2 and bits & _GIVEN_OR_PERSON and rank < 0 else ""


def _metropolis(name: str) -> bool:
    """Whether a name is that of a part of a country or a town of more than a million before all else."""
    rows = gazetteer.rows(name) if len(name) > 1 else ()
    return bool(rows) and (gazetteer.kind(rows[0]) != "city" or gazetteer.place(rows[0]).population > 1_000_000)
