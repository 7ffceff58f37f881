"""Names beside each other: pairs that are one, pairs that are two, and the laws of the measure."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kronika import names
from kronika.knowledge.romanising import latin_letters, without_article

CASES = Path(__file__).parents[1] / "cases/names"


def rows(file: str) -> list[list[str]]:
    lines = (CASES / file).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


ROWS, OPEN = rows("same.tsv"), rows("same_open.tsv")


@pytest.mark.parametrize("row", ROWS, ids=[f"{row[2]}-{row[4]}" for row in ROWS])
def test_pairs(row: list[str]) -> None:
    verdict, kind, a, tag_a, b, tag_b, _ = row
    score = names.same(a, tag_a, b, tag_b, kind)
    assert (score > 0.5) == (verdict == "y"), (score, names.explain(a, tag_a, b, tag_b, kind))


@pytest.mark.xfail(strict=True, reason="not yet told right")
@pytest.mark.parametrize("row", OPEN, ids=[f"{row[2]}-{row[4]}" for row in OPEN])
def test_open_pairs(row: list[str]) -> None:
    test_pairs(row)


def test_letters_that_stand_together() -> None:
    assert latin_letters("Μπουένος Άιρες") == "buenos aires"
    assert latin_letters("Παπανδρέου") == "papandreu"
    assert without_article("الحسيني") == "حسيني"
    assert without_article("الله") == "الله"
    assert without_article("Albert") == "Albert"


def test_meaning_is_a_reason() -> None:
    reasons = names.explain("Court of Justice", "en", "Cour de justice", "fr", "organization")[1]
    assert any("mean" in reason for reason in reasons)


def test_translations_and_titles_are_reasons() -> None:
    reasons = names.explain("Frederick William", "en", "Frigyes Vilmos", "hu", "person")[1]
    assert "“william” and “vilmos” translate one another" in reasons
    assert "the titles do not count" in names.explain("King Henry", "en", "Henrik király", "hu", "person")[1]


def test_reasons_are_words() -> None:
    score, reasons = names.explain("Bécs", "hu", "Vienna", "en", "place")
    assert score > 0.9
    assert any("Vienna" in reason for reason in reasons)
    assert "man" in " ".join(names.explain("Novak", "en", "Novakova", "en", "person")[1])


def test_unknown_languages_and_kinds() -> None:
    assert names.same("Dostoevsky", None, "Достоевский", None, None) > 0.5


TEXTS = st.text(max_size=30)


@settings(max_examples=60, deadline=None)
@given(TEXTS, TEXTS, st.sampled_from([None, "hu", "ru", "zh"]), st.sampled_from([None, "person", "place"]))
def test_laws(a: str, b: str, tag: str | None, kind: str | None) -> None:
    score = names.same(a, tag, b, None, kind)
    assert 0 <= score <= 1
    assert score == names.same(b, None, a, tag, kind)
    assert names.fold(names.fold(a)) == names.fold(a)


def test_long_input_ends() -> None:
    assert 0 <= names.same("a" * 1_000_000, "en", "ab " * 500_000, "hu", "person") <= 1


def test_index_finds_across_scripts() -> None:
    index = names.Index([("Fyodor Dostoevsky", "en"), ("Leo Tolstoy", "en"), ("Αθήνα", "el"), ("Mór Jókai", "hu")])
    assert len(index) == 4
    assert index.find("Достоевский", "ru", "person")[0].name == "Fyodor Dostoevsky"
    assert index.find("Athens", "en", "place")[0].number == 2
    assert index.find("Xyzzy", "en", "person") == []


@pytest.mark.parametrize(
    ("name", "tag", "base"),
    [("Kossuthnak", "hu", "Kossuth"), ("Пушкина", "ru", "Пушкин"), ("Budapesten", "hu", "Budapest")],
)
def test_bases(name: str, tag: str, base: str) -> None:
    assert base in names.bases(name, tag)
