"""Many accounts: one table, who depends on whom, groups of one story, what the partners teach."""

from __future__ import annotations

from itertools import permutations

import pytest
from stories import account, story

from kronika.collation import all_beads, dependence, gather, gather_explained, lessons, passages
from kronika.collation.align_all import pairs_worth_it
from kronika.collation.lessons import without_ending
from kronika.model import Account, NameMention

FIRE, SCHOOL = story("fire"), story("school")
TAGS = ("en", "pt", "ru")


def fires() -> list[Account]:
    return [account(FIRE[tag], tag, tag) for tag in TAGS]


def test_one_row_a_passage() -> None:
    accounts = fires()
    assert passages(accounts, all_beads(accounts)) == [dict.fromkeys(TAGS, (k,)) for k in range(8)]


def test_a_passage_that_one_account_lacks_is_an_empty_tuple() -> None:
    accounts = [*fires()[:2], account(FIRE["ru"][:4] + FIRE["ru"][5:], "ru", "ru")]
    rows = passages(accounts, all_beads(accounts))
    assert rows[4] == {"en": (4,), "pt": (4,), "ru": ()}
    assert rows[5] == {"en": (5,), "pt": (5,), "ru": (4,)}


@pytest.mark.parametrize("order", list(permutations(range(3)))[1:])
def test_the_table_does_not_depend_on_the_order(order: tuple[int, ...]) -> None:
    accounts = [
        account(FIRE["en"], "en", "a"),
        account(FIRE["pt"][1:], "pt", "b"),
        account(SCHOOL["ru"][:2] + FIRE["ru"], "ru", "c"),
    ]
    other = [accounts[k] for k in order]
    assert passages(other, all_beads(other)) == passages(accounts, all_beads(accounts))
    assert dependence(other, all_beads(other)) == dependence(accounts, all_beads(accounts))


def test_every_sentence_stands_in_one_row() -> None:
    accounts = [
        account(FIRE["en"], "en", "a"),
        account(SCHOOL["ru"] + FIRE["ru"], "ru", "b"),
        account(SCHOOL["hu"], "hu", "c"),
    ]
    rows = passages(accounts, all_beads(accounts))
    for one in accounts:
        assert sorted(k for row in rows for k in row[one.id]) == list(range(len(one.sentences)))


@pytest.mark.parametrize(
    ("left", "right", "kind"),
    [
        (("en", FIRE["en"]), ("pt", FIRE["pt"]), "translation"),
        (("en", FIRE["en"]), ("ru", FIRE["ru"]), "translation"),
        (("en", FIRE["en"]), ("en", [*FIRE["en"][:5], "A new warehouse was built in 1912 for 9,000 crowns."]), "copy"),
        (("en", FIRE["en"]), ("pt", SCHOOL["pt"]), None),
        (("en", FIRE["en"]), ("en", SCHOOL["en"]), None),
    ],
    ids=["en-pt", "en-ru", "copied", "two stories", "two stories, one language"],
)
def test_who_depends_on_whom(left: tuple[str, list[str]], right: tuple[str, list[str]], kind: str | None) -> None:
    accounts = [account(left[1], left[0], "a"), account(right[1], right[0], "b")]
    found = dependence(accounts, all_beads(accounts))
    assert [tie.kind for tie in found] == ([kind] if kind else [])
    assert all(tie.evidence and 0 < tie.confidence <= 1 for tie in found)


def test_a_dated_source_is_depended_on() -> None:
    import msgspec

    accounts = [account(FIRE["en"], "en", "a"), account(FIRE["pt"], "pt", "b")]
    accounts = [
        msgspec.structs.replace(one, source=msgspec.structs.replace(one.source, metadata={"date": date}))
        for one, date in zip(accounts, ("1950", "1912"))
    ]
    (tie,) = dependence(accounts, all_beads(accounts))
    assert (tie.source_id, tie.on) == ("a", "b")


def test_stories_are_gathered_whatever_the_language_and_the_order() -> None:
    told = [("fire", FIRE, tag) for tag in FIRE] + [("school", SCHOOL, tag) for tag in SCHOOL]
    accounts = [account(book[tag], tag, f"{name}-{tag}") for name, book, tag in told]
    assert gather(accounts) == [list(range(5)), list(range(5, 9))]
    turned = accounts[::-1]
    assert gather(turned) == [list(range(4)), list(range(4, 9))]
    assert all(group.reason and 0.5 < group.score <= 1.0 for group in gather_explained(accounts))


def test_nothing_to_gather() -> None:
    assert gather([]) == []
    assert gather([account(FIRE["en"], "en", "a")]) == [[0]]
    assert gather([account([], "en", "a"), account([], None, "b")]) == [[0], [1]]


def test_of_many_accounts_not_all_pairs_are_aligned() -> None:
    accounts = [account(FIRE[tag], tag, f"f{tag}{k}") for k in range(4) for tag in FIRE]
    accounts += [account(SCHOOL[tag], tag, f"s{tag}{k}") for k in range(4) for tag in SCHOOL]
    pairs = pairs_worth_it(accounts)
    assert len(pairs) < len(accounts) * 6
    assert {k for pair in pairs for k in pair} == set(range(len(accounts)))


@pytest.mark.parametrize(
    ("form", "partner", "base", "ending"),
    [
        ("Sztálinnak", "Stalin", "Sztálin", "nak"),
        ("Zinovjevet", "Zinoviev", "Zinovjev", "et"),
        ("Алексеева", "Alekseev", "Алексеев", "а"),
        ("Ankara'da", "Ankara", "Ankara", "da"),
        ("Marwick", "Marwick", "Marwick", ""),
        ("Elin Marwickot", "Elin Marwick", "Elin Marwick", "ot"),
        ("London", "Paris", "London", ""),
        ("", "", "", ""),
    ],
)
def test_the_partner_shows_where_the_ending_starts(form: str, partner: str, base: str, ending: str) -> None:
    found = without_ending(form, partner)
    assert (found[0], found[1].lstrip("'’-")) == (base, ending)


def test_a_partner_confirms_a_name() -> None:
    texts = [
        ["Henrik Dahl blamed the watchman.", "He wrote to Larsund."],
        ["Az őrt Henrik Dahl hibáztatta.", "Írt Larsundnak."],
    ]
    accounts = []
    for tag, words, forms in (
        ("en", texts[0], ("Henrik Dahl", "Larsund")),
        ("hu", texts[1], ("Henrik Dahl", "Larsundnak")),
    ):
        one = account(words, tag, tag)
        at = [one.source.text.index(form) for form in forms]
        names = [
            NameMention(a, a + len(form), form, kind, form) for a, form, kind in zip(at, forms, ("person", "place"))
        ]  # type: ignore[arg-type]
        accounts.append(Account(one.source, sentences=one.sentences, names=names))
    taught = lessons(accounts, all_beads(accounts))
    assert ("Larsundnak", "place", "Larsund") in taught[1].names
    assert ("Henrik Dahl", "person", "Henrik Dahl") in taught[0].names
