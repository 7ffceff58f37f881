"""What curators decide: small closed values, keyed to the evidence they are about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, get_args

import msgspec

from kronika import edtf
from kronika.chronicle import ids
from kronika.chronicle.book import Chronicle
from kronika.errors import BadDate, BadRequest
from kronika.model import Assertion, Discrepancy, Entity, Event, Factuality, NameKind, Noun, Span

Kind = Literal[
    "accept", "reject", "edit", "merge", "split", "different", "not_comparable", "unsure", "undo", "redo"
]  # fmt: skip
Target = Literal["event", "entity", "discrepancy", "act"]

EVENT_SLOTS = ("date", "type", "place", "title", "factuality", "after", "before")
ENTITY_SLOTS = ("name", "kind", "identifier", "country")


class Key(Noun, frozen=True, order=True):
    """One piece of evidence: a stretch of a source, its words, and what was read there (an event type, a kind).

    `at` is where the word that names an event begins, so that two events in one clause have two keys.
    """

    source_id: str
    start: int
    end: int
    text: str = ""
    reading: str = ""
    at: int = -1


class Act(Noun, frozen=True):
    """One decision of a curator.

    Attributes:
        kind: `accept`, `reject`, `edit` (a slot gets a value), `merge` (all `things` are one), `split` (each of
            `things` stands apart), `different` (the first two of `things` are not the same), `not_comparable` (a
            difference that is none), `unsure`; `undo` and `redo` of the act `of`.
        target: what sort of thing it is about.
        things: for each thing its evidence.
        slot, value: of an edit; of a reject, the one claim that is rejected (else the whole thing is).
        note, author, time: as the curator gives them; kronika adds none of its own.
        of: the act that is undone or redone.
        id: a digest of all this; given when it is recorded.
    """

    kind: Kind
    target: Target
    things: tuple[tuple[Key, ...], ...] = ()
    slot: str = ""
    value: str = ""
    note: str = ""
    author: str = ""
    time: str = ""
    of: str = ""
    id: str = ""


def act(
    book: Chronicle,
    kind: Kind,
    target: Target,
    things: Sequence[str],
    *,
    parts: Sequence[Sequence[Span]] = (),
    slot: str = "",
    value: str = "",
    note: str = "",
    author: str = "",
    time: str = "",
) -> Act:
    """A decision about things of a book, named by their ids; `parts` are the spans that a split sets apart.

    Raises BadRequest for an unknown id, too few things, or a value that does not fit its slot.
    """
    if kind not in get_args(Kind) or target not in ("event", "entity", "discrepancy"):
        raise BadRequest(f"no such decision: {kind} of {target}")
    groups = tuple(evidence(book, target, id) for id in things)
    if kind in ("merge", "different") and len(groups) < 2:
        raise BadRequest(f"{kind} needs two things or more")
    if kind == "split":
        groups = _parts(groups, parts)
    if not groups:
        raise BadRequest(f"{kind} needs something to be about")
    if kind == "edit":
        check_value(target, slot, value)
        value = book.labels().get(value, value)
    return Act(kind, target, groups, slot, value, note, author, time)


def evidence(book: Chronicle, target: Target, id: str) -> tuple[Key, ...]:
    """The evidence of one thing of a book. Raises BadRequest where the book has none of that id."""
    if target == "event":
        found = book.event(id)
        if found is not None:
            return keys_of_event(found, {account.id: account.source.text for account in book.accounts})
    elif target == "entity":
        entity = book.entity(id)
        if entity is not None:
            return keys_of_entity(entity)
    else:
        issue = next((d for d in book.discrepancies if d.id == id), None)
        if issue is not None:
            return keys_of_discrepancy(issue)
    raise BadRequest(f"no {target} {id} in this book")


def keys_of_event(event: Event, texts: dict[str, str]) -> tuple[Key, ...]:
    """What an event stands on."""
    return tuple(sorted(key_of_assertion(one, texts) for one in event.assertions))


def key_of_assertion(one: Assertion, texts: dict[str, str]) -> Key:
    """The key of one assertion: its words, and the event type that was read there."""
    words = texts.get(one.source_id, "")[one.start : one.end]
    return Key(one.source_id, one.start, one.end, words, one.type, one.trigger[0] if one.trigger else -1)


def keys_of_entity(entity: Entity) -> tuple[Key, ...]:
    """The mentions of an entity."""
    return tuple(sorted(Key(m.source_id, m.start, m.end, m.text, entity.kind) for m in entity.mentions))


def keys_of_discrepancy(issue: Discrepancy) -> tuple[Key, ...]:
    """The sides of a discrepancy that have evidence."""
    sides = [side for side in (issue.left, issue.right) if side is not None]
    return tuple(sorted(Key(s.source_id, s.start, s.end, s.text, issue.kind) for s in sides))


def check_value(target: Target, slot: str, value: str) -> None:
    """Raises BadRequest where a slot is unknown or a value is none for it; roles of an event may take any words."""
    name = slot.split(":")[0]
    if target == "entity" and name not in ENTITY_SLOTS:
        raise BadRequest(f"an entity has no slot {slot!r}; it has {', '.join(ENTITY_SLOTS)}")
    if target == "event" and not slot:
        raise BadRequest(f"which slot? one of {', '.join(EVENT_SLOTS)}, or a role")
    if target == "discrepancy":
        raise BadRequest("a discrepancy is accepted, rejected or not comparable; it has no values to edit")
    allowed = {"factuality": get_args(Factuality), "kind": get_args(NameKind)}.get(name)
    if allowed and value not in allowed:
        raise BadRequest(f"{name} is one of {', '.join(allowed)}, not {value!r}")
    if target == "event" and slot == "date" and value:
        try:
            edtf.parse(value)
        except BadDate as error:
            raise BadRequest(str(error)) from error


def numbered(act: Act, before: Sequence[Act]) -> Act:
    """The act with its id: a digest of all that it says and of how often it was said before."""
    bare = msgspec.structs.replace(act, id="")
    plain = msgspec.json.encode(bare, order="deterministic").decode("utf-8")
    again = sum(1 for other in before if msgspec.structs.replace(other, id="") == bare)
    return msgspec.structs.replace(act, id="a" + ids.digest(plain, again)[:12])


def standing(acts: Sequence[Act]) -> dict[str, bool]:
    """For each decision (undo and redo left out), in order: True where it holds, False where it is undone."""
    holds: dict[str, bool] = {}
    for one in acts:
        if one.kind in ("undo", "redo"):
            if one.of in holds:
                holds[one.of] = one.kind == "redo"
        else:
            holds.setdefault(one.id, True)
    return holds


def _parts(groups: tuple[tuple[Key, ...], ...], parts: Sequence[Sequence[Span]]) -> tuple[tuple[Key, ...], ...]:
    known = {(key.source_id, key.start, key.end): key for group in groups for key in group}
    made = []
    for part in parts:
        keys = [known.get((span.source_id, span.start, span.end)) for span in part]
        if not keys or None in keys:
            raise BadRequest("a split names spans that are evidence of the thing")
        made.append(tuple(sorted(key for key in keys if key is not None)))
    if not made or sum(map(len, made)) > len(known) or (len(made) == 1 and len(made[0]) == len(known)):
        raise BadRequest("a split sets apart some of the evidence, and not all of it together")
    return tuple(made)
