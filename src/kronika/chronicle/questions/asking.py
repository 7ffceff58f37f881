"""Events by who, where, what and when: of a book in memory, or of a file without loading it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TypeVar

import msgspec

from kronika import edtf, names
from kronika.chronicle.book import Chronicle
from kronika.chronicle.folding import folded
from kronika.chronicle.store.connection import reading
from kronika.chronicle.store.rows import day_numbers, stretch
from kronika.collation.events_types import line
from kronika.errors import BadDate, BadRequest
from kronika.model import Assertion, Discrepancy, Entity, Event

K = TypeVar("K")

PAGE = 200  # events that one question to a file returns unless asked for more
ALIKE = 0.85  # how like a name has to sound where none is spelt as asked
OFTEN = 3_000  # in this many events or more, a person stands everywhere
FEW = 20_000  # up to this many names are compared by sound


class Wanted(msgspec.Struct, frozen=True):
    """What events are asked for; None asks nothing.

    Attributes:
        person: a name (or id) of anyone who takes part. place: likewise of where it happened, or from or to where.
        type: an event type; closer ones count too (executions, for killing).
        start, end: EDTF; events that may have happened between the first day of one and the last of the other.
        account: an account that tells it, by id, title or file.
        disputed: True for those on which accounts contradict each other.
    """

    person: str | None = None
    place: str | None = None
    type: str | None = None
    start: str | None = None
    end: str | None = None
    account: str | None = None
    disputed: bool = False


def events(
    book: Chronicle,
    *,
    person: str | None = None,
    place: str | None = None,
    type: str | None = None,
    start: str | None = None,
    end: str | None = None,
    account: str | None = None,
    disputed: bool = False,
) -> list[Event]:
    """The events of a book that fit, in order of time; see `Wanted`. Raises BadRequest for what cannot be asked."""
    wanted = Wanted(person, place, type, start, end, account, disputed)
    low, high = bounds(wanted)
    who = None if person is None else named(book.entities, person)
    where = None if place is None else named(book.entities, place)
    kind = None if type is None else type.strip().lower().replace(" ", "_")
    tellers = None if account is None else _sources(book, account)

    def fits(event: Event) -> bool:
        filled = {id for _, id in event.participants} | ({event.place} if event.place else set())
        return (
            (who is None or bool(who & filled))
            and (where is None or bool(where & filled))
            and (kind is None or kind in line(event.type))
            and (tellers is None or any(a.source_id in tellers for a in event.assertions))
            and (not disputed or any(d.relation == "contradicts" for d in event.discrepancies))
            and _in_time(event, low, high)
        )

    return [event for event in book.events if fits(event)]


def named(entities: Iterable[Entity], name: str) -> set[str]:
    """The ids of the entities that a name means: by id, by a name as it is spelt, by part of one, or by its sound."""
    known = list(entities)
    wanted = folded(name)
    forms = [(folded(form), form, tag, e) for e in known for tag, all in sorted(e.names.items()) for form in all]
    exact = {e.id for e in known if e.id == name} | {e.id for form, _, _, e in forms if form == wanted}
    if exact:
        return exact
    parts = {e.id for form, _, _, e in forms if wanted and f" {wanted} " in f" {form} "}
    if parts or len(forms) > FEW:
        return parts
    return {e.id for _, form, tag, e in forms if names.same(name, None, form, tag, e.kind) >= ALIKE}


def bounds(wanted: Wanted) -> tuple[int | None, int | None]:
    """First and last day number that are asked for. Raises BadRequest where one is no EDTF."""
    try:
        for text in (wanted.start, wanted.end):
            if text is not None:
                edtf.parse(text)
    except BadDate as error:
        raise BadRequest(str(error)) from error
    return day_numbers(wanted.start)[0], day_numbers(wanted.end)[1]


def _in_time(event: Event, low: int | None, high: int | None) -> bool:
    if low is None and high is None:
        return True
    first, last = stretch(event.told_dates)
    if first is None and last is None:
        return False
    return (high is None or first is None or first <= high) and (low is None or last is None or last >= low)


def _sources(book: Chronicle, account: str) -> set[str]:
    return _called(account, [(s.key, s.key, s.title or "", s.origin) for s in book.sources])


def _called(account: str, known: list[tuple[K, str, str, str]]) -> set[K]:
    """Of sources told by (key, id, title, origin) the keys of those that a name means. Raises BadRequest for none."""
    wanted = folded(account)
    found = {key for key, id, title, origin in known if account in (id, origin) or wanted == folded(title)}
    found = found or {key for key, _, title, origin in known if wanted and wanted in folded(f"{title} {origin}")}
    if not found:
        raise BadRequest(f"no account {account!r} in this book")
    return found


def events_at(path: str | Path, wanted: Wanted, *, limit: int | None = PAGE, offset: int = 0) -> list[Event]:
    """The events of a book in a file that fit, in order of time, some at a time (None: all); the book is not loaded.

    Raises BadBook and BadRequest.
    """
    with reading(path) as connection:
        where, values = _conditions(connection, wanted)
        query = f"SELECT n FROM event WHERE {where} ORDER BY position LIMIT ? OFFSET ?"
        found = connection.execute(query, (*values, -1 if limit is None else limit, offset)).fetchall()
        return [_whole(connection, n) for (n,) in found]


def count(path: str | Path, wanted: Wanted) -> int:
    """How many events of a book in a file fit. Raises BadBook and BadRequest."""
    with reading(path) as connection:
        where, values = _conditions(connection, wanted)
        number: int = connection.execute(f"SELECT count(*) FROM event WHERE {where}", values).fetchone()[0]
        return number


def _conditions(connection: sqlite3.Connection, wanted: Wanted) -> tuple[str, list[object]]:
    """The WHERE clause and its values."""
    terms, values = ["state != 1"], list[object]()
    for name in (wanted.person, wanted.place):
        if name is not None:
            found = _entity_ids(connection, name)
            terms.append(_taking_part(connection, found))
            values += found
    if wanted.type is not None:
        kind = wanted.type.strip().lower().replace(" ", "_")
        types = [row[0] for row in connection.execute("SELECT DISTINCT type FROM event")]
        fitting = sorted(one for one in types if kind in line(one))
        terms.append(f"type IN ({_marks(fitting)})")
        values += fitting
    if wanted.account is not None:
        known = connection.execute("SELECT n, id, coalesce(title, ''), coalesce(origin, '') FROM source").fetchall()
        rows = sorted(_called(wanted.account, known))
        terms.append(f"n IN (SELECT event FROM teller WHERE source IN ({_marks(rows)}))")
        values += rows
    low, high = bounds(wanted)
    if low is not None or high is not None:
        terms.append("(earliest IS NOT NULL OR latest IS NOT NULL)")
    if high is not None:
        terms.append("(earliest IS NULL OR earliest <= ?)")
        values.append(high)
    if low is not None:
        terms.append("(latest IS NULL OR latest >= ?)")
        values.append(low)
    if wanted.disputed:
        terms.append("disputed = 1")
    return " AND ".join(terms), values


def _taking_part(connection: sqlite3.Connection, found: Sequence[str]) -> str:
    """The condition that one of some entities takes part, in the form that is fast for how often they do.

    The events of the few are looked up and sorted; for those who stand everywhere the events are gone through in order
    until a page is full.
    """
    query = f"SELECT count(*) FROM (SELECT 1 FROM participant WHERE entity IN ({_marks(found)}) LIMIT {OFTEN})"
    if connection.execute(query, found).fetchone()[0] < OFTEN:
        return f"n IN (SELECT event FROM participant WHERE entity IN ({_marks(found)}))"
    return f"EXISTS (SELECT 1 FROM participant WHERE entity IN ({_marks(found)}) AND participant.event = event.n)"


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" for _ in values)


def _entity_ids(connection: sqlite3.Connection, name: str) -> list[str]:
    """The ids that a name means, as `named` finds them."""
    wanted = folded(name)
    exact = """SELECT DISTINCT id FROM entity WHERE state != 1
               AND (id = ? OR n IN (SELECT entity FROM entity_name WHERE name = ?)) ORDER BY id"""
    found = [row[0] for row in connection.execute(exact, (name, wanted))]
    if found or not wanted:
        return found
    part = """SELECT DISTINCT id FROM entity WHERE state != 1 AND n IN
              (SELECT entity FROM entity_name WHERE instr(' ' || name || ' ', ?)) ORDER BY id"""
    found = [row[0] for row in connection.execute(part, (f" {wanted} ",))]
    if found:
        return found
    few = connection.execute("SELECT count(*) FROM entity_name").fetchone()[0] <= FEW
    rows = connection.execute("SELECT body FROM entity WHERE state != 1").fetchall() if few else []
    return sorted(named((msgspec.json.decode(body, type=Entity) for (body,) in rows), name))


def _whole(connection: sqlite3.Connection, n: int) -> Event:
    """An event with its assertions and discrepancies, by its row."""
    body = connection.execute("SELECT body FROM event WHERE n = ?", (n,)).fetchone()[0]
    event = msgspec.json.decode(body, type=Event)
    told = """SELECT body FROM event_assertion JOIN assertion ON assertion.n = event_assertion.assertion
              WHERE event = ? ORDER BY position"""
    issues = """SELECT body FROM event_discrepancy JOIN discrepancy ON discrepancy.n = event_discrepancy.discrepancy
                WHERE event = ? ORDER BY event_discrepancy.position"""
    assertions = [msgspec.json.decode(row[0], type=Assertion) for row in connection.execute(told, (n,))]
    found = [msgspec.json.decode(row[0], type=Discrepancy) for row in connection.execute(issues, (n,))]
    return msgspec.structs.replace(
        event, assertions=assertions or event.assertions, discrepancies=found or event.discrepancies
    )
