"""What the rest of the account, and the other accounts, say of a name: recurrence, one kind for one name, lessons."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from kronika.knowledge.weights.words import words
from kronika.model import Lessons
from kronika.reading.names.base_form import Forms
from kronika.reading.names.lands import is_land, is_place
from kronika.reading.names.spans import Name
from kronika.reading.names.tokens import SIGNS, Token, plain

_TAUGHT = "named so in another account or in the list of known names"
_GIVEN, _FAMILY, _PERSON, _PLACE, _CITY = 1, 2, 4, 8, 16


def recurring(text: str, names: list[Name], sentences: list[list[Token]], forms: Forms, universal: bool) -> list[Name]:
    """The names with one kind for one form in the account, and with the mentions that only recurrence shows."""
    names = _one_kind(text, names, forms, universal or len(sentences) > 1)
    return _again(text, names, sentences, forms)


def _base(text: str, name: Name, forms: Forms) -> str:
    written = text[name.start : name.end]
    land = forms.base(written, "place")
    return plain(land if name.kind == "place" or is_land(land) else forms.base(written, "person"))


def _one_kind(text: str, names: list[Name], forms: Forms, lands: bool) -> list[Name]:
    """A form has the kind that most of its mentions have; what is known of it weighs in, and so does a full name."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    parts: Counter[str] = Counter()
    bases = [_base(text, name, forms) for name in names]
    for name, base in zip(names, bases):
        votes[base][name.kind] += 1
        words_of = base.split()
        if name.kind == "person" and 1 < len(words_of) < 5:
            parts.update([words_of[0], words_of[-1]])
    decided = {base: _decide(base, counts, parts[base], lands) for base, counts in votes.items()}
    result = []
    for name, base in zip(names, bases):
        kind = decided[base]
        result.append(name if kind == name.kind else name._replace(kind=kind, why=("as elsewhere in the account",)))
    return result


def _decide(base: str, counts: Counter[str], full: int, lands: bool) -> str:
    """The kind of a form: votes of the learnt reader, what is known of the word, part of a person's full name."""
    first = max(sorted(counts), key=lambda k: counts[k])
    # A state that acts is a body to some annotators; over a whole account it is one place.
    if lands and is_land(base):
        return "place" if first != "person" else first
    if sum(counts.values()) < 2 and not full:
        return first
    bits = words().known(base) if " " not in base else 0
    score = {kind: float(number) for kind, number in counts.items()}
    if full and " " not in base:
        score["person"] = score.get("person", 0.0) + 2.5
    if len(counts) > 1:
        person, place = bool(bits & (_GIVEN | _FAMILY | _PERSON)), bool(bits & (_PLACE | _CITY))
        if person and not place:
            score["person"] = score.get("person", 0.0) + 1.5
        if " " in base and is_place(base):
            score["place"] = score.get("place", 0.0) + 1.5
        if bits & _CITY and not person:
            score["place"] = score.get("place", 0.0) + 1.0
    return max(sorted(score), key=lambda k: score[k])


def _again(text: str, names: list[Name], sentences: list[list[Token]], forms: Forms) -> list[Name]:
    """The names and, where a word is often found as a name, its other mentions with a capital."""
    covered = sorted((n.start, n.end) for n in names)
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for name in names:
        form = text[name.start : name.end]
        if " " not in form and form[0].isupper() and len(form) > 2 and name.kind != "other":
            found[_base(text, name, forms)][name.kind] += 1
        elif name.kind == "person" and len(last := form.rpartition(" ")[2]) > 3 and last[0].isupper():
            # The family name of a full name stands for the person, where it is no word of the language.
            base = plain(forms.base(last, "person"))
            if words().rank(base, forms.tag) < 0:
                found[base]["person"] += 1
    if not found:
        return names
    seen_small = {t.text for s in sentences for t in s if t.text.islower()}
    more = []
    at = 0
    for token in (t for s in sentences for t in s if t.text[0].isupper() and len(t.text) > 2):
        while at < len(covered) and covered[at][1] <= token.start:
            at += 1
        word = token.text
        if (at < len(covered) and covered[at][0] < token.end) or word.lower() in seen_small:
            continue
        counts = found.get(plain(forms.base(word, "person")))
        if counts is None:
            continue
        kind, number = counts.most_common(1)[0]
        if number > 1 or len(word) > 5:
            more.append(Name(token.start, token.end, kind, ("a name elsewhere in the account",)))
    return sorted([*names, *more])


def taught(text: str, names: list[Name], sentences: list[list[Token]], lessons: Lessons) -> list[Name]:
    """The names with what other accounts taught: their kinds, names missed, names that are none."""
    if not lessons.names and not lessons.not_names:
        return names
    none = frozenset(lessons.not_names)
    kinds = {form: kind for form, kind, _ in lessons.names}
    kept = [n for n in names if text[n.start : n.end] not in none]
    kept = [n._replace(kind=kinds.get(text[n.start : n.end], n.kind)) for n in kept]
    stretches = [found for sentence in sentences for found in _forms(text, sentence, kinds)]
    for form in sorted((form for form in kinds if SIGNS.fullmatch(form)), key=lambda form: (-len(form), form)):
        stretches += [(start, start + len(form), kinds[form]) for start in _of_signs(text, form)]
    return _with_stretches(text, kept, stretches)


def _with_stretches(text: str, names: list[Name], stretches: list[tuple[int, int, str]]) -> list[Name]:
    """The names and the stretches taught, each in place of the parts of it that were found as names; what reaches
    beyond a stretch outranks it."""
    taken = bytearray(len(text) + 1)
    for name in names:
        taken[name.start : name.end] = b"\1" * (name.end - name.start)
    whole = {(n.start, n.end) for n in names}
    kept = names
    for start, end, kind in stretches:
        if (start, end) in whole:
            continue
        if any(taken[start:end]):
            inside = {n for n in kept if start <= n.start and n.end <= end}
            if sum(n.end - n.start for n in inside) != sum(taken[start:end]):
                continue
            kept = [n for n in kept if n not in inside]
        kept.append(Name(start, end, kind, (_TAUGHT,)))
        taken[start:end] = b"\1" * (end - start)
        whole.add((start, end))
    return sorted(kept)


def _of_signs(text: str, form: str) -> list[int]:
    """Where a form stands inside the tokens of a script that puts no spaces."""
    return [m.start() for m in re.finditer(re.escape(form), text)]


def _forms(text: str, sentence: list[Token], kinds: dict[str, str]) -> list[tuple[int, int, str]]:
    """Where forms taught by other accounts stand in a sentence, the longest first at each place."""
    longest = max((len(form) for form in kinds), default=0)
    found = []
    past = -1
    for i, first in enumerate(sentence):
        if first.start < past:
            continue
        for last in reversed(sentence[i : i + 12]):
            if last.end - first.start <= longest and (kind := kinds.get(text[first.start : last.end])):
                found.append((first.start, last.end, kind))
                past = last.end
                break
    return found
