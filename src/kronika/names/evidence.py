"""What speaks for two names naming one thing, as numbers for the learnt judge, the same both ways round."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel, JaroWinkler

from kronika.knowledge import gazetteer
from kronika.knowledge.letters import fold
from kronika.knowledge.romanising import latin_letters, without_article
from kronika.knowledge.scripts import script
from kronika.names.meaning import alike, covered
from kronika.names.sounds import Fit, fit
from kronika.names.words import Pair, pair, words

MISSING = -2.0
FIELDS = (
    "equal", "joined", "joined_stem", "cover_less", "cover_more", "worst", "best", "pairs", "words_less",
    "words_more",
    "first", "last", "crossed", "trimmed", "ratio", "sorted", "partial", "winkler", "skeleton",
    "place_shared", "place_apart",
    "place_known", "person", "place", "organization", "scripts_same", "latin", "abjad", "han", "shorter",
    "longer",
    "numbers", "initials", "acronym", "left_over", "same_language",
    "meaning", "meant_less",
)  # fmt: skip
RISING = frozenset(
    {"equal", "joined", "joined_stem", "cover_less", "cover_more", "best", "first", "last", "ratio", "sorted",
     "partial", "winkler", "skeleton", "place_shared", "acronym",
     "meaning", "meant_less"}
)  # fmt: skip
"""The fields of which more can only speak for, never against."""
_NUMBER = re.compile(r"\d+|\b(?:[IVXL]{2,6}|[IVX](?=\s*$))\b|^[IVX](?=\. ?[^\W\d_]{3})")
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}


@lru_cache(65536)
def roman(name: str) -> str:
    """A folded name in Latin letters, by the letter."""
    return latin_letters(name)


@lru_cache(65536)
def consonants(name: str) -> str:
    """The consonants of a name in Latin letters."""
    return re.sub(r"[aeiouyhw ]|(.)(?=\1)", "", roman(name))


def numbers(name: str) -> frozenset[int]:
    """The numbers in a name, Arabic and Roman ("Louis XIV" and "14. Lajos" share 14)."""
    found = set()
    for text in _NUMBER.findall(name[:200]):
        if text.isdigit():
            found.add(int(text[:9]))
        else:
            values = [_ROMAN[letter] for letter in text] + [0]
            found.add(sum(-v if v < n else v for v, n in pairwise(values)))
    return frozenset(found)


def evidence(
    a: str, tag_a: str | None, b: str, tag_b: str | None, kind: str | None, places: bool = True
) -> list[float]:
    """The numbers of FIELDS for two names. `places` False leaves the gazetteer out (as where it does not know them)."""
    one, two = words(a), words(b)
    pairs = pair(one, two)
    return [
        *_whole(a, b, one, two),
        *_parts(one, two, pairs),
        *_letters(a, b),
        *_places(a, b, kind, places),
        *(float(kind == name) for name in ("person", "place", "organization")),
        *_scripts(a, b),
        *_signs(a, b, one, two, pairs),
        float(tag_a is not None and tag_a == tag_b),
        *_meanings(a, b, one, two, pairs, kind),
    ]


def _whole(a: str, b: str, one: tuple[str, ...], two: tuple[str, ...]) -> Iterable[float]:
    joined = _joined(one, two) if one and two else None
    yield float(fold(a) == fold(b))
    yield joined.whole if joined else MISSING
    yield joined.stem if joined else MISSING


def _joined(one: tuple[str, ...], two: tuple[str, ...]) -> Fit:
    """How the two fit with all their words in one; Arabic articles do not count where the other has none."""
    plain = fit("".join(one)[:24], "".join(two)[:24])
    bare_one, bare_two = tuple(map(without_article, one)), tuple(map(without_article, two))
    if (bare_one, bare_two) == (one, two):
        return plain
    bare = fit("".join(bare_one)[:24], "".join(bare_two)[:24])
    return max(plain, bare, key=lambda found: found.whole)


def _meanings(
    a: str, b: str, one: tuple[str, ...], two: tuple[str, ...], pairs: tuple[Pair, ...], kind: str | None
) -> tuple[float, float]:
    """What the words mean, where they may be more than sounds; persons' names are not asked."""
    if kind == "person" or not one or not two:
        return MISSING, MISSING
    return alike(a, b), covered(one, two, pairs)


def _parts(one: tuple[str, ...], two: tuple[str, ...], pairs: tuple[Pair, ...]) -> Iterable[float]:
    if not one or not two:
        yield from (0.0, 0.0, MISSING, MISSING, 0.0, float(len(one)), float(len(two)), MISSING, MISSING, 0.0, 0.0)
        return
    covers = [
        sum(len(side[at]) * score for at, score in paired) / sum(map(len, side))
        for side, paired in (
            (one, [(p.left, p.score) for p in pairs]),
            (two, [(p.right, p.score) for p in pairs]),
        )
    ]
    scores = [p.score for p in pairs]
    yield min(covers)
    yield max(covers)
    yield min(scores, default=MISSING)
    yield max(scores, default=MISSING)
    yield float(len(pairs))
    yield float(min(len(one), len(two)))
    yield float(max(len(one), len(two)))
    yield next((p.score for p in pairs if p.left == 0 and p.right == 0), 0.0)
    yield next((p.score for p in pairs if p.left == len(one) - 1 and p.right == len(two) - 1), 0.0)
    yield float(sum((p.left - q.left) * (p.right - q.right) < 0 for p in pairs for q in pairs) > 0)
    yield float(sum(p.trimmed for p in pairs))


def _letters(a: str, b: str) -> Iterable[float]:
    one, two = roman(a), roman(b)
    if one > two:
        one, two = two, one
    yield Indel.normalized_similarity(one, two)
    yield fuzz.token_sort_ratio(one, two) / 100
    yield fuzz.partial_ratio(one, two) / 100
    yield JaroWinkler.similarity(one, two)
    yield Indel.normalized_similarity(consonants(a), consonants(b))


def _places(a: str, b: str, kind: str | None, places: bool) -> tuple[float, float, float]:
    if not places or kind not in (None, "place"):
        return 0.0, 0.0, 0.0
    here, there = frozenset(gazetteer.rows(a)[:8]), frozenset(gazetteer.rows(b)[:8])
    return float(bool(here & there)), float(bool(here and there) and not here & there), float(bool(here or there))


def _scripts(a: str, b: str) -> tuple[float, float, float, float]:
    both = {script(a), script(b)}
    return float(len(both) == 1), float("Latn" in both), float(bool(both & {"Arab", "Hebr"})), float("Hani" in both)


def _signs(
    a: str, b: str, one: tuple[str, ...], two: tuple[str, ...], pairs: tuple[Pair, ...]
) -> tuple[float, float, float, float, float, float]:
    lengths = sorted((len("".join(one)), len("".join(two))))
    mine, theirs = numbers(a), numbers(b)
    agree = 0.0 if not mine and not theirs else 1.0 if mine == theirs else -1.0
    initials = float(any(min(len(one[p.left]), len(two[p.right])) == 1 for p in pairs))
    acronym = max(_acronym(a, one, two), _acronym(b, two, one))
    left_over = float(min(len(one), len(two)) - len(pairs))
    return float(lengths[0]), float(lengths[1]), agree, initials, acronym, left_over


def _acronym(a: str, one: tuple[str, ...], two: tuple[str, ...]) -> float:
    """Whether a name in capitals is made of the first letters of the other."""
    if len(one) != 1 or len(two) < 2 or not 2 <= len(one[0]) <= 7 or not a.isupper():
        return 0.0
    firsts = "".join(word[0] for word in two)
    return float(one[0] in (firsts, "".join(word[0] for word in two if len(word) > 3)))
