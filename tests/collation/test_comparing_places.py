"""Two spellings of one place are no two places."""

from __future__ import annotations

import pytest

from kronika.collation.comparing import places

ONE = """
Guayana Guyane
Marocco Marrocos
Paraguai Paraguay
Dalmatien Dalmatia
Moldova Moldávia
Katanga Katangi
Rhodesia Rodezja
Bessarabia Besarábia
Курляндия Kurland
Волынь Wolyn
"""
OTHERS = """
Guinea Guyana
Austria Australia
Iran Iraq
Mali Malawi
Gambia Zambia
Galicia Gascony
London Lyon
Lisbon Lissa
Slovakia Slovenia
Bohemia Bavaria
"""


@pytest.mark.parametrize("pair", ONE.strip().splitlines())
def test_spellings_of_one_place(pair: str) -> None:
    here, there = pair.split()
    assert places.spelt_alike(here, there)
    assert places.spelt_alike(there, here)


@pytest.mark.parametrize("pair", OTHERS.strip().splitlines())
def test_places_of_like_names(pair: str) -> None:
    here, there = pair.split()
    assert not places.spelt_alike(here, there)
