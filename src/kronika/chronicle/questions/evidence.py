"""What each account says of one person or event: values grouped, voices counted, a tie called a tie."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from kronika import edtf
from kronika.chronicle.book import Chronicle
from kronika.chronicle.folding import folded
from kronika.chronicle.questions.asking import named
from kronika.chronicle.voices import Voices
from kronika.collation.events_types import line
from kronika.errors import BadDate, BadRequest
from kronika.knowledge.events import incompatible
from kronika.model import Claim, Discrepancy, Event, Noun, Span

SLOTS = ("date", "place", "factuality", "type")


class Value(Noun, frozen=True):
    """One value of a slot: who holds it, how many independent voices that makes, and their words.

    `backed_by` are the accounts whose value does not stand against it (a month, beside the day): they count for it too.
    """

    value: str
    source_ids: tuple[str, ...]
    independent: int
    backed_by: tuple[str, ...] = ()
    voices: int = 0
    evidence: tuple[Span, ...] = ()


class Told(Noun, frozen=True):
    """One slot of one event: its values, best supported first.

    `best` is the value that most independent voices back, "" where that is a tie; `tie` then has the equals.
    """

    event_id: str
    title: str
    slot: str
    values: tuple[Value, ...]
    best: str = ""
    tie: tuple[str, ...] = ()


class Answer(Noun, frozen=True):
    """What a book says of a name: the entities and events it was taken for, and each slot that the accounts fill.

    `disputed` are the outcomes on which accounts contradict each other: who was shot in one may have lived in another.
    The events that speak against those asked for stand in `told` after them.
    """

    name: str
    aspect: str
    entity_ids: tuple[str, ...]
    told: tuple[Told, ...]
    accounts: int = 0
    disputed: tuple[Told, ...] = ()

    def text(self) -> str:
        """The answer in plain lines for a terminal."""
        if not self.told:
            return f"Nothing is told of {self.name}{f' and {self.aspect}' if self.aspect else ''}."
        lines: list[str] = []
        last = ""
        for one in (*self.disputed, *self.told):
            if one.event_id != last:
                lines += ([""] if lines else []) + [one.title]
                last = one.event_id
            lines.append(f"  {one.slot.replace('_', ' ')}")
            lines += [f"    {line}" for value in one.values for line in _lines(value)]
            if one.tie:
                lines.append(f"    a tie between {' and '.join(one.tie)}")
            elif len(one.values) > 1 and one.best:
                lines.append(f"    best supported: {one.best}")
        return "\n".join(lines)


def _lines(value: Value) -> list[str]:
    held = len(value.source_ids)
    voices = value.independent
    count = f"{held} account{'s' if held != 1 else ''}, {voices} independent voice{'s' if voices != 1 else ''}"
    quotes = [f"  {span.source_id}: “{' '.join(span.text.split())[:160]}”" for span in value.evidence]
    return [f"{value.value}  ({count})", *quotes]


def evidence(book: Chronicle, name: str, aspect: str | None = None) -> Answer:
    """What the accounts of a book say of a person, place or event (its id), about one aspect or all.

    `aspect` is an event type or a kind of it (death takes executions in), or a slot (date, place, a role). Raises
    BadRequest where the book knows nothing of that name.
    """
    event = book.event(name)
    ids = set() if event is not None else named(book.entities, name)
    if event is None and not ids:
        raise BadRequest(f"nothing in this book is named {name!r}")
    about = [event] if event is not None else [one for one in book.events if _with(one, ids)]
    wanted = folded(aspect or "").replace(" ", "_")
    by_type = [one for one in about if wanted and (wanted in line(one.type) or wanted in one.type.split("_"))]
    chosen = by_type if by_type else about
    slots = None if by_type or not wanted else {wanted}
    chosen = [*chosen, *_contrary(chosen, about, wanted if by_type else "")]
    voices = Voices(book.dependence)
    told = [row for one in chosen for row in _slots(one, slots, voices)]
    tellers = {a.source_id for one in chosen for a in one.assertions}
    disputed = tuple(_disputed(chosen, voices)) if slots is None else ()
    return Answer(name, aspect or "", tuple(sorted(ids)), tuple(told), len(tellers), disputed)


def _contrary(chosen: Sequence[Event], about: Sequence[Event], wanted: str) -> list[Event]:
    """The other events of those asked for that answer the same question the other way: a survival, for a death."""
    known = {event.id for event in chosen}
    opposed = {id for event in chosen for found in _outcomes(event) for id in found.event_ids if id not in known}
    return [
        event
        for event in about
        if event.id not in known and (event.id in opposed or (wanted and incompatible(event.type, wanted)))
    ]


def _outcomes(event: Event) -> list[Discrepancy]:
    return [d for d in event.discrepancies if d.kind == "outcome" and d.relation == "contradicts"]


def _disputed(chosen: Sequence[Event], voices: Voices) -> Iterable[Told]:
    """The outcomes in dispute, each value with the accounts that hold it; a tie called a tie."""
    seen: set[str] = set()
    for event in chosen:
        held: dict[str, set[Span]] = {}
        for found in _outcomes(event):
            for value, span in ((found.left_value, found.left), (found.right_value, found.right)):
                if found.id not in seen and value and span is not None:
                    held.setdefault(value, set()).add(span)
            seen.add(found.id)
        if len(held) > 1:
            claims = [
                Claim("outcome", value, sorted({s.source_id for s in spans}), 0, tuple(sorted(spans)))
                for value, spans in sorted(held.items())
            ]
            yield msgspec.structs.replace(
                _weighed(event, "outcome", claims, voices), title=f"In dispute: {event.title}"
            )


def _with(event: Event, ids: set[str]) -> bool:
    return event.place in ids or any(id in ids for _, id in event.participants)


def _slots(event: Event, wanted: set[str] | None, voices: Voices) -> Iterable[Told]:
    slots = list(dict.fromkeys(claim.slot for claim in event.claims))
    slots.sort(key=lambda slot: (SLOTS.index(slot) if slot in SLOTS else len(SLOTS), slot))
    for slot in slots:
        if wanted is None or slot in wanted:
            claims = [claim for claim in event.claims if claim.slot == slot]
            yield _weighed(event, slot, claims, voices)


def _weighed(event: Event, slot: str, claims: Sequence[Claim], voices: Voices) -> Told:
    values = []
    for claim in claims:
        backing = sorted({id for other in claims if _backs(slot, other.value, claim.value) for id in other.source_ids})
        independent = voices.count(claim.source_ids)
        count = voices.count(backing)
        values.append(Value(claim.value, tuple(claim.source_ids), independent, tuple(backing), count, claim.evidence))
    values.sort(key=lambda v: (-v.voices, -v.independent, -len(v.backed_by), _width(slot, v.value), v.value))
    best = values[0]
    equals = [v for v in values if v.voices == best.voices and not _backs(slot, v.value, best.value)]
    # Several may take part in one role: who is named as often as another does not stand against him.
    tie = tuple(v.value for v in [best, *equals]) if equals and slot in (*SLOTS, "outcome") else ()
    return Told(event.id, event.title, slot, tuple(values), "" if equals else best.value, tie)


def _backs(slot: str, other: str, value: str) -> bool:
    """True where one value says the same as another, or the same less closely."""
    if other == value:
        return True
    if slot == "type":
        return other in line(value)
    if slot != "date":
        return False
    try:
        return edtf.relation(value, other) in ("agrees", "refines")
    except BadDate:
        return False


def _width(slot: str, value: str) -> int:
    if slot != "date":
        return 0
    try:
        first, last = edtf.earliest(value), edtf.latest(value)
    except BadDate:
        return 0
    return edtf.day_number(last) - edtf.day_number(first) if first and last else 10_000_000
