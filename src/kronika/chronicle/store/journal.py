"""The curators' journal as rows: acts are added, and never changed or taken out."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

import msgspec

from kronika.chronicle.curation.acts import Act
from kronika.chronicle.store.rows import as_text

__all__ = ["add", "as_text", "read"]


def read(connection: sqlite3.Connection) -> list[Act]:
    """Every act, in the order it was done."""
    decoder = msgspec.json.Decoder(Act)
    return [decoder.decode(body) for (body,) in connection.execute("SELECT body FROM journal ORDER BY n")]


def add(connection: sqlite3.Connection, acts: Iterable[Act]) -> None:
    """Adds acts at the end."""
    rows = [(act.id, as_text(act)) for act in acts]
    connection.executemany("INSERT INTO journal (id, body) VALUES (?, ?)", rows)
