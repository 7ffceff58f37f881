"""Factuality on sentences of our own: each language keeps its floors."""

from __future__ import annotations

import tomllib

import pytest
from benchmarks.factuality import CASES, VALUES, Row, macro, read, rows, tags

import kronika

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


ALMOST = [
    ("en", "He was almost killed in 1816.", "Almost all the prisoners were killed in 1815."),
    ("de", "Er wurde 1816 beinahe getötet.", "Fast alle Gefangenen wurden 1815 hingerichtet."),
    ("fr", "En 1816 il faillit mourir à Lyon.", "Presque tous les prisonniers furent exécutés en 1815."),
    ("es", "En 1816 casi murió en Lima.", "Casi todos los prisioneros fueron ejecutados en 1815."),
    ("pt", "Em 1816 quase morreu em Lisboa.", "Quase 300 pessoas morreram em 1818."),
    ("it", "Nel 1816 quasi morì a Roma.", "Quasi 300 persone morirono nel 1818."),
    ("hu", "1816-ban majdnem meghalt Pécsett.", "Csaknem 300 ember halt meg 1818-ban."),
    ("nl", "In 1816 werd hij bijna vermoord.", "Bijna 300 mensen stierven in 1818."),
    ("ro", "În 1816 aproape a murit la Iași.", "Aproape 300 de oameni au murit în 1818."),
    ("pl", "W 1816 roku omal nie zginął w Krakowie.", "Prawie 300 osób zginęło w 1818 roku."),
    ("ru", "В 1816 году он чуть не погиб в Казани.", "Почти все пленные были расстреляны в 1815 году."),
    ("uk", "У 1816 році він мало не загинув у Києві.", "Майже 300 людей загинуло в 1818 році."),
]


@pytest.mark.parametrize(("tag", "averted", "counted"), ALMOST)
def test_what_almost_happened_did_not_and_almost_all_is_many(tag: str, averted: str, counted: str) -> None:
    assert [one.factuality for one in kronika.read(kronika.Source(averted, language=tag)).assertions] == ["denied"]
    assert [one.factuality for one in kronika.read(kronika.Source(counted, language=tag)).assertions] == ["asserted"]
