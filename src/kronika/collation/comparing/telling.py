"""The assertions of two accounts, made ready for being held against each other.

An assertion is compared only with one that tells of the same people on the same occasion. Who they are is known by the
identities of the pair; where one account names nobody in the clause, the name of the other must at least stand in the
aligned sentences.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from kronika.collation.comparing import names
from kronika.collation.comparing.findings import Pair
from kronika.collation.comparing.units import Side, side
from kronika.collation.referents import Referents
from kronika.knowledge import events
from kronika.model import Account, Assertion, NameMention, Participant, Quantity

#: Roles whose bearer is the one the event befalls, who does it, or what is made: what makes it one event.
CORE = ("patient", "agent", "work")
#: How sure it is that two assertions are of the same people: named alike, or named on one side and standing in the
#: sentence of the other.
NAMED, STANDS = 1.0, 0.6
#: More assertions than this in one bead make a list, in which partners are guesses.
MANY = 40


@dataclass(frozen=True, eq=False)
class Told:
    """An assertion with its participants as identities of the pair.

    Attributes:
        side: 0 for the left account, 1 for the right one.
        bead: the number of its bead with two sides, -1 where it stands in none.
        who: role to the identities that fill it; `named` only those that a name stands for in the clause.
    """

    assertion: Assertion
    account: Account
    side: int
    bead: int
    who: Mapping[str, frozenset[int]]
    named: Mapping[str, frozenset[int]]

    @cached_property
    def bearers(self) -> frozenset[int]:
        """Those whose lot the outcome is."""
        return frozenset(thing for role in events.bearers(self.assertion.type) for thing in self.who.get(role, ()))

    @cached_property
    def people(self) -> frozenset[int]:
        """Everyone in the roles that make it one event."""
        return frozenset(thing for role in CORE for thing in self.who.get(role, ()))

    @property
    def type(self) -> str:
        """The type of the event."""
        return self.assertion.type

    @property
    def happened(self) -> bool:
        """Whether the account says that it happened."""
        return self.assertion.factuality == "asserted"


@dataclass(frozen=True, eq=False)
class Tellings:
    """All that both accounts tell, by bead; made once for a pair."""

    pair: Pair
    left: tuple[Told, ...]
    right: tuple[Told, ...]

    @cached_property
    def by_bead(self) -> dict[int, tuple[list[Told], list[Told]]]:
        """Bead number to what either side tells there; beads with nothing on a side, or with a list, are left out."""
        found: dict[int, tuple[list[Told], list[Told]]] = defaultdict(lambda: ([], []))
        for one in (*self.left, *self.right):
            if one.bead >= 0:
                found[one.bead][one.side].append(one)
        return {at: sides for at, sides in sorted(found.items()) if all(0 < len(s) <= MANY for s in sides)}

    @cached_property
    def _sides(self) -> dict[int, tuple[Side, Side]]:
        return {}

    def sides(self, bead: int) -> tuple[Side, Side]:
        """Both sides of a bead as read."""
        if bead not in self._sides:
            one = self.pair.beads[bead]
            self._sides[bead] = side(self.pair.left, one.left), side(self.pair.right, one.right)
        return self._sides[bead]

    def same_people(self, a: Told, b: Told) -> float:
        """How sure it is that two assertions (of left and right) are of the same people; 0 where they are not."""
        if a.bearers & b.bearers:
            return NAMED
        if (a.bearers and b.bearers) or a.bead < 0 or a.bead != b.bead:
            return 0.0
        left, right = self.sides(a.bead)
        if a.bearers:
            return STANDS if self._stands(a, right, b) else 0.0
        return STANDS if b.bearers and self._stands(b, left, a) else 0.0

    def _stands(self, named: Told, there: Side, other: Told) -> bool:
        """Whether a bearer of one assertion is named in the other's sentence, in none of the other's roles."""
        mentions = [
            p
            for role in events.bearers(named.type)
            for p in named.assertion.roles.get(role, ())
            if isinstance(p, NameMention)
        ]
        taken = frozenset(thing for things in other.who.values() for thing in things)
        if named.bearers & taken or any(isinstance(p, NameMention) for p in _bearing(other)):
            return False
        tag = named.account.language
        return any(names.best(mention, tag, there) >= names.ONE for mention in mentions)


def tellings(pair: Pair) -> Tellings:
    """What both accounts tell, with who is who."""
    made = []
    for index, account in enumerate((pair.left, pair.right)):
        referents = Referents(
            [(account.id, start, end, thing) for (of, start, end), thing in sorted(pair.known.items()) if of == index],
            [account],
        )
        place = {s: n for n, b in enumerate(pair.beads) if b.left and b.right for s in (b.left, b.right)[index]}
        made.append(tuple(_told(one, account, index, place, referents) for one in account.assertions))
    return Tellings(pair, made[0], made[1])


def _told(
    assertion: Assertion, account: Account, index: int, place: Mapping[int, int], referents: Referents[int]
) -> Told:
    who: dict[str, set[int]] = defaultdict(set)
    named: dict[str, set[int]] = defaultdict(set)
    for role, participants in assertion.roles.items():
        for participant in participants:
            thing = None if isinstance(participant, Quantity) else referents.of(participant, account.id)
            if thing is not None:
                who[role].add(thing)
                if isinstance(participant, NameMention):
                    named[role].add(thing)
    at = assertion.sentence if assertion.sentence >= 0 else account.sentence_at(assertion.start)
    return Told(assertion, account, index, place.get(at, -1), _frozen(who), _frozen(named))


def _frozen(table: Mapping[str, set[int]]) -> dict[str, frozenset[int]]:
    return {role: frozenset(things) for role, things in sorted(table.items())}


def _bearing(told: Told) -> list[Participant]:
    return [p for role in events.bearers(told.type) for p in told.assertion.roles.get(role, ())]


def together(told: Told, other: str, people: frozenset[int], among: Sequence[Told]) -> tuple[int, int]:
    """The clause of an assertion, with what its own sentence tells of another outcome and the same people."""
    one = told.assertion
    near = [
        o.assertion
        for o in among
        if o.assertion.sentence == one.sentence and o.people & people and events.related(o.type, other)
    ]
    return min([one.start, *(a.start for a in near)]), max([one.end, *(a.end for a in near)])


def called(told: Told) -> str:
    """Whose lot it is, as the account names them: a bearer of the event, else anyone in it; "?" where it names none."""
    for role in (*events.bearers(told.type), *CORE):
        for filler in told.assertion.roles.get(role, ()):
            name = filler.name if isinstance(filler, NameMention) else getattr(filler, "entity", None)
            if name:
                return str(name)
    return "?"


def same(a: Told, b: Told) -> str:
    """Why two assertions are taken to be of the same people, in words."""
    if "?" in (called(a), called(b)):
        return "aligned sentences, and one of the clauses names nobody"
    return f"the same people ({called(a)}; {called(b)})"


def deed(told: Told) -> str:
    """ "execution of Rakovsky": the type, and the name of whose lot it is, where one is known."""
    of = "" if called(told) == "?" else f" of {called(told)}"
    return f"{told.type}{of}".replace("_", " ")


def who(told: Told) -> str:
    """ "A → B": those who did it and those it befell, as the account names them; "?" where it names none."""

    def named(role: str) -> str:
        parts = told.assertion.roles.get(role, ())
        return ", ".join(getattr(p, "name", None) or getattr(p, "entity", None) or p.text for p in parts) or "?"

    return f"{named('agent')} → {named('patient')}"
