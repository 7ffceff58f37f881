"""Names of the user's list in a text: found whatever ending they bear, and not where a word only looks like one."""

from __future__ import annotations

import pytest

from kronika import api
from kronika.knowledge.authority import Authority, Entry
from kronika.model import Lessons, Source
from kronika.reading.known import joined, lessons


def listed(kind: str, *names: str) -> Authority:
    return Authority((Entry("x", kind, names[0], {"": tuple(names[1:])}, {"wikidata": "Q1"}),))


@pytest.mark.parametrize(
    ("language", "text", "kind", "name", "written"),
    [
        ("hu", "A levelet Bánffyhunyadi Ákosnak írta.", "person", "Bánffyhunyadi Ákos", ["Bánffyhunyadi Ákosnak"]),
        ("ru", "Он видел Ивана Сидорчука вчера.", "person", "Иван Сидорчук", ["Ивана Сидорчука"]),
        ("en", "He met O'Brien-Jones there.", "person", "O'Brien-Jones", ["O'Brien-Jones"]),
        ("en", "A rose is a rose; Rose knew.", "person", "Rose", []),  # a common word of the text
        ("en", "In Sofia she slept.", "person", "Sofia", []),  # a town of that name
        ("en", "the red house stood", "place", "Red House", []),  # small letters
        ("de", "Der Hof von Groß-Umstadt brannte.", "place", "Groß-Umstadt", ["Groß-Umstadt"]),
        ("zh", "列夫·托洛茨基在墨西哥去世。", "person", "托洛茨基", ["托洛茨基"]),
        ("ka", "ილია ჭავჭავაძე დაიბადა.", "person", "ილია ჭავჭავაძე", ["ილია ჭავჭავაძე"]),
        ("en", "", "person", "Nobody", []),
    ],
)
def test_what_stands_in_a_text(language: str, text: str, kind: str, name: str, written: list[str]) -> None:
    assert [form for form, _, _ in lessons(Source(text, language), listed(kind, name)).names] == written


def test_a_listed_name_is_read_with_its_form_and_identifiers() -> None:
    known = listed("person", "Zsadányi-Nagy Ödön", "Zsadányi")
    account = api.read("A gyűlést Zsadányi-Nagy Ödönnek kellett vezetnie.", "hu", known=known)
    assert [(n.name, n.kind) for n in account.names] == [("Zsadányi-Nagy Ödön", "person")]
    assert account.identifiers == {"Zsadányi-Nagy Ödön": {"wikidata": "Q1"}}


def test_a_listed_name_inside_signs_without_spaces() -> None:
    account = api.read("一九四〇年八月托洛茨基在墨西哥城遇刺。", "zh", known=listed("person", "托洛茨基"))
    assert ("托洛茨基", "person") in [(n.text, n.kind) for n in account.names]


def test_the_list_outranks_the_other_accounts() -> None:
    mine = Lessons(names=(("Paris", "person", "Paris"),))
    theirs = Lessons(names=(("Paris", "place", "Paris"), ("Rome", "place", "Rome")), not_names=("Paris", "Or"))
    assert joined(mine, theirs) == Lessons(
        names=(("Paris", "person", "Paris"), ("Rome", "place", "Rome")), not_names=("Or",)
    )
