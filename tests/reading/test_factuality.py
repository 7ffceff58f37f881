"""Factuality on sentences of our own: each language keeps its floors."""

from __future__ import annotations

import tomllib

import pytest
from benchmarks.factuality import CASES, VALUES, Row, macro, read, rows, tags

FLOORS = tomllib.loads((CASES / "floors.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("tag", tags())
def test_thirty_sentences_a_value(tag: str) -> None:
    counted = [row.value for row in rows(tag)]
    assert set(counted) == set(VALUES)
    assert min(counted.count(value) for value in VALUES) >= 30


@pytest.mark.parametrize("tag", sorted(FLOORS))
def test_floors(tag: str) -> None:
    done = read(tag)
    held = [row for row in done if row.held]
    found = {"all": macro(done), "held": macro(held)}
    assert all(round(found[name], 2) >= floor for name, floor in FLOORS[tag].items()), found


def test_macro_counts_a_missed_assertion_as_wrong() -> None:
    right = [Row(value, (), "", False, value) for value in VALUES]
    missed = [row._replace(read="") for row in right]
    assert macro(right) == 1.0
    assert macro(missed) == 0.0
    assert round(macro(right + missed), 3) == round(2 / 3, 3)
