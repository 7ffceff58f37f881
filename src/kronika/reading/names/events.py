"""Named events and bodies: "the Great Purge", "XV. pártkongresszus", "Medvedev Forest massacre", "batalha de Waterloo".

They are laid over the names already found: a name inside one stays as a name within it, one that covers it gives way.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from kronika.languages.sections.names import Names
from kronika.reading.names.features import Classes, classes_of_pack
from kronika.reading.names.phrases import phrases_of_pack
from kronika.reading.names.spans import Name
from kronika.reading.names.tokens import Token, plain, plain_words

_ROMAN = re.compile(r"[IVXL]{1,6}")
_NUMBERED = ("º", "ª", "°", "th", "st", "nd", "rd", "e", "er", "ème", ".")


def laid_over(text: str, names: list[Name], sentences: list[list[Token]], pack: Names) -> list[Name]:
    """The names with named events and bodies among them; nested ones say what they stand in."""
    spans: list[Name] = []
    known = classes_of_pack(pack)
    starts = [n.start for n in names]
    for sentence in sentences:
        if not sentence:
            continue
        first = bisect_left(starts, sentence[0].start)
        last = bisect_left(starts, sentence[-1].end)
        inside = names[first:last]
        taken: list[tuple[int, int]] = []
        for a, b, kind in phrases_of_pack(pack).find(sentence):
            spans.append(Name(sentence[a].start, sentence[b - 1].end, kind, ("a set phrase",)))
            taken.append((a, b))
        for a, b in _composed(sentence, inside, known, pack):
            if not any(x < b and a < y for x, y in taken):
                spans.append(Name(sentence[a].start, sentence[b - 1].end, "event", ("a word for an event",)))
    return _merged(text, names, spans)


def _merged(text: str, names: list[Name], spans: list[Name]) -> list[Name]:
    """Both lists in one: what lies inside a span is nested, what covers it is replaced, what crosses it stays."""
    kept = []
    spans = sorted(spans)
    starts = [s.start for s in spans]
    longest = max((s.end - s.start for s in spans), default=0)
    dropped: set[Name] = set()
    for name in names:
        near = spans[bisect_left(starts, name.start - longest) : bisect_left(starts, name.end)]
        over = [s for s in near if name.start < s.end and s not in dropped]
        if not over:
            kept.append(name)
            continue
        span = over[0]
        inner = span.start <= name.start and name.end <= span.end
        if inner and name.end - name.start < span.end - span.start and name.kind in ("person", "place", "organization"):
            if span.kind == "event" and not _ROMAN.fullmatch(text[name.start : name.end]):
                kept.append(name._replace(within=(span.start, span.end)))
        elif not inner and (span.kind == "organization" or name.start > span.start or span.end > name.end):
            dropped.add(span)
            kept.append(name)
    return sorted([*kept, *(s for s in spans if s not in dropped)])


def _composed(sentence: list[Token], names: list[Name], known: Classes, pack: Names) -> list[tuple[int, int]]:
    """Token ranges of events made of a head word and what names it."""
    found = []
    heads = [i for i, t in enumerate(sentence) if "e" in known.of_written[t.text] and t.text[0].isalpha()]
    if not heads:
        return []
    owner: dict[int, Name] = {}
    for name in names:
        for i, token in enumerate(sentence):
            if token.start < name.end and name.start < token.end:
                owner[i] = name
    for at in heads:
        left = _left(sentence, at, owner, pack)
        right = _right(sentence, at, owner, known, pack)
        if left < at or right > at + 1:
            found.append((left, max(right, at + 1)))
    return found


def _ordinal(sentence: list[Token], at: int) -> int:
    """How many tokens before `at` make an ordinal: "XV", "XV .", "15 th"."""
    if at < 1:
        return 0
    word = sentence[at - 1].text
    if _ROMAN.fullmatch(word) and len(word) > 0:
        return 1
    if word.lower() in _NUMBERED and at > 1:
        before = sentence[at - 2].text
        if (_ROMAN.fullmatch(before) or (before.isdigit() and len(before) < 3)) and sentence[at - 2].end == sentence[
            at - 1
        ].start:
            return 2
    return 0


def _left(sentence: list[Token], at: int, owner: dict[int, Name], pack: Names) -> int:
    """Where the event begins, going left from its head: an ordinal, capitals, or a name that stands with it."""
    ordinal = _ordinal(sentence, at)
    if ordinal:
        return at - ordinal
    i = at
    head_capital = sentence[at].text[0].isupper() and not pack.capital_nouns
    while i > 0 and at - i < 6:
        before = sentence[i - 1]
        word = before.text
        if word in "-–’'" and i > 1 and sentence[i - 2].end == before.start:
            i -= 1
            continue
        capital = word[0].isupper() and word[0].isalpha() and (i > 1 or (i - 1) in owner or head_capital)
        name = owner.get(i - 1)
        fits = head_capital if name is None else name.kind != "person" or head_capital or _adjective(sentence, i, name)
        tail = name is None and sentence[i].start == before.end and word.islower() and i < at
        if (capital and fits and not _article(word, pack)) or tail:
            i -= 1
            continue
        # The ending of a name written with a hyphen ("Medvegyev-erdei mészárlás") belongs to the name before it.
        if name is not None and (name.kind != "person" or _adjective(sentence, i, name)):
            i = min(k for k, v in owner.items() if v is name)
            continue
        break
    while i < at and not sentence[i].text[0].isalnum():
        i += 1
    return i


def _adjective(sentence: list[Token], after: int, name: Name) -> bool:
    """Whether a name ends in a part in small letters joined with a hyphen, as adjectives of names do."""
    return any(
        t.text.islower() and t.start > name.start for t in sentence[max(0, after - 1) : after] if t.end == name.end
    )


def _article(word: str, pack: Names) -> bool:
    low = plain(word)
    return low in plain_words(pack.articles) or low in plain_words(pack.locative) or low in plain_words(pack.particles)


def _right(sentence: list[Token], at: int, owner: dict[int, Name], known: Classes, pack: Names) -> int:
    """Where the event ends, going right: "of Waterloo", "de Outubro"; a small-letter head takes a place alone."""
    i = at + 1
    joined = False
    particles = plain_words(pack.particles)
    while i < len(sentence) and i - at < 4 and sentence[i].text.islower() and plain(sentence[i].text) in particles:
        joined = True
        i += 1
    name = owner.get(i)
    if (
        joined
        and name is None
        and _ordinal(sentence, at)
        and i < len(sentence)
        and "o" in known.of(plain(sentence[i].text))
    ):
        return i + 1
    if not joined or i >= len(sentence) or name is None or name.kind not in ("place", "other"):
        return at + 1
    while i < len(sentence) and owner.get(i) == name:
        i += 1
    return i
