"""The noun of this room: a whole book."""

from __future__ import annotations

from pathlib import Path

import msgspec

from kronika.model import Account, Dependence, Discrepancy, Entity, Event, Noun, Passage, Source


class Decided(Noun, frozen=True):
    """What became of one act of a curator when the journal was replayed over this book.

    Attributes:
        act: the id of the act. kind: what was decided (`accept`, `merge` …).
        state: `applied`; `orphaned`, where the book no longer holds its evidence; `undone`.
        ids: the events, entities or discrepancies of the book that it is about.
        warning: one line where another act stands against it, else "".
    """

    act: str
    kind: str
    state: str
    ids: tuple[str, ...] = ()
    warning: str = ""


class Chronicle(Noun, frozen=True):
    """One sourced chronicle out of several accounts.

    Attributes:
        sources: in the order that the accounts were given in. accounts: as read, in the order of sources.
        passages: rows of the alignment of all accounts; an empty tuple is a gap.
        entities: who and what is named. events: in order of time.
        discrepancies: where accounts differ. dependence: who follows whom, so that agreement counts once.
        tray: ids of the events that nothing places in time; they stand last in `events`.
        version: the kronika that made it. build: a digest of what it was made from; equal where all of it is equal.
        decisions: what became of each act of the curators; empty where none has been applied.
    """

    sources: list[Source]
    accounts: list[Account]
    passages: list[Passage] = msgspec.field(default_factory=list)
    entities: list[Entity] = msgspec.field(default_factory=list)
    events: list[Event] = msgspec.field(default_factory=list)
    discrepancies: list[Discrepancy] = msgspec.field(default_factory=list)
    dependence: list[Dependence] = msgspec.field(default_factory=list)
    tray: tuple[str, ...] = ()
    version: str = ""
    build: str = ""
    decisions: tuple[Decided, ...] = ()

    def save(self, path: str | Path) -> None:
        """Writes the book into a `.db` file (or DIR/chronicle.db) in one transaction.

        The curators' journal that is there already stays and is replayed. Raises BadBook in one line where the file
        cannot be written.
        """
        from kronika.chronicle.store import save

        save(self, path)

    def entity(self, id: str) -> Entity | None:
        """The entity with an id, or None."""
        return next((entity for entity in self.entities if entity.id == id), None)

    def event(self, id: str) -> Event | None:
        """The event with an id, or None."""
        return next((event for event in self.events if event.id == id), None)

    def labels(self) -> dict[str, str]:
        """One name to show for each entity id."""
        return {entity.id: entity.label for entity in self.entities}
