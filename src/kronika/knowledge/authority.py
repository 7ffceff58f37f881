"""A user's own list of known people and places: names with identifiers, read from CSV (docs/authorities.md)."""

from __future__ import annotations

import csv
from pathlib import Path

import msgspec

from kronika.errors import BadInput, Problem
from kronika.knowledge.letters import fold

KINDS = frozenset({"person", "place", "organization", "work", "event", "group"})
COLUMNS = ("id", "kind", "name")
"""The columns that have to be there; `name:LANGUAGE`, `latitude`, `longitude`, `country`, authorities may be."""
_PLAIN = frozenset({*COLUMNS, "latitude", "longitude", "country", "variants"})


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


class Authority(msgspec.Struct, frozen=True):
    """The entries of a file, and the lines of it that could not be used."""

    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...] = ()

    def named(self, name: str, kind: str | None = None) -> tuple[Entry, ...]:
        """The entries that bear a name, whatever its case, accents and hyphens."""
        wanted = fold(name)
        return tuple(
            entry
            for entry in self.entries
            if (kind is None or entry.kind == kind) and any(fold(form) == wanted for form, _ in entry.every_name())
        )


def load(path: str | Path) -> Authority:
    """The entries of a CSV file (UTF-8, with a header; comma, semicolon or tab between columns).

    Raises BadInput where the file cannot be read or lacks a column; a bad line becomes a problem and is
    left out.
    """
    file = Path(path)
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(str(path), f"not a readable UTF-8 file ({error})") from error
    head = text.partition("\n")[0]
    mark = max(",;\t", key=head.count)
    reader = csv.DictReader(text.splitlines(), delimiter=mark)
    missing = [name for name in COLUMNS if name not in (reader.fieldnames or [])]
    if missing:
        raise BadInput(str(path), f"no column {', '.join(missing)} in the header")
    entries: dict[str, Entry] = {}
    problems = []
    for number, row in enumerate(reader, start=2):
        made = _entry({key: (value or "").strip() for key, value in row.items() if isinstance(key, str)})
        if isinstance(made, str):
            problems.append(Problem(str(path), f"line {number}", made))
        elif made.id in entries:
            problems.append(Problem(str(path), f"line {number}", f"the id {made.id} is given twice"))
        else:
            entries[made.id] = made
    return Authority(tuple(entries.values()), tuple(problems))


def _entry(row: dict[str, str]) -> Entry | str:
    """The entry of a line, or what is wrong with it."""
    if not row["id"] or not row["name"]:
        return "no id or no name"
    if row["kind"] not in KINDS:
        return f"the kind {row['kind']!r} is none of {', '.join(sorted(KINDS))}"
    try:
        latitude = float(row["latitude"]) if row.get("latitude") else None
        longitude = float(row["longitude"]) if row.get("longitude") else None
    except ValueError:
        return "latitude or longitude is no number"
    names = {
        column.partition(":")[2]: tuple(part.strip() for part in cell.split("|") if part.strip())
        for column, cell in row.items()
        if column.startswith("name:") and cell
    }
    if row.get("variants"):
        names[""] = tuple(part.strip() for part in row["variants"].split("|") if part.strip())
    known = {name: cell for name, cell in row.items() if cell and name not in _PLAIN and not name.startswith("name:")}
    return Entry(row["id"], row["kind"], row["name"], names, known, latitude, longitude, row.get("country") or None)
