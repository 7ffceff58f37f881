"""A journal replayed over the machine's reading; what no longer fits is said, and nothing is overwritten."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import msgspec

from kronika.chronicle.assemble import placed
from kronika.chronicle.book import Chronicle, Decided
from kronika.chronicle.curation.acts import Act, standing
from kronika.chronicle.curation.drafts import Drafts
from kronika.chronicle.curation.entities import EntityDrafts
from kronika.chronicle.curation.events import EventDrafts
from kronika.chronicle.curation.issues import IssueDrafts
from kronika.chronicle.events import setting

DIFFERENT = "an earlier decision says that these are different"


@dataclass(frozen=True)
class _Outcome:
    """What one act came to: the numbers it is about (None: orphaned), and a warning."""

    meant: tuple[int, ...] | None
    warning: str = ""


def apply(book: Chronicle, journal: Sequence[Act]) -> Chronicle:
    """The book as the journal's decisions leave it; pure in both arguments.

    `book` is the machine's reading. Decisions are taken in their order, those that are undone left out; a later one
    outranks an earlier. What became of each stands in `decisions` of the result, in the order of the journal.
    """
    holds = standing(journal)
    if not holds:
        return book
    drafts: dict[str, Drafts | IssueDrafts] = {
        "entity": EntityDrafts(book),
        "event": EventDrafts(book),
        "discrepancy": IssueDrafts(book),
    }
    outcome = _taken(drafts, [act for act in _decisions(journal) if holds[act.id]])
    made, names = _finished(book, drafts)
    decided = tuple(_decided(act, outcome.get(act.id), drafts, names) for act in _decisions(journal))
    return msgspec.structs.replace(made, decisions=decided)


def _decisions(journal: Sequence[Act]) -> list[Act]:
    """The acts that decide something, each once."""
    return list({act.id: act for act in reversed(journal) if act.kind not in ("undo", "redo")}.values())[::-1]


def _taken(drafts: Mapping[str, Drafts | IssueDrafts], acts: Sequence[Act]) -> dict[str, _Outcome]:
    outcome: dict[str, _Outcome] = {}
    apart: list[Act] = []
    for act in acts:
        here = drafts.get(act.target)
        if here is None:
            outcome[act.id] = _Outcome(None)
            continue
        mine = [other for other in apart if other.target == act.target] if act.kind == "merge" else []
        before = [here.joined(other) for other in mine]
        meant = here.take(act)
        crossed = any(here.joined(other) and not was for other, was in zip(mine, before, strict=True))
        outcome[act.id] = _Outcome(meant, DIFFERENT if crossed else "")
        if act.kind == "different":
            apart.append(act)
    return outcome


def _finished(
    book: Chronicle, drafts: Mapping[str, Drafts | IssueDrafts]
) -> tuple[Chronicle, dict[str, dict[int, str]]]:
    entities, events, issues = drafts["entity"], drafts["event"], drafts["discrepancy"]
    assert isinstance(entities, EntityDrafts)
    assert isinstance(events, EventDrafts)
    assert isinstance(issues, IssueDrafts)
    known, entity_names = entities.finished()
    book = msgspec.structs.replace(book, entities=known)
    here = setting(book.accounts, known, book.dependence, book.passages)
    made, event_names = events.finished(here, known, anew=entities.changed)
    left = issues.finished()
    book = placed(book, made, left)
    quiet = {event_names[n] for n in events.quiet if n in event_names}
    if quiet:
        left = [issue for issue in book.discrepancies if not quiet & set(issue.event_ids)]
        book = placed(book, book.events, left)
    return book, {"entity": entity_names, "event": event_names, "discrepancy": issues.ids()}


def _decided(
    act: Act,
    outcome: _Outcome | None,
    drafts: Mapping[str, Drafts | IssueDrafts],
    names: Mapping[str, Mapping[int, str]],
) -> Decided:
    if outcome is None:
        return Decided(act.id, act.kind, "undone")
    if outcome.meant is None:
        return Decided(act.id, act.kind, "orphaned", (), "the evidence it was about is no longer in the book")
    numbers = [drafts[act.target].now(n) for n in outcome.meant]
    found = tuple(dict.fromkeys(names[act.target][n] for n in numbers if n in names[act.target]))
    return Decided(act.id, act.kind, "applied", found, outcome.warning)
