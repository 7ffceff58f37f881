"""Opening the file of a book, and saying in one line what stands in the way."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from kronika.chronicle.store.schema import APPLICATION, MIGRATIONS, statements
from kronika.errors import BadBook

FILE = "chronicle.db"
PATIENCE = 2.0  # seconds that a writer waits for another before it says so

_REASONS = (
    ("locked", "another program is writing it; try again when that is done"),
    ("busy", "another program is writing it; try again when that is done"),
    ("full", "no room left on the disk; the book is as it was"),
    ("readonly", "cannot be written to; the book is as it was"),
    ("unable to open", "cannot be opened; is the folder there, and may you write in it?"),
    ("not a database", "is no chronicle"),
    ("malformed", "is damaged; restore it from a copy, or build it again"),
    ("disk i/o", "the disk does not answer; the book is as it was"),
)


def book_path(path: str | Path) -> Path:
    """The `.db` file of a book, from the file itself or the folder it lies in."""
    given = Path(path)
    return given if given.is_file() or given.suffix in (".db", ".sqlite") else given / FILE


@contextmanager
def reading(path: str | Path) -> Iterator[sqlite3.Connection]:
    """A connection for questions. Raises BadBook where there is no book, or none that can be read."""
    file = book_path(path)
    if not file.is_file():
        raise BadBook(f"{file}: no chronicle there")
    with _told(file), closing(_open(file)) as connection:
        level = _level(connection, file)
        if level < len(MIGRATIONS):
            if level == 0:
                raise BadBook(f"{file}: no chronicle there yet")
            migrate(connection, file)
        connection.execute("BEGIN")  # one state of the book for all that is asked
        yield connection
        connection.rollback()


@contextmanager
def writing(path: str | Path) -> Iterator[sqlite3.Connection]:
    """A connection with one open transaction: all of it is kept at the end, or on any error nothing.

    Makes the file where there is none. Raises BadBook in one line where another writes, or it cannot be written.
    """
    file = book_path(path)
    with _told(file):
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise BadBook(f"{file}: {error.strerror or error}") from error
        with closing(_open(file)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            _migrated(connection, file)
            try:
                yield connection
                connection.execute("COMMIT")
            finally:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")


def migrate(connection: sqlite3.Connection, file: Path) -> None:
    """Brings an older file up to date, in one transaction of its own."""
    connection.execute("BEGIN IMMEDIATE")
    _migrated(connection, file)
    connection.execute("COMMIT")


def _migrated(connection: sqlite3.Connection, file: Path) -> None:
    level = _level(connection, file)
    for step in MIGRATIONS[level:]:
        for statement in statements(step):
            connection.execute(statement)
    if level < len(MIGRATIONS):
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")


def _open(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(file, timeout=PATIENCE, isolation_level=None)
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute("PRAGMA cache_size = -65536")
    return connection


def _level(connection: sqlite3.Connection, file: Path) -> int:
    """Which schema a file has; 0 for an empty one. Raises BadBook for another program's, or a newer kronika's."""
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    level: int = connection.execute("PRAGMA user_version").fetchone()[0]
    if application != APPLICATION:
        if connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            raise BadBook(f"{file}: a database, but no chronicle")
        return 0
    if level > len(MIGRATIONS):
        raise BadBook(f"{file}: made by a newer kronika (schema {level}; this one knows up to {len(MIGRATIONS)})")
    return level


@contextmanager
def _told(file: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        said = str(error).lower()
        reason = next((words for sign, words in _REASONS if sign in said), str(error))
        raise BadBook(f"{file}: {reason}") from error
