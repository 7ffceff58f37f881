"""The gazetteer, the given names, a user's own list."""

from __future__ import annotations

from pathlib import Path

import pytest

from kronika.errors import BadInput
from kronika.knowledge import authority, gazetteer, given_names
from kronika.knowledge.letters import fold, key


@pytest.mark.parametrize(
    ("name", "kind", "country", "place"),
    [
        ("Konstantinápoly", "city", "TR", "Istanbul"),
        ("ALMA-ATA", "city", "KZ", "Almaty"),
        ("alma ata", "city", "KZ", "Almaty"),
        ("Preßburg", "city", "SK", "Bratislava"),
        ("Царицын", "city", "RU", "Volgograd"),
        ("北京", "city", "CN", "Beijing"),
        ("Franciaország", "country", "FR", "France"),
        ("Yougoslavie", "former", "", "Yugoslavia"),
        ("Siebenbürgen", "region", "RO", "Transylvania"),
        ("Fekete-tenger", "sea", "", "Black Sea"),
        ("Wisła", "river", "PL", "Vistula"),
        ("Ural", "mountain", "RU", "Urals"),
        ("Kalifornia", "region", "US", "California"),
        ("Калифорния", "region", "US", "California"),
        ("Baviera", "region", "DE", "Bavaria"),
        ("Szászország", "region", "DE", "Saxony"),
        ("Celebes", "island", "ID", "Sulawesi"),
        ("Prowansja", "region", "FR", "Provence"),
        ("Wołyń", "region", "", "Volhynia"),
    ],
)
def test_places(name: str, kind: str, country: str, place: str) -> None:
    found = [p for p in gazetteer.find(name) if p.kind == kind]
    assert found
    assert (found[0].country, found[0].name) == (country, place)
    assert found[0].latitude is not None


def test_a_town_comes_before_the_land_around_it_and_a_state_before_towns_named_after_it() -> None:
    assert gazetteer.kinds("Salzburg")[0] == "city"
    assert gazetteer.kinds("California")[0] == "region"
    assert "country" not in gazetteer.kinds("European Union")


def test_one_region_is_one_place() -> None:
    assert [p.kind for p in gazetteer.find("Hokkaido")].count("island") == 1
    assert "region" not in gazetteer.kinds("Hokkaido")


@pytest.mark.parametrize("name", ["", "   ", "Qwxzv", "the", "\ud800", "-" * 5000])
def test_no_places(name: str) -> None:
    assert gazetteer.find(name) == ()


def test_fold() -> None:
    assert fold("Alma-Ata") == fold("ALMA  ATA") == "alma ata"
    assert key("Łódź") == "lodz"
    assert fold("Ёлка") == fold("елка")
    assert fold("ガ") != fold("カ")


def test_given_names() -> None:
    assert given_names.gender("Margit") == "f"
    assert given_names.gender("Дмитрий") == "m"
    assert given_names.gender("Xyzzy") is None
    assert given_names.translate("János", "Johann")
    assert not given_names.translate("János", "Péter")


@pytest.mark.parametrize(
    ("name", "identifier", "expected"),
    [
        ("wikidata", "Q42", "http://www.wikidata.org/entity/Q42"),
        ("GND", "11858-X", "https://d-nb.info/gnd/11858-X"),
        ("isni", "0000 0001 2103 2683", "https://isni.org/isni/0000000121032683"),
        ("archive", "https://example.org/p/1", "https://example.org/p/1"),
        ("archive", "17 b", None),
        ("wikidata", "Q42> <x", None),
    ],
)
def test_addresses_of_identifiers(name: str, identifier: str, expected: str | None) -> None:
    assert authority.uri(name, identifier) == expected


def test_authority(tmp_path: Path) -> None:
    file = tmp_path / "known.csv"
    file.write_text(
        "id;kind;name;name:hu;gnd\nl;person;Franz Liszt;Liszt Ferenc;118573527\nl;person;twice;;\nx;sort;y;;\n",
        encoding="utf-8",
    )
    known = authority.load(file)
    assert known.named("LISZT ferenc")[0].identifiers == {"gnd": "118573527"}
    assert [problem.place for problem in known.problems] == ["line 3", "line 4"]
    with pytest.raises(BadInput):
        authority.load(tmp_path / "none.csv")
    file.write_text("ID,Kind,Name,name:pt-BR,Wikidata\nl,Person,Liszt,Franz Liszt,Q1\n", encoding="utf-16")
    entry = authority.load(file).entries[0]
    assert (entry.kind, entry.names, entry.identifiers) == ("person", {"pt-BR": ("Franz Liszt",)}, {"wikidata": "Q1"})
    file.write_text('id,kind,name,latitude\na,place,"A\nB",nan\nb,place,C,9\n', encoding="utf-8")
    assert [entry.id for entry in authority.load(file).entries] == ["b"]
    file.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(BadInput, match="no column"):
        authority.load(file)
