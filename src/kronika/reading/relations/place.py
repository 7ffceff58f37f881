"""Where a place lies ("Alma-Ata, Kazakhstan") and which country a body belongs to ("the German Gestapo")."""

from __future__ import annotations

from kronika.languages.sections.names import Names
from kronika.model import NameMention, Relation
from kronika.reading.names.lands import is_land
from kronika.reading.relations.units import Unit


def find(line: list[Unit], pack: Names, source_id: str) -> list[Relation]:
    """The places within countries and the countries of bodies that a sentence states."""
    found = []
    for at, unit in enumerate(line):
        name = unit.name
        if name is None:
            continue
        if name.kind == "place" and (land := _land(line, at, pack)):
            start, end = min(name.start, land.start), max(name.end, land.end)
            found.append(Relation("located in", name, land, source_id, start, end, 0.8))
        if name.kind == "organization":
            for i in (at - 1, at + 1):
                if 0 <= i < len(line) and line[i].country:
                    start, end = min(unit.start, line[i].start), max(unit.end, line[i].end)
                    found.append(Relation("country", name, line[i].country or "", source_id, start, end, 0.7))
    return found


def _land(line: list[Unit], at: int, pack: Names) -> NameMention | None:
    """The country a place is said to lie in: after a comma or bracket, or before it as an adjective."""
    if at + 2 < len(line) and line[at + 1].text in (",", "("):
        land = line[at + 2].name
        if land is not None and land.kind == "place" and _is_country(land):
            return land
    if at > 0 and pack.derived:
        land = line[at - 1].name
        if land is not None and land.kind == "place" and land.text[0].islower():
            return land
    return None


def _is_country(name: NameMention) -> bool:
    return is_land(name.name)
