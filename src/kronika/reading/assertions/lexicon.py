"""A pack's event words as one table from written form to entry."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TypeVar

from kronika import languages
from kronika.languages.packs import DATA
from kronika.languages.sections.events import Events, Group
from kronika.reading.assertions.inflection import Inflector, entries

Alternatives = tuple[str, ...]
T = TypeVar("T")


@dataclass(frozen=True)
class Entry:
    """One word or phrase that says an event happened.

    Attributes:
        group: what the pack says of it.
        lemma: the entry as written.
        sort: verbs, nouns or words.
        before, after: the words that must stand right beside the head.
        companions: phrases that must stand somewhere in the clause.
        particle: a prefix that stands apart from the head here.
    """

    group: Group
    lemma: str
    sort: str
    before: tuple[Alternatives, ...] = ()
    after: tuple[Alternatives, ...] = ()
    companions: tuple[tuple[Alternatives, ...], ...] = ()
    particle: str = ""

    @property
    def weight(self) -> int:
        """How specific the entry is: words beyond the head."""
        return len(self.before) + len(self.after) + sum(map(len, self.companions)) + bool(self.particle)


Row = tuple[Entry, frozenset[str]]


@dataclass(frozen=True)
class Lexicon:
    """All entries by written form, and the nouns that stand for a kind of thing."""

    words: dict[str, tuple[Row, ...]]
    things: dict[str, tuple[tuple[str, frozenset[str]], ...]]
    titles: frozenset[str]
    particles: frozenset[str]


@cache
def lexicon(tag: str, root: Path = DATA) -> Lexicon:
    """The event words of a language; empty where it has none."""
    pack = languages.section(tag, Events, root)
    inflector = Inflector(pack)
    words: dict[str, list[Row]] = {}
    for group in pack.groups:
        for sort, listing in (("verbs", group.verbs), ("nouns", group.nouns), ("words", group.words)):
            for entry in entries(listing):
                _enter(words, entry, group, sort, inflector)
    things: dict[str, list[tuple[str, frozenset[str]]]] = {}
    pairs: dict[tuple[str, frozenset[str]], tuple[str, frozenset[str]]] = {}
    for kind, listing in pack.things.items():
        for noun in entries(listing):
            for form, features in inflector.of(noun, "nouns").items():
                things.setdefault(form, []).append(pairs.setdefault((kind, features), (kind, features)))
    titles = {form for noun in entries(pack.titles) for form in inflector.of(noun, "nouns")}
    particles = {row[0].particle for rows in words.values() for row in rows if row[0].particle}
    return Lexicon(
        _shared(words),
        _shared(things),
        frozenset(titles),
        frozenset(particles),
    )


def _shared(table: dict[str, list[T]]) -> dict[str, tuple[T, ...]]:
    """The table with one tuple for all forms of equal rows: hundreds of thousands of forms share a few thousand."""
    made: dict[tuple[int, ...], tuple[T, ...]] = {}
    return {form: made.setdefault(tuple(map(id, rows)), tuple(rows)) for form, rows in table.items()}


def _enter(words: dict[str, list[Row]], text: str, group: Group, sort: str, inflector: Inflector) -> None:
    parts = [part.strip() for part in text.split(" + ")]
    lead = next((i for i, part in enumerate(parts) if part.startswith("*") or " *" in part), 0)
    main, rest = parts[lead], parts[:lead] + parts[lead + 1 :]
    phrase = main.split()
    at = next((i for i, word in enumerate(phrase) if word.startswith("*")), 0)
    head = phrase[at].lstrip("*")
    particle, bar, stem = head.rpartition("|")
    entry = Entry(
        group,
        text,
        sort,
        before=tuple(_either(word) for word in phrase[:at]),
        after=tuple(_either(word) for word in phrase[at + 1 :]),
        companions=tuple(tuple(_either(word) for word in part.split()) for part in rest),
    )
    kind = "verbs" if sort == "verbs" else "nouns"
    for variant in stem.split("/"):
        forms = {variant.casefold(): frozenset({"word"})} if sort == "words" else inflector.of(variant, kind, particle)
        made: dict[frozenset[str], Row] = {}
        for form, features in forms.items():
            words.setdefault(form, []).append(made.setdefault(features, (entry, features)))
        if bar:
            apart = replace(entry, particle=particle.casefold())
            made = {}
            for form, features in inflector.of(variant, kind).items():
                words.setdefault(form, []).append(made.setdefault(features, (apart, features)))


def _either(word: str) -> Alternatives:
    return tuple(word.casefold().split("/"))
