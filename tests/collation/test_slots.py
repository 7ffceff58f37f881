"""Slots of aligned sentences: what differs is found, and what only looks different is not."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

import kronika
from kronika.collation import compare
from kronika.model import Account, Bead, Discrepancy

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "collation" / "slots.toml").read_text("utf-8"))["case"]
KINDS = {
    "person": {"name", "place"},
    "place": {"name", "place"},
    "organization": {"name", "place"},
    "date": {"date"},
    "year": {"date", "number"},
    "number": {"number"},
    "swap": {"role", "name", "place"},
}


def read(side: list[str], name: str) -> Account:
    return kronika.read(kronika.Source(side[1], language=side[0], id=name))


def compared(case: dict) -> list[Discrepancy]:
    left, right = read(case["left"], "left"), read(case["right"], "right")
    beads = [Bead(tuple(range(len(left.sentences))), tuple(range(len(right.sentences))), 1.0)]
    return [d for d in compare(left, right, beads=beads) if d.relation != "refines"]


def marks(cases: list[dict]) -> list:
    return [
        pytest.param(
            case,
            id=f"{case['left'][0]}-{case['right'][0]}-{case['left'][1][:24]}",
            marks=[pytest.mark.xfail(reason=case["known"], strict=True)] if "known" in case else [],
        )
        for case in cases
    ]


@pytest.mark.parametrize("case", marks([c for c in CASES if "differs" in c]))
def test_what_differs_is_found(case: dict) -> None:
    left, right = case["words"]
    at = case["left"][1].index(left), case["right"][1].index(right)
    found = [d for d in compared(case) if d.kind in KINDS[case["differs"]] and d.left and d.right]
    assert any(
        (d.left.start < at[0] + len(left) and at[0] < d.left.end)
        or (d.right.start < at[1] + len(right) and at[1] < d.right.end)
        for d in found
    ), found


@pytest.mark.parametrize("case", marks([c for c in CASES if "differs" not in c]))
def test_what_agrees_is_let_be(case: dict) -> None:
    assert compared(case) == [], case["because"]
