"""Names in scripts without capitals whose words carry particles: 박정희는, 서울에서, 세종대왕이.

The pack gives the particles (`endings`), the family names that are written with the given name as one word (`surnames`)
and titles. A person is taken on a title beside the word, a known given name or person, or because the word comes again;
a family name alone proves nothing.
"""

from __future__ import annotations

from functools import lru_cache

from kronika import languages
from kronika.knowledge import gazetteer
from kronika.knowledge.weights.words import words
from kronika.languages.sections.names import Names
from kronika.reading.names.lands import is_land
from kronika.reading.names.spans import Name
from kronika.reading.names.tokens import Token, plain, plain_words

_GIVEN, _PERSON, _TOWNS = 1, 4, 0b0101_0000
_RARE, _SELDOM = 3000, 1500
_LARGE = 300_000


def find(text: str, sentence: list[Token], tag: str) -> list[Name]:
    """The names of a sentence, in order; particles are no part of them."""
    pack = languages.section(tag, Names)
    found = []
    for i, token in enumerate(sentence):
        if not token.text[0].isalpha():
            continue
        beside = [t.text for t in sentence[max(0, i - 1) : i + 2] if t is not token]
        titled = any(_bare(word, pack) & plain_words(pack.titles) for word in beside)
        for stem in stems(token.text, tag):
            kind = "place" if _place(stem, tag) else "person" if _person(text, stem, titled, tag) else ""
            if kind:
                found.append(Name(token.start, token.start + len(stem), kind, ("a known name or a title beside it",)))
                break
    return found


@lru_cache(maxsize=100_000)
def stems(word: str, tag: str) -> tuple[str, ...]:
    """The word, and what is left of it with a particle off, the shortest particle first."""
    pack = languages.section(tag, Names)
    fitting = sorted((e for e in pack.endings if word.endswith(e) and len(word) - len(e) > 1), key=len)
    return (word, *(word[: -len(e)] for e in fitting))


def _bare(word: str, pack: Names) -> set[str]:
    """A word and its stems in plain letters."""
    return {plain(word), *(plain(word[: -len(e)]) for e in pack.endings if word.endswith(e) and len(word) > len(e))}


@lru_cache(maxsize=100_000)
def _place(stem: str, tag: str) -> bool:
    """Whether a word is a land, a part of one, or a large town and no common word."""
    if is_land(stem):
        return True
    rows = gazetteer.rows(stem)
    if not rows or len(stem) < 2:
        return False
    rank, town = words().rank(plain(stem), tag), gazetteer.kind(rows[0]) == "city"
    if not town:
        return True
    people = gazetteer.place(rows[0]).population
    return people > 4 * _LARGE or (people > _LARGE and not 0 <= rank < _SELDOM)


def _person(text: str, stem: str, titled: bool, tag: str) -> bool:
    pack = languages.section(tag, Names)
    if any(stem.endswith(e) and len(stem) > len(e) + 1 for e in pack.after):
        return True
    seldom = not 0 <= words().rank(plain(stem), tag) < _RARE
    if not seldom or plain(stem) in plain_words(pack.titles):
        return False
    family = next((s for s in pack.surnames if stem.startswith(s) and 1 < len(stem) - len(s) < 3), "")
    if family:
        given = words().known(plain(stem[len(family) :])) & _GIVEN
        return titled or bool(given) or text.count(stem) > 1
    known = words().known(stem) | words().known(plain(stem))
    return len(stem) > 2 and bool(known & _PERSON) and not known & _TOWNS
