"""Which assertions tell one event: the rules that a historian would hold a merger to."""

from __future__ import annotations

import random

import pytest

from chronicle.stories import ANNA, HOLM, KINDS, OSLO, Row, account, beads, identities, told
from kronika.collation import same_events
from kronika.collation.events_types import closeness, line, once
from kronika.knowledge.events import inventory
from kronika.model import Account


def groups(accounts: list[Account], aligned: bool = True, *who: str) -> list[set[str]]:
    """The events as sets of "account:type"."""
    links = beads(accounts, {k: {2} for k, one in enumerate(accounts) if one.id == "pt"}) if aligned else {}
    found = same_events(accounts, identities(accounts, *(who or (ANNA, HOLM, OSLO))), links)
    return [{f"{accounts[i].id}:{accounts[i].assertions[k].type}" for i, k in group} for group in found]


def two(left: Row, right: Row, *who: str, aligned: bool = False) -> bool:
    """True where two sentences of two accounts are taken for one event. Each stands in a story of other people."""
    rest: list[Row] = [
        (f"1900: Person{k} met Person{k + 1}.", "meeting", {"agent": f"Person{k}", "with": f"Person{k + 1}"}, "1900")
        for k in range(0, 24, 2)
    ]
    more = [(line.replace("Person", "Other"), type, {r: n.replace("Person", "Other") for r, n in roles.items()}, date)
            for line, type, roles, date in rest]  # fmt: skip
    accounts = [account("a", "en", [left, *rest], KINDS), account("b", "en", [right, *more], KINDS)]
    links = {(0, 1): beads(accounts)[0, 1][:1]} if aligned else {}
    found = same_events(accounts, identities(accounts, *who), links)
    return [(0, 0), (1, 0)] in found


def test_one_event_each_although_dates_and_types_differ() -> None:
    found = groups(told())
    assert {"en:arrest", "hu:arrest", "pt:detention"} in found
    assert {"en:death", "hu:death", "pt:death"} in found, "1941 and 1942: one death, its year in dispute"
    assert {"en:speech", "hu:speech"} in found
    assert len(found) == 6


def test_names_and_dates_are_enough_without_an_alignment() -> None:
    found = groups(told(thin=True), False)
    assert {"en:death", "hu:death"} in found
    assert {"en:journey", "hu:journey"} in found
    assert not any("en:arrest" in group and "en:death" in group for group in found)


@pytest.mark.parametrize(
    ("left", "right", "who", "aligned", "one"),
    [
        pytest.param(("1937: a man was arrested.", "arrest", {}, "1937"),
                     ("1937: arrests were made.", "arrest", {}, "1937"),
                     (), False, False, id="type and year alone never"),
        pytest.param(("1937: Ida Roth was arrested.", "arrest", {"patient": "Ida Roth"}, "1937"),
                     ("1937: Tom Berg was arrested.", "arrest", {"patient": "Tom Berg"}, "1937"),
                     (), False, False, id="another was arrested that year"),
        pytest.param(("1937: Ida Roth was arrested.", "arrest", {"patient": "Ida Roth"}, "1937"),
                     ("1937: Roth was taken.", "detention", {"patient": "Roth"}, "1937"),
                     ("Ida Roth|Roth",), False, True, id="the same person, another word, another place in the text"),
        pytest.param(("1905: Ida Roth was arrested.", "arrest", {"patient": "Ida Roth"}, "1905"),
                     ("1937: Ida Roth was arrested.", "arrest", {"patient": "Ida Roth"}, "1937"),
                     (), False, False, id="two arrests, 32 years apart"),
        pytest.param(("1937: Ida Roth was arrested.", "arrest", {"patient": "Ida Roth"}, "1937"),
                     ("1938: Ida Roth was arrested.", "arrest", {"patient": "Ida Roth"}, "1938"),
                     (), True, True, id="the same passage, the year in dispute"),
        pytest.param(("1937: Ida Roth died.", "death", {"patient": "Ida Roth"}, "1937"),
                     ("1942: Ida Roth was shot.", "execution", {"patient": "Ida Roth"}, "1942"),
                     (), False, True, id="nobody dies twice"),
        pytest.param(("1937: Ida Roth died.", "death", {"patient": "Ida Roth"}, "1937"),
                     ("1937: Ida Roth wrote.", "writing", {"agent": "Ida Roth"}, "1937"),
                     (), True, False, id="another thing in the same passage"),
        pytest.param(("1937: Ida Roth met Tom Berg.", "meeting", {"agent": "Ida Roth", "with": "Tom Berg"}, "1937"),
                     ("1937: Tom Berg met Ida Roth.", "meeting", {"agent": "Tom Berg", "with": "Ida Roth"}, "1937"),
                     (), False, True, id="who met whom is no matter"),
    ],
)  # fmt: skip
def test_what_makes_one_event(left: Row, right: Row, who: tuple[str, ...], aligned: bool, one: bool) -> None:
    assert two(left, right, *who, aligned=aligned) is one


def test_two_of_a_kind_in_one_sentence_stay_two() -> None:
    rows: list[Row] = [("1937: Ida Roth and then Tom Berg were arrested.", "arrest", {"patient": "Ida Roth"}, "1937")]
    one = account("a", "en", rows)
    other = account("b", "en", rows)
    second = account("a", "en", [(rows[0][0], "arrest", {"patient": "Tom Berg"}, "1937")])
    import msgspec

    later = msgspec.structs.replace(second.assertions[0], trigger=(30, 33))
    both = msgspec.structs.replace(one, assertions=[*one.assertions, later], names=[*one.names, *second.names])
    theirs = msgspec.structs.replace(
        other,
        assertions=[*other.assertions, msgspec.structs.replace(later, source_id="b")],
        names=both.names,
    )
    accounts = [both, theirs]
    found = same_events(accounts, identities(accounts), beads(accounts))
    assert found == [[(0, 0), (1, 0)], [(0, 1), (1, 1)]]


def test_every_assertion_is_in_one_group() -> None:
    accounts = told()
    found = same_events(accounts, identities(accounts, ANNA, HOLM, OSLO), {})
    flat = [at for group in found for at in group]
    assert sorted(flat) == [(i, k) for i, one in enumerate(accounts) for k in range(len(one.assertions))]


def test_the_order_of_accounts_does_not_matter() -> None:
    accounts = told()
    for seed in range(3):
        mixed = accounts[:]
        random.Random(seed).shuffle(mixed)
        assert sorted(map(sorted, groups(mixed))) == sorted(map(sorted, groups(accounts)))


def test_nothing_told() -> None:
    assert same_events([], [], {}) == []
    assert same_events([account("a", "en", [("Nothing.", "", {}, None)])], [], {}) == []


def test_closeness_is_symmetric_and_grounded_in_the_inventory() -> None:
    types = sorted(inventory().types)
    for a in types:
        assert closeness(a, a) == 1.0
        assert line(a)[0] == a
        for b in types:
            assert closeness(a, b) == closeness(b, a)
    assert once("execution")
    assert not once("arrest")
    assert closeness("execution", "death") > closeness("exile", "arrest")
