"""Titles of works: in quotation marks after a word for a work ("his letter, entitled “…”"), or in capitals."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter

from kronika.languages.sections.names import Names
from kronika.reading.names.features import classes_of_pack
from kronika.reading.names.spans import Name
from kronika.reading.names.tokens import Token, plain, plain_words, tokens

# Opening mark to the marks that may close it; the last pairs always hold a title.
_PAIRS = {"“": "”“", "„": "”“„", "«": "»", "»": "«", '"': '"', "‘": "’", "‚": "‘’", "『": "』", "《": "》"}
_TITLE_MARKS = "『《"
_LONGEST = 120
_QUOTED = re.compile(
    "|".join(
        f"{re.escape(a)}(?=\\S)[^{re.escape(a)}{re.escape(b)}\n]{{2,{_LONGEST}}}[{re.escape(b)}]"
        for a, b in _PAIRS.items()
    )
)
_REACH = 60
_STOPS = frozenset(',.;:!?()[]–—"“”„«»')


def laid_over(text: str, names: list[Name], sentences: list[list[Token]], pack: Names) -> list[Name]:
    """The names with the titles of works; what stands inside a title is a name only where it recurs outside."""
    edges = sorted((s[0].start, s[-1].end) for s in sentences if s)
    titles = [t for t in _quoted(text, names, pack) if _in_one(edges, t.start)]
    titles += _after_colon(text, sentences, pack)
    titles += _capital(text, names, sentences, pack)
    if not titles:
        return names
    forms = [text[n.start : n.end] for n in names]
    counts = Counter(forms)
    order = sorted((t.start, t.end, k) for k, t in enumerate(titles))
    starts = [start for start, _, _ in order]
    longest = max(end - start for start, end, _ in order)
    kept = []
    for name, form in zip(names, forms):
        near = order[bisect_left(starts, name.start - longest) : bisect_left(starts, name.end)]
        first = min((k for _, end, k in near if name.start < end), default=-1)
        over = titles[first] if first >= 0 else None
        if over is None:
            kept.append(name)
        elif _inside(name, over) and name.kind in ("person", "place") and counts[form] > 1:
            kept.append(name._replace(within=(over.start, over.end)))
    return sorted([*kept, *titles])


def _in_one(edges: list[tuple[int, int]], offset: int) -> bool:
    """Whether one of some stretches in order, apart from each other, holds an offset."""
    at = bisect_right(edges, offset, key=lambda edge: edge[0]) - 1
    return at >= 0 and offset < edges[at][1]


def _inside(name: Name, over: Name) -> bool:
    return over.start <= name.start and name.end <= over.end and name.end - name.start < over.end - over.start


def _quoted(text: str, names: list[Name], pack: Names) -> list[Name]:
    """Quotations that a word for a work, or the learnt reader, shows to be titles."""
    known = classes_of_pack(pack)
    others = sorted((n.start, n.end) for n in names if n.kind in ("other", "work"))
    longest = max((b - a for a, b in others), default=0)
    found = []
    for m in _QUOTED.finditer(text):
        start, end = m.start() + 1, m.end() - 1
        inside = text[start:end].strip()
        if not inside or not inside[0].isalnum() or inside[-1] in ",":
            continue
        before = [plain(t.text) for t in tokens(text, max(0, m.start() - _REACH), m.start())]
        cut = max((i for i, w in enumerate(before) if w in ".!?;"), default=-1)
        named = any("w" in known.of(w) for w in before[cut + 1 :][-7:])
        near = others[bisect_left(others, (start - longest,)) : bisect_left(others, (end,))]
        tagged = any(start < b and (b - a) * 2 > end - start for a, b in near)
        if m.group()[0] in _TITLE_MARKS or named or tagged:
            found.append(Name(start, end, "work", ("a title in quotation marks",)))
    return found


def _after_colon(text: str, sentences: list[list[Token]], pack: Names) -> list[Name]:
    """What follows a word for a title and a colon, up to the next sign: "melynek címe: nincs kegyelem"."""
    found: list[Name] = []
    if ":" not in text:
        return found
    for sentence in sentences:
        for at in range(len(sentence) - 2):
            if sentence[at + 1].text == ":" and plain(sentence[at].text) in plain_words(pack.title_words):
                last = at + 2
                while last < len(sentence) and sentence[last].text not in _STOPS and last - at < 14:
                    last += 1
                if last > at + 2 and sentence[at + 2].text[0].isalnum():
                    found.append(
                        Name(sentence[at + 2].start, sentence[last - 1].end, "work", ("after a word for a title",))
                    )
    return found


def _capital(text: str, names: list[Name], sentences: list[list[Token]], pack: Names) -> list[Name]:
    """Runs of two or more words in capitals right after a word for a work: "a autobiografia Minha Vida"."""
    if pack.capital_nouns:
        return []
    known = classes_of_pack(pack)
    covered = {(n.start, n.kind) for n in names if n.kind in ("person", "place", "organization")}
    starts = {s for s, _ in covered}
    found = []
    for sentence in sentences:
        for at in range(len(sentence) - 2):
            word = sentence[at].text
            if "w" not in known.of_written[word] or not word.islower() or sentence[at + 1].start in starts:
                continue
            last = at + 1
            while last < len(sentence) and sentence[last].text[0].isupper() and sentence[last].text[0].isalpha():
                last += 1
            if last - at > 2:
                found.append(Name(sentence[at + 1].start, sentence[last - 1].end, "work", ("after a word for a work",)))
    return found
