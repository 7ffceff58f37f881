"""Words in the texts of a book, in every script, and under every name that a person or place has in it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from kronika.chronicle.folding import folded, pairs, terms, unspaced
from kronika.chronicle.store.connection import reading
from kronika.model import Noun

MANY = 3000  # with more sentences than this, they come in order of the accounts instead of by weight


class Hit(Noun, frozen=True):
    """A sentence that was found: its place and text, and whether it holds the very words (or forms of them)."""

    source_id: str
    start: int
    end: int
    text: str
    exact: bool = True


def search(path: str | Path, text: str, limit: int = 50) -> list[Hit]:
    """The sentences of a book in a file that hold all the words, best first, with none where nothing is asked.

    Words are compared without case, accents and points; forms of a word with other endings come after the word itself.
    Where the words are a name that the book knows, its other names are looked for as well: "Moscow" finds "Москва".
    Raises BadBook.
    """
    words = terms(text)
    if not words:
        return []
    with reading(path) as connection:
        names = _other_names(connection, folded(text))
        exact = " OR ".join([_all(words, loose=False), *(_all(terms(name), loose=False) for name in names)])
        loose = " OR ".join([_all(words, loose=True), *(_all(terms(name), loose=True) for name in names)])
        very = _found(connection, exact, limit)
        more = (
            [row for row in _found(connection, loose, 2 * limit) if row not in set(very)] if len(very) < limit else []
        )
        hits = [_hit(connection, row, exact=True) for row in very]
        return hits + [_hit(connection, row, exact=False) for row in more[: limit - len(very)]]


def _found(connection: sqlite3.Connection, query: str, limit: int) -> list[int]:
    many = "SELECT count(*) FROM (SELECT 1 FROM search WHERE search MATCH ? LIMIT ?)"
    order = "rank, rowid" if connection.execute(many, (query, MANY)).fetchone()[0] < MANY else "rowid"
    rows = connection.execute(f"SELECT rowid FROM search WHERE search MATCH ? ORDER BY {order} LIMIT ?", (query, limit))
    return [row[0] for row in rows]


def _other_names(connection: sqlite3.Connection, name: str) -> list[str]:
    """The names, as searched by, of all that bears this one."""
    query = """SELECT DISTINCT name FROM entity_name WHERE entity IN
               (SELECT entity FROM entity_name JOIN entity ON entity.n = entity WHERE name = ? AND state != 1)
               AND name != ? ORDER BY name LIMIT 40"""
    return [row[0] for row in connection.execute(query, (name, name)) if terms(row[0])]


def _all(words: list[str], loose: bool) -> str:
    return "(" + " AND ".join(_one(word, loose) for word in words) + ")"


def _one(word: str, loose: bool) -> str:
    if unspaced(word):
        return '"' + " ".join(pairs(word)) + '"'
    if not loose or len(word) < 4:
        return f'"{word}"'
    # Endings change the last letters of a word in most languages with cases; its beginning stays.
    return f'"{word[: max(4, len(word) - (1 if len(word) < 7 else 2))]}" *'


def _hit(connection: sqlite3.Connection, row: int, exact: bool) -> Hit:
    query = """SELECT source.id, sentence."start", sentence."end", text FROM sentence
               JOIN source ON source.n = sentence.source WHERE sentence.n = ?"""
    source_id, start, end, text = connection.execute(query, (row,)).fetchone()
    return Hit(source_id, start, end, text, exact)
