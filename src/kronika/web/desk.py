"""The one writer of a book while it is served: decisions go into the journal one at a time, each with a number."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, Literal

import msgspec

from kronika import api, publishing
from kronika.chronicle import Chronicle, curation
from kronika.errors import BadRequest
from kronika.model import Span
from kronika.publishing.passages import Spots

Place = tuple[int, int, int, int]  # account, sentence, start and end in it, in UTF-16 units: as the page counts
MOST_AT_ONCE = 500


class Wish(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One decision as the browser asks for it; the fields are those of `chronicle.curation.act`.

    `parts` are the places of the evidence that a split sets apart.
    """

    kind: Literal["accept", "reject", "edit", "merge", "split", "different", "not_comparable", "unsure"]
    target: Literal["event", "entity", "discrepancy"]
    things: list[str]
    parts: list[list[Place]] = []
    slot: str = ""
    value: str = ""
    note: str = ""


class Wishes(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one press of a key asks for: a decision, or the same on all that are alike. `version`: what was on view."""

    acts: list[Wish]
    author: str = ""
    version: int = 0


class Turn(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Undo or redo: of one decision, or of the last where `of` is None."""

    of: str | None = None
    author: str = ""


class Desk:
    """A served book. Every method may be called from many threads at once."""

    def __init__(self, path: str | Path) -> None:
        self._path = path
        self._lock = threading.RLock()
        self._book = api.load(path)
        self._pages: dict[int, str] = {}

    @property
    def version(self) -> int:
        """How many acts the journal holds: it only grows, and grows with every act."""
        return len(curation.journal(self._path))

    def page(self) -> str:
        """The reader with the desk on it, as the book now stands."""
        with self._lock:
            self._book = api.load(self._path)
            state = self.state()
            version = int(state["version"])
            if version not in self._pages:
                self._pages = {version: publishing.page.render_desk(self._book, None, state)}
            return self._pages[version]

    def state(self) -> dict[str, Any]:
        """The version and the journal in plain words: for each decision what it is, about what, and if it holds."""
        acts = curation.journal(self._path)
        holds = curation.standing(acts)
        outcome = {one.act: one for one in self._book.decisions}
        listed = [
            {
                "id": act.id,
                "kind": act.kind,
                "target": act.target,
                "words": _words(act)[:200],
                "slot": act.slot,
                "value": act.value,
                "note": act.note,
                "author": act.author,
                "time": act.time,
                "holds": holds.get(act.id, False),
                "ids": list(outcome[act.id].ids) if act.id in outcome else [],
                "warning": outcome[act.id].warning if act.id in outcome else "",
            }
            for act in acts
            if act.kind not in ("undo", "redo")
        ]
        return {"version": len(acts), "journal": listed}

    def record(self, wishes: Wishes) -> dict[str, Any]:
        """Records decisions; returns the state and the warnings. Raises BadRequest, naming what is gone or unfit.

        Decisions are keyed to evidence, so one taken on an older view of the book still finds its place; where
        another curator has meanwhile taken its thing away, the browser is told, and nothing is recorded.
        """
        if not 0 < len(wishes.acts) <= MOST_AT_ONCE:
            raise BadRequest(f"from 1 to {MOST_AT_ONCE} decisions at once")
        with self._lock:
            acts = [self._act(wish, wishes.author) for wish in wishes.acts]
            return self._done([partial(curation.record, self._path, act) for act in acts])

    def turn(self, kind: Literal["undo", "redo"], turn: Turn) -> dict[str, Any]:
        """Takes a decision back, or takes it again; returns the state and the warnings."""
        change = curation.undo if kind == "undo" else curation.redo
        with self._lock:
            return self._done([lambda: change(self._path, turn.of, author=turn.author, time=_now())])

    def _done(self, steps: Sequence[Callable[[], list[str]]]) -> dict[str, Any]:
        warnings = [warning for step in steps for warning in step()]
        self._book = api.load(self._path)
        return {**self.state(), "warnings": warnings}

    def _act(self, wish: Wish, author: str) -> curation.Act:
        parts = _spans(self._book, wish) if wish.parts else []
        return curation.act(
            self._book, wish.kind, wish.target, wish.things, parts=parts, slot=wish.slot, value=wish.value,
            note=wish.note, author=author, time=_now(),
        )  # fmt: skip


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _words(act: curation.Act) -> str:
    return next((key.text for keys in act.things for key in keys if key.text), "")


def _spans(book: Chronicle, wish: Wish) -> list[list[Span]]:
    """The spans that the page's places mean, out of the evidence of the thing. Raises BadRequest for any other."""
    spots = Spots(book.accounts, utf16=True)
    known = {
        tuple(spot): span
        for span in _evidence(book, wish)
        if (spot := spots.of(span.source_id, span.start, span.end)) is not None
    }
    found = [[known.get(place) for place in part] for part in wish.parts]
    if any(span is None for part in found for span in part):
        raise BadRequest("a split names places that are evidence of the thing")
    return [[span for span in part if span is not None] for part in found]


def _evidence(book: Chronicle, wish: Wish) -> list[Span]:
    for key in wish.things[:1]:
        if wish.target == "entity" and (entity := book.entity(key)) is not None:
            return list(entity.mentions)
        if wish.target == "event" and (event := book.event(key)) is not None:
            return [Span(one.source_id, one.start, one.end) for one in event.assertions]
    return []
