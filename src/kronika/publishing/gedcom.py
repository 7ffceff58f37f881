"""FamilySearch GEDCOM 7.0: people with names in all languages, each claimed event of their lives with its own source.

GEDCOM cannot say "only one of these is right": each claimed date or place is an event of its own, cited to its
accounts, and those that belong to one event carry the same `_EVENT` extension. Roles and other events are EVEN.
"""

from __future__ import annotations

from collections import defaultdict

from kronika import edtf
from kronika.chronicle import Chronicle
from kronika.errors import BadDate
from kronika.model import Assertion, Claim, Entity, Event
from kronika.publishing import dates
from kronika.publishing.formats import Format
from kronika.publishing.identity import version
from kronika.publishing.quotes import Quotes, fit_for_text
from kronika.publishing.titles import account_title, event_title, plain

FORMATS = [
    Format(
        "gedcom", "ged", "application/x-gedcom",
        "people, their names in all scripts, the events of their lives; each claimed date with its accounts and words",
        "events without people; alignment; which conflicting value belongs to which event outside the _EVENT extension",
    )
]  # fmt: skip
TAGS = {"birth": "BIRT", "death": "DEAT", "burial": "BURI", "baptism": "BAPM", "emigration": "EMIG",
        "immigration": "IMMI", "graduation": "GRAD", "naturalization": "NATU", "ordination": "ORDN",
        "retirement": "RETI", "adoption": "ADOP"}  # fmt: skip
KILLED = {"execution", "murder", "assassination", "killing", "suicide"}
MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]
EXTENSION = "https://kronika.invalid/gedcom/event"
PRINCIPAL = ("patient", "agent", "recipient", "principal")


def write(chronicle: Chronicle) -> bytes:
    """The file, UTF-8 with a byte order mark as the specification recommends."""
    lines = ["0 HEAD", "1 GEDC", "2 VERS 7.0", "1 SOUR KRONIKA", f"2 VERS {version()}", "1 SCHMA",
             f"2 TAG _EVENT {EXTENSION}"]  # fmt: skip
    people = {e.id: f"@I{n}@" for n, e in enumerate(chronicle.entities, 1) if e.kind == "person"}
    sources = {a.id: f"@S{n}@" for n, a in enumerate(chronicle.accounts, 1)}
    quotes = Quotes(chronicle)
    labels = chronicle.labels()
    told: dict[str, list[tuple[str, Event]]] = defaultdict(list)
    for event in chronicle.events:
        for role, key in event.participants:
            if key in people:
                told[key].append((role, event))
    for entity in chronicle.entities:
        if entity.id in people:
            lines += [f"0 {people[entity.id]} INDI", *_names(entity)]
            for role, event in told[entity.id]:
                lines += _event(role, event, labels, sources, quotes)
            lines += _identifiers(entity)
    for account in chronicle.accounts:
        lines += [f"0 {sources[account.id]} SOUR", *_text(1, "TITL", account_title(account.source))]
        lines += _text(1, "AUTH", account.source.metadata.get("author", ""))
        lines += _text(1, "PUBL", account.source.origin)
    lines.append("0 TRLR")
    return ("\ufeff" + "\n".join(lines) + "\n").encode("utf-8")


def _text(level: int, tag: str, words: str) -> list[str]:
    """A line of text; an at sign at its beginning is doubled (section 1.2). Nothing for no words."""
    words = fit_for_text(words)
    if not words:
        return []
    return [f"{level} {tag} {'@' + words if words.startswith('@') else words}"]


def _names(entity: Entity) -> list[str]:
    forms = [(tag, form) for tag in sorted(entity.names) for form in entity.names[tag]]
    first = next(((tag, form) for tag, form in forms if form == entity.label), None)
    lines = [f"1 NAME {_name(entity.label)}"]
    for tag, form in forms:
        if (tag, form) != first:
            lines += [f"2 TRAN {_name(form)}", f"3 LANG {tag}"]
    return lines


def _name(form: str) -> str:
    return fit_for_text(form.replace("/", " ")).lstrip("@") or "?"


def _identifiers(entity: Entity) -> list[str]:
    lines = []
    for name in sorted(entity.identifiers):
        kind = "http://www.wikidata.org/entity/" if name == "wikidata" else f"https://kronika.invalid/authority/{name}"
        lines += [*_text(1, "EXID", entity.identifiers[name]), f"2 TYPE {kind}"]
    return lines


def _event(role: str, event: Event, labels: dict[str, str], sources: dict[str, str], quotes: Quotes) -> list[str]:
    """One GEDCOM event for each claimed date, so that none is chosen; one in all where no date is claimed."""
    claims: list[Claim | None] = [claim for claim in event.claims if claim.slot == "date"]
    claims = claims or [None]
    lines = []
    for claim in claims:
        own = [a for a in event.assertions if claim is None or a.source_id in claim.source_ids]
        lines += _head(role, event, labels)
        lines += _date(claim.value) if claim else _order(event)
        if event.place in labels:
            lines += _text(2, "PLAC", labels[event.place or ""].replace(",", " "))
        for one in own:
            lines += _citation(one, sources, quotes)
        lines += _text(2, "_EVENT", event.id)
    return lines


def _head(role: str, event: Event, labels: dict[str, str]) -> list[str]:
    principal = role in PRINCIPAL
    if event.factuality == "denied" and principal and event.type in TAGS:
        return [f"1 NO {TAGS[event.type]}"] if event.type in ("birth", "death") else ["1 EVEN", "2 TYPE denied"]
    if principal and event.type in TAGS and event.factuality == "asserted":
        return [f"1 {TAGS[event.type]}"]
    if event.type in KILLED and role == "patient" and event.factuality == "asserted":
        return ["1 DEAT", *_text(2, "CAUS", plain(event.type))]
    kind = f"{plain(event.type)} ({plain(role)})" + ("" if event.factuality == "asserted" else f", {event.factuality}")
    return [*(_text(1, "EVEN", event_title(event, labels)) or ["1 EVEN -"]), *_text(2, "TYPE", kind)]


def _date(date: str) -> list[str]:
    """The date in GEDCOM's grammar, and EDTF's fuller sense as a phrase."""
    return [f"2 DATE {payload(date)}".rstrip(), *_text(3, "PHRASE", f"{dates.words(date)} (EDTF {date})")]


def _order(event: Event) -> list[str]:
    words = "; ".join(f"{name} {value}" for name, value in (("after", event.after), ("before", event.before)) if value)
    return ["2 DATE", *_text(3, "PHRASE", words)] if words else []


def payload(date: str) -> str:
    """An EDTF date as a GEDCOM 7 DateValue: a day, month or year, ABT, BET … AND …, FROM … TO …; "" where none fits."""
    try:
        first, last = edtf.earliest(date), edtf.latest(date)
    except BadDate:
        return ""
    if first is None or last is None:
        return f"AFT {_day(first)}" if first else f"BEF {_day(last)}" if last else ""
    bare = date.rstrip("?~%")
    for exact in (_day(first), _day(first).split(" ", 1)[-1], str(first[0])):
        if _bare(exact) == bare:
            return f"ABT {exact}" if date != bare else exact
    return f"FROM {_day(first)} TO {_day(last)}" if "/" in date else f"BET {_day(first)} AND {_day(last)}"


def _day(day: edtf.Day) -> str:
    year = f"{1 - day[0]} BCE" if day[0] <= 0 else str(day[0])
    return f"{day[2]} {MONTHS[day[1] - 1]} {year}"


def _bare(exact: str) -> str:
    """A GEDCOM day, month or year back as EDTF, to see whether nothing was lost."""
    parts = exact.split(" ")
    if parts[-1] == "BCE":
        return ""
    year = f"{int(parts[-1]):04}"
    if len(parts) == 1:
        return year
    month = f"{MONTHS.index(parts[-2]) + 1:02}"
    return f"{year}-{month}" if len(parts) == 2 else f"{year}-{month}-{int(parts[0]):02}"


def _citation(one: Assertion, sources: dict[str, str], quotes: Quotes) -> list[str]:
    if one.source_id not in sources:
        return []
    lines = [f"2 SOUR {sources[one.source_id]}", f"3 PAGE characters {one.start}-{one.end}", "3 DATA"]
    lines += [*_text(4, "TEXT", quotes.sentence(one)), f"5 LANG {quotes.language(one.source_id)}"]
    return lines if len(lines) == 5 else lines[:2]


WRITERS = {"gedcom": write}
