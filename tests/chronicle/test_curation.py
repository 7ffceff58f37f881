"""The curators' journal: what each decision does, undo and redo, rebuilds, and any sequence of them."""

from __future__ import annotations

import sqlite3
import tempfile
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from chronicle import stories
from kronika import chronicle
from kronika.chronicle import Chronicle, curation
from kronika.chronicle.curation import Act, act, apply
from kronika.chronicle.store import connection
from kronika.errors import BadBook, BadRequest
from kronika.model import Entity, Event, Span


@pytest.fixture
def book() -> Chronicle:
    return stories.book()


@pytest.fixture
def path(tmp_path: Path, book: Chronicle) -> Path:
    book.save(tmp_path / "chronicle.db")
    return tmp_path / "chronicle.db"


def event(book: Chronicle, type: str) -> Event:
    return next(one for one in book.events if one.type == type)


def entity(book: Chronicle, label: str) -> Entity:
    return next(one for one in book.entities if one.label == label)


def decided(book: Chronicle, *acts: Act) -> Chronicle:
    numbered: list[Act] = []
    for one in acts:
        numbered.append(curation.acts.numbered(one, numbered))
    return apply(book, numbered)


def test_no_journal_no_change(book: Chronicle) -> None:
    assert apply(book, []) is book


def test_accept_and_unsure_only_mark(book: Chronicle) -> None:
    id = event(book, "arrest").id
    after = decided(book, act(book, "accept", "event", [id]), act(book, "unsure", "event", [id]))
    assert msgspec.structs.replace(after, decisions=()) == book
    assert [(d.kind, d.state, d.ids) for d in after.decisions] == [
        ("accept", "applied", (id,)),
        ("unsure", "applied", (id,)),
    ]


def test_reject_an_event(book: Chronicle) -> None:
    after = decided(book, act(book, "reject", "event", [event(book, "speech").id]))
    assert [one.type for one in after.events] == ["arrival", "arrest", "release", "journey", "death"]


def test_reject_one_claim(book: Chronicle) -> None:
    id = event(book, "death").id
    after = decided(book, act(book, "reject", "event", [id], slot="date", value="1942"))
    assert event(after, "death").date == "1941"
    assert not [c for c in event(after, "death").claims if c.value == "1942"]
    assert event(after, "death").assertions == event(book, "death").assertions, "the reading itself stays"


def test_edit_values_of_an_event(book: Chronicle) -> None:
    id = event(book, "arrest").id
    holm = entity(book, "Karl Holm").id
    after = decided(
        book,
        act(book, "edit", "event", [id], slot="date", value="1934-04"),
        act(book, "edit", "event", [id], slot="place", value="Oslo"),
        act(book, "edit", "event", [id], slot="patient", value=holm),
        act(book, "edit", "event", [id], slot="title", value="The arrest"),
    )
    arrest = event(after, "arrest")
    assert (arrest.id, arrest.date, arrest.title) == (id, "1934-04", "The arrest")
    assert after.labels()[arrest.place or ""] == "Oslo"
    assert ("patient", holm) in arrest.participants


@pytest.mark.parametrize(
    ("target", "slot", "value"),
    [("event", "date", "some day"), ("event", "factuality", "sure"), ("event", "", "x"), ("entity", "colour", "red"),
     ("entity", "kind", "thing"), ("discrepancy", "kind", "date")],
)  # fmt: skip
def test_values_that_do_not_fit_are_refused(book: Chronicle, target: Any, slot: str, value: str) -> None:
    id = {"event": book.events[0].id, "entity": book.entities[0].id, "discrepancy": book.discrepancies[0].id}[target]
    with pytest.raises(BadRequest):
        act(book, "edit", target, [id], slot=slot, value=value)


def test_merge_and_split_events(book: Chronicle) -> None:
    arrest, release = event(book, "arrest"), event(book, "release")
    merged = decided(book, act(book, "merge", "event", [arrest.id, release.id]))
    assert len(merged.events) == 5
    assert len(next(e for e in merged.events if e.id in (arrest.id, release.id)).assertions) == 6
    part = [Span(a.source_id, a.start, a.end) for a in arrest.assertions[:1]]
    split = decided(book, act(book, "split", "event", [arrest.id], parts=[part]))
    assert len(split.events) == 7
    assert len({one.id for one in split.events}) == 7


def test_merge_and_split_people(book: Chronicle) -> None:
    anna, holm = entity(book, "Anna Weiss"), entity(book, "Karl Holm")
    merged = decided(book, act(book, "merge", "entity", [anna.id, holm.id], note="one and the same"))
    assert len(merged.entities) == len(book.entities) - 1
    one = next(e for e in merged.entities if len(e.mentions) == len(anna.mentions) + len(holm.mentions))
    assert {who for role, who in event(merged, "death").participants if role == "patient"} == {one.id}
    part = [m for m in anna.mentions if m.source_id == "pt"]
    split = decided(book, act(book, "split", "entity", [anna.id], parts=[part]))
    assert len(split.entities) == len(book.entities) + 1
    claims = [c.source_ids for c in event(split, "release").claims if c.slot == "patient"]
    assert sorted(claims) == [["en", "hu"], ["pt"]], "two people of one name, each with their accounts"


def test_edit_and_reject_people(book: Chronicle) -> None:
    anna = entity(book, "Anna Weiss")
    named = decided(
        book,
        act(book, "edit", "entity", [anna.id], slot="name", value="Anna Maria Weiss"),
        act(book, "edit", "entity", [anna.id], slot="identifier:viaf", value="12"),
    )
    found = named.entity(anna.id)
    assert found is not None
    assert (found.label, found.identifiers) == ("Anna Maria Weiss", {"viaf": "12"})
    assert event(named, "release").title == "Release: Anna Maria Weiss"
    gone = decided(book, act(book, "reject", "entity", [anna.id]))
    assert gone.entity(anna.id) is None
    assert event(gone, "release").participants == []


def test_different_takes_the_machines_merger_apart(book: Chronicle) -> None:
    anna = entity(book, "Anna Weiss")
    keys = curation.acts.keys_of_entity(anna)
    apart = Act("different", "entity", (keys[:3], keys[3:]))
    after = decided(book, apart)
    assert len(after.entities) == len(book.entities) + 1


def test_a_merge_against_an_earlier_different_is_warned_of(book: Chronicle, path: Path) -> None:
    anna, holm, oslo = (entity(book, name).id for name in ("Anna Weiss", "Karl Holm", "Oslo"))
    assert curation.record(path, act(book, "different", "entity", [anna, holm])) == []
    assert curation.record(path, act(book, "merge", "entity", [anna, oslo])) == []
    warned = curation.record(path, act(book, "merge", "entity", [oslo, holm]))
    assert warned == ["merge: an earlier decision says that these are different"], "though by way of a third"


def test_what_is_not_comparable_is_no_discrepancy(book: Chronicle) -> None:
    first = book.discrepancies[0]
    after = decided(book, act(book, "not_comparable", "discrepancy", [first.id]))
    assert [d.id for d in after.discrepancies] == [d.id for d in book.discrepancies[1:]]
    whole = decided(book, act(book, "not_comparable", "event", [event(book, "death").id]))
    assert [d.id for d in whole.discrepancies] == [first.id]
    assert event(whole, "death").discrepancies == []


def test_undo_and_redo_across_runs(book: Chronicle, path: Path) -> None:
    arrest, release = event(book, "arrest").id, event(book, "release").id
    curation.record(path, act(book, "merge", "event", [arrest, release], author="A", time="2001-01-01"))
    merged = chronicle.load(path)
    assert len(merged.events) == 5
    edit = act(merged, "edit", "event", [merged.events[1].id], slot="title", value="Arrest and release")
    curation.record(path, edit)
    first, second = curation.journal(path)
    warnings = curation.undo(path, first.id, author="B")
    assert len(warnings) == 1
    assert warnings[0].startswith("a later decision depends on it: edit event")
    assert len(chronicle.load(path).events) == 6
    assert curation.redo(path) == [f"a later decision depends on it: edit event {second.id} title = "
                                   f"Arrest and release ({second.things[0][0].text})"]  # fmt: skip
    assert len(chronicle.load(path).events) == 5
    curation.undo(path)
    curation.undo(path)
    assert msgspec.structs.replace(chronicle.load(path), decisions=()) == book
    with pytest.raises(BadRequest, match="nothing to undo"):
        curation.undo(path)
    with pytest.raises(BadRequest, match="no decision"):
        curation.redo(path, "unknown")
    assert len(curation.journal(path)) == 6, "the journal only grows"


def test_the_machines_reading_is_never_overwritten(book: Chronicle, path: Path) -> None:
    curation.record(path, act(book, "reject", "entity", [entity(book, "Anna Weiss").id]))
    curation.record(path, act(book, "reject", "event", [book.events[0].id]))
    assert chronicle.load(path, machine=True) == book
    assert chronicle.load(path) == apply(book, curation.journal(path))


def test_decisions_survive_a_rebuild_and_orphans_are_listed(book: Chronicle, path: Path) -> None:
    death = event(book, "death")
    only_pt = next(one for one in death.assertions if one.source_id == "pt")
    part = [Span(only_pt.source_id, only_pt.start, only_pt.end)]
    curation.record(path, act(book, "edit", "event", [event(book, "arrest").id], slot="date", value="1934-04"))
    curation.record(path, act(book, "split", "event", [death.id], parts=[part]))
    fewer = stories.book(stories.told(thin=True))
    fewer.save(path)
    after = chronicle.load(path)
    assert event(after, "arrest").date == "1934-04"
    assert [(d.kind, d.state) for d in after.decisions] == [("edit", "applied"), ("split", "orphaned")]
    book.save(path)
    assert len(chronicle.load(path).events) == 7, "the evidence is back, and so is the decision"


def test_a_book_seen_through_its_journal_is_saved_without_harm(book: Chronicle, path: Path, tmp_path: Path) -> None:
    curation.record(path, act(book, "reject", "event", [event(book, "speech").id]))
    seen = chronicle.load(path)
    seen.save(path)
    assert chronicle.load(path, machine=True) == book
    seen.save(tmp_path / "copy.db")
    assert chronicle.load(tmp_path / "copy.db") == seen


def test_a_mended_source_keeps_its_decisions(book: Chronicle) -> None:
    decision = act(book, "edit", "event", [event(book, "death").id], slot="date", value="1941-07")
    accounts = [
        stories.account("en2", "en", [("A new first line.", "", {}, None), *stories.EN], stories.KINDS),
        *stories.told()[1:],
    ]
    after = decided(stories.book(accounts), decision)
    assert event(after, "death").date == "1941-07"


def test_a_journal_can_be_applied_elsewhere(book: Chronicle, path: Path, tmp_path: Path) -> None:
    curation.record(path, act(book, "edit", "event", [book.events[0].id], slot="title", value="x", note="ž\n„q”"))
    curation.record(path, act(book, "reject", "event", [book.events[2].id]))
    curation.undo(path)
    lines = curation.export_journal(path)
    assert len(lines.splitlines()) == 3
    other = tmp_path / "other.db"
    book.save(other)
    assert curation.import_journal(other, lines) == []
    assert curation.import_journal(other, lines) == [], "twice does no harm"
    assert curation.journal(other) == curation.journal(path)
    assert chronicle.load(other) == chronicle.load(path)
    with pytest.raises(BadRequest, match="line 2 is no act"):
        curation.import_journal(other, lines.splitlines()[0] + "\n{}\n")


def test_no_book_no_decision(tmp_path: Path, book: Chronicle) -> None:
    with pytest.raises(BadBook):
        curation.journal(tmp_path)
    with pytest.raises(BadRequest):
        act(book, "accept", "event", ["e-unknown"])
    with pytest.raises(BadRequest):
        act(book, "merge", "event", [book.events[0].id])
    with pytest.raises(BadRequest):
        act(book, "split", "event", [book.events[0].id], parts=[[Span("en", 0, 1)]])


FULL, THIN = stories.book(), stories.book(stories.told(thin=True))
KINDS = st.sampled_from(["accept", "reject", "edit", "merge", "split", "different", "not_comparable", "unsure"])


class Curators(RuleBasedStateMachine):
    """Whatever is decided, undone, redone and rebuilt: the file holds what its journal says, and nothing is lost."""

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "chronicle.db"
        self.machine = FULL
        self.machine.save(self.path)
        self.holds: dict[str, bool] = {}

    @rule(
        kind=KINDS, people=st.booleans(), choice=st.integers(0, 10**6), slot=st.sampled_from(["date", "title", "place"])
    )
    def decide(self, kind: Any, people: bool, choice: int, slot: str) -> None:
        book = chronicle.load(self.path)
        target = "entity" if people and kind != "not_comparable" else "event"
        things = [one.id for one in (book.entities if target == "entity" else book.events)]
        if len(things) < 2:
            return
        first, second = things[choice % len(things)], things[(choice // 7 + 1) % len(things)]
        ids = [first, second] if kind in ("merge", "different") else [first]
        keys = curation.acts.evidence(book, target, first)  # type: ignore[arg-type]
        parts = [[Span(k.source_id, k.start, k.end) for k in keys[: 1 + choice % max(1, len(keys) - 1)]]]
        if kind == "split" and len(keys) < 2:
            return
        slot, value = ("name", f"N{choice % 5}") if target == "entity" else (slot, f"19{choice % 90 + 10}")
        made = act(
            book, kind, target, ids, parts=parts if kind == "split" else (),  # type: ignore[arg-type]
            slot=slot if kind == "edit" else "", value=value if kind == "edit" else "", time=str(len(self.holds)),
        )  # fmt: skip
        curation.record(self.path, made)
        self.holds[curation.journal(self.path)[-1].id] = True

    @precondition(lambda self: any(self.holds.values()))
    @rule(choice=st.integers(0, 99))
    def undo(self, choice: int) -> None:
        ids = [id for id, holds in self.holds.items() if holds]
        curation.undo(self.path, ids[choice % len(ids)])
        self.holds[ids[choice % len(ids)]] = False

    @precondition(lambda self: not all(self.holds.values()))
    @rule(choice=st.integers(0, 99))
    def redo(self, choice: int) -> None:
        ids = [id for id, holds in self.holds.items() if not holds]
        curation.redo(self.path, ids[choice % len(ids)])
        self.holds[ids[choice % len(ids)]] = True

    @rule(full=st.booleans())
    def rebuild(self, full: bool) -> None:
        self.machine = FULL if full else THIN
        self.machine.save(self.path)

    @invariant()
    def the_file_is_what_the_journal_says(self) -> None:
        if not hasattr(self, "path"):
            return
        journal = curation.journal(self.path)
        book = chronicle.load(self.path)
        assert curation.standing(journal) == self.holds
        assert book == apply(self.machine, journal)
        assert chronicle.load(self.path, machine=True) == self.machine
        told = [(a.source_id, a.start, a.end, a.type) for one in book.events for a in one.assertions]
        assert len(told) == len(set(told)), "no assertion tells two events"
        assert len({one.id for one in book.events}) == len(book.events)
        assert len({one.id for one in book.entities}) == len(book.entities)

    def teardown(self) -> None:
        if hasattr(self, "folder"):
            self.folder.cleanup()


Curators.TestCase.settings = settings(
    max_examples=200, stateful_step_count=6, deadline=None, suppress_health_check=list(HealthCheck)
)


def test_any_sequence_of_decisions(monkeypatch: pytest.MonkeyPatch) -> None:
    real = connection._open

    def hasty(file: Path) -> sqlite3.Connection:
        db = real(file)
        db.execute("PRAGMA synchronous = OFF")  # what a power cut would do is not the question here
        return db

    monkeypatch.setattr(connection, "_open", hasty)
    run_state_machine_as_test(Curators)
