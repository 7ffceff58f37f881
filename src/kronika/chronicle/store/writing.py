"""A whole book into its file, in one transaction: killed at any moment, the old book or the new one is there."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from kronika.chronicle.book import Chronicle
from kronika.chronicle.curation import acts, replay
from kronika.chronicle.store import journal, rows
from kronika.chronicle.store.connection import book_path, writing
from kronika.chronicle.store.loading import load_from
from kronika.chronicle.store.schema import BOTH, CONTENT, CURATED, INDEXES, MACHINE, TABLES, statements
from kronika.model import Discrepancy, Entity, Event

Thing = TypeVar("Thing", Entity, Event, Discrepancy)


def save(book: Chronicle, path: str | Path) -> None:
    """Writes a book; the journal of its curators that is in the file stays, and is replayed over the new book.

    `path` is the `.db` file, or the folder that `chronicle.db` goes into. Raises BadBook in one line.
    """
    with writing(book_path(path)) as connection:
        known = _meta(connection, "build")
        decided = journal.read(connection)
        if book.decisions and decided and known == book.build:
            return  # the same book, seen through the journal that this file already holds
        _machine_layer(connection, book)
        if decided:
            overlay(connection, book, replay.apply(book, decided))


def curated(connection: sqlite3.Connection, decided: Sequence[acts.Act]) -> Chronicle:
    """Replays the journal over the machine's reading, keeps the outcome as the book's curated layer, and returns it."""
    machine = load_from(connection, machine=True)
    book = replay.apply(machine, decided)
    overlay(connection, machine, book)
    return book


def _machine_layer(connection: sqlite3.Connection, book: Chronicle) -> None:
    for table in CONTENT:
        connection.execute(f'DROP TABLE IF EXISTS "{table}"')
    for statement in statements(TABLES):
        connection.execute(statement)
    numbers = rows.Numbers()
    rows.add_accounts(connection, book.accounts, numbers)
    rows.add_discrepancies(connection, enumerate(book.discrepancies), BOTH, numbers)
    rows.add_entities(connection, enumerate(book.entities), BOTH)
    rows.add_events(connection, enumerate(book.events), BOTH, numbers)
    passages = ((n, rows.as_text(row)) for n, row in enumerate(book.passages))
    connection.executemany("INSERT INTO passage VALUES (?, ?)", passages)
    ties = ((n, rows.as_text(tie)) for n, tie in enumerate(book.dependence))
    connection.executemany("INSERT INTO dependence VALUES (?, ?)", ties)
    for key, value in (("version", book.version), ("build", book.build)):
        connection.execute("INSERT INTO meta VALUES (?, ?)", (key, value))
    for key in ("tray", "machine_tray"):
        connection.execute("INSERT INTO meta VALUES (?, ?)", (key, rows.as_text(book.tray)))
    connection.execute("INSERT INTO meta VALUES ('decisions', ?)", (rows.as_text(book.decisions),))
    for statement in statements(INDEXES):
        connection.execute(statement)


def overlay(connection: sqlite3.Connection, machine: Chronicle, book: Chronicle) -> None:
    """The curated layer anew: what the decisions changed beside what they left as it was."""
    numbers = _numbers(connection)
    _clear(connection)
    fresh = _layer(connection, "discrepancy", machine.discrepancies, book.discrepancies)
    rows.add_discrepancies(connection, fresh, CURATED, numbers)
    rows.add_entities(connection, _layer(connection, "entity", machine.entities, book.entities), CURATED)
    rows.add_events(connection, _layer(connection, "event", machine.events, book.events), CURATED, numbers)
    for key, value in (("tray", book.tray), ("decisions", book.decisions)):
        connection.execute("UPDATE meta SET value = ? WHERE key = ?", (rows.as_text(value), key))


def _clear(connection: sqlite3.Connection) -> None:
    for table in ("participant", "teller", "event_assertion", "event_discrepancy"):
        connection.execute(f"DELETE FROM {table} WHERE event IN (SELECT n FROM event WHERE state = {CURATED})")
    connection.execute(f"DELETE FROM entity_name WHERE entity IN (SELECT n FROM entity WHERE state = {CURATED})")
    for table in ("event", "entity", "discrepancy"):
        connection.execute(f"DELETE FROM {table} WHERE state = {CURATED}")


def _layer(
    connection: sqlite3.Connection, table: str, machine: Sequence[Thing], now: Sequence[Thing]
) -> list[tuple[int, Thing]]:
    """Marks what of the machine's reading still stands, with its position now; returns the rest of `now`."""
    where = {one.id: k for k, one in enumerate(machine)}
    kept, fresh = [], []
    for position, one in enumerate(now):
        k = where.get(one.id)
        if k is not None and machine[k] == one:
            kept.append((BOTH, position, k))
        else:
            fresh.append((position, one))
    connection.execute(f"UPDATE {table} SET state = {MACHINE}")
    connection.executemany(f"UPDATE {table} SET state = ?, position = ? WHERE machine = ?", kept)
    return fresh


def _numbers(connection: sqlite3.Connection) -> rows.Numbers:
    numbers = rows.Numbers(sources=dict(connection.execute("SELECT id, n FROM source")))
    for n, body in connection.execute("SELECT n, body FROM assertion ORDER BY n"):
        numbers.assertions.setdefault(body.encode("utf-8"), n)
    for n, body in connection.execute("SELECT n, body FROM discrepancy WHERE machine IS NOT NULL ORDER BY n"):
        numbers.discrepancies[body.encode("utf-8")] = n
    return numbers


def _meta(connection: sqlite3.Connection, key: str) -> str | None:
    row = connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return None if row is None else str(row[0])
