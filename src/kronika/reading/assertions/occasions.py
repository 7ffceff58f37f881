"""Dates that a text does not repeat: of a meeting dated before, and of the same thing in the next sentence."""

from __future__ import annotations

from dataclasses import dataclass, field

import msgspec

from kronika.knowledge import events as inventory
from kronika.model import Assertion, NameMention

SURE = 0.9  # how much of an assertion's confidence stays where its date is carried over


@dataclass(slots=True)
class Occasions:
    """What an account has dated so far.

    Attributes:
        meetings: the date of each assembly that did something ("the Fifth Congress"), by the letters of its name.
        last: the last date of each type of event, with its sentence.
    """

    meetings: dict[str, str | None] = field(default_factory=dict)
    last: dict[str, tuple[int, str]] = field(default_factory=dict)

    def note(self, one: Assertion, assemblies: list[NameMention]) -> None:
        """Remembers what an assertion dates; a meeting with two dates has none."""
        if one.date is None or one.factuality == "uncertain":
            return
        for name in assemblies:
            key = _key(name)
            known = self.meetings.get(key, one.date)
            self.meetings[key] = one.date if known == one.date else None
        self.last[one.type] = one.sentence, one.date

    def meeting(self, names: list[NameMention]) -> str | None:
        """The date of the first of the named assemblies that has one."""
        return next((date for name in names if (date := self.meetings.get(_key(name)))), None)

    def carried(self, one: Assertion, meeting: str | None, dated: bool) -> Assertion:
        """The assertion with the date of the meeting it is told of, or of the same thing in the sentence before.

        The second only in a sentence that is not `dated`.
        """
        if one.date or one.after or one.before or one.trigger is None:
            return one
        row = inventory.kind(one.type)
        sentence, date = self.last.get(one.type, (-2, ""))
        again = date if one.sentence - sentence == 1 and row is not None and one.roles and not dated else None
        value = meeting or again
        if value is None:
            return one
        why = (*one.why, "date of the meeting" if meeting else "date of the sentence before")
        return msgspec.structs.replace(one, date=value, confidence=round(one.confidence * SURE, 3), why=why)


def _key(name: NameMention) -> str:
    return "".join(letter for letter in name.name.casefold() if letter.isalnum())
