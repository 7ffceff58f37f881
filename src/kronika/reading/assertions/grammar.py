"""A pack's function words, ready for looking up."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from kronika import languages
from kronika.languages.packs import DATA
from kronika.languages.sections.words import Words

Phrases = dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]]
"""First word of a phrase to its (words, functions), the longest first."""


@dataclass(frozen=True)
class Grammar:
    """Function words as sets, phrases by their first word (postpositions by their last)."""

    pack: Words
    prepositions: Phrases
    postpositions: Phrases
    endings: tuple[tuple[str, frozenset[str]], ...]
    pronouns: dict[str, frozenset[str]]
    cases: dict[str, tuple[str, ...]]
    articles: frozenset[str]
    coordinators: frozenset[str]
    adversatives: frozenset[str]
    subordinators: frozenset[str]
    relativizers: frozenset[str]
    be: frozenset[str]
    passive: frozenset[str]
    perfect: frozenset[str]
    pluperfect: frozenset[str]
    been: frozenset[str]
    future: frozenset[str]
    modal: frozenset[str]
    verbs: frozenset[str]
    verb_endings: tuple[str, ...]
    adverbs: frozenset[str]
    elided: frozenset[str]
    clitics: frozenset[str]
    possessive: frozenset[str]
    quantifiers: frozenset[str]
    generic: frozenset[str]
    after: frozenset[str]
    before: frozenset[str]
    object_articles: frozenset[str]
    contrast: frozenset[str]

    @cached_property
    def openers(self) -> frozenset[str]:
        """Words at which a new clause may begin."""
        return self.coordinators | self.adversatives | self.subordinators | self.relativizers

    @cached_property
    def helpers(self) -> frozenset[str]:
        """Auxiliaries of the passive and of the perfect."""
        return self.passive | self.perfect

    @cached_property
    def surely_verbs(self) -> frozenset[str]:
        """Words that are finite verbs or auxiliaries wherever they stand."""
        return self.verbs | self.helpers | self.be

    @cached_property
    def long_prepositions(self) -> Phrases:
        """The prepositions of several words."""
        long = {key: [row for row in rows if len(row[0]) > 1] for key, rows in self.prepositions.items()}
        return {key: rows for key, rows in long.items() if rows}

    @cached_property
    def conditionals(self) -> frozenset[str]:
        """Words that open a condition."""
        return frozenset(self.pack.conditionals.casefold().split())

    def is_verb(self, word: str) -> bool:
        """Whether the word is surely a finite verb or an auxiliary, event or not."""
        if word in self.surely_verbs:
            return True
        return len(word) > 4 and bool(self.verb_endings) and word.endswith(self.verb_endings)


@cache
def grammar(tag: str, root: Path = DATA) -> Grammar:
    """The function words of a language; empty sets where it has no pack."""
    pack = languages.section(tag, Words, root)
    return Grammar(
        pack=pack,
        prepositions=_phrases(pack.prepositions, 0),
        postpositions=_phrases(pack.postpositions, -1),
        endings=tuple((name, frozenset(listing.casefold().split())) for name, listing in pack.endings.items()),
        cases={word.casefold(): tuple(functions.split()) for word, functions in pack.cases.items()},
        pronouns={word.casefold(): frozenset(features.split()) for word, features in pack.pronouns.items()},
        verb_endings=tuple(pack.verb_endings.casefold().split()),
        **{name: frozenset(getattr(pack, name).casefold().split()) for name in _SETS},
    )


_SETS = [
    "articles",
    "coordinators",
    "adversatives",
    "subordinators",
    "relativizers",
    "be",
    "passive",
    "perfect",
    "pluperfect",
    "been",
    "future",
    "modal",
    "verbs",
    "adverbs",
    "elided",
    "clitics",
    "possessive",
    "quantifiers",
    "generic",
    "after",
    "before",
    "object_articles",
    "contrast",
]


def _phrases(table: dict[str, str], key: int) -> Phrases:
    found: Phrases = {}
    for text, functions in table.items():
        words = tuple(text.casefold().split())
        found.setdefault(words[key], []).append((words, tuple(functions.split())))
    for rows in found.values():
        rows.sort(key=lambda row: (-len(row[0]), row[0]))
    return found
