"""What is told without an event word, and what assertions of one sentence give each other."""

from __future__ import annotations

import msgspec

from kronika.knowledge import events as inventory
from kronika.model import Assertion, DateMention, NameMention, Participant
from kronika.reading.assertions.phrases import Phrase
from kronika.reading.assertions.tokens import Line


def life(name: NameMention, date: DateMention, sentence: int, source_id: str) -> list[Assertion]:
    """Birth and death from life dates in brackets behind a name."""
    return [
        Assertion(
            type=kind,
            roles={"patient": (name,)},
            start=name.start,
            end=date.end,
            source_id=source_id,
            date=value,
            confidence=0.8,
            sentence=sentence,
            trigger=(date.start, date.end),
            date_span=(date.start, date.end),
            why=("life dates in brackets",),
        )
        for kind, value in zip(("birth", "death"), (date.edtf or "").split("/"), strict=True)
    ]


def shown(line: Line, phrases: list[Phrase]) -> dict[str, list[Phrase]]:
    """Who a caption shows where and with whom, by role; empty without a person, a place and a date."""
    dated = any(t.date is not None and t.date.edtf for t in line.tokens)
    people = [p for p in phrases if p.plain and p.owner is None and "person" in p.kinds and p.names][:1]
    places = [p for p in phrases if "place" in p.kinds and p.names and p not in people]
    if not (people and places and dated):
        return {}
    company = [p for p in phrases if "with" in p.functions and not p.plain]
    rows = {"agent": people, "with": company, "place": places[:1]}
    return {role: found for role, found in rows.items() if found}


def residence(line: Line, source_id: str, roles: dict[str, tuple[Participant, ...]]) -> Assertion:
    """That the people of a caption were in its place at its date."""
    date = next(t.date for t in line.tokens if t.date is not None and t.date.edtf)
    return Assertion(
        type="residence",
        roles=roles,
        start=line.start,
        end=line.end,
        source_id=source_id,
        date=date.edtf,
        confidence=0.6,
        sentence=line.index,
        date_span=(date.start, date.end),
        why=("caption",),
    )


def shared_places(found: list[Assertion]) -> list[Assertion]:
    """Deeds of violence take the place of the event they are told to be part of ("died in the massacre of X")."""
    made = []
    for one in found:
        row = inventory.kind(one.type)
        wide = [
            other
            for other in found
            if other is not one
            and (other.start, other.end) == (one.start, one.end)
            and "place" in other.roles
            and (kind := inventory.kind(other.type)) is not None
            and kind.group in ("violence", "nature")
            and other.trigger is not None
            and one.trigger is not None
            and other.trigger > one.trigger
        ]
        ends = row is not None and ("death" in inventory.ancestors(one.type) or one.type == "survival")
        if ends and wide and "place" not in one.roles:
            one = msgspec.structs.replace(one, roles={**one.roles, "place": wide[0].roles["place"]})
        made.append(one)
    return made


def merged(assertions: list[Assertion]) -> list[Assertion]:
    """Without repeats: of two assertions of one type in one clause with the same people, the surer stays."""
    kept: dict[tuple[object, ...], Assertion] = {}
    for assertion in assertions:
        key = (assertion.type, assertion.start, assertion.end, assertion.factuality, assertion.date)
        best = kept.get(key)
        if best is None or (len(assertion.roles), assertion.confidence) > (len(best.roles), best.confidence):
            kept[key] = assertion
    return sorted(kept.values(), key=lambda a: (a.trigger or (a.start, a.end), a.type))
