"""QuickStatements for Wikidata: every claimed value at normal rank, each with its reference; a person sends them.

Only people who have a Wikidata identifier, and only life events that Wikidata has a property for, are proposed.
"""

from __future__ import annotations

import re

from kronika import edtf
from kronika.chronicle import Chronicle
from kronika.errors import BadDate
from kronika.model import Claim, Entity, Event, Span
from kronika.publishing.formats import Format
from kronika.publishing.quotes import Quotes, fit_for_text

FORMATS = [
    Format(
        "quickstatements", "txt", "text/plain",
        "dates and places of birth, death and burial of people with a Wikidata identifier, each with its reference",
        "everything else; people and places without an identifier",
    )
]  # fmt: skip
DATES = {"birth": "P569", "death": "P570", "execution": "P570", "murder": "P570", "assassination": "P570",
         "suicide": "P570", "burial": "P4602"}  # fmt: skip
PLACES = {"birth": "P19", "death": "P20", "execution": "P20", "murder": "P20", "assassination": "P20",
          "suicide": "P20", "burial": "P119"}  # fmt: skip
CIRCA = "P1480\tQ5727902"
QID = re.compile(r"Q[1-9][0-9]*")


def write(chronicle: Chronicle) -> bytes:
    """One command a line (QuickStatements version 1)."""
    entities = {entity.id: entity for entity in chronicle.entities}
    origins = {a.id: a.source.metadata.get("url") or a.source.origin for a in chronicle.accounts}
    quotes = Quotes(chronicle)
    lines: list[str] = []
    for event in chronicle.events:
        if event.factuality != "asserted":
            continue
        for role, key in event.participants:
            person = entities.get(key)
            if role in ("patient", "agent", "principal") and person is not None and person.kind == "person":
                lines += _proposals(person, event, entities, origins, quotes)
    return "".join(f"{line}\n" for line in dict.fromkeys(lines)).encode("utf-8")


def _qid(entity: Entity | None) -> str | None:
    known = entity.identifiers.get("wikidata", "") if entity else ""
    return known if QID.fullmatch(known) else None


def _proposals(
    person: Entity, event: Event, entities: dict[str, Entity], origins: dict[str, str], quotes: Quotes
) -> list[str]:
    subject = _qid(person)
    if subject is None:
        return []
    lines = []
    for claim in event.claims:
        statement = None
        if claim.slot == "date" and event.type in DATES:
            value = _time(claim.value)
            statement = f"{subject}\t{DATES[event.type]}\t{value}" if value else None
            if statement and ("~" in claim.value or "%" in claim.value):
                statement += f"\t{CIRCA}"
        elif claim.slot == "place" and event.type in PLACES:
            value = _qid(entities.get(claim.value))
            statement = f"{subject}\t{PLACES[event.type]}\t{value}" if value else None
        if statement:
            lines += [statement + reference for reference in _references(claim, event, origins, quotes)]
    return lines


def _time(date: str) -> str | None:
    """A date with Wikidata's precision: 11 a day, 10 a month, 9 a year, 8 a decade, 7 a century; None for others."""
    bare = date.rstrip("?~%")
    if re.fullmatch(r"\d{4}-\d\d-\d\d", bare):
        return f"+{bare}T00:00:00Z/11"
    if re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", bare):
        return f"+{bare}-00T00:00:00Z/10"
    precision = {r"\d{4}": 9, r"\d{3}X": 8, r"\d{2}XX": 7}
    for shape, level in precision.items():
        if re.fullmatch(shape, bare):
            try:
                first = edtf.earliest(bare)
            except BadDate:
                return None
            # A century is written with its last year: 18XX is the 19th century, 1900.
            year = None if first is None else first[0] + 100 if level == 7 else first[0]
            return None if year is None else f"+{year:04}-00-00T00:00:00Z/{level}"
    return None


def _references(claim: Claim, event: Event, origins: dict[str, str], quotes: Quotes) -> list[str]:
    """One reference an account: its address where it has one, else its title; and its words."""
    spans = {span.source_id: span for span in claim.evidence}
    told = {one.source_id: Span(one.source_id, one.start, one.end) for one in event.assertions}
    found = []
    for source_id in claim.source_ids:
        tag = quotes.language(source_id)
        origin = origins.get(source_id, "")
        parts = f'\tS854\t"{origin}"' if re.fullmatch(r'https?://[^\s"]+', origin) else ""
        parts += f"\tS1476\t{tag}:{_string(quotes.title(source_id))}"
        span = spans.get(source_id) or told.get(source_id)
        if span is not None:
            parts += f"\tS1683\t{tag}:{_string(quotes.sentence(span))}"
        found.append(parts)
    return found


def _string(words: str) -> str:
    """A quoted string: no tabs, no quotation marks of the format's own, no longer than Wikidata takes."""
    return '"' + fit_for_text(words)[:1400].replace('"', "”").replace("||", "| |") + '"'


WRITERS = {"quickstatements": write}
