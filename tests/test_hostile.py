"""Inputs that no editor would write: nothing may raise or take long, whatever the letters."""

from __future__ import annotations

import time

import pytest

import kronika

TEXTS = {
    "nothing": "",
    "blanks": "   \t ",
    "digits": "7" * 200_000,
    "one long line": "ábc" * 70_000,
    "one word": "Trotsky " * 6_000,
    "line ends": "\n" * 100_000,
    "zero bytes": "\0" * 50_000,
    "lone surrogates": "\ud800 Lev \udfff Trotsky 5 May \ud83d1920. " * 100,
    "directions": "\u202eLev Trotsky\u202c \u2066arrived\u2069 on 5 May 1920. " * 100,
    "emoji": "😀👩‍👩‍👧‍👦🇭🇺 " * 5_000,
    "signs": ".,;:!?-–—()[]«»\"'…" * 5_000,
    "open brackets": "(" * 50_000,
    "accents": "a" + "\u0301" * 100_000,
    "dates": "On " + ", ".join(f"{i % 28 + 1} May {1800 + i % 200}" for i in range(1_000)) + " he came.",
    "points": "U." * 20_000,
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_any_text_is_read_in_seconds(text: str) -> None:
    begun = time.process_time()
    account = kronika.read(text)
    assert time.process_time() - begun < 20
    for mention in (*account.dates, *account.names, *account.quantities):
        assert account.source.text[mention.start : mention.end] == mention.text


def test_a_book_of_lone_surrogates_is_built() -> None:
    text = TEXTS["lone surrogates"][:1_000]
    book = kronika.build([kronika.Source(text, id="a"), kronika.Source(text[150:], id="b")])
    assert [len(account.source.text) for account in book.accounts] == [len(text), len(text) - 150]


GIVEN, FAMILY = ("Anna", "Lev", "Ivan"), ("Kovács", "Trotsky", "Müller", "Ivanov")
ENDINGS = [first + last for first in "aeo" for last in "bdkt"]
LISTS = {
    "numbered": [f"Ivan Petrov{woman} {i}" for i in range(150) for woman in ("", "a")],
    "alike": [f"{given} {family}{end}" for given in GIVEN for family in FAMILY for end in ENDINGS],
}


@pytest.mark.parametrize("listed", LISTS.values(), ids=LISTS)
def test_a_long_list_of_alike_names_is_built_in_seconds(listed: list[str]) -> None:
    text = f"We met {', '.join(listed)}."
    begun = time.process_time()
    book = kronika.build([kronika.Source(text, id="a"), kronika.Source(text[len(text) // 7 :], id="b")])
    assert time.process_time() - begun < 20
    assert len(book.accounts) == 2
