"""Who is who: in one account, across accounts, and who is not."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from stories import account

from kronika.collation import Identity, identities
from kronika.knowledge.authority import Authority, Entry
from kronika.model import Account, Bead, NameKind, NameMention, Relation


def told(
    language: str, *lines: str, names: dict[str, NameKind], ties: tuple[tuple[str, str, str], ...] = ()
) -> Account:
    """An account of given names: every place one stands at is a mention. `ties`: (type, who, of whom)."""
    made = account(list(lines), language, language)
    text = made.source.text
    found: list[NameMention] = []
    for name, kind in sorted(names.items(), key=lambda item: -len(item[0])):
        at = text.find(name)
        while at >= 0:
            if not any(m.start < at + len(name) and at < m.end for m in found):
                found.append(NameMention(at, at + len(name), name, kind, name))
            at = text.find(name, at + 1)
    ordered = sorted(found)
    first = {m.name: m for m in reversed(ordered)}
    relations = [Relation(sort, first[who], first[whose], language, 0, 1) for sort, who, whose in ties]
    return Account(made.source, sentences=made.sentences, names=ordered, relations=relations)


def side_by_side(a: Account, b: Account) -> dict[tuple[int, int], list[Bead]]:
    return {(0, 1): [Bead((k,), (k,), 0.9) for k in range(min(len(a.sentences), len(b.sentences)))]}


def together(found: list[Identity]) -> list[set[str]]:
    return [{mention.text for mention in identity.mentions} for identity in found]


def test_short_for_full_in_one_account() -> None:
    one = told("en", "Mihály Károlyi spoke.", "Károlyi left.", names={"Mihály Károlyi": "person", "Károlyi": "person"})
    found = identities([one], {})
    assert together(found) == [{"Mihály Károlyi", "Károlyi"}]
    assert "short for" in found[0].reasons[0]


def test_spellings_across_languages() -> None:
    hu = told("hu", "Csajkovszkij Bécsbe ment.", names={"Csajkovszkij": "person", "Bécs": "place"})
    de = told("de", "Tschaikowski fuhr nach Wien.", names={"Tschaikowski": "person", "Wien": "place"})
    found = identities([hu, de], side_by_side(hu, de))
    assert together(found) == [{"Csajkovszkij", "Tschaikowski"}, {"Bécs", "Wien"}]
    assert all(identity.reasons for identity in found)


def test_father_and_son_stay_apart() -> None:
    en = told(
        "en", "Anton Petrov met his son Pavel Petrov.", names={"Anton Petrov": "person", "Pavel Petrov": "person"}
    )
    pt = told(
        "pt", "Anton Petrov viu o filho Pavel Petrov.", names={"Anton Petrov": "person", "Pavel Petrov": "person"}
    )
    assert together(identities([en, pt], side_by_side(en, pt))) == [{"Anton Petrov"}, {"Pavel Petrov"}]


def test_husband_and_wife_stay_apart() -> None:
    en = told("en", "Novak and Olga Novakova came.", names={"Novak": "person", "Olga Novakova": "person"})
    hu = told("hu", "Novak és Olga Novakova eljött.", names={"Novak": "person", "Olga Novakova": "person"})
    assert together(identities([en, hu], side_by_side(en, hu))) == [{"Novak"}, {"Olga Novakova"}]


def test_a_mistranslated_name_is_bound_by_its_place_and_shown() -> None:
    en = told(
        "en",
        "Dvorak with his wife Milena and his son Felix in Vienna.",
        names={"Dvorak": "person", "Milena": "person", "Felix": "person", "Vienna": "place"},
    )
    pt = told(
        "pt",
        "Dvorak com a mulher Milena e o filho Portuguese em Viena.",
        names={"Dvorak": "person", "Milena": "person", "Portuguese": "person", "Viena": "place"},
    )
    found = identities([en, pt], side_by_side(en, pt))
    odd = next(identity for identity in found if any(m.text == "Felix" for m in identity.mentions))
    assert {m.text for m in odd.mentions} == {"Felix", "Portuguese"}
    assert [m.text for m in odd.doubtful] == ["Portuguese"]


def test_translated_bodies_meet_in_aligned_sentences() -> None:
    hu = told("hu", "Horváth a Munkáspárt tagja.", names={"Horváth": "person", "Munkáspárt": "organization"})
    en = told(
        "en",
        "Horváth is a member of the Workers' Party.",
        names={"Horváth": "person", "Workers' Party": "organization"},
    )
    assert {"Munkáspárt", "Workers' Party"} in together(identities([hu, en], side_by_side(hu, en)))


def test_a_known_list_decides() -> None:
    en = told("en", "Stambolov wrote.", names={"Stambolov": "person"})
    hu = told("hu", "A bolgár Bismarck írt.", names={"bolgár Bismarck": "person"})
    known = Authority((Entry("s", "person", "Stambolov", {"hu": ("bolgár Bismarck",)}, {"gnd": "1"}),))
    found = identities([en, hu], {}, known)
    assert together(found) == [{"Stambolov", "bolgár Bismarck"}]
    assert found[0].identifiers == {"gnd": "1"}


LISZT = Entry("l", "person", "Franz Liszt", {"hu": ("Liszt Ferenc",)}, {"gnd": "118573527"})
LIST = Entry("w", "person", "Friedrich List", {}, {"gnd": "118573470"})
SOFIA = Entry("q", "person", "Sofia", {}, {"wikidata": "Q1"})


@pytest.mark.parametrize(
    ("language", "name", "kind", "entries", "expected"),
    [
        ("hu", "Liszt Ferenc", "person", (LISZT, LIST), "l"),
        ("ru", "Франц Лист", "person", (LISZT,), "l"),  # a spelling of a listed name
        ("en", "Franz Liszt", "organization", (LISZT,), "l"),  # read as another kind
        ("en", "Liszt", "person", (LISZT,), None),  # a family name alone may be another's
        ("en", "Anna Liszt", "person", (LISZT,), None),
        ("en", "Sofia", "place", (SOFIA,), None),  # the town is not the woman
        ("en", "Sofia", "person", (SOFIA, msgspec.structs.replace(SOFIA, id="r")), None),  # two of one name
    ],
)
def test_the_entry_of_a_name(
    language: str, name: str, kind: NameKind, entries: tuple[Entry, ...], expected: str | None
) -> None:
    found = identities([told(language, f"{name}.", names={name: kind})], {}, Authority(entries))
    assert (found[0].entry.id if found[0].entry else None) == expected


def test_two_entries_of_a_list_are_two() -> None:
    en = told("en", "Ian Smith came.", names={"Ian Smith": "person"})
    de = told("de", "Jan Schmidt kam.", names={"Jan Schmidt": "person"})
    one, two = Entry("1", "person", "Ian Smith", {}, {}), Entry("2", "person", "Jan Schmidt", {}, {})
    assert len(identities([en, de], side_by_side(en, de), Authority((one, two)))) == 2


CASES = Path(__file__).parents[1] / "cases/collation"


def rows(file: str) -> list[list[str]]:
    lines = (CASES / file).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


# What is still got wrong, each for a reason that its row names.
WRONG = frozenset({"Tolstoy-Dostojewski"})


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(row, marks=pytest.mark.xfail(strict=True)) if f"{row[3]}-{row[5]}" in WRONG else row
        for row in rows("identity_pairs.tsv")
    ],
    ids=lambda row: f"{row[3]}-{row[5]}",
)
def test_two_names_in_one_place_of_sentences_that_tell_the_same(row: list[str]) -> None:
    verdict, kind, here, one, there, other, why = row
    a = told(here, f"Otto Berger, {one}, Graz.", names={"Otto Berger": "person", one: kind, "Graz": "place"})  # type: ignore[dict-item]
    b = told(there, f"Otto Berger, {other}, Graz.", names={"Otto Berger": "person", other: kind, "Graz": "place"})  # type: ignore[dict-item]
    found = identities([a, b], side_by_side(a, b))
    bound = next((i for i in found if {m.text for m in i.mentions} == {one, other}), None)
    assert (bound is not None) == (verdict != "two"), (why, [i.reasons for i in found])
    if bound is not None:
        assert bool(bound.doubtful) == (verdict == "odd"), bound.reasons


@pytest.mark.parametrize("row", rows("identity_groups.tsv"), ids=lambda row: row[3])
def test_who_is_who_among_several(row: list[str]) -> None:
    accounts, lists = [], []
    for cell in row[:2]:
        language, _, given = cell.partition(": ")
        lists.append(given.split("|"))
        kind: NameKind = "place" if row[3].startswith(("neighbours", "exonyms")) else "person"
        accounts.append(told(language, " — ".join(lists[-1]) + ".", names=dict.fromkeys(lists[-1], kind)))
    found = together(identities(accounts, side_by_side(*accounts)))
    pairs = [tuple(map(int, pair.split("="))) for pair in row[2].split()]
    for left, right in pairs:
        assert {lists[0][left - 1], lists[1][right - 1]} in found
    assert sum(len(group) > 1 for group in found) == len([p for p in pairs if lists[0][p[0] - 1] != lists[1][p[1] - 1]])


def test_order_of_accounts_does_not_matter() -> None:
    hu = told("hu", "Csajkovszkij Bécsbe ment.", names={"Csajkovszkij": "person", "Bécs": "place"})
    de = told("de", "Tschaikowski fuhr nach Wien.", names={"Tschaikowski": "person", "Wien": "place"})
    one = {frozenset(texts) for texts in together(identities([hu, de], {}))}
    two = {frozenset(texts) for texts in together(identities([de, hu], {}))}
    assert one == two


def test_nothing_to_find() -> None:
    assert identities([], {}) == []
    assert identities([told("en", "Nothing here.", names={})], {}) == []
