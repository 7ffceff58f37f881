"""What the rest of the account, and the other accounts, say of a name: recurrence, one kind for one name, lessons."""

from __future__ import annotations

from collections import Counter, defaultdict

from kronika.languages.sections.names import Names
from kronika.model import Lessons
from kronika.reading.names.spans import Name
from kronika.reading.names.tokens import Token, plain


def recurring(text: str, names: list[Name], sentences: list[list[Token]], pack: Names) -> list[Name]:
    """The names with one kind for one form in the account, and with the mentions that only recurrence shows."""
    names = _one_kind(text, names)
    return _again(text, names, sentences, pack)


def _one_kind(text: str, names: list[Name]) -> list[Name]:
    """A form has the kind that most of its mentions have; part of a person's full name is that person."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    full: dict[str, Counter[str]] = defaultdict(Counter)
    for name in names:
        form = plain(text[name.start : name.end])
        votes[form][name.kind] += 1
        parts = form.split()
        if name.kind == "person" and 1 < len(parts) < 5:
            for part in {parts[0], parts[-1]}:
                full[part][name.kind] += 1
    result = []
    for name in names:
        form = plain(text[name.start : name.end])
        own = votes[form]
        if form in full and own["person"] >= own[name.kind] // 2 and " " not in form and name.kind != "place":
            name = name._replace(kind="person", why=("part of a full name",))
        elif own.most_common(1)[0][1] > 2 * own[name.kind]:
            name = name._replace(kind=own.most_common(1)[0][0], why=("as elsewhere in the account",))
        result.append(name)
    return result


def _again(text: str, names: list[Name], sentences: list[list[Token]], pack: Names) -> list[Name]:
    """The names and, where a word is often found as a name, its other mentions with a capital."""
    taken = {i for n in names for i in (n.start, n.end - 1)}
    covered = sorted((n.start, n.end) for n in names)
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for name in names:
        form = text[name.start : name.end]
        if " " not in form and form[0].isupper() and len(form) > 2:
            found[form][name.kind] += 1
    seen_small = {t.text for s in sentences for t in s if t.text.islower()}
    more = []
    at = 0
    for token in (t for s in sentences for t in s):
        while at < len(covered) and covered[at][1] <= token.start:
            at += 1
        inside = at < len(covered) and covered[at][0] < token.end
        counts = found.get(token.text)
        if inside or counts is None or token.start in taken or token.text.lower() in seen_small:
            continue
        kind, number = counts.most_common(1)[0]
        if number > 1 or len(token.text) > 5:
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
    spans = sorted((n.start, n.end) for n in kept)
    for sentence in sentences:
        for start, end, kind in _forms(text, sentence, kinds):
            if not any(s < end and start < e for s, e in spans):
                kept.append(Name(start, end, kind, ("named so in another account",)))
    return sorted(kept)


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
