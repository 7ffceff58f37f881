"""The events of a book under decision."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import ClassVar, cast

import msgspec

from kronika.chronicle import ids
from kronika.chronicle.book import Chronicle
from kronika.chronicle.curation.acts import Key, key_of_assertion, keys_of_event
from kronika.chronicle.curation.drafts import Drafts
from kronika.chronicle.events import Setting, event
from kronika.chronicle.folding import folded
from kronika.chronicle.values import words
from kronika.model import Assertion, Entity, Event, Factuality, Part, Participant


class EventDrafts(Drafts):
    """Events by number; their evidence is their assertions."""

    takes: ClassVar[frozenset[str]] = frozenset(
        ("accept", "reject", "edit", "merge", "split", "different", "not_comparable", "unsure")
    )

    def __init__(self, book: Chronicle) -> None:
        texts = {account.id: account.source.text for account in book.accounts}
        super().__init__(keys_of_event(one, texts) for one in book.events)
        self._book = book
        self._told: dict[Key, list[Assertion]] = defaultdict(list)
        for one in book.events:
            for assertion in one.assertions:
                self._told[key_of_assertion(assertion, texts)].append(assertion)

    @property
    def changed(self) -> bool:
        """True where any event is no longer as the machine made it."""
        return bool(self.touched or self.hidden or self.values or self.refused)

    def finished(self, here: Setting, entities: Sequence[Entity], anew: bool) -> tuple[list[Event], dict[int, str]]:
        """The events, and the id of each number (of a rejected one: the one it had).

        With `anew` all are made again, because who is who has changed; else only those that decisions touched.
        """
        made = {n: self._made(n, here, entities, anew) for n in sorted(self.pieces)}
        names = dict(zip(made, ids.unique(one.id for one in made.values()), strict=True))
        shown = [msgspec.structs.replace(one, id=names[n]) for n, one in made.items() if n not in self.hidden]
        return shown, names

    def _made(self, number: int, here: Setting, entities: Sequence[Entity], anew: bool) -> Event:
        known = self._book.events[number] if number < len(self._book.events) else None
        whole = number in self.touched or known is None
        if known is not None and not whole and not anew and number not in self.refused:
            return edited(known, self.values.get(number, {}), entities)
        told = [one for key in dict.fromkeys(self.pieces[number]) for one in self._told[key]]
        if known is not None and not whole:
            told = known.assertions
        told = sorted(told, key=here.place_of)
        made = event(_without(told, self.refused.get(number, set()), here), here)
        id = ids.of_event(told) if whole or known is None else known.id
        made = msgspec.structs.replace(made, id=id, assertions=told)
        return edited(made, self.values.get(number, {}), entities)


def _without(told: Sequence[Assertion], refused: set[tuple[str, str]], here: Setting) -> list[Assertion]:
    """The assertions less what a curator rejects of them; one that says nothing else stays as it is."""
    types = [one for one in told if ("type", one.type) not in refused]
    kept = [one for one in types if ("factuality", one.factuality) not in refused]
    left = []
    for one in kept or types or told:
        date = None if ("date", one.date) in refused else one.date
        roles = {role: _others(role, who, one, refused, here) for role, who in one.roles.items()}
        left.append(msgspec.structs.replace(one, date=date, roles={r: who for r, who in roles.items() if who}))
    return left


def _others(
    role: str, who: tuple[Participant, ...], one: Assertion, refused: set[tuple[str, str]], here: Setting
) -> tuple[Participant, ...]:
    return tuple(p for p in who if (role, words(p, one.source_id, here.referents, here.names)) not in refused)


def edited(one: Event, values: dict[str, str], entities: Sequence[Entity]) -> Event:
    """An event with a curator's values; a slot that is no field of it is a role and takes the name of an entity."""
    for slot, value in sorted(values.items()):
        if slot in ("date", "after", "before"):
            one = msgspec.structs.replace(one, **{slot: value or None})
        elif slot in ("type", "title"):
            one = msgspec.structs.replace(one, **{slot: value})
        elif slot == "factuality":
            one = msgspec.structs.replace(one, factuality=cast(Factuality, value))
        else:
            found = _entity(value, entities)
            others = [part for part in one.participants if part.role != slot]
            if found is not None or not value:
                filled = [Part(slot, found)] if found is not None else []
                one = msgspec.structs.replace(one, participants=sorted(others + filled))
            if slot == "place":
                one = msgspec.structs.replace(one, place=found)
    return one


def _entity(value: str, entities: Sequence[Entity]) -> str | None:
    """The id of the entity that a value names, by id or by any of its names."""
    wanted = folded(value)
    for entity in entities:
        if entity.id == value:
            return entity.id
    for entity in entities:
        if wanted and wanted in {folded(form) for forms in entity.names.values() for form in forms}:
            return entity.id
    return None
