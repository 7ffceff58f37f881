"""A book out of accounts: claims, dates, participants, voices, silence, order of time, ids."""

from __future__ import annotations

import json
import random

import msgspec
import pytest

from chronicle import stories
from chronicle.stories import Row, account, beads, identities
from kronika.chronicle import Chronicle, assemble
from kronika.chronicle.differences import attached
from kronika.chronicle.order import in_time
from kronika.chronicle.values import date
from kronika.model import Assertion, Claim, Dependence, Discrepancy, Event, Span


@pytest.fixture(scope="module")
def book() -> Chronicle:
    return stories.book()


def event(book: Chronicle, type: str) -> Event:
    return next(one for one in book.events if one.type == type)


def claims(book: Chronicle, type: str, slot: str) -> dict[str, tuple[list[str], int]]:
    return {c.value: (c.source_ids, c.independent) for c in event(book, type).claims if c.slot == slot}


def test_events_in_order_of_time_each_once(book: Chronicle) -> None:
    assert [one.type for one in book.events] == ["arrival", "arrest", "speech", "release", "journey", "death"]


def test_the_date_is_the_most_precise_that_none_contradicts(book: Chronicle) -> None:
    assert event(book, "release").date == "1935-09"
    assert event(book, "journey").date == "1936-05-02"
    assert event(book, "arrest").date is None, "March against 11 April"
    assert event(book, "death").date is None, "1941 against 1942"


@pytest.mark.parametrize(
    ("dates", "value"),
    [
        (["1927", "1927-11", "1927-11-12"], "1927-11-12"),
        (["1927-11-12", "1927-11-13", "1927-11"], "1927-11"),
        (["1927", "1928"], None),
        ([], None),
        (["1929/1932", "1930"], "1930"),
        (["no date", "1930"], "1930"),
        (["../1934", "1933-05"], "1933-05"),
    ],
)
def test_date(dates: list[str], value: str | None) -> None:
    told = [Assertion("arrest", {}, 10, 40, f"s{k}", date=d, date_span=(12, 16)) for k, d in enumerate(dates)]
    assert date(told) == value


def test_a_carried_date_yields_to_one_beside_the_event() -> None:
    near = Assertion("arrest", {}, 1000, 1040, "a", date="1928", date_span=(1005, 1009))
    carried = Assertion("arrest", {}, 1000, 1040, "b", date="1927", date_span=(2, 6))
    assert date([near, carried]) == "1928"
    assert date([carried]) == "1927"


def test_claims_say_who_holds_what(book: Chronicle) -> None:
    assert claims(book, "death", "date") == {"1941": (["en", "hu"], 2), "1942": (["pt"], 1)}
    assert claims(book, "arrest", "type") == {"arrest": (["en", "hu"], 2), "detention": (["pt"], 1)}
    assert claims(book, "arrest", "patient") == {"Anna Weiss": (["en", "hu", "pt"], 3)}
    for one in book.events:
        for claim in one.claims:
            texts = {source.key: source.text for source in book.sources}
            assert all(texts[s.source_id][s.start : s.end] == s.text for s in claim.evidence)


def test_accounts_that_depend_on_one_another_are_one_voice() -> None:
    tied = stories.book(dependence=[Dependence("hu", "en", "translation", 0.9)])
    assert claims(tied, "death", "date") == {"1941": (["en", "hu"], 1), "1942": (["pt"], 1)}
    doubtful = stories.book(dependence=[Dependence("hu", "en", "translation", 0.2)])
    assert claims(doubtful, "death", "date")["1941"] == (["en", "hu"], 2)


def test_participants_and_places(book: Chronicle) -> None:
    labels = book.labels()
    arrest = event(book, "arrest")
    assert [(role, labels[id]) for role, id in arrest.participants] == [
        ("agent", "Karl Holm"),
        ("patient", "Anna Weiss"),
        ("place", "Brenk"),
    ]
    assert labels[arrest.place or ""] == "Brenk"
    assert arrest.title == "Arrest: Anna Weiss"


def test_silent_is_who_tells_what_stands_around_it(book: Chronicle) -> None:
    assert event(book, "speech").silent == ("pt",)
    assert event(book, "arrival").silent == ()


def test_discrepancies_come_to_their_events(book: Chronicle) -> None:
    assert [d.left_value for d in event(book, "arrest").discrepancies] == ["1934-03"]
    assert len(event(book, "death").discrepancies) == 2
    assert all(d.id and d.event_ids for d in book.discrepancies)
    assert event(book, "speech").discrepancies == []


def test_a_death_and_a_survival_are_both_disputed() -> None:
    """The two events of one contradiction; not the third, of which a few words stand in the same sentence."""
    death = Event("d", "death", None, assertions=[Assertion("death", {}, 0, 20, "en")])
    survival = Event("s", "survival", None, assertions=[Assertion("survival", {}, 0, 20, "hu")])
    beside = Event("b", "massacre", None, assertions=[Assertion("massacre", {}, 16, 30, "hu")])
    found = Discrepancy(
        "outcome", "contradicts", Span("en", 0, 20, ""), Span("hu", 0, 20, ""), "death", "survival", 1.0, 0.9, ""
    )
    events, made = attached([death, survival, beside], [found])
    assert [bool(one.discrepancies) for one in events] == [True, True, False]
    assert made[0].event_ids == ("d", "s")


def test_ids_come_from_the_evidence(book: Chronicle) -> None:
    again = stories.book()
    assert again == book
    assert again.build == book.build
    fewer = stories.book(stories.told(thin=True))
    kept = {one.id for one in fewer.events} & {one.id for one in book.events}
    assert len(kept) >= 3, "another account takes few of the ids away"


def test_the_order_of_the_files_does_not_matter(book: Chronicle) -> None:
    accounts = stories.told()
    random.Random(5).shuffle(accounts)
    other = stories.book(accounts)
    plain = {one.id: (one.type, one.date, sorted(one.participants), one.silent) for one in book.events}
    assert {one.id: (one.type, one.date, sorted(one.participants), one.silent) for one in other.events} == plain
    assert [one.id for one in other.events] == [one.id for one in book.events]


def test_everything_is_plain_values(book: Chronicle) -> None:
    assert json.loads(json.dumps(book.to_dict()))["events"][0]["type"] == "arrival"
    assert book["tray"] == ()


def test_an_empty_book() -> None:
    assert assemble([], {}).events == []


def made(id: str, when: str | None, at: int) -> Event:
    """An event told at an offset; `when` is a date, or "after" or "before" one."""
    word, _, anchor = (when or "").partition(" ")
    date = None if anchor else when
    bound = {word: anchor} if anchor else {}
    return Event(id, "arrest", date, assertions=[Assertion("arrest", {}, at, at + 5, "s", date=date)], **bound)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("events", "order", "tray"),
    [
        pytest.param([("b", "1928", 0), ("a", "1927-10", 10), ("c", "1927", 20)], "cab", "", id="longer first"),
        pytest.param([("a", "1927", 0), ("x", None, 10), ("b", "1928", 20)], "axb", "", id="told between"),
        pytest.param([("b", "1928", 0), ("x", None, 10), ("a", "1927", 20)], "abx", "x", id="no order there"),
        pytest.param([("a", "1927", 0), ("x", "after 1929", 10), ("c", "1930", 20)], "axc", "", id="after"),
        pytest.param([("a", "1927", 30), ("x", "before 1929", 10), ("c", "1930", 5)], "axc", "", id="before"),
        pytest.param([("x", None, 0), ("y", None, 10)], "xy", "xy", id="no date at all"),
        pytest.param([("a", "1927", 0), ("y", None, 20), ("x", None, 10)], "axy", "", id="in order of telling"),
        pytest.param([("a", "2018", 0), ("x", "XXXX-09-29", 10), ("b", "2019", 20)], "axb", "", id="no year"),
    ],
)
def test_order_of_time(events: list[tuple[str, str | None, int]], order: str, tray: str) -> None:
    found, aside = in_time([made(*row) for row in events], ["s"])
    assert "".join(one.id for one in found) == order
    assert "".join(aside) == tray


def test_a_disputed_date_stands_by_the_first_of_its_dates() -> None:
    disputed = Event(
        "x", "arrest", None, [Claim("date", "1931", ["t"], 1), Claim("date", "1929", ["s"], 1)],
        assertions=[Assertion("arrest", {}, 90, 95, "s", date="1929")],
    )  # fmt: skip
    assert disputed.told_dates == ("1931", "1929")
    found, aside = in_time([made("b", "1930", 0), disputed, made("a", "1928", 20)], ["s"])
    assert ("".join(one.id for one in found), aside) == ("axb", ())


def test_two_events_of_one_clause_have_two_ids() -> None:
    rows: list[Row] = [("1937: Ida Roth was arrested.", "arrest", {"patient": "Ida Roth"}, "1937")]
    one = account("a", "en", rows)
    twice = msgspec.structs.replace(one, assertions=[one.assertions[0], one.assertions[0]])
    book = assemble([twice], beads([twice]), identities=identities([twice]), groups=[[(0, 0)], [(0, 1)]])
    assert len({event.id for event in book.events}) == 2


def test_who_is_outvoted_in_a_role_stands_in_the_claims_alone() -> None:
    line = "1937: Ida Roth or Tom Berg was arrested."
    rows: list[list[Row]] = [
        [(line, "arrest", {"patient": name}, "1937")] for name in ("Ida Roth",) * 2 + ("Tom Berg",)
    ]
    accounts = [account(id, "en", row) for id, row in zip("abc", rows, strict=True)]
    groups = [[(0, 0), (1, 0), (2, 0)]]
    whole = assemble(accounts, beads(accounts), identities=identities(accounts), groups=groups)
    assert [whole.labels()[who] for _, who in whole.events[0].participants] == ["Ida Roth"]
    assert {c.value for c in whole.events[0].claims if c.slot == "patient"} == {"Ida Roth", "Tom Berg"}
    tied = assemble(accounts[1:], beads(accounts[1:]), identities=identities(accounts[1:]), groups=[[(0, 0), (1, 0)]])
    assert len(tied.events[0].participants) == 2, "one against one is no majority"
