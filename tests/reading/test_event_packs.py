"""The event packs themselves: no entry that could never match, no type unknown, no verb that stays uninflected."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from msgspec import structs

from kronika import languages
from kronika.knowledge import events as inventory
from kronika.languages.sections.events import Events
from kronika.languages.sections.factuality import Factuality
from kronika.languages.sections.words import Words
from kronika.reading.assertions.grammar import Grammar, grammar
from kronika.reading.assertions.inflection import Inflector, entries
from kronika.reading.assertions.tokens import cut

TAGS = ["de", "en", "es", "fr", "hu", "it", "nl", "pl", "pt", "ro", "ru", "uk"]


def phrases(tag: str) -> Iterator[str]:
    """The phrases of a pack's entries: heads with the words beside them, and companions."""
    for group in languages.section(tag, Events).groups:
        for listing in (group.verbs, group.nouns, group.words):
            for entry in entries(listing):
                yield from (part.strip() for part in entry.split(" + "))


def words(phrase: str) -> Iterator[str]:
    """The single words of a phrase, without the marks of the pack language."""
    for word in phrase.split():
        for variant in word.split("/"):
            yield variant.strip("*").partition(":")[0].replace("|", "")


def alone(word: str, small: Grammar) -> bool:
    """Whether a word of a pack is one word of a text."""
    return not word or len(cut(word, 0, len(word), small)) == 1


@pytest.mark.parametrize("tag", TAGS)
def test_every_word_can_stand_in_a_text(tag: str) -> None:
    small = grammar(tag)
    assert [p for p in phrases(tag) if not all(alone(w, small) for w in words(p))] == []
    things = languages.section(tag, Events).things.values()
    assert [n for listing in things for n in entries(listing) if not alone(n.partition(":")[0], small)] == []
    cues = languages.section(tag, Factuality).cues
    listed = [e for cue in cues for listing in (cue.verbs, cue.nouns, cue.words) for e in entries(listing)]
    assert [e for e in listed if not all(alone(w, small) for w in words(e.replace(" + ", " ")))] == []


@pytest.mark.parametrize("tag", TAGS)
def test_slashes_part_words_not_phrases(tag: str) -> None:
    pack = grammar(tag)
    function = set(pack.prepositions) | pack.articles | pack.elided
    mixed = [
        phrase
        for phrase in phrases(tag)
        if len(phrase.split()) > 1
        and any(len({w in function for w in words(slot)}) > 1 for slot in phrase.split() if "/" in slot)
    ]
    assert mixed == []  # "in prison/under arrest" would be three words in a row


@pytest.mark.parametrize("tag", TAGS)
def test_verbs_inflect(tag: str) -> None:
    pack = languages.section(tag, Events)
    inflector = Inflector(pack)
    stiff = set()
    for group in pack.groups:
        for entry in entries(group.verbs):
            parts = entry.split(" + ")
            lead = next((p for p in parts if p.startswith("*") or " *" in p), parts[0]).split()
            head = next((w for w in lead if w.startswith("*")), lead[0]).lstrip("*").rpartition("|")[2]
            stiff |= {v for v in head.split("/") if ":" not in v and len(inflector.of(v, "verbs")) < 2}
    assert stiff <= {"ansässig", "tätig", "rebotezat"}  # German predicatives with "sein"; a Romanian participle


@pytest.mark.parametrize("tag", TAGS)
def test_types_are_known(tag: str) -> None:
    known = set(inventory.inventory().types)
    for group in languages.section(tag, Events).groups:
        assert {group.type, *group.when.values()} <= known, group


@pytest.mark.parametrize("tag", TAGS)
def test_function_words_are_single_words(tag: str) -> None:
    """No token of a text is two words: "gran_parte" in a list of words would match nothing."""
    small, cues = languages.section(tag, Words), languages.section(tag, Factuality)
    lists = [v for v in structs.asdict(small).values() if isinstance(v, str)]
    lists += [cues.negators, cues.negative_subjects, cues.without, cues.until]
    assert [word for listing in lists for word in listing.split() if "_" in word] == []
