"""Accounts as they were read, kept in the book: a build reads again only what changed."""

from __future__ import annotations

import sqlite3
from functools import cache
from pathlib import Path

import msgspec

from kronika.chronicle import ids
from kronika.chronicle.assemble import version
from kronika.chronicle.store.connection import book_path, reading, writing
from kronika.chronicle.store.rows import as_text
from kronika.errors import BadBook
from kronika.model import Account, Lessons, Source

ROOMS = ("edtf", "languages", "knowledge", "names", "reading")


class ReadingCache:
    """What was read before, by source, lessons, reader and the version of kronika; made by `reading_cache`.

    `get` and `put` work in memory; `keep` writes what this build used into the book and forgets the rest.
    """

    def __init__(self, path: Path, known: dict[str, str]) -> None:
        self._path = path
        self._known = known
        self._used: dict[str, str] = {}

    def get(self, source: Source, lessons: Lessons | None = None, reader: str = "embedded") -> Account | None:
        """The account that a reader made of this source with these lessons before, or None."""
        key = _key(source, lessons, reader)
        body = self._used.get(key) or self._known.get(key)
        if body is None:
            return None
        try:
            account = msgspec.json.decode(body, type=Account)
        except (msgspec.ValidationError, msgspec.DecodeError):
            return None  # read by a kronika that kept its nouns otherwise: it is read again
        self._used[key] = body
        return account

    def put(self, source: Source, lessons: Lessons | None, account: Account, reader: str = "embedded") -> None:
        """Notes what a reader made of a source with some lessons."""
        self._used[_key(source, lessons, reader)] = as_text(account)

    def keep(self) -> None:
        """Writes the readings of this build into the book. Raises BadBook where it cannot be written."""
        if self._used == self._known:
            return
        with writing(self._path) as connection:
            connection.execute("DELETE FROM reading")
            rows = [(key, 0, body) for key, body in sorted(self._used.items())]
            connection.executemany("INSERT INTO reading VALUES (?, ?, ?)", rows)


def reading_cache(path: str | Path) -> ReadingCache:
    """The readings that the book at a path holds; none where there is no book, or none that can be opened."""
    file = book_path(path)
    try:
        with reading(file) as connection:
            known = dict(connection.execute("SELECT key, body FROM reading"))
    except (BadBook, sqlite3.Error):
        known = {}
    return ReadingCache(file, known)


def _key(source: Source, lessons: Lessons | None, reader: str) -> str:
    return ids.digest(version(), _rooms(), as_text(source), as_text(lessons or Lessons()), reader)


@cache
def _rooms() -> str:
    """A digest of the files that reading depends on: after any change to a language pack accounts are read again."""
    package = Path(__file__).parent.parent.parent
    files = sorted(file for room in ROOMS for file in (package / room).rglob("*") if file.is_file())
    marks = ((str(file.relative_to(package)), file.stat()) for file in files if file.suffix != ".pyc")
    return ids.digest(*(f"{name} {mark.st_size} {mark.st_mtime_ns}" for name, mark in marks))
