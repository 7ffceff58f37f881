"""Whether two dates left over beside each other date one thing.

Where a bead holds several sentences, or a sentence several events, a date without a partner need not be held against
the other side's: "She was freed a week later. He died on 3 May 1902" and "she was freed on 10 June 1899" agree.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kronika.collation.comparing.units import Side
from kronika.knowledge.events import related
from kronika.model import Assertion, DateMention

#: A date to the day.
DAY = re.compile(r"\d{4}-\d\d-\d\d")


def told_relatively(date: DateMention, there: Side) -> bool:
    """Whether the other side says the date by counting from another: "two days later", read as that very day.

    Years so counted are too vague: "in the years that followed" may be any.
    """
    return DAY.fullmatch(date.edtf or "") is not None and any(
        other.basis == "relative" and other.edtf == date.edtf for other in there.dates
    )


def apart(left: DateMention, here: Side, right: DateMention, there: Side) -> bool:
    """Whether the two date different things: other events, or another sentence's "ten days later" stands for one."""
    return (
        _counterparts(left, here, right, there)
        or _counted(left, here, right, there)
        or _counted(right, there, left, here)
    )


def _counterparts(left: DateMention, here: Side, right: DateMention, there: Side) -> bool:
    """Events of unrelated types, one of which the other side tells as well, of another time or in another sentence."""
    mine, yours = _dated(left, here), _dated(right, there)
    if not mine or not yours or any(related(a.type, b.type) for a in mine for b in yours):
        return False
    return _elsewhere(left, here, yours) or _elsewhere(right, there, mine)


def _dated(date: DateMention, where: Side) -> list[Assertion]:
    """The assertions of a side that a date dates."""
    return [a for a in _told(where) if a.date_span == (date.start, date.end)]


def _told(where: Side) -> list[Assertion]:
    return [a for a in where.account.assertions if where.start <= a.start < where.end]


def _elsewhere(date: DateMention, where: Side, events: Sequence[Assertion]) -> bool:
    """Whether a side tells one of the events, and neither dates it so nor tells it in the sentence of the date."""
    at = where.account.sentence_at(date.start)
    return any(
        related(own.type, event.type) and own.date_span != (date.start, date.end) and _other(own, at, where)
        for own in _told(where)
        for event in events
    )


def _other(own: Assertion, sentence: int, where: Side) -> bool:
    return own.date_span is not None or where.account.sentence_at(own.start) != sentence


def _counted(left: DateMention, here: Side, right: DateMention, there: Side) -> bool:
    """Whether words of no day of their own, in another sentence than the left date, stand nearer to the right one."""
    at, place = here.account.sentence_at(left.start), _place(right, there)
    return any(
        other.basis == "relative"
        and not other.stated
        and other.edtf is None
        and here.account.sentence_at(other.start) != at
        and abs(_place(other, here) - place) < abs(_place(left, here) - place)
        for other in here.dates
    )


def _place(date: DateMention, where: Side) -> float:
    """Where in a side a date stands, in [0, 1]."""
    return (date.start - where.start) / max(1, where.end - where.start)
