"""Sentences, headings, captions and lists, in many languages and layouts."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kronika.model import Block, Source
from kronika.reading import sentences

CASES = Path(__file__).parent.parent / "cases" / "sentences" / "cases.txt"


def cases() -> Iterator[tuple[str, str, list[str]]]:
    blocks = CASES.read_text("utf-8").split("\n## ")[1:]
    for block in blocks:
        head, *body = block.strip().splitlines()
        language, about = head.split(": ", 1)
        yield language, about, [line for line in body if line.strip()]


TABLE = list(cases())


def cut(text: str, language: str | None, **fields: object) -> list[tuple[str, str]]:
    source = Source(text, language=language, **fields)  # type: ignore[arg-type]
    return [(sentence.kind, text[sentence.start : sentence.end]) for sentence in sentences.split(source)]


@pytest.mark.parametrize(("language", "about", "expected"), TABLE, ids=[f"{tag}: {about}" for tag, about, _ in TABLE])
def test_boundaries(language: str, about: str, expected: list[str]) -> None:
    text = ("" if language in ("ja", "zh") else " ").join(expected)
    assert [words for _, words in cut(text, language)] == list(_as_found(expected))


def _as_found(expected: list[str]) -> list[str]:
    """ "Acme Inc. The firm" is two sentences on one line of the table."""
    return [part for line in expected for part in line.replace("Inc. The", "Inc.\0The").split("\0")]


LAYOUTS = [
    (
        "headings and captions",
        "en",
        "The defeat (1927–1928)\nTrotsky with his wife in Alma Ata, 1928\nHe was expelled. He left.\n",
        [
            ("heading", "The defeat (1927–1928)"),
            ("caption", "Trotsky with his wife in Alma Ata, 1928"),
            ("prose", "He was expelled."),
            ("prose", "He left."),
        ],
    ),
    (
        "numbered caption",
        "de",
        "Abb. 3: Das Haus der Familie\nEs brannte ab.",
        [("caption", "Abb. 3: Das Haus der Familie"), ("prose", "Es brannte ab.")],
    ),
    (
        "hard-wrapped prose",
        "en",
        "He was expelled from the party in the autumn of that\nyear, and in the winter he was sent to a distant town\n"
        "in the east. His wife went with him, and so did their\nelder son.\n",
        [
            (
                "prose",
                "He was expelled from the party in the autumn of that\nyear, and in the winter he "
                "was sent to a distant town\nin the east.",
            ),
            ("prose", "His wife went with him, and so did their\nelder son."),
        ],
    ),
    (
        "lines that are paragraphs",
        "en",
        "He was expelled from the party.\nhe left the town, that is what they said\nNobody saw him again.\n",
        [
            ("prose", "He was expelled from the party."),
            ("heading", "he left the town, that is what they said"),
            ("prose", "Nobody saw him again."),
        ],
    ),
    (
        "list",
        "en",
        "They brought:\n• a lamp;\n• two books.\n",
        [("prose", "They brought:"), ("list", "a lamp;"), ("list", "two books.")],
    ),
    (
        "lost break",
        "pt",
        "Foi exilado no início de 1928.durante este tempo escreveu muito.",
        [("prose", "Foi exilado no início de 1928."), ("prose", "durante este tempo escreveu muito.")],
    ),
    (
        "stray commas",
        "hu",
        "Kizárták a pártból., Elutazott a városból.,",
        [("prose", "Kizárták a pártból."), ("prose", "Elutazott a városból.,")],
    ),
    (
        "table",
        "en",
        "Name\tBorn\tDied\nReed\t1870\t1911\n",
        [("table", "Name\tBorn\tDied"), ("table", "Reed\t1870\t1911")],
    ),
]


@pytest.mark.parametrize(
    ("language", "text", "expected"), [row[1:] for row in LAYOUTS], ids=[row[0] for row in LAYOUTS]
)
def test_layout(language: str, text: str, expected: list[tuple[str, str]]) -> None:
    assert cut(text, language) == expected


def test_stated_blocks_are_kept() -> None:
    text = "The exile He left. He came back."
    assert cut(text, "en", blocks=(Block(0, 9, "heading"),)) == [
        ("heading", "The exile"),
        ("prose", "He left."),
        ("prose", "He came back."),
    ]


@given(st.text(max_size=200), st.sampled_from(["hu", "de", "ja", "th", "el", "und", None]))
def test_sentences_are_in_order_and_trimmed(text: str, language: str | None) -> None:
    last = 0
    for sentence in sentences.split(Source(text, language=language)):
        words = text[sentence.start : sentence.end]
        assert sentence.start >= last
        assert words == words.strip()
        assert words
        last = sentence.end
    letters = sum(c.isalnum() for c in text)
    kept = sum(c.isalnum() for s in sentences.split(Source(text, language=language)) for c in text[s.start : s.end])
    assert kept == letters


@pytest.mark.parametrize("part", [". ", "7", "a", "(", "“", "a. ", "A.", "!?", "a\n", "x-\n", "1. ", "「。"])
def test_endless_line_takes_linear_time(part: str) -> None:
    times = []
    for count in (20_000, 80_000):
        start = time.process_time()
        sentences.split(Source(part * count, language="hu"))
        times.append(time.process_time() - start)
    assert times[1] < 12 * max(times[0], 0.02)


def test_sentence_in_another_language_is_marked() -> None:
    text = (
        "Trockijt 1928. január 31-én száműzték Alma Atába, ahol a feleségével és a fiával élt. "
        "Ele foi expulso da União Soviética para a Turquia em fevereiro de 1929, acompanhado por sua esposa. "
        "A levele később előkerült."
    )
    found = sentences.split(Source(text, language="hu"))
    assert [sentence.language for sentence in found] == [None, "pt", None]
