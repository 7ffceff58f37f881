"""Differences between two tellings of one thing, on tables of sentences in many languages.

Half of each table only looks like a difference. What looks like one and is none must stay silent; of the differences a
share has to be found that the readers of dates, names and events allow, and that may only grow.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import kronika
from kronika.model import Account, Discrepancy, Source

CASES = Path(__file__).parents[1] / "cases/collation/differences"
FRAMES: dict[str, list[str]] = tomllib.loads((CASES / "frames.toml").read_text(encoding="utf-8"))
#: The share of each table's differences that is found.
FLOORS = {"outcomes": 0.4, "slots": 0.4, "inner": 0.75, "roles": 0.2}
#: What is said wrongly of some cases, by the name of the case.
KNOWN = {
    "named by the country, named by the town",
    "the wife",
    "ambassador there, back here",
    "dead and buried, in another order",
    "a king by his number",
}


def rows(table: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads((CASES / f"{table}.toml").read_text(encoding="utf-8"))["case"]
    return found


def account(tag: str, text: str, id: str) -> Account:
    """A sentence within its frame, read."""
    frame = FRAMES[tag]
    return kronika.read(Source(" ".join([*frame[:2], text, *frame[2:]]), language=tag, id=id))


@cache
def found(table: str, number: int) -> tuple[Discrepancy, ...]:
    row = rows(table)[number]
    both = account(*row["left"], "left"), account(*row["right"], "right")
    return tuple(d for d in kronika.compare(*both) if d.relation != "refines")


def right(one: Discrepancy, differs: list[str]) -> bool:
    """Whether a discrepancy is the one of the table: of its kind, with its words."""
    if one.kind not in differs[0].split():
        return False
    if differs[0] == "omission":
        side, words = differs[1].split(":", 1)
        span = one.left if side == "left" else one.right
        return span is not None and any(word in span.text for word in words.split())
    return bool(one.left and one.right)


NUMBERED = [(table, n, row["id"]) for table in FLOORS for n, row in enumerate(rows(table))]


@pytest.mark.parametrize(("table", "number"), [row[:2] for row in NUMBERED], ids=[row[2] for row in NUMBERED])
def test_nothing_else_is_said_to_differ(table: str, number: int) -> None:
    row = rows(table)[number]
    if row["id"] in KNOWN:
        pytest.xfail("said wrongly by the comparison of names")
    others = [d for d in found(table, number) if "differs" not in row or not right(d, row["differs"])]
    assert [(d.kind, d.explanation) for d in others] == []


@pytest.mark.parametrize("table", list(FLOORS))
def test_most_differences_are_found(table: str) -> None:
    wanted = [(n, row) for n, row in enumerate(rows(table)) if "differs" in row]
    missed = [row["id"] for n, row in wanted if not any(right(d, row["differs"]) for d in found(table, n))]
    assert len(missed) <= len(wanted) * (1 - FLOORS[table]), missed


@pytest.mark.parametrize("table", list(FLOORS))
def test_eight_languages_and_as_many_that_agree(table: str) -> None:
    told = rows(table)
    assert len({row[side][0] for row in told for side in ("left", "right")}) >= 8
    assert min(sum("differs" in row for row in told), sum("differs" not in row for row in told)) >= 8


def test_every_difference_says_why() -> None:
    for table, number, _ in NUMBERED:
        for one in found(table, number):
            assert one.explanation.endswith("."), one
            assert one.why, one
            assert 0 <= one.severity <= 1
            assert 0 < one.confidence <= 1
