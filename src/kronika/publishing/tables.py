"""A chronicle as plain tables with keys between them: what CSV and Parquet write."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from kronika.chronicle import Chronicle
from kronika.model import Assertion, NameMention, Quantity, Span

Value = str | int | float | bool | None
FieldType = Literal["string", "integer", "number", "boolean"]


class Field(NamedTuple):
    """One column: its name, its type in the words of Frictionless, and what stands in it."""

    name: str
    type: FieldType
    about: str = ""


class Table(NamedTuple):
    """One table: its columns, primary key and rows; `points`: column, other table, its column."""

    name: str
    about: str
    fields: tuple[Field, ...]
    key: tuple[str, ...]
    rows: list[tuple[Value, ...]]
    points: tuple[tuple[str, str, str], ...] = ()


OFFSETS = (
    Field("start", "integer", "code point in the source's text, from 0"),
    Field("end", "integer", "code point after the last"),
)
SOURCE = Field("source_id", "string", "the account")
TO_SOURCE = ("source_id", "sources", "id")


def tables(chronicle: Chronicle) -> list[Table]:
    """All tables of a book, in an order in which each points only to earlier ones."""
    return [
        *_accounts(chronicle),
        *_found(chronicle),
        *_entities(chronicle),
        *_ties(chronicle),
        *_events(chronicle),
        *_claims(chronicle),
        *_evidence(chronicle),
        *_comparison(chronicle),
    ]


def _text(*names: str) -> tuple[Field, ...]:
    return tuple(Field(name, "string") for name in names)


def _numbers(*names: str) -> tuple[Field, ...]:
    return tuple(Field(name, "number") for name in names)


def _accounts(chronicle: Chronicle) -> Iterator[Table]:
    yield Table(
        "sources",
        "The accounts, with their texts that all offsets point into.",
        (*_text("id", "title", "language", "origin", "text", "notes"),),
        ("id",),
        [
            (a.id, a.source.title, a.language, a.source.origin, a.source.text, "\n".join(a.source.notes))
            for a in chronicle.accounts
        ],
    )
    yield Table(
        "metadata",
        "What each file says of itself.",
        (SOURCE, *_text("field", "value")),
        ("source_id", "field"),
        [(a.id, field, a.source.metadata[field]) for a in chronicle.accounts for field in sorted(a.source.metadata)],
        (TO_SOURCE,),
    )
    yield Table(
        "sentences",
        "The sentences of each account, and the row of the synopsis they stand in.",
        (
            SOURCE,
            Field("sentence", "integer"),
            *OFFSETS,
            *_text("kind", "language", "text"),
            Field("row", "integer"),
        ),
        ("source_id", "sentence"),
        list(_sentence_rows(chronicle)),
        (TO_SOURCE,),
    )


def _found(chronicle: Chronicle) -> Iterator[Table]:
    yield Table(
        "dates",
        "Dates as they stand in the accounts.",
        (SOURCE, *OFFSETS, *_text("text", "edtf", "basis", "calendar"), *_numbers("confidence")),
        ("source_id", "start", "end"),
        [
            (a.id, d.start, d.end, d.text, d.edtf, d.basis, d.calendar, d.confidence)
            for a in chronicle.accounts
            for d in a.dates
        ],
        (TO_SOURCE,),
    )
    yield Table(
        "quantities",
        "Numbers as they stand in the accounts.",
        (
            SOURCE,
            *OFFSETS,
            Field("text", "string"),
            *_numbers("value", "high"),
            Field("unit", "string"),
            Field("approximate", "boolean"),
        ),
        ("source_id", "start", "end"),
        [
            (a.id, q.start, q.end, q.text, q.value, q.high, q.unit, q.approximate)
            for a in chronicle.accounts
            for q in a.quantities
        ],
        (TO_SOURCE,),
    )


def _sentence_rows(chronicle: Chronicle) -> Iterator[tuple[Value, ...]]:
    rows: dict[tuple[str, int], int] = {}
    for number, row in enumerate(chronicle.passages, 1):
        for source_id, sentences in row.items():
            for sentence in sentences:
                rows.setdefault((source_id, sentence), number)
    for account in chronicle.accounts:
        for number, unit in enumerate(account.sentences):
            tag = unit.language or account.language
            words = account.text_of(number)
            yield (
                account.id,
                number,
                unit.start,
                unit.end,
                unit.kind,
                tag,
                words,
                rows.get((account.id, number)),
            )


def _entities(chronicle: Chronicle) -> Iterator[Table]:
    yield Table(
        "entities",
        "People, places, organizations, works.",
        (*_text("id", "kind", "label"), *_numbers("latitude", "longitude"), *_text("country", "reasons")),
        ("id",),
        [(e.id, e.kind, e.label, e.latitude, e.longitude, e.country, "\n".join(e.reasons)) for e in chronicle.entities],
    )
    to_entity = ("entity_id", "entities", "id")
    yield Table(
        "entity_names",
        "Their names by language, commonest first.",
        (*_text("entity_id", "language"), Field("rank", "integer"), Field("name", "string")),
        ("entity_id", "language", "rank"),
        [
            (e.id, tag, rank, form)
            for e in chronicle.entities
            for tag in sorted(e.names)
            for rank, form in enumerate(e.names[tag], 1)
        ],
        (to_entity,),
    )
    yield Table(
        "identifiers",
        "Their identifiers in authority files.",
        _text("entity_id", "authority", "identifier"),
        ("entity_id", "authority"),
        [(e.id, name, e.identifiers[name]) for e in chronicle.entities for name in sorted(e.identifiers)],
        (to_entity,),
    )


def _ties(chronicle: Chronicle) -> Iterator[Table]:
    to_entity = ("entity_id", "entities", "id")
    yield Table(
        "mentions",
        "Every place where they are named or clearly meant.",
        (Field("entity_id", "string"), SOURCE, *OFFSETS, Field("text", "string")),
        (),
        [(e.id, *_span(m)) for e in chronicle.entities for m in e.mentions],
        (to_entity, TO_SOURCE),
    )
    yield Table(
        "relations",
        "Lasting ties: the target is an entity, or plain words; one row for each piece of evidence.",
        (*_text("entity_id", "type", "target"), SOURCE, *OFFSETS, Field("text", "string")),
        (),
        [
            (e.id, r.type, r.target, *_span(s))
            for e in chronicle.entities
            for r in e.relations
            for s in (r.evidence or (None,))
        ],
        (to_entity,),
    )


def _events(chronicle: Chronicle) -> Iterator[Table]:
    to_event = ("event_id", "events", "id")
    yield Table(
        "events",
        "Events as all accounts together tell them, in order of time.",
        (
            Field("order", "integer"),
            *_text("id", "type", "title", "date", "place", "factuality", "after", "before", "silent"),
            *_numbers("confidence"),
        ),
        ("id",),
        [
            (
                order,
                e.id,
                e.type,
                e.title,
                e.date,
                e.place,
                e.factuality,
                e.after,
                e.before,
                " ".join(e.silent),
                e.confidence,
            )
            for order, e in enumerate(chronicle.events, 1)
        ],
    )
    yield Table(
        "participants",
        "Who takes part in an event, and as what.",
        _text("event_id", "role", "entity_id"),
        (),
        [(e.id, role, key) for e in chronicle.events for role, key in e.participants],
        (to_event,),
    )


def _claims(chronicle: Chronicle) -> Iterator[Table]:
    to_event = ("event_id", "events", "id")
    yield Table(
        "claims",
        "Each value of each point of an event and each account that holds it: disagreement is sibling rows.",
        (
            *_text("event_id", "slot", "value"),
            SOURCE,
            Field("independent", "integer", "voices for the value in all"),
        ),
        (),
        [
            (e.id, c.slot, c.value, key, c.independent)
            for e in chronicle.events
            for c in e.claims
            for key in c.source_ids
        ],
        (to_event, TO_SOURCE),
    )


def _evidence(chronicle: Chronicle) -> Iterator[Table]:
    to_event = ("event_id", "events", "id")
    texts = {account.id: account.source.text for account in chronicle.accounts}
    yield Table(
        "assertions",
        "What each account says of an event, and the words that say it.",
        (
            Field("assertion", "integer"),
            Field("event_id", "string"),
            SOURCE,
            *OFFSETS,
            *_text("text", "type", "date", "factuality", "reporter"),
            *_numbers("confidence"),
        ),
        ("assertion",),
        [
            (
                number,
                event_id,
                a.source_id,
                a.start,
                a.end,
                texts.get(a.source_id, "")[a.start : a.end],
                a.type,
                a.date,
                a.factuality,
                a.reporter,
                a.confidence,
            )
            for number, (event_id, a) in enumerate(_assertions(chronicle), 1)
        ],
        (to_event, TO_SOURCE),
    )
    yield Table(
        "roles",
        "Who or what takes part in an assertion, as the account words it.",
        (Field("assertion", "integer"), Field("role", "string"), *OFFSETS, *_text("text", "kind", "name")),
        (),
        list(_roles(chronicle)),
        (("assertion", "assertions", "assertion"),),
    )


def _comparison(chronicle: Chronicle) -> Iterator[Table]:
    yield Table(
        "discrepancies",
        "Where two accounts differ: both sides, both values, why.",
        (
            *_text("id", "kind", "relation", "left_source"),
            Field("left_start", "integer"),
            Field("left_end", "integer"),
            *_text("left_value", "right_source"),
            Field("right_start", "integer"),
            Field("right_end", "integer"),
            Field("right_value", "string"),
            *_numbers("severity", "confidence"),
            *_text("explanation", "why", "damage", "nearer", "events"),
        ),
        (),
        [
            (
                d.id,
                d.kind,
                d.relation,
                *_span(d.left)[:3],
                d.left_value,
                *_span(d.right)[:3],
                d.right_value,
                d.severity,
                d.confidence,
                d.explanation,
                "\n".join(d.why),
                d.damage,
                d.nearer,
                " ".join(d.event_ids),
            )
            for d in chronicle.discrepancies
        ],
    )
    yield Table(
        "dependence",
        "Which account follows which.",
        (SOURCE, *_text("on", "kind"), *_numbers("confidence"), Field("evidence", "string")),
        (),
        [(d.source_id, d.on, d.kind, d.confidence, "\n".join(d.evidence)) for d in chronicle.dependence],
        (TO_SOURCE,),
    )


def _span(span: Span | None) -> tuple[Value, ...]:
    return (span.source_id, span.start, span.end, span.text) if span else (None, None, None, None)


def _assertions(chronicle: Chronicle) -> Iterator[tuple[str, Assertion]]:
    return ((event.id, assertion) for event in chronicle.events for assertion in event.assertions)


def _roles(chronicle: Chronicle) -> Iterator[tuple[Value, ...]]:
    for number, (_, assertion) in enumerate(_assertions(chronicle), 1):
        for role in sorted(assertion.roles):
            for one in assertion.roles[role]:
                if isinstance(one, NameMention):
                    yield number, role, one.start, one.end, one.text, one.kind, one.name
                elif isinstance(one, Quantity):
                    yield (
                        number,
                        role,
                        one.start,
                        one.end,
                        one.text,
                        "quantity",
                        f"{one.value} {one.unit or ''}".strip(),
                    )
                else:
                    yield number, role, one.start, one.end, one.text, "mention", one.entity
