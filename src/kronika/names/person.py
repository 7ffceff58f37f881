"""What the parts of a person's name say: which two cannot be one person, and which is short for which."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from rapidfuzz import fuzz

from kronika import languages
from kronika.knowledge import given_names
from kronika.languages.sections.names import Names
from kronika.languages.sections.spelling import Spelling
from kronika.names.endings import bases
from kronika.names.evidence import numbers, roman
from kronika.names.keys import skeleton
from kronika.names.words import pair, word_fit, words

ALIKE = 0.6
"""From this fit two words count as the same name part when names are told apart."""
OTHER = 0.25
"""Up to this fit they count as different ones; what lies between decides nothing."""
CLASH = -0.4
"""Up to this fit two words have no sound in common; transcriptions that the sounds do not explain lie above."""
SPELLING = 0.75
"""From this fit a man's form is the woman's less its ending, in another spelling (Kamenyev, Kameneva)."""
_WOMAN = (
    (re.compile(r"(ov|ev|yov|in|yn|jov|ow|off|eff|iev|yev|jev)a\Z"), r"\1"),
    (re.compile(r"(s|c|z|ck|sz)(kaya|kaja|kaia|ka)\Z"), r"\1k"),
    (re.compile(r"ova\Z"), ""),
)
_ENDS = re.compile(r"k(y|i|ij|iy|yj|yy|ii|oj|oi|oy)?\Z")


@lru_cache(100_000)
def shortens(brief: str, full: str, tag: str | None) -> Literal["family", "given", ""]:
    """Whether a short mention can stand for a full name of the same account, and by which part; "" where not."""
    short, long = words(brief), words(full)
    if not short or len(short) >= len(long):
        return ""
    alike = [[one == two or word_fit(one, two)[0] >= ALIKE for two in long] for one in short]
    if not all(any(row) for row in alike) or _woman_of(short[-1], long[-1]) or _woman_of(long[-1], short[-1]):
        return ""
    first = languages.section(tag, Names).surname_first
    return "family" if alike[0 if first else -1][0 if first else -1] or (alike[-1][-1] and not first) else "given"


@lru_cache(100_000)
def distinct(a: str, tag_a: str | None, b: str, tag_b: str | None, kind: str | None) -> str | None:
    """Why two names must belong to two persons or things, in words; None where they need not."""
    mine, theirs = numbers(a), numbers(b)
    if mine and theirs and not mine & theirs:
        return "they bear different numbers"
    if kind in ("place", "organization"):
        return _qualified(a, tag_a, b, tag_b)
    if kind not in ("person", None):
        return None
    one, two = words(a), words(b)
    if not one or not two:
        return None
    reason = _man_and_woman(one, tag_a, two, tag_b)
    if reason or kind is None:
        return reason
    return (
        _other_part(one, tag_a, two, tag_b)
        or _other_given(one, two)
        or _other_initial(one, two)
        or _other_gender(one, tag_a, two, tag_b)
        or _other_generation(a, tag_a, b, tag_b)
    )


def _qualified(a: str, tag_a: str | None, b: str, tag_b: str | None) -> str | None:
    """A word on one side alone that makes another place of the name (West Africa, Africa), in both languages known."""
    one, two = words(a), words(b)
    found = pair(one, two)
    left = [word for at, word in enumerate(one) if at not in {item.left for item in found}]
    right = [word for at, word in enumerate(two) if at not in {item.right for item in found}]
    sides = ((left, right, tag_a, two, tag_b), (right, left, tag_b, one, tag_a))
    for here, there, tag, others, other_tag in sides:
        odd = [word for word in here if not there and found and _qualifies(word, tag)]
        if odd and not any(_qualifies(word, other_tag) for word in others):
            return f"“{odd[0]}” makes another of the name"
    return None


@lru_cache(65536)
def _qualifies(word: str, tag: str | None) -> bool:
    listed = languages.section(tag, Spelling).qualifiers
    return any(word == entry or (entry.endswith("*") and word.startswith(entry[:-1])) for entry in listed)


def _man_and_woman(one: tuple[str, ...], tag_a: str | None, two: tuple[str, ...], tag_b: str | None) -> str | None:
    """A man's and a woman's form of one family name (Kamenev, Kameneva), unless it may be a case ending."""
    for here, tag, there in ((one, tag_a, two), (two, tag_b, one)):
        if len(here) == 1 and given_names.known(here[0]):
            continue  # Katrina is no Katrin's wife
        if len(here[-1]) > 4 and _woman_of(here[-1], there[-1]):
            woman = len(here) > 1 and given_names.gender(here[0]) == "f"
            if woman or not _declines(tag):
                return f"“{here[-1]}” is the form of the name for a woman, “{there[-1]}” for a man"
    return None


@lru_cache(65536)
def _woman_of(a: str, b: str) -> bool:
    """Whether `a` is the woman's form of the Slavic family name `b`."""
    woman, man = roman(a).replace(" ", ""), roman(b).replace(" ", "")
    for pattern, stem in _WOMAN:
        if pattern.search(woman):
            bare = pattern.sub(stem, woman)
            if bare == man or (bare.endswith("k") and _ENDS.sub("k", man) == bare and man.endswith(("y", "i", "j"))):
                return True
            if man[-1:] == bare[-1:] and bare and not man.endswith("a") and word_fit(bare, man)[0] > SPELLING:
                return True
    return False


@lru_cache(256)
def _declines(tag: str | None) -> bool:
    """Whether -a may be a case ending of a man's name in a language (Russian, Czech, Serbian); True where unknown."""
    if tag is None:
        return True
    endings = {ending.partition("=")[0] for ending in languages.section(tag, Names).endings}
    return bool(endings & {"a", "а"})


def _other_part(one: tuple[str, ...], tag_a: str | None, two: tuple[str, ...], tag_b: str | None) -> str | None:
    """Parts alike, and on both sides others that are not: "Lev Sedov", "Lev Kamenev"; "Anna Kiss", "Éva Kiss"; "Miguel
    Primo de Rivera", "José Antonio Primo de Rivera"; "Ivan Petrovich Sidorov", "Ivan Sergeevich Sidorov"."""
    if len(one) < 2 or len(two) < 2:
        return None
    found = pair(one, two)
    left = [word for at, word in enumerate(one) if at not in {item.left for item in found} and _weighs(word, tag_a)]
    right = [word for at, word in enumerate(two) if at not in {item.right for item in found} and _weighs(word, tag_b)]
    if not left or not right or not found or min(item.score for item in found) < ALIKE:
        return None
    whole = all(map(given_names.known, [*left, *right])) or all(_PATRONYMIC.search(roman(w)) for w in (*left, *right))
    one_part = len(left) == len(right) == len(found) == 1 and given_names.known(one[found[0].left])
    if not (whole or one_part) or any(_akin(a, b) for a in left for b in right):
        return None
    return f"“{' '.join(left)}” is another than “{' '.join(right)}”"


_PATRONYMIC = re.compile(r"(?:[oei]v|[oe]w|[oe]f)(?:i|y)(?:ch|c|tsch|tch|cs|cz|ts|t)\Z|(?:[oei]v|[oe]w)na\Z|ichna\Z")
"""What Slavic names of the father end in, in Latin letters."""


def _akin(a: str, b: str) -> bool:
    """Whether one word may be the other, in sound, in letters or by translation; what fathers' names end in is no
    sign of it."""
    if _PATRONYMIC.search(roman(a)) and _PATRONYMIC.search(roman(b)):
        a, b = (_PATRONYMIC.sub("", roman(word)) for word in (a, b))
    return max(word_fit(a, b)[0], fuzz.ratio(roman(a), roman(b)) / 100 - 0.3) > OTHER or given_names.translate(a, b)


def _weighs(word: str, tag: str | None) -> bool:
    """Whether a word is a name, and no title, particle or initial."""
    pack = languages.section(tag, Names)
    return len(word) > 2 and word not in pack.titles and word not in pack.after and word not in pack.particles


def _other_given(one: tuple[str, ...], two: tuple[str, ...]) -> str | None:
    """Two given names that differ in their consonants and do not translate one another: Мария, Марина."""
    if len(one) != 1 or len(two) != 1:
        return None
    a, b = one[0], two[0]
    if not (given_names.known(a) and given_names.known(b)) or given_names.translate(a, b):
        return None
    both_men_or_women = given_names.gender(a) == given_names.gender(b)
    if skeleton(a) != skeleton(b) and both_men_or_women:
        fitting = word_fit(a, b)[0]
        return f"“{a}” and “{b}” are two given names" if fitting < 0.75 else None
    return None


@lru_cache(65536)
def translated(a: str, b: str) -> str | None:
    """The second name with the given names of the first in place of their translations ("Jókai Mór", "Maurus Jókai";
    "Frederick William", "Frigyes Vilmos"), where all else of the two is alike; None where nothing translates."""
    one, two = words(a), words(b)
    if not any(given_names.translate(x, y) for x in one for y in two):
        return None
    put: dict[str, str] = {}
    for word in one:
        put |= {y: word for y in two if y not in put and word != y and given_names.translate(word, y)}
    made = tuple(put.get(word, word) for word in two)
    left, right, paired = _left_over(one, made)
    if not put or left or right or paired < 2:
        return None
    return " ".join(word.title() for word in made)


@lru_cache(65536)
def untitled(name: str, tag: str | None) -> str:
    """A person's name without the titles around it ("King Henry", "Henrik király"); the name itself where only titles
    would be left."""
    pack = languages.section(tag, Names)
    parts = name.split()
    first, last = 0, len(parts)
    while first < last and _listed(parts[first], pack.titles):
        first += 1
    while last > first and _listed(parts[last - 1], pack.after):
        last -= 1
    return " ".join(parts[first:last]) or name


def _listed(word: str, entries: tuple[str, ...]) -> bool:
    small = word.casefold().rstrip(".,")
    return any(small == entry or (entry.endswith("*") and small.startswith(entry[:-1])) for entry in entries)


def share(a: str, b: str) -> bool:
    """Whether two names have a word in common, in any script or by translation; a given name alone does not count where
    what else the two have is of other sounds altogether ("Moshe Sharett", "Moshe Dayan")."""
    one, two = words(a), words(b)
    common = [(x, y) for x in one for y in two if word_fit(x, y)[0] >= ALIKE or given_names.translate(x, y)]
    left = [x for x in one if x not in {pair[0] for pair in common}]
    right = [y for y in two if y not in {pair[1] for pair in common}]
    given = all(given_names.known(x) or given_names.known(y) for x, y in common)
    if given and left and right:
        return bool(common) and max(word_fit(x, y)[0] for x in left for y in right) > CLASH
    return bool(common)


def _left_over(one: tuple[str, ...], two: tuple[str, ...]) -> tuple[list[str], list[str], int]:
    """The words of two names that pair off with none of the other, and how many pairs there are."""
    found = pair(one, two)
    left = [word for at, word in enumerate(one) if at not in {item.left for item in found}]
    right = [word for at, word in enumerate(two) if at not in {item.right for item in found}]
    return left, right, len(found)


def _other_initial(one: tuple[str, ...], two: tuple[str, ...]) -> str | None:
    """An initial that cannot begin the other's given name, in any form of it: "A. Tolstoy", "Leo Tolstoy"."""
    left, right, paired = _left_over(one, two)
    if not paired or len(left) != 1 or len(right) != 1 or min(len(left[0]), len(right[0])) != 1:
        return None
    brief, full = sorted((left[0], right[0]), key=len)
    if len(full) == 1:
        apart = _sound(brief) != _sound(full)
    else:
        forms = given_names.translations(full) if given_names.known(full) else ()
        apart = bool(forms) and all(_sound(brief) != _sound(form) for form in forms)
    return f"“{brief}.” is not the initial of “{full}”" if apart and brief.isalpha() else None


_ALIKE = {"y": "i", "j": "i", "k": "c", "q": "c", "h": "g", "p": "f", "w": "v", "b": "v", "x": "c", "e": "i", "z": "s"}


def _sound(word: str) -> str:
    """The class of sounds that a word begins with, in Latin letters: one for I, J, Y and E, one for C, K and Q."""
    first = roman(word)[:1]
    return _ALIKE.get(first, first)


def _other_gender(one: tuple[str, ...], tag_a: str | None, two: tuple[str, ...], tag_b: str | None) -> str | None:
    """A man's and a woman's given name before one family name: "Mario Rossi", "Maria Rossi"."""
    if len(one) != 2 or len(two) != 2:
        return None
    for i in (0, 1):
        a, b = one[i], two[i]
        same_family = word_fit(one[1 - i], two[1 - i])[0] >= ALIKE
        mine, theirs = _genders(a, tag_a), _genders(b, tag_b)
        if same_family and mine and theirs and not mine & theirs and not given_names.translate(a, b):
            return f"“{a}” and “{b}” are a man's and a woman's name"
    return None


@lru_cache(65536)
def _genders(word: str, tag: str | None) -> frozenset[str]:
    """The genders a given name may have, as it stands or without a case ending; empty where nothing is known."""
    found = {given_names.gender(form) for form in (word, *bases(word, tag))} - {None}
    return frozenset({"m", "f"}) if "both" in found else frozenset(gender for gender in found if gender)


def _other_generation(a: str, tag_a: str | None, b: str, tag_b: str | None) -> str | None:
    """The elder and the younger of one name: "Alexandre Dumas père", "Alexandre Dumas fils"."""
    for name, tag, other, other_tag in ((a, tag_a, b, tag_b), (b, tag_b, a, tag_a)):
        elder, younger = _generation(name, tag, "elder"), _generation(other, other_tag, "younger")
        if elder and younger:
            return f"“{elder}” and “{younger}” are two generations"
    return None


@lru_cache(65536)
def _generation(name: str, tag: str | None, which: Literal["elder", "younger"]) -> str | None:
    """The word of a name that tells the elder, or the younger, of two who bear it."""
    pack = languages.section(tag, Names)
    wanted = pack.elder if which == "elder" else pack.younger
    return next((word for word in words(name) if word in wanted), None)
