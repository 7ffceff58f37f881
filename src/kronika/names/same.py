"""Whether two names, in any two languages, can name one thing."""

from __future__ import annotations

from functools import lru_cache

from kronika.knowledge import gazetteer, given_names, judge
from kronika.names.core import core
from kronika.names.endings import bases
from kronika.names.evidence import FIELDS, evidence
from kronika.names.person import distinct, translated, untitled
from kronika.names.words import pair, words

LONGEST = 200
"""Characters of a name that are compared."""
FAINT, SURE = 0.02, 0.9
"""Between these likelihoods base forms are tried: below nothing is left to find, above nothing to gain."""
TRANSLATED = 0.95
"""What a given name that only translates the other leaves of the likelihood."""
GIVEN = 0.45
"""The least likelihood of two given names that translate one another and stand alone: Zsigmond, Sigismund."""
DECLINED = 0.97
"""What a base form that has to be guessed leaves of the likelihood."""
ONE_MEANING = 0.5
"""From this likeness of meaning on it is given as a reason."""
APART = 0.05
"""What is left of the likelihood of two names that cannot belong to one thing."""


def same(name_a: str, language_a: str | None, name_b: str, language_b: str | None, kind: str | None) -> float:
    """The likelihood in [0, 1] that both names can name one thing; languages and kind may be None (unknown).

    The order of the two does not matter. A short form of a name ("Rakovsky", "Christian Rakovsky") counts
    as likely,
    another given name before the same family name as unlikely.
    """
    one, two = name_a[:LONGEST].strip(), name_b[:LONGEST].strip()
    if (one, language_a or "") > (two, language_b or ""):
        return _same(two, language_b, one, language_a, kind)
    return _same(one, language_a, two, language_b, kind)


@lru_cache(200_000)
def _same(a: str, tag_a: str | None, b: str, tag_b: str | None, kind: str | None) -> float:
    if not a or not b:
        return 0.0
    if a == b:
        return 1.0
    numbers = evidence(a, tag_a, b, tag_b, kind)
    if numbers[FIELDS.index("equal")]:
        return 0.999
    score = judge.load().probability(numbers)
    if numbers[FIELDS.index("place_shared")] and kind == "place":
        score = max(score, 0.97)
    if distinct(a, tag_a, b, tag_b, kind):
        return score * APART
    if kind != "place" and given_names.translate(a, b):
        score = max(score, GIVEN)
    if score < SURE and kind != "place":
        score = max(score, _translated(a, tag_a, b, tag_b, kind))
    if FAINT < score < SURE:
        score = max(score, DECLINED * _declined(a, tag_a, b, tag_b, kind))
    if kind in ("place", "person") and score < SURE:
        bare = core if kind == "place" else untitled
        bare_a, bare_b = bare(a, tag_a), bare(b, tag_b)
        if (bare_a, bare_b) != (a, b):
            score = max(score, DECLINED * _same(bare_a, tag_a, bare_b, tag_b, kind))
    return min(score, 0.998)


def _translated(a: str, tag_a: str | None, b: str, tag_b: str | None, kind: str | None) -> float:
    """The best likelihood with given names put in place of their translations, one side perhaps in its base form."""
    forms = [(a, b), *((form, b) for form in bases(a, tag_a)), *((a, form) for form in bases(b, tag_b))]
    made = [(one, other) for one, two in forms if (other := translated(one, two))]
    return max((TRANSLATED * same(one, tag_a, other, tag_b, kind) for one, other in made), default=0.0)


def _declined(a: str, tag_a: str | None, b: str, tag_b: str | None, kind: str | None) -> float:
    """The best likelihood of the base forms the two may have, of one side at a time."""
    odds = judge.load().probability
    left = [odds(evidence(form, tag_a, b, tag_b, kind)) for form in bases(a, tag_a)]
    right = [odds(evidence(a, tag_a, form, tag_b, kind)) for form in bases(b, tag_b)]
    return max(left + right, default=0.0)


def explain(
    name_a: str, language_a: str | None, name_b: str, language_b: str | None, kind: str | None
) -> tuple[float, tuple[str, ...]]:
    """The likelihood that both names can name one thing, and the reasons in words, the strongest first."""
    score = same(name_a, language_a, name_b, language_b, kind)
    numbers = dict(zip(FIELDS, evidence(name_a, language_a, name_b, language_b, kind)))
    reasons = []
    if numbers["equal"]:
        reasons.append("the same letters, but for case, accents and hyphens")
    if numbers["place_shared"]:
        row = min(set(gazetteer.rows(name_a)) & set(gazetteer.rows(name_b)))
        reasons.append(f"the gazetteer knows both as names of {gazetteer.place(row).name}")
    if numbers["place_apart"]:
        reasons.append("the gazetteer knows both, as different places")
    if numbers["acronym"]:
        reasons.append("one is made of the first letters of the other")
    if numbers["meaning"] >= ONE_MEANING and not numbers["equal"]:
        reasons.append("their words mean much the same")
    apart = distinct(name_a, language_a, name_b, language_b, kind)
    if apart:
        reasons.append(apart)
    if kind != "place":
        reasons += _translations(name_a, name_b)
    if kind == "person" and (untitled(name_a, language_a), untitled(name_b, language_b)) != (name_a, name_b):
        reasons.append("the titles do not count")
    return score, tuple(reasons + _pairs(name_a, name_b, bool(numbers["equal"])))


def _translations(name_a: str, name_b: str) -> list[str]:
    """The given names of the two that translate one another."""
    return [
        f"“{one}” and “{two}” translate one another"
        for one in words(name_a)
        for two in words(name_b)
        if one != two and given_names.translate(one, two)
    ]


def _pairs(name_a: str, name_b: str, equal: bool) -> list[str]:
    """What was paired with what, and what is left over."""
    one, two = words(name_a), words(name_b)
    found = sorted(pair(one, two), key=lambda item: (-item.score, item.left))
    reasons = []
    for item in found if not equal else []:
        a, b = one[item.left], two[item.right]
        if a == b:
            reasons.append(f"“{a}” in both")
        elif min(len(a), len(b)) == 1:
            reasons.append(
                f"“{a}” may be the initial of “{b}”" if len(a) == 1 else f"“{b}” may be the initial of “{a}”"
            )
        elif item.trimmed:
            reasons.append(f"“{a}” and “{b}” sound alike but for an ending")
        else:
            reasons.append(f"“{a}” and “{b}” sound alike" if item.score > 0.6 else f"“{a}” and “{b}” may sound alike")
    for side, taken in ((one, {item.left for item in found}), (two, {item.right for item in found})):
        left = [word for at, word in enumerate(side) if at not in taken]
        if left and found:
            reasons.append(f"only one has “{' '.join(left)}”")
    return reasons
