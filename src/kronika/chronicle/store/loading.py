"""A whole book out of its file."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from pathlib import Path
from typing import TypeVar

import msgspec

from kronika.chronicle.book import Chronicle, Decided
from kronika.chronicle.store.connection import reading
from kronika.chronicle.store.schema import CURATED, MACHINE
from kronika.errors import BadBook
from kronika.model import Account, Assertion, Dependence, Discrepancy, Entity, Event, Source

T = TypeVar("T")


def load(path: str | Path, *, machine: bool = False) -> Chronicle:
    """The book in a `.db` file or DIR, as its curators left it; with `machine`, as it was before any decision.

    Raises BadBook in one line where there is none.
    """
    with reading(path) as connection:
        try:
            return load_from(connection, machine=machine)
        except (msgspec.ValidationError, msgspec.DecodeError, KeyError, TypeError) as error:
            raise BadBook(f"{path}: does not hold what a chronicle should ({error}); build it again") from error


def load_from(connection: sqlite3.Connection, *, machine: bool = False) -> Chronicle:
    """The book of an open connection."""
    meta = dict(connection.execute("SELECT key, value FROM meta"))
    if "build" not in meta:
        raise KeyError("build")
    column, hidden = ("machine", CURATED) if machine else ("position", MACHINE)
    accounts, assertions = _accounts(connection)
    issues = _rows(connection, "discrepancy", Discrepancy, column, hidden)
    return Chronicle(
        sources=[account.source for account in accounts],
        accounts=accounts,
        passages=_bodies(connection, "passage", dict[str, tuple[int, ...]]),
        entities=[entity for _, entity in _rows(connection, "entity", Entity, column, hidden)],
        events=_events(connection, assertions, column, hidden),
        discrepancies=[issue for _, issue in issues],
        dependence=_bodies(connection, "dependence", Dependence),
        tray=msgspec.json.decode(meta["machine_tray" if machine else "tray"], type=tuple[str, ...]),
        version=meta["version"],
        build=meta["build"],
        decisions=() if machine else msgspec.json.decode(meta["decisions"], type=tuple[Decided, ...]),
    )


def _accounts(connection: sqlite3.Connection) -> tuple[list[Account], dict[int, Assertion]]:
    of_source: dict[int, list[Assertion]] = defaultdict(list)
    by_row: dict[int, Assertion] = {}
    decoder = msgspec.json.Decoder(Assertion)
    for n, source, body in connection.execute("SELECT n, source, body FROM assertion ORDER BY n"):
        by_row[n] = decoder.decode(body)
        of_source[source].append(by_row[n])
    accounts = []
    query = "SELECT source.n, source.body, account.body FROM source JOIN account USING (n) ORDER BY n"
    for n, source_body, body in connection.execute(query):
        source = msgspec.json.decode(source_body, type=Source)
        read = msgspec.json.decode(body, type=Account)
        accounts.append(msgspec.structs.replace(read, source=source, assertions=of_source[n]))
    return accounts, by_row


def _events(connection: sqlite3.Connection, assertions: dict[int, Assertion], column: str, hidden: int) -> list[Event]:
    told: dict[int, list[Assertion]] = defaultdict(list)
    for event, assertion in connection.execute("SELECT event, assertion FROM event_assertion ORDER BY event, position"):
        told[event].append(assertions[assertion])
    issues = dict(connection.execute("SELECT n, body FROM discrepancy"))
    decoder = msgspec.json.Decoder(Discrepancy)
    found: dict[int, list[Discrepancy]] = defaultdict(list)
    query = "SELECT event, discrepancy FROM event_discrepancy ORDER BY event, position"
    for event, issue in connection.execute(query):
        found[event].append(decoder.decode(issues[issue]))
    return [
        msgspec.structs.replace(
            event,
            assertions=told.get(n) or event.assertions,
            discrepancies=found.get(n) or event.discrepancies,
        )
        for n, event in _rows(connection, "event", Event, column, hidden)
    ]


def _rows(connection: sqlite3.Connection, table: str, kind: type[T], column: str, hidden: int) -> list[tuple[int, T]]:
    decoder = msgspec.json.Decoder(kind)
    query = f"SELECT n, body FROM {table} WHERE state != {hidden} ORDER BY {column}"
    return [(n, decoder.decode(body)) for n, body in connection.execute(query)]


def _bodies(connection: sqlite3.Connection, table: str, kind: type[T]) -> list[T]:
    decoder = msgspec.json.Decoder(kind)
    return [decoder.decode(body) for (body,) in connection.execute(f"SELECT body FROM {table} ORDER BY n")]
