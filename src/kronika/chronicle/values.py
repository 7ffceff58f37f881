"""What the accounts say of each slot of one event, and which value the book gives it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from kronika import edtf
from kronika.chronicle.voices import Voices
from kronika.collation.events_types import line
from kronika.collation.referents import Referents
from kronika.errors import BadDate
from kronika.model import Assertion, Claim, Factuality, Participant, Quantity, Span


class Said:
    """The values that some assertions give one slot, with the accounts and the words behind each."""

    def __init__(self, slot: str, voices: Voices) -> None:
        self.slot = slot
        self._voices = voices
        self._evidence: dict[str, set[Span]] = defaultdict(set)

    def add(self, value: str, span: Span) -> None:
        """Notes that the source of the span holds a value."""
        self._evidence[value].add(span)

    def claims(self) -> list[Claim]:
        """One claim a value; the one with the most independent voices first, ties in order of the value."""
        made = []
        for value, spans in self._evidence.items():
            holders = sorted({span.source_id for span in spans})
            made.append(Claim(self.slot, value, holders, self._voices.count(holders), tuple(sorted(spans))))
        return sorted(made, key=lambda claim: (-claim.independent, -len(claim.source_ids), claim.value))


def claims(
    assertions: Sequence[Assertion],
    referents: Referents[str],
    names: dict[str, str],
    voices: Voices,
    quote: Quote,
) -> list[Claim]:
    """Each distinct value of each slot: type, date, factuality, then the roles in order of their names.

    `names` gives the words for an entity id. A participant that is no entity is told in its own words.
    """
    slots = {slot: Said(slot, voices) for slot in ("type", "date", "factuality")}
    roles: dict[str, Said] = {}
    for one in assertions:
        span = quote(one.source_id, one.start, one.end)
        slots["type"].add(one.type, span)
        slots["factuality"].add(one.factuality, span)
        if one.date:
            dated = quote(one.source_id, *one.date_span) if one.date_span else span
            slots["date"].add(one.date, dated)
        for role, participants in one.roles.items():
            said = roles.setdefault(role, Said(role, voices))
            for participant in participants:
                where = quote(one.source_id, participant.start, participant.end)
                said.add(words(participant, one.source_id, referents, names), where)
    return [claim for said in [*slots.values(), *(roles[r] for r in sorted(roles))] for claim in said.claims()]


Quote = Callable[[str, int, int], Span]
"""(source id, start, end) to the span with its text."""


def words(participant: Participant, source_id: str, referents: Referents[str], names: dict[str, str]) -> str:
    """A participant as a value: the name of its entity, a number with its unit, or its own words."""
    if isinstance(participant, Quantity):
        high = f"-{_number(participant.high)}" if participant.high is not None else ""
        return f"{_number(participant.value)}{high} {participant.unit or ''}".strip()
    entity = referents.of(participant, source_id)
    return names[entity] if entity is not None else participant.text


def _number(value: float | int) -> str:
    return str(int(value)) if float(value).is_integer() and abs(value) < 1e15 else str(value)


def date(assertions: Iterable[Assertion]) -> str | None:
    """The most precise date that no account contradicts; None where none is left or none was told.

    A date that an account only carries over from an earlier sentence yields to one that stands beside the event.
    """
    stated = sorted({one.date for one in assertions if one.date and one.date_span is not None and _beside(one)})
    carried = sorted({one.date for one in assertions if one.date} - set(stated))
    return _uncontradicted(stated) or (None if _in_dispute(stated) else _uncontradicted(carried))


def _beside(one: Assertion) -> bool:
    return one.date_span is not None and one.start - 200 <= one.date_span[0] <= one.end + 200


def _in_dispute(dates: Sequence[str]) -> bool:
    return any(_contradict(a, b) for a in dates for b in dates)


def _uncontradicted(dates: Sequence[str]) -> str | None:
    free = [a for a in dates if _valid(a) and not any(_contradict(a, b) for b in dates)]
    return min(free, key=lambda value: (_width(value), value), default=None)


def _valid(value: str) -> bool:
    try:
        edtf.parse(value)
    except BadDate:
        return False
    return True


def _contradict(a: str, b: str) -> bool:
    try:
        return edtf.relation(a, b) == "contradicts"
    except BadDate:
        return False


def _width(value: str) -> int:
    """How many days a date leaves open; an open end counts as very many."""
    first, last = edtf.earliest(value), edtf.latest(value)
    if first is None or last is None:
        return 10_000_000
    return edtf.day_number(last) - edtf.day_number(first)


def type_(assertions: Sequence[Assertion], voices: Voices) -> str:
    """The type that most voices hold; of equals the one that says it most closely (execution rather than death)."""
    heard: dict[str, set[str]] = defaultdict(set)
    read: dict[str, set[str]] = defaultdict(set)
    for one in assertions:
        heard[one.type].add(voices.of(one.source_id))
        read[one.type].add(one.source_id)
    return min(heard, key=lambda kind: (-len(heard[kind]), -len(read[kind]), -len(line(kind)), kind))


def factuality(assertions: Sequence[Assertion], voices: Voices) -> Factuality:
    """What most voices commit themselves to; of equals what is asserted, then in order of the alphabet."""
    heard: dict[Factuality, tuple[set[str], set[str]]] = {}
    for one in assertions:
        by_voice, by_source = heard.setdefault(one.factuality, (set(), set()))
        by_voice.add(voices.of(one.source_id))
        by_source.add(one.source_id)
    return min(heard, key=lambda f: (-len(heard[f][0]), -len(heard[f][1]), f != "asserted", f))
