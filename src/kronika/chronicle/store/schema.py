"""The tables of a book, and how an older file becomes a newer one.

Every table of `CONTENT` is made from the accounts, and made anew by a build; `journal` (what curators decided) and
`reading` (accounts as read, kept for the next build) outlive it. Bodies are the nouns as JSON, so that a file can be
read without kronika; what questions ask by stands in columns of its own.

A row of `entity`, `event` or `discrepancy` belongs to a layer (`state`): BOTH, where the curators left the machine's
reading as it was; MACHINE, where a decision replaced it; CURATED, where a decision made it.
"""

from __future__ import annotations

APPLICATION = 0x4B524F4E  # "KRON"
BOTH, MACHINE, CURATED = 0, 1, 2

CONTENT = (
    "meta", "source", "account", "sentence", "search", "assertion", "entity", "entity_name", "event", "participant",
    "teller", "event_assertion", "discrepancy", "event_discrepancy", "passage", "dependence",
)  # fmt: skip

_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE source (
    n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, language TEXT, title TEXT, origin TEXT, body TEXT NOT NULL);
CREATE TABLE account (n INTEGER PRIMARY KEY REFERENCES source, body TEXT NOT NULL);
CREATE TABLE sentence (
    n INTEGER PRIMARY KEY, source INTEGER NOT NULL, "start" INTEGER NOT NULL, "end" INTEGER NOT NULL,
    text TEXT NOT NULL);
CREATE VIRTUAL TABLE search USING fts5(
    words, content='', detail='full', tokenize="unicode61 remove_diacritics 0 categories 'L* N* M* Co'");
CREATE TABLE assertion (
    n INTEGER PRIMARY KEY, source INTEGER NOT NULL, type TEXT NOT NULL, "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL, body TEXT NOT NULL);
CREATE TABLE entity (
    n INTEGER PRIMARY KEY, id TEXT NOT NULL, kind TEXT NOT NULL, label TEXT NOT NULL, state INTEGER NOT NULL,
    position INTEGER NOT NULL, machine INTEGER, body TEXT NOT NULL);
CREATE TABLE entity_name (name TEXT NOT NULL, entity INTEGER NOT NULL, PRIMARY KEY (name, entity)) WITHOUT ROWID;
CREATE TABLE event (
    n INTEGER PRIMARY KEY, id TEXT NOT NULL, type TEXT NOT NULL, date TEXT, earliest INTEGER, latest INTEGER,
    disputed INTEGER NOT NULL, state INTEGER NOT NULL, position INTEGER NOT NULL, machine INTEGER,
    title TEXT NOT NULL, body TEXT NOT NULL);
CREATE TABLE participant (
    entity TEXT NOT NULL, event INTEGER NOT NULL, role TEXT NOT NULL,
    PRIMARY KEY (entity, event, role)) WITHOUT ROWID;
CREATE TABLE teller (source INTEGER NOT NULL, event INTEGER NOT NULL, PRIMARY KEY (source, event)) WITHOUT ROWID;
CREATE TABLE event_assertion (
    event INTEGER NOT NULL, position INTEGER NOT NULL, assertion INTEGER NOT NULL,
    PRIMARY KEY (event, position)) WITHOUT ROWID;
CREATE TABLE discrepancy (
    n INTEGER PRIMARY KEY, id TEXT NOT NULL, kind TEXT NOT NULL, relation TEXT NOT NULL, state INTEGER NOT NULL,
    position INTEGER NOT NULL, machine INTEGER, body TEXT NOT NULL);
CREATE TABLE event_discrepancy (
    event INTEGER NOT NULL, position INTEGER NOT NULL, discrepancy INTEGER NOT NULL,
    PRIMARY KEY (event, position)) WITHOUT ROWID;
CREATE TABLE passage (n INTEGER PRIMARY KEY, body TEXT NOT NULL);
CREATE TABLE dependence (n INTEGER PRIMARY KEY, body TEXT NOT NULL);
"""

INDEXES = """
CREATE INDEX event_by_id ON event (id);
CREATE INDEX event_by_position ON event (position, earliest, latest, type, disputed, state);
CREATE INDEX event_by_type ON event (type, position);
CREATE INDEX event_by_time ON event (earliest, latest, position);
CREATE INDEX event_by_dispute ON event (position) WHERE disputed = 1;
CREATE INDEX entity_by_id ON entity (id);
CREATE INDEX participant_by_event ON participant (event);
CREATE INDEX sentence_by_place ON sentence (source, "start");
"""

KEPT = """
CREATE TABLE IF NOT EXISTS journal (n INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, body TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS reading (key TEXT PRIMARY KEY, build INTEGER NOT NULL, body TEXT NOT NULL) WITHOUT ROWID;
"""

MIGRATIONS: tuple[str, ...] = (KEPT + _TABLES + INDEXES,)
"""Step k takes a file from schema k to schema k + 1; an empty file is schema 0."""

TABLES = _TABLES


def statements(script: str) -> list[str]:
    """The statements of a script, one by one: `executescript` would end the transaction that they belong to."""
    return [statement.strip() for statement in script.split(";\n") if statement.strip()]
