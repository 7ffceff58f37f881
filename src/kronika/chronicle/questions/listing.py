"""What a book in a file lists: entities, discrepancies, the accounts behind some evidence; the book is not loaded."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path

import msgspec

from kronika.chronicle.store.connection import reading
from kronika.chronicle.store.schema import MACHINE
from kronika.model import Account, Discrepancy, Entity, Source

_AT_ONCE = 500  # values of one question to the database


def entities_at(path: str | Path, kind: str) -> list[Entity]:
    """The entities of a kind, as the curators left them, in the order of the book. Raises BadBook."""
    with reading(path) as connection:
        query = f"SELECT body FROM entity WHERE kind = ? AND state != {MACHINE} ORDER BY position"
        return [msgspec.json.decode(body, type=Entity) for (body,) in connection.execute(query, (kind,))]


def discrepancies_at(path: str | Path) -> list[Discrepancy]:
    """The discrepancies, as the curators left them, in the order of the book. Raises BadBook."""
    with reading(path) as connection:
        query = f"SELECT body FROM discrepancy WHERE state != {MACHINE} ORDER BY position"
        return [msgspec.json.decode(body, type=Discrepancy) for (body,) in connection.execute(query)]


def labels_at(path: str | Path, ids: Iterable[str]) -> dict[str, str]:
    """The label of each entity of some ids; ids that are none's are left out. Raises BadBook."""
    with reading(path) as connection:
        rows = _where(connection, f"SELECT id, label FROM entity WHERE state != {MACHINE} AND id", ids)
        return {str(id): str(label) for id, label in rows}


def accounts_at(path: str | Path, ids: Iterable[str]) -> dict[str, Account]:
    """The accounts of some sources, by id, without their assertions. Raises BadBook."""
    with reading(path) as connection:
        rows = _where(
            connection, "SELECT source.body, account.body FROM source JOIN account USING (n) WHERE source.id", ids
        )
        accounts = [
            msgspec.structs.replace(
                msgspec.json.decode(account, type=Account), source=msgspec.json.decode(source, type=Source)
            )
            for source, account in rows
        ]
        return {account.id: account for account in accounts}


def sources_at(path: str | Path) -> int:
    """How many sources the book has. Raises BadBook."""
    with reading(path) as connection:
        number: int = connection.execute("SELECT count(*) FROM source").fetchone()[0]
        return number


def _where(connection: sqlite3.Connection, query: str, ids: Iterable[str]) -> list[tuple[str, str]]:
    """The rows of a question that ends before "IN", for all of some ids."""
    wanted = sorted(set(ids))
    rows: list[tuple[str, str]] = []
    for at in range(0, len(wanted), _AT_ONCE):
        some = wanted[at : at + _AT_ONCE]
        rows += connection.execute(f"{query} IN ({', '.join('?' * len(some))})", some).fetchall()
    return rows
