"""The nouns of a book as rows of its tables."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import msgspec

from kronika import edtf
from kronika.chronicle.folding import folded, indexed
from kronika.chronicle.store.schema import BOTH, CURATED
from kronika.errors import BadDate
from kronika.model import Account, Assertion, Discrepancy, Entity, Event

encode = msgspec.json.Encoder(order="deterministic").encode


def as_text(noun: object) -> str:
    """A noun as JSON text."""
    return encode(noun).decode("utf-8")


@dataclass
class Numbers:
    """Which row each source, assertion and discrepancy has."""

    sources: dict[str, int] = field(default_factory=dict)
    assertions: dict[bytes, int] = field(default_factory=dict)
    discrepancies: dict[bytes, int] = field(default_factory=dict)


def day_numbers(date: str | None) -> tuple[int | None, int | None]:
    """First and last day of a date as numbers (1 January of year 1 is 1); None where open, unknown or no date."""
    if not date:
        return None, None
    try:
        first, last = edtf.earliest(date), edtf.latest(date)
    except BadDate:
        return None, None
    return (edtf.day_number(first) if first else None), (edtf.day_number(last) if last else None)


def stretch(dates: Sequence[str]) -> tuple[int | None, int | None]:
    """First and last day of all the dates that accounts give one event; None where open, or where none has a day."""
    known = [pair for date in dates if (pair := day_numbers(date)) != (None, None)]
    firsts, lasts = [first for first, _ in known if first is not None], [last for _, last in known if last is not None]
    return (
        min(firsts) if firsts and len(firsts) == len(known) else None,
        max(lasts) if lasts and len(lasts) == len(known) else None,
    )


def add_accounts(connection: sqlite3.Connection, accounts: Sequence[Account], numbers: Numbers) -> None:
    """The sources, their accounts as read, and the sentences with their words for searching."""
    for n, account in enumerate(accounts):
        source = account.source
        numbers.sources[source.key] = n
        row = (n, source.key, source.language, source.title, source.origin, as_text(source))
        connection.execute("INSERT INTO source VALUES (?, ?, ?, ?, ?, ?)", row)
        rest = msgspec.structs.replace(account, source=_nothing(account), assertions=[])
        connection.execute("INSERT INTO account VALUES (?, ?)", (n, as_text(rest)))
        _add_sentences(connection, n, account)
        _add_assertions(connection, n, account.assertions, numbers)


def _nothing(account: Account) -> object:
    return msgspec.structs.replace(account.source, text="", pieces=(), blocks=(), metadata={}, notes=(), problems=())


def _add_sentences(connection: sqlite3.Connection, n: int, account: Account) -> None:
    text = account.source.text
    first = connection.execute("SELECT coalesce(max(n), 0) + 1 FROM sentence").fetchone()[0]
    rows = [(k, n, s.start, s.end, text[s.start : s.end]) for k, s in enumerate(account.sentences, first)]
    connection.executemany("INSERT INTO sentence VALUES (?, ?, ?, ?, ?)", rows)
    words = ((row[0], indexed(row[4])) for row in rows)
    connection.executemany("INSERT INTO search (rowid, words) VALUES (?, ?)", words)


def _add_assertions(connection: sqlite3.Connection, n: int, assertions: Iterable[Assertion], numbers: Numbers) -> None:
    first = connection.execute("SELECT coalesce(max(n), 0) + 1 FROM assertion").fetchone()[0]

    def rows() -> Iterator[tuple[int, int, str, int, int, str]]:
        for k, one in enumerate(assertions, first):
            body = encode(one)
            numbers.assertions.setdefault(body, k)
            yield k, n, one.type, one.start, one.end, body.decode("utf-8")

    connection.executemany("INSERT INTO assertion VALUES (?, ?, ?, ?, ?, ?)", rows())


def add_discrepancies(
    connection: sqlite3.Connection, found: Iterable[tuple[int, Discrepancy]], state: int, numbers: Numbers
) -> None:
    """Discrepancies with their positions, in one layer."""
    n = connection.execute("SELECT coalesce(max(n), 0) FROM discrepancy").fetchone()[0]
    for position, one in found:
        n += 1
        body = encode(one)
        numbers.discrepancies[body] = n
        row = (
            n,
            one.id,
            one.kind,
            one.relation,
            state,
            position,
            _machine(state, position),
            body.decode("utf-8"),
        )
        connection.execute("INSERT INTO discrepancy VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)


def add_entities(connection: sqlite3.Connection, found: Iterable[tuple[int, Entity]], state: int) -> None:
    """Entities with their positions and the names they can be asked by, in one layer."""
    n = connection.execute("SELECT coalesce(max(n), 0) FROM entity").fetchone()[0]
    for position, one in found:
        n += 1
        row = (n, one.id, one.kind, one.label, state, position, _machine(state, position), as_text(one))
        connection.execute("INSERT INTO entity VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
        names = sorted({folded(form) for forms in one.names.values() for form in forms} | {folded(one.label)})
        connection.executemany("INSERT OR IGNORE INTO entity_name VALUES (?, ?)", [(name, n) for name in names])


def add_events(
    connection: sqlite3.Connection, found: Iterable[tuple[int, Event]], state: int, numbers: Numbers
) -> None:
    """Events with their positions, participants, tellers and evidence, in one layer."""
    n = connection.execute("SELECT coalesce(max(n), 0) FROM event").fetchone()[0]
    for position, one in found:
        n += 1
        _add_event(connection, n, position, one, state, numbers)


def _add_event(connection: sqlite3.Connection, n: int, position: int, one: Event, state: int, numbers: Numbers) -> None:
    told = [numbers.assertions.get(encode(a)) for a in one.assertions]
    issues = [numbers.discrepancies.get(encode(d)) for d in one.discrepancies]
    # What stands in a table of its own is linked; a hand-made event with evidence of its own keeps it in its body.
    body = msgspec.structs.replace(
        one,
        assertions=list(one.assertions) if None in told else [],
        discrepancies=list(one.discrepancies) if None in issues else [],
    )
    disputed = any(d.relation == "contradicts" for d in one.discrepancies)
    dated = stretch(one.told_dates)
    row = (n, one.id, one.type, one.date, *dated, int(disputed), state, position, _machine(state, position))
    connection.execute(
        "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", (*row, one.title, as_text(body))
    )
    who = [(entity, n, role) for role, entity in one.participants] + ([(one.place, n, "place")] if one.place else [])
    connection.executemany("INSERT OR IGNORE INTO participant VALUES (?, ?, ?)", who)
    tellers = {numbers.sources[a.source_id] for a in one.assertions if a.source_id in numbers.sources}
    connection.executemany("INSERT INTO teller VALUES (?, ?)", [(source, n) for source in sorted(tellers)])
    if None not in told:
        links = [(n, k, assertion) for k, assertion in enumerate(told)]
        connection.executemany("INSERT INTO event_assertion VALUES (?, ?, ?)", links)
    if None not in issues:
        links = [(n, k, issue) for k, issue in enumerate(issues)]
        connection.executemany("INSERT INTO event_discrepancy VALUES (?, ?, ?)", links)


def _machine(state: int, position: int) -> int | None:
    return position if state == BOTH else None if state == CURATED else position
