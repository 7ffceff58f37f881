"""Names in text: a table of sentences in many languages, and what must hold of any text."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kronika
from kronika.knowledge.weights import crf
from kronika.languages.packs import section, tags
from kronika.languages.sections.names import Names
from kronika.model import Account, DateMention, Lessons, Sentence, Source
from kronika.reading import names, sentences
from kronika.reading.names import noise
from kronika.reading.names.base_form import Forms
from kronika.reading.names.tokens import tokens

CASES = tomllib.loads((Path(__file__).parent.parent / "cases/names/accounts.toml").read_text(encoding="utf-8"))["case"]
CORE = ("person", "place", "organization")


def account(text: str, language: str, **fields: Any) -> Account:
    source = Source(text, language)
    return Account(source, sentences=sentences.split(source), **fields)


def marked(case: dict[str, Any]) -> Any:
    known = [pytest.mark.xfail(strict=True, reason=case["fails"])] if "fails" in case else []
    return pytest.param(case, id=case["id"], marks=known)


@pytest.mark.parametrize("case", [marked(case) for case in CASES])
def test_names_of_a_sentence(case: dict[str, Any]) -> None:
    found = names.find(account(case["text"], case["language"]), Lessons())
    if case.get("none"):
        assert [n.text for n in found if n.kind in CORE] == []
    for row in case["names"]:
        written, kind, *base = (part.strip() for part in row.split("|"))
        mention = next((n for n in found if n.text == written), None)
        assert mention is not None, f"{written} not among {[n.text for n in found]}"
        assert mention.kind == kind
        if base:
            assert mention.name == base[0]


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200), st.sampled_from(("hu", "en", "de", "ru", "zh", "he", "und")))
def test_any_text_is_read_and_spans_hold(text: str, language: str) -> None:
    found = names.find(Account(Source(text, language), sentences=[Sentence(0, len(text))]), Lessons())
    assert found == sorted(found)
    for mention in found:
        assert text[mention.start : mention.end] == mention.text
        assert mention.start < mention.end


def test_same_input_same_output() -> None:
    one = account("Nagy Ferenc Bécsben élt. Nagy Ferencet szerették.", "hu")
    assert names.find(one, Lessons()) == names.find(one, Lessons())


def test_dates_are_no_names() -> None:
    text = "He came in May 1931 to Boston."
    dates = [DateMention(11, 19, "May 1931", "1931-05")]
    assert all(n.start >= 19 or n.end <= 11 for n in names.find(account(text, "en", dates=dates), Lessons()))


def test_lessons_outrank_the_reader() -> None:
    text = "a konferencia a vörösmalom épületében volt."
    taught = Lessons(names=(("vörösmalom", "place", "Vörösmalom"),))
    found = names.find(account(text, "hu"), taught)
    assert [(n.text, n.kind, n.name) for n in found if n.text == "vörösmalom"] == [
        ("vörösmalom", "place", "Vörösmalom")
    ]
    text = "Tegnap Megálltak jött."
    assert "Megálltak" not in [n.text for n in names.find(account(text, "hu"), Lessons(not_names=("Megálltak",)))]


@pytest.mark.parametrize(
    ("written", "base"),
    [
        ("Sztálinnal", "Sztálin"),
        ("Moszkvába", "Moszkva"),
        ("Pravda-nak", "Pravda"),
        ("Kommunista Pártból", "Kommunista Párt"),
        ("Budapesten", "Budapest"),
        ("Barbara", "Barbara"),  # ends like a case ending and is none
        ("Durban", "Durban"),
    ],
)
def test_hungarian_base_forms(written: str, base: str) -> None:
    assert Forms(section("hu", Names), "hu", [written], {}).base(written, "place") == base


@pytest.mark.parametrize(
    ("language", "written", "base", "kind"),
    [
        ("pl", "Maurice'em", "Maurice", "person"),
        ("pl", "Patrice’owi", "Patrice", "person"),
        ("pl", "Moise'a Tshombe", "Moise Tshombe", "person"),
        ("pl", "Kennedy'ego", "Kennedy", "person"),
        ("pl", "O'Neill", "O'Neill", "person"),
        ("cs", "Maurice'em", "Maurice", "person"),
        ("sk", "Maurice'om", "Maurice", "person"),
        ("tr", "Ankara'da", "Ankara", "place"),
        ("tr", "Mustafa Kemal'in", "Mustafa Kemal", "person"),
        ("fi", "Bordeaux'ssa", "Bordeaux", "place"),
        ("fi", "Bordeaux’hon", "Bordeaux", "place"),
        ("hu", "Bordeaux-ban", "Bordeaux", "place"),
        ("hu", "Voltaire-t", "Voltaire", "person"),
        ("hu", "Shakespeare-rel", "Shakespeare", "person"),
        ("ro", "Chicago-ului", "Chicago", "place"),
        ("hr", "Voltaire-a", "Voltaire", "person"),
        ("da", "NATO's", "NATO", "organization"),
        ("sv", "NATO:s", "NATO", "organization"),
    ],
)
def test_endings_behind_an_apostrophe_or_hyphen(language: str, written: str, base: str, kind: Any) -> None:
    assert Forms(section(language, Names), language, [written], {}).base(written, kind) == base


@pytest.mark.parametrize(
    ("language", "written", "base"),
    [
        ("pl", "Republiki Konga", "Republika Konga"),
        ("pl", "Republice Konga", "Republika Konga"),
        ("pl", "Demokratycznej Republiki Konga", "Demokratyczna Republika Konga"),
        ("pl", "Republice Południowej Afryki", "Republika Południowej Afryki"),
        ("pl", "Zatoki Perskiej", "Zatoka Perska"),  # an adjective goes with its noun
        ("pl", "Stanach Zjednoczonych", "Stany Zjednoczone"),
        ("pl", "Stany Zjednoczone", "Stany Zjednoczone"),
        ("ru", "Республики Конго", "Республика Конго"),
        ("uk", "Долині Смерті", "Долина Смерті"),
    ],
)
def test_words_that_hang_on_another_keep_their_case(language: str, written: str, base: str) -> None:
    assert Forms(section(language, Names), language, [written], {}).base(written, "place") == base


@pytest.mark.parametrize(
    "text", ["Le sous-marin de Jean Dupont a coulé.", "Un Sous-Marin coula.", "Sous-Marin allemand"]
)
def test_half_of_a_word_with_a_hyphen_is_no_name(text: str) -> None:
    found = [n.text for n in names.find(account(text, "fr"), Lessons())]
    assert not [name for name in found if "marin" in name.lower()]


def test_old_print_is_told_from_edited_text() -> None:
    clean = "The mayor of the town spoke to the people. " * 20
    spoilt = "Le repré¬sentant deSerbie a parlé aux repré¬sentants . Il était venu à Pa¬ris . " * 20
    assert not noise.print_read_by_machine(clean)
    assert noise.print_read_by_machine(spoilt)


def test_words_that_ran_together_are_cut_in_old_print_only() -> None:
    assert [t.text for t in tokens("deSerbie", old_print=True)] == ["de", "Serbie"]
    assert [t.text for t in tokens("deSerbie")] == ["deSerbie"]


def test_weights_survive_packing() -> None:
    packed = crf.pack(
        ["B", "O"], {("a", "B"): 1.5, ("a", "O"): -0.5, ("b", "O"): 2.0}, {("B", "O"): 0.25}, {"sets": []}
    )
    weights = crf.unpack(packed)
    assert weights.labels == ("B", "O")
    assert weights.vector(["a", "missing"]) == pytest.approx([1.5, -0.5], abs=0.02)
    assert weights.transitions[0][1] == pytest.approx(0.25)


@pytest.mark.parametrize("tag", tags())
def test_packs_of_names_fit_their_schema(tag: str) -> None:
    assert isinstance(section(tag, Names), Names)


def test_a_long_line_is_read_in_good_time() -> None:
    text = "A" * 100_000 + " " + "Aa " * 4_000
    names.find(Account(Source(text, "en"), sentences=[Sentence(0, len(text))]), Lessons())


def test_of_a_name_behind_a_date_the_rest() -> None:
    text = "In March 1847 his friend Jakob Kolletschka died in Vienna. In May Semmelweis ordered hand washing."
    names = kronika.read(kronika.Source(text, language="en")).names
    assert [name.text for name in names] == ["Jakob Kolletschka", "Vienna", "Semmelweis"]
