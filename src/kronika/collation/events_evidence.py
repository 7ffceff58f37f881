"""What an assertion says, made ready for being put beside others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import msgspec

from kronika import edtf
from kronika.collation.referents import Referents
from kronika.model import Account, Assertion, NameMention, Quantity

PLACES = frozenset({"place", "origin", "destination"})
WIDE = 366 * 150  # a date that spans more than this many days tells nothing of when


class Told(msgspec.Struct, frozen=True):
    """One assertion as far as it helps to tell its event from others.

    Attributes:
        at: (account index, assertion index). key: what it is, whatever the order of the files.
        who: role to the things in it. guessed: those that no name stands for there, but a pronoun or a verb form.
        numbers: (value, unit) of its quantities.
        days: first and last day it may have happened on, None where no date is told or it says next to nothing.
        stated: True where the date stands in the assertion's own sentence.
        turn: how many assertions of the same sentence come before it.
    """

    at: tuple[int, int]
    key: tuple[str, int, int, int, str]
    type: str
    who: dict[str, frozenset[int]]
    numbers: frozenset[tuple[float, str]]
    date: str | None
    days: tuple[int, int] | None
    stated: bool
    sentence: int
    span: tuple[int, int]
    trigger: tuple[int, int]
    factuality: str
    turn: int = 0
    guessed: frozenset[int] = frozenset()

    @property
    def people(self) -> frozenset[int]:
        """Everything named in it that is no place."""
        return frozenset(thing for role, things in self.who.items() if role not in PLACES for thing in things)

    @property
    def places(self) -> frozenset[int]:
        """The places named in it."""
        return frozenset(thing for role, things in self.who.items() if role in PLACES for thing in things)

    @property
    def things(self) -> frozenset[int]:
        """Everything named in it."""
        return self.people | self.places


def days(date: str | None) -> tuple[int, int] | None:
    """First and last day number of a date that says when; None for none, or one that may be any time."""
    known = edtf.bounds(date)
    if known is None:
        return None
    first, last = known
    if first is None or last is None:
        return None
    low, high = edtf.day_number(first), edtf.day_number(last)
    return (low, high) if high - low <= WIDE else None


def all_told(accounts: Sequence[Account], referents: Referents[int]) -> list[Told]:
    """Every assertion, account by account, in order of the text."""
    told = []
    for i, account in enumerate(accounts):
        turns: Counter[int] = Counter()
        made = [tell((i, k), account, one, referents) for k, one in enumerate(account.assertions)]
        for one in sorted(made, key=lambda one: (one.trigger, one.key)):
            told.append(msgspec.structs.replace(one, turn=turns[one.sentence]))
            turns[one.sentence] += 1
    return told


def tell(at: tuple[int, int], account: Account, assertion: Assertion, referents: Referents[int]) -> Told:
    """One assertion, made ready."""
    who: dict[str, set[int]] = {}
    numbers, named = set(), set()
    for role, participants in sorted(assertion.roles.items()):
        for participant in participants:
            if isinstance(participant, Quantity):
                numbers.add((float(participant.value), participant.unit or ""))
            else:
                thing = referents.of(participant, assertion.source_id)
                if thing is not None:
                    who.setdefault(role, set()).add(thing)
                    named |= {thing} if isinstance(participant, NameMention) else set()
    trigger = assertion.trigger or (assertion.start, assertion.end)
    sentence = assertion.sentence if assertion.sentence >= 0 else account.sentence_at(assertion.start)
    return Told(
        at=at,
        key=(assertion.source_id, assertion.start, assertion.end, trigger[0], assertion.type),
        type=assertion.type,
        who={role: frozenset(things) for role, things in sorted(who.items())},
        numbers=frozenset(numbers),
        date=assertion.date,
        days=days(assertion.date),
        stated=_stated(account, assertion, sentence),
        sentence=sentence,
        span=(assertion.start, assertion.end),
        trigger=trigger,
        factuality=assertion.factuality,
        guessed=frozenset(thing for things in who.values() for thing in things) - named,
    )


def _stated(account: Account, assertion: Assertion, sentence: int) -> bool:
    if assertion.date_span is None or not 0 <= sentence < len(account.sentences):
        return assertion.date_span is not None
    return account.sentences[sentence].start <= assertion.date_span[0] < account.sentences[sentence].end


def shares(told: Sequence[Told]) -> Counter[int]:
    """How many assertions each thing stands in: what stands in most of them tells little."""
    return Counter(thing for one in told for thing in one.things)
