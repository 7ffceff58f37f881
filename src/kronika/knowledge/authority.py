"""A user's own list of known people and places: names with identifiers, read from CSV (docs/authorities.md)."""

from __future__ import annotations

import csv
import io
from functools import cached_property
from pathlib import Path

import msgspec

from kronika.errors import BadInput, Problem
from kronika.knowledge.letters import fold

KINDS = frozenset({"person", "place", "organization", "work", "event", "group"})
COLUMNS = ("id", "kind", "name")
"""The columns that have to be there; `name:LANGUAGE`, `latitude`, `longitude`, `country`, authorities may be."""
_PLAIN = frozenset({*COLUMNS, "latitude", "longitude", "country", "variants"})
_URIS = {
    "wikidata": "http://www.wikidata.org/entity/{}",
    "gnd": "https://d-nb.info/gnd/{}",
    "viaf": "http://viaf.org/viaf/{}",
    "geonames": "https://sws.geonames.org/{}/",
    "isni": "https://isni.org/isni/{}",
    "orcid": "https://orcid.org/{}",
    "bnf": "https://data.bnf.fr/ark:/12148/cb{}",
    "lcnaf": "http://id.loc.gov/authorities/names/{}",
    "tgn": "http://vocab.getty.edu/tgn/{}",
    "ulan": "http://vocab.getty.edu/ulan/{}",
    "pleiades": "https://pleiades.stoa.org/places/{}",
    "whg": "https://whgazetteer.org/places/{}/portal",
}
"""The address an authority gives its identifiers, by the name of its column."""


def uri(authority: str, identifier: str) -> str | None:
    """The address of an identifier: itself where it is one, by the custom of its authority where that is known."""
    if identifier.startswith(("http://", "https://")):
        return identifier if not any(c.isspace() for c in identifier) else None
    pattern = _URIS.get(authority.casefold())
    plain = identifier.replace(" ", "")
    return pattern.format(plain) if pattern and plain.replace("-", "").isalnum() and plain.isascii() else None


class Entry(msgspec.Struct, frozen=True):
    """One known person, place or other thing.

    Attributes:
        id: the user's own, unique in the file.
        name: the name to show.
        names: language tag ("" where none is said) to name variants.
        identifiers: authority ("wikidata", "gnd", "viaf", …) to identifier.
        latitude, longitude, country: of places, where given.
    """

    id: str
    kind: str
    name: str
    names: dict[str, tuple[str, ...]]
    identifiers: dict[str, str]
    latitude: float | None = None
    longitude: float | None = None
    country: str | None = None

    def every_name(self) -> tuple[tuple[str, str | None], ...]:
        """All names with their languages (None: not said), the name to show first."""
        named = [(form, tag or None) for tag, forms in sorted(self.names.items()) for form in forms]
        return tuple(dict.fromkeys([(self.name, None), *named]))


class Authority(msgspec.Struct, frozen=True, dict=True):
    """The entries of a file, and the lines of it that could not be used."""

    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...] = ()

    def named(self, name: str, kind: str | None = None) -> tuple[Entry, ...]:
        """The entries that bear a name, whatever its case, accents and hyphens, in the order of the file."""
        found = (self.entries[at] for at in self._at.get(fold(name), ()))
        return tuple(entry for entry in found if kind is None or entry.kind == kind)

    @cached_property
    def _at(self) -> dict[str, tuple[int, ...]]:
        """Folded name to the places of the entries that bear it."""
        found: dict[str, dict[int, None]] = {}
        for at, entry in enumerate(self.entries):
            for form, _ in entry.every_name():
                found.setdefault(fold(form), {})[at] = None
        return {form: tuple(places) for form, places in found.items() if form}

    @cached_property
    def forms(self) -> frozenset[str]:
        """Every name of the list, folded."""
        return frozenset(self._at)


def _text(path: str | Path) -> str:
    """The text of a table: UTF-8, or UTF-16 where a mark says so (as spreadsheets write it). Raises BadInput."""
    try:
        raw = Path(path).read_bytes()
        wide = raw[:2] in (b"\xff\xfe", b"\xfe\xff")
        return raw.decode("utf-16" if wide else "utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(str(path), f"not a readable UTF-8 file ({error})") from error


def load(path: str | Path) -> Authority:
    """The entries of a CSV file (UTF-8, with a header; comma, semicolon or tab between columns).

    Raises BadInput where the file cannot be read or lacks a column; a bad line becomes a problem and is
    left out.
    """
    text = _text(path)
    head = text.partition("\n")[0]
    mark = max(",;\t", key=head.count)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=mark)
    try:
        reader.fieldnames = [_column(name) for name in reader.fieldnames or []]
        rows = list(reader)
    except csv.Error as error:
        raise BadInput(str(path), f"no readable table ({error})") from error
    missing = [name for name in COLUMNS if name not in reader.fieldnames]
    if missing:
        raise BadInput(str(path), f"no column {', '.join(missing)} in the header")
    entries: dict[str, Entry] = {}
    problems = []
    for number, row in enumerate(rows, start=2):
        made = _entry({key: (value or "").strip() for key, value in row.items() if isinstance(key, str)})
        if isinstance(made, str):
            problems.append(Problem(str(path), f"line {number}", made))
        elif made.id in entries:
            problems.append(Problem(str(path), f"line {number}", f"the id {made.id} is given twice"))
        else:
            entries[made.id] = made
    return Authority(tuple(entries.values()), tuple(problems))


def _column(name: str) -> str:
    """The name of a column in small letters; the language of `name:LANGUAGE` as it is."""
    what, colon, tag = name.strip().partition(":")
    return what.strip().casefold() + colon + tag.strip()


def _entry(row: dict[str, str]) -> Entry | str:
    """The entry of a line, or what is wrong with it."""
    row["kind"] = row["kind"].casefold()
    if not row["id"] or not row["name"]:
        return "no id or no name"
    if row["kind"] not in KINDS:
        return f"the kind {row['kind']!r} is none of {', '.join(sorted(KINDS))}"
    try:
        latitude = float(row["latitude"]) if row.get("latitude") else None
        longitude = float(row["longitude"]) if row.get("longitude") else None
    except ValueError:
        return "latitude or longitude is no number"
    if not (-90 <= (latitude or 0.0) <= 90 and -180 <= (longitude or 0.0) <= 180):
        return "latitude or longitude is not on the globe"
    names = {
        column.partition(":")[2]: tuple(part.strip() for part in cell.split("|") if part.strip())
        for column, cell in row.items()
        if column.startswith("name:") and cell
    }
    if row.get("variants"):
        names[""] = tuple(part.strip() for part in row["variants"].split("|") if part.strip())
    columns = [name for name in row if name and name not in _PLAIN and not name.startswith("name:")]
    identifiers = {name: row[name] for name in columns if row[name]}
    country = row.get("country") or None
    return Entry(row["id"], row["kind"], row["name"], names, identifiers, latitude, longitude, country)
