"""Alignment: beads that are there, none that are not, in any two languages."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stories import account, story

from kronika.collation import align
from kronika.collation.align_cuts import stretches
from kronika.collation.encoders import embedded
from kronika.model import Bead

FIRE, SCHOOL = story("fire"), story("school")


def shapes(beads: list[Bead]) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [(bead.left, bead.right) for bead in beads]


def one_to_one(count: int) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [((k,), (k,)) for k in range(count)]


@pytest.mark.parametrize("pair", list(combinations(sorted(FIRE), 2)), ids="-".join)
def test_parallel_accounts_run_side_by_side(pair: tuple[str, str]) -> None:
    left, right = (account(FIRE[tag], tag, tag) for tag in pair)
    assert shapes(align(left, right)) == one_to_one(8)


@pytest.mark.parametrize("tag", ["pt", "ru", "hu", "el"])
def test_two_sentences_made_one(tag: str) -> None:
    joined = [*FIRE[tag][:2], FIRE[tag][2].rstrip(".") + "; " + FIRE[tag][3], *FIRE[tag][4:]]
    beads = align(account(FIRE["en"], "en", "a"), account(joined, tag, "b"))
    assert ((2, 3), (2,)) in shapes(beads)
    assert len(beads) == 7


@pytest.mark.parametrize("tag", ["pt", "ru", "el"])
@pytest.mark.parametrize("gone", [1, 4])
def test_a_sentence_left_out(tag: str, gone: int) -> None:
    less = [text for k, text in enumerate(FIRE[tag]) if k != gone]
    beads = align(account(FIRE["en"], "en", "a"), account(less, tag, "b"))
    assert [bead.left for bead in beads if not bead.right] == [(gone,)]
    assert all(bead.left for bead in beads)


@pytest.mark.parametrize("tag", ["pt", "ru"])
def test_a_passage_that_stands_elsewhere_is_moved(tag: str) -> None:
    other = [*FIRE[tag][3:6], *FIRE[tag][6:], *FIRE[tag][1:3]]
    beads = align(account(FIRE["en"], "en", "a"), account(other, tag, "b"))
    assert {(bead.left, bead.right) for bead in beads if bead.moved} == {((1,), (5,)), ((2,), (6,))}


@pytest.mark.parametrize(
    ("a", "b"),
    [("en", "pt"), ("en", "ru"), ("en", "hu"), ("hu", "ru"), ("el", "hu"), ("el", "pt")],
)
def test_accounts_of_different_stories_share_nothing(a: str, b: str) -> None:
    beads = align(account(FIRE[a], a, "a"), account(SCHOOL[b], b, "b"))
    assert not [bead for bead in beads if bead.left and bead.right and bead.score > 0.6]


def test_the_sides_change_places() -> None:
    left, right = account(FIRE["en"], "en", "a"), account(FIRE["hu"][:3] + FIRE["hu"][5:], "hu", "b")
    there = {(bead.left, bead.right, bead.score) for bead in align(left, right)}
    assert there == {(bead.right, bead.left, bead.score) for bead in align(right, left)}


@pytest.mark.parametrize(
    ("left", "right"), [([], []), (["Word."], []), ([], ["Word."]), (["A."], ["B."]), (["…"], ["123", "?!"])]
)
def test_next_to_nothing(left: list[str], right: list[str]) -> None:
    beads = align(account(left, "en", "a"), account(right, "xx", "b"))
    assert sorted(k for bead in beads for k in bead.left) == list(range(len(left)))
    assert sorted(k for bead in beads for k in bead.right) == list(range(len(right)))


@settings(max_examples=15, deadline=None)
@given(
    st.lists(st.sampled_from(FIRE["en"] + SCHOOL["en"]), max_size=14),
    st.lists(st.sampled_from(FIRE["ru"] + SCHOOL["hu"]), max_size=14),
)
def test_each_sentence_stands_in_one_bead_and_the_path_rises(left: list[str], right: list[str]) -> None:
    beads = align(account(left, "en", "a"), account(right, "ru", "b"))
    assert sorted(k for bead in beads for k in bead.left) == list(range(len(left)))
    assert sorted(k for bead in beads for k in bead.right) == list(range(len(right)))
    straight = [bead for bead in beads if not bead.moved]
    for side in ("left", "right"):
        held = [k for bead in straight for k in bead[side]]
        assert held == sorted(held)
    assert all(0.0 <= bead.score <= 1.0 for bead in beads)


def test_a_long_account_is_cut_and_loses_nothing() -> None:
    texts = [f"{text} {k}" for k in range(40) for text in FIRE["en"] + SCHOOL["en"]]
    partner = [f"{text} {k}" for k in range(40) for text in FIRE["pt"] + SCHOOL["pt"]]
    del partner[200:210]
    vectors = embedded().encode(texts), embedded().encode(partner)
    parts = stretches(*vectors)
    assert len(parts) > 3
    assert parts[0][::2] == (0, 0)
    assert (parts[-1][1], parts[-1][3]) == (len(texts), len(partner))
    assert all(a[1] == b[0] and a[3] == b[2] for a, b in pairwise(parts))
    beads = align(account(texts, "en", "a"), account(partner, "pt", "b"))
    right = sum(
        bead.left == (k,) for bead in beads if len(bead.right) == 1 for k in bead.left if bead.right[0] in (k, k - 10)
    )
    assert right > 0.97 * len(partner)
