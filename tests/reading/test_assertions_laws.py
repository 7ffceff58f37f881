"""What holds of every text: no exception, spans that are words of the text, the same answer twice, a bearable time."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kronika.knowledge import events as inventory
from kronika.model import Account, Sentence, Source
from kronika.reading import assertions
from kronika.reading.assertions.lexicon import lexicon

WORDS = [
    "killed",
    "was",
    "not",
    "by",
    "the",
    "of",
    ",",
    "and",
    "who",
    "Paul",
    "in",
    "Prague",
    "(",
    ")",
    "1921",
    "tried",
    "to",
    "arrest",
    ";",
    ":",
    "that",
    "if",
    "'s",
    "died",
]


def bare(text: str, tag: str) -> Account:
    return Account(Source(text, language=tag), sentences=[Sentence(0, len(text))])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=40), st.sampled_from(["en", "hu", "pt", "xx"]))
def test_any_words(words: list[str], tag: str) -> None:
    account = bare(" ".join(words), tag)
    found = assertions.find(account)
    assert found == assertions.find(account)
    for one in found:
        assert 0 <= one.start < one.end <= len(account.source.text)
        assert one.trigger is None or one.start <= one.trigger[0] < one.trigger[1] <= one.end


@pytest.mark.parametrize("text", ["a" * 200_000, "( " * 50_000, "killed " * 30_000, "," * 100_000, "and " * 50_000])
def test_long_and_strange(text: str) -> None:
    started = time.process_time()
    assertions.find(bare(text, "en"))
    assert time.process_time() - started < 5


@pytest.mark.parametrize("tag", ["en", "hu", "pt"])
def test_packs_name_known_types(tag: str) -> None:
    types = {row[0].group.type for rows in lexicon(tag).words.values() for row in rows}
    others = {t for rows in lexicon(tag).words.values() for row in rows for t in row[0].group.when.values()}
    assert types | others <= set(inventory.inventory().types)


def test_inventory() -> None:
    found = inventory.inventory()
    assert len(found.types) >= 80
    for row in found.types.values():
        assert row.group in found.groups
        assert not row.is_ or row.is_ in found.types
        assert set(row.against) <= set(found.types)
        assert inventory.roles(row.name)
    assert inventory.incompatible("survival", "execution")
    assert inventory.related("murder", "killing")
    assert not inventory.incompatible("arrest", "imprisonment")
