"""What holds of dates in any text: spans, order, no invented precision, bounded work."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kronika.edtf import Date, Interval, parse
from kronika.languages import cldr
from kronika.model import Account, Source
from kronika.reading import dates
from kronika.reading.dates.lexicon import lexicon

TAGS = ["hu", "pt", "en", "ru", "de", "fr", "tr", "el", "fi", "ja", "ar", "fy"]
NUMBERS = [
    "1",
    "3.",
    "12",
    "31",
    "99",
    "1928",
    "1928-ban",
    "1930s",
    "44",
    "710",
    "1,944",
    "12.3.21",
    "XIX",
    "'44",
    "2016",
]
SIGNS = [" ", ", ", "-", " – ", ". ", "/", "\n", " (", ") ", "’"]


@st.composite
def texts(draw: st.DrawFn) -> tuple[str, str]:
    """Words of a language's dates, numbers and signs in any order."""
    tag = draw(st.sampled_from(TAGS))
    words = [" ".join((first, *entry.rest)) for first, entries in lexicon(tag).entries.items() for entry in entries[:1]]
    piece = st.one_of(st.sampled_from(sorted(words)), st.sampled_from(NUMBERS))
    parts = draw(st.lists(st.tuples(piece, st.sampled_from(SIGNS)), max_size=14))
    return tag, "".join(word + sign for word, sign in parts)


@given(texts())
@settings(max_examples=200, deadline=None)
def test_spans_order_and_values(sample: tuple[str, str]) -> None:
    tag, text = sample
    mentions = dates.find(Account(Source(text, language=tag)))
    for mention in mentions:
        assert text[mention.start : mention.end] == mention.text
        if mention.edtf is not None:
            assert str(parse(mention.edtf)) == mention.edtf
    assert all(a.end <= b.start for a, b in pairwise(mentions))


@given(st.text(max_size=200), st.sampled_from(TAGS))
@settings(max_examples=150, deadline=None)
def test_any_text_is_read(text: str, tag: str) -> None:
    for mention in dates.find(Account(Source(text, language=tag))):
        assert text[mention.start : mention.end] == mention.text


def precision(edtf: str) -> int:
    """1 for years and less, 2 for months, 3 for days."""
    value = parse(edtf)
    ends = [value] if isinstance(value, Date) else [value.start, value.end] if isinstance(value, Interval) else []
    return max((1 + (e.month is not None) + (e.day is not None) for e in ends if isinstance(e, Date)), default=1)


@pytest.mark.parametrize(
    "tag", sorted({*TAGS, "es", "it", "pl", "uk", "cs", "nl", "ro", "sv", "bg", "sr", "he", "hi", "cy", "lv"})
)
def test_never_more_precise_than_the_words(tag: str) -> None:
    names = cldr.names(tag)
    for year in (1200, 1650, 1932, 2024):
        for mention in dates.find(Account(Source(f"… ({year}) …", language=tag))):
            assert mention.edtf == str(year)
        for number, forms in enumerate(names.months, 1):
            found = dates.find(Account(Source(f"{forms[0]} {year}" if forms else "", language=tag)))
            assert all(m.edtf is None or precision(m.edtf) <= 2 for m in found), (tag, number)
            assert not forms or [m.edtf for m in found] == [f"{year}-{number:02}"], (tag, forms[0])


@pytest.mark.parametrize("tag", TAGS)
def test_a_month_alone_stays_without_a_year(tag: str) -> None:
    for forms in cldr.names(tag).months:
        for mention in dates.find(Account(Source(f"{forms[0]}." if forms else "", language=tag))):
            assert mention.edtf is None


@pytest.mark.parametrize(
    "text", ["a" * 2_000_000, "7" * 2_000_000, "1 " * 100_000, "1944-" * 50_000, "may " * 100_000, "日" * 400_000]
)
def test_work_grows_with_length_alone(text: str) -> None:
    begun = time.process_time()
    dates.find(Account(Source(text, language="en")))
    assert time.process_time() - begun < 20
