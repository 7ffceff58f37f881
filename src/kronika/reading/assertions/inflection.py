"""From dictionary forms to written forms, by the classes of a pack (docs/events.md)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import product

from kronika.languages.sections.events import Events

Forms = dict[str, frozenset[str]]
"""Written form (small letters) to the features of the form."""

_LIMIT = 1000  # forms of one ending group; more is a mistake in a pack
_PIECE = re.compile(r"\(([^()]*)\)|([^()]+)")


def entries(listing: str) -> list[str]:
    """The comma separated entries of a listing, trimmed, in order."""
    return [entry for part in listing.split(",") if (entry := " ".join(part.split()))]


def endings(listing: str, named: dict[str, str]) -> list[str]:
    """The endings a listing stands for: names put in, groups multiplied out, in order without repeats."""
    for _ in range(3):
        listing = re.sub(r"\$(\w+)", lambda m: f"({named.get(m.group(1), '')})", listing)
    found: dict[str, None] = {}
    for word in _words(listing):
        slots = [(inner or plain).split() if inner else [plain] for inner, plain in _PIECE.findall(word)]
        if len(slots) == 1:
            made = slots[0]
        else:
            made = ["".join(x for x in row if x != "~") or "~" for row in _some(product(*slots))]
        found.update(dict.fromkeys(made))
    return list(found)


def _some(rows: Iterator[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    for count, row in enumerate(rows):
        if count >= _LIMIT:
            return
        yield row


def _words(listing: str) -> list[str]:
    """The listing cut at spaces that stand in no parentheses; nested ones are flattened."""
    words, depth, word = [], 0, ""
    for letter in listing:
        depth += (letter == "(") - (letter == ")")
        if letter.isspace() and depth == 0:
            words.append(word)
            word = ""
        elif not (letter == "(" and depth > 1) and not (letter == ")" and depth > 0):
            word += letter
    return [w for w in [*words, word] if w]


class Inflector:
    """Inflects the words of one pack; `of` gives the written forms of a lemma."""

    def __init__(self, pack: Events) -> None:
        self.pack = pack
        self.classes = {"verbs": _classes(pack.verbs, pack), "nouns": _classes(pack.nouns, pack)}
        self.irregular = {lemma.casefold(): table for lemma, table in pack.irregular.items()}
        self.tails = sorted((k for k in self.irregular if k.startswith("-")), key=len, reverse=True)

    def of(self, word: str, sort: str, particle: str = "") -> Forms:
        """The forms of `word` ("lemma", "lemma:class" or "lemma:"); `particle` is put before each form."""
        lemma, colon, name = word.casefold().partition(":")
        forms = self._irregular(lemma, particle) if not colon else None
        if forms is None:
            chosen = name if colon else self._choose(lemma, sort)
            if chosen not in self.classes[sort]:
                return {particle + lemma: frozenset()}
            forms = _inflect(lemma, *self.classes[sort][chosen], particle)
        return forms

    def _irregular(self, lemma: str, particle: str) -> Forms | None:
        table, front = self.irregular.get(lemma), ""
        if table is None:
            tail = next((t for t in self.tails if lemma.endswith(t[1:]) and len(lemma) >= len(t) - 1), None)
            if tail is None:
                return None
            table, front = self.irregular[tail], lemma[: len(lemma) - len(tail) + 1]
        forms: Forms = {}
        for name, listing in table.items():
            for form in endings(listing, self.pack.endings):
                _add(forms, particle + front + form.casefold(), name)
        return forms

    def _choose(self, lemma: str, sort: str) -> str:
        best, length = "", -1
        for name, (cuts, _) in self.classes[sort].items():
            for cut in cuts:
                if lemma.endswith(cut) and len(cut) > length and len(lemma) > len(cut):
                    best, length = name, len(cut)
        return best


def _classes(tables: dict[str, dict[str, str]], pack: Events) -> dict[str, tuple[list[str], dict[str, list[str]]]]:
    made = {}
    for name, table in tables.items():
        cuts = table.get("of", "").split() or [""]
        made[name] = (cuts, {form: endings(listing, pack.endings) for form, listing in table.items() if form != "of"})
    return made


def _inflect(lemma: str, cuts: list[str], table: dict[str, list[str]], particle: str) -> Forms:
    cut = max((c for c in cuts if lemma.endswith(c)), key=len, default="")
    stem = lemma[: len(lemma) - len(cut)] if cut else lemma
    forms: Forms = {}
    for name, listing in table.items():
        for ending in listing:
            front, _, back = ending.rpartition("~") if "~" in ending else ("", "", ending)
            drop = len(back) - len(back.lstrip("<"))
            body = stem[: len(stem) - drop] if drop else stem
            _add(forms, particle + front + body + back[drop:], name)
    return forms


def _add(forms: Forms, form: str, name: str) -> None:
    form = form.casefold()
    known = forms.get(form)
    forms[form] = _features(name) if known is None else _union(known, name)


@lru_cache(10_000)
def _features(name: str) -> frozenset[str]:
    """The features in the name of a form ("past-plural"); one object for all, as there are many thousand forms."""
    return frozenset(name.split("-"))


@lru_cache(10_000)
def _union(known: frozenset[str], name: str) -> frozenset[str]:
    return known | _features(name)
