"""The parts that the page and the exports stand on: where evidence stands, dates in words, scripts, coasts."""

from __future__ import annotations

import json
from importlib.resources import files

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.publishing.sample import sample

from kronika import publishing
from kronika.chronicle import Chronicle
from kronika.model import Account, Sentence, Source
from kronika.publishing import dates, json_book, scripts, tables
from kronika.publishing.page import coast, escape
from kronika.publishing.passages import Spots, moved_sentences
from kronika.publishing.quotes import fit_for_xml


@given(st.text(alphabet="aé漢👩𝔘 ", min_size=1, max_size=40), st.data())
def test_utf16_offsets_cut_out_the_same_words(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    account = Account(Source(text, id="a", language="en"), [Sentence(0, len(text))])
    spot = Spots([account], utf16=True).of("a", start, end)
    assert spot is not None
    units = text.encode("utf-16-le")
    assert units[2 * spot.start : 2 * spot.end].decode("utf-16-le") == text[start:end]


def test_a_span_is_cut_at_its_sentence() -> None:
    account = Account(Source("One. Two.", id="a", language="en"), [Sentence(0, 4), Sentence(5, 9)])
    assert Spots([account]).of("a", 2, 9) == (0, 0, 2, 4)
    assert Spots([account]).of("a", 6, 9) == (0, 1, 1, 4)
    assert Spots([account]).of("other", 0, 1) is None


@pytest.mark.parametrize(
    ("order", "moved"),
    [([0, 1, 2, 3], set()), ([0, 3, 1, 2], {1}), ([1, 2, 3, 0], {3}), ([0, 2, 1], {1}), ([], set())],
)
def test_the_fewest_rows_are_called_moved(order: list[int], moved: set[int]) -> None:
    found = moved_sentences([{"a": (n,)} for n in order], "a")
    assert len(found) == len(moved)
    kept = [n for row, n in enumerate(order) if row not in found]
    assert kept == sorted(kept)


@pytest.mark.parametrize(
    ("edtf", "stretch"),
    [
        ("1944", (1944.0, 1945.0)),
        ("1929/1932", (1929.0, 1933.0)),
        ("192X", (1920.0, 1930.0)),
        ("-0043", (-43.0, -42.0)),
        ("bogus", None),
        (None, None),
    ],
)
def test_dates_as_stretches(edtf: str | None, stretch: tuple[float, float] | None) -> None:
    assert dates.stretch(edtf) == stretch


def test_what_is_no_date_is_shown_as_it_is() -> None:
    assert dates.words("three days later") == "three days later"
    assert dates.words(None) == ""


@pytest.mark.parametrize(
    ("tag", "text", "way"),
    [
        ("ar", "", "rtl"), ("he-IL", "", "rtl"), ("az-Arab", "", "rtl"), ("ku-Latn", "", "ltr"), ("ur-Latn", "", "ltr"),
        ("und", "שלום", "rtl"), ("und", "hello", "ltr"), (None, "", "ltr"),
    ],
)  # fmt: skip
def test_direction(tag: str | None, text: str, way: str) -> None:
    assert scripts.direction(tag, text) == way


def test_latin_readings() -> None:
    assert scripts.latin("Троцкий") == "Trotskiy"
    assert scripts.latin("Müller") is None
    assert scripts.latin("字" * 1000) is None


@given(st.text())
def test_data_can_stand_in_a_script_and_comes_back(words: str) -> None:
    made = escape.data({"a": words})
    assert "<" not in made
    assert "&" not in made
    made.encode("utf-8")
    if escape.text(words).count("\ufffd") == words.count("\ufffd"):
        assert json.loads(made) == {"a": words}


@given(st.text(alphabet=st.characters(codec=None)))
def test_xml_letters_keep_their_number(words: str) -> None:
    assert len(fit_for_xml(words)) == len(words)


def test_a_coast_lies_round_its_places() -> None:
    made = coast.coast([(24.75, 59.44), (22.27, 60.45)])
    west, south, east, north = made["window"]
    assert west < 22 < 25 < east
    assert south < 59 < 61 < north
    assert len(json.dumps(made)) < 120_000
    assert coast.coast([(179.9, -17.0), (-179.9, -17.0)])["rings"]
    assert coast.coast([(0.0, 90.0)])["window"]


def test_the_published_schema_is_the_schema() -> None:
    shipped = json.loads((files("kronika.publishing") / "chronicle.schema.json").read_text(encoding="utf-8"))
    assert shipped == json.loads(json.dumps(json_book.schema()))


def test_tables_have_as_many_values_as_columns() -> None:
    for table in tables.tables(sample()):
        assert all(len(row) == len(table.fields) for row in table.rows), table.name


def test_an_empty_book_is_a_page() -> None:
    assert "<title>A chronicle</title>" in publishing.render(Chronicle([], []))


def test_a_page_of_twenty_accounts_stays_small() -> None:
    book = sample()
    words = " ".join(
        f"On {n} March the keeper lit the lamp and wrote a long line in the book of the light." for n in range(150)
    )
    ends = [at for at, letter in enumerate(words, 1) if letter == "."]
    sentences = [Sentence(a, b) for a, b in zip([0, *(e + 1 for e in ends[:-1])], ends)]
    many = [Account(Source(words, id=f"s{n}", language="en", title=f"Account {n}"), sentences) for n in range(20)]
    rows = [{f"s{n}": (at,) for n in range(20)} for at in range(len(sentences))]
    made = msgspec.structs.replace(book, sources=[a.source for a in many], accounts=many, passages=rows)
    assert len(publishing.render(made).encode("utf-8")) < 2_000_000
