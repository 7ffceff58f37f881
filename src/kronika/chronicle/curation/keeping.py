"""The journal in the file of a book: acts are recorded, undone and redone, carried from one book to another."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal

import msgspec

from kronika.chronicle.book import Decided
from kronika.chronicle.curation.acts import Act, numbered, standing
from kronika.chronicle.store import journal as rows
from kronika.chronicle.store.connection import reading, writing
from kronika.chronicle.store.writing import curated
from kronika.errors import BadRequest


def journal(path: str | Path) -> list[Act]:
    """Every act that the book at a path holds, in the order it was done. Raises BadBook."""
    with reading(path) as connection:
        return rows.read(connection)


def record(path: str | Path, act: Act) -> list[str]:
    """Adds a decision to the journal and takes it over the book; returns warnings, one line each.

    A merge against an earlier "different" is recorded and warned of. Raises BadBook, and BadRequest for an act that
    is no decision.
    """
    if act.kind in ("undo", "redo"):
        raise BadRequest("undo and redo have functions of their own")
    return _added(path, lambda before: act)


def undo(path: str | Path, of: str | None = None, *, note: str = "", author: str = "", time: str = "") -> list[str]:
    """Takes back the decision with an id (the last one that holds where None); returns warnings, one line each.

    Later decisions on the same evidence stay, and are warned of. Raises BadRequest where there is nothing to undo.
    """
    return _added(path, lambda before: _turn(before, "undo", of, (note, author, time)))


def redo(path: str | Path, of: str | None = None, *, note: str = "", author: str = "", time: str = "") -> list[str]:
    """Takes a decision that was undone again, at its old place (the one undone last where None); returns warnings.

    Raises BadRequest where nothing is undone.
    """
    return _added(path, lambda before: _turn(before, "redo", of, (note, author, time)))


def export_journal(path: str | Path) -> str:
    """The journal as JSON Lines, one act a line, to be reviewed and applied elsewhere."""
    return "".join(rows.as_text(act) + "\n" for act in journal(path))


def import_journal(path: str | Path, lines: str) -> list[str]:
    """Adds the acts of an exported journal that the book does not hold yet, in their order; returns warnings.

    Decisions are keyed to evidence, so that they find their place in any book of the same accounts. Raises BadRequest
    with the number of the line where one is no act; nothing is taken then.
    """
    given = [_act(line, number) for number, line in enumerate(lines.splitlines(), 1) if line.strip()]
    with writing(path) as connection:
        _must_hold(connection)
        before = rows.read(connection)
        known = {act.id for act in before}
        new = list({act.id: act for act in given if act.id not in known}.values())
        rows.add(connection, new)
        book = curated(connection, [*before, *new])
    fresh = {act.id for act in new}
    return [f"{one.kind}: {one.warning}" for one in book.decisions if one.act in fresh and one.warning]


def _act(line: str, number: int) -> Act:
    try:
        act = msgspec.json.decode(line, type=Act)
    except (msgspec.ValidationError, msgspec.DecodeError) as error:
        raise BadRequest(f"line {number} is no act of a journal: {error}") from error
    return act if act.id else numbered(act, ())


def _added(path: str | Path, make: Callable[[Sequence[Act]], Act]) -> list[str]:
    with writing(path) as connection:
        _must_hold(connection)
        before = rows.read(connection)
        act = numbered(make(before), before)
        rows.add(connection, [act])
        was = _decided(connection)
        book = curated(connection, [*before, act])
    return _warnings(act, before, book.decisions, was)


def _must_hold(connection: sqlite3.Connection) -> None:
    if not connection.execute("SELECT 1 FROM meta WHERE key = 'build'").fetchone():
        raise BadRequest("there is no chronicle yet to decide about; build it first")


def _decided(connection: sqlite3.Connection) -> dict[str, Decided]:
    row = connection.execute("SELECT value FROM meta WHERE key = 'decisions'").fetchone()
    known = msgspec.json.decode(row[0], type=tuple[Decided, ...]) if row else ()
    return {one.act: one for one in known}


def _turn(before: Sequence[Act], kind: Literal["undo", "redo"], of: str | None, words: tuple[str, str, str]) -> Act:
    """The act that takes another back, or takes it again."""
    holds = standing(before)
    if of is None:
        of = _latest(before, holds, kind)
    if of is None or of not in holds:
        raise BadRequest(f"nothing to {kind}" if of is None else f"no decision {of} in this journal")
    if holds[of] != (kind == "undo"):
        raise BadRequest(f"decision {of} is undone already" if kind == "undo" else f"decision {of} is not undone")
    note, author, time = words
    return Act(kind, "act", note=note, author=author, time=time, of=of)


def _latest(before: Sequence[Act], holds: dict[str, bool], kind: str) -> str | None:
    for act in reversed(before):
        if kind == "undo" and act.kind != "undo" and holds.get(act.of or act.id):
            return act.of or act.id
        if kind == "redo" and act.kind == "undo" and not holds.get(act.of, True):
            return act.of
    return None


def _warnings(act: Act, before: Sequence[Act], now: Sequence[Decided], was: dict[str, Decided]) -> list[str]:
    """What a curator should know at once: what stands against the act, what depends on it, what lost its evidence."""
    about = act.of or act.id
    found = [f"{one.kind}: {one.warning}" for one in now if one.act == about and one.warning]
    if act.of:
        found += [f"a later decision depends on it: {_told(other)}" for other in _dependents(act.of, before)]
    found += [
        f"decision {one.act} ({one.kind}) no longer fits: {one.warning}"
        for one in now
        if one.state == "orphaned" and one.act != about and was.get(one.act, one).state == "applied"
    ]
    return list(dict.fromkeys(found))


def _dependents(of: str, journal: Sequence[Act]) -> list[Act]:
    """The decisions that hold, came after one, and are about some of the same evidence."""
    holds = standing(journal)
    at = next(k for k, act in enumerate(journal) if act.id == of)
    evidence = {(key.source_id, key.start) for keys in journal[at].things for key in keys}
    return [
        act
        for act in journal[at + 1 :]
        if holds.get(act.id) and any((key.source_id, key.start) in evidence for keys in act.things for key in keys)
    ]


def _told(act: Act) -> str:
    words = next((key.text for keys in act.things for key in keys), "")
    slot = f" {act.slot} = {act.value}" if act.slot else ""
    return f"{act.kind} {act.target} {act.id}{slot} ({words[:60]})"
