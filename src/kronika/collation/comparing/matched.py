"""Which assertion of one account tells what an assertion of the other tells, within aligned sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kronika.collation.comparing.findings import PARALLEL, PARTNERS, TOGETHER
from kronika.collation.comparing.telling import CORE, Tellings, Told
from kronika.knowledge.events import related

#: How sure it is that two assertions are of the same people where one names nobody in the role that the other names.
UNNAMED = 0.3
#: …and where both name the same people, in other roles.
CROSSED = 0.8


@dataclass(frozen=True, eq=False)
class Partners:
    """Two assertions of one event, one of each account, and how sure it is that they are of the same people."""

    left: Told
    right: Told
    people: float

    @property
    def sure(self) -> float:
        """How surely the worse read of both was read."""
        return min(self.left.assertion.confidence, self.right.assertion.confidence)


def partners(told: Tellings) -> Iterator[tuple[int, list[Partners]]]:
    """For each bead where both accounts surely tell the same, the events that both tell, each once on both sides.

    A type that one side tells twice in the sentence has no sure partner: which of both it is cannot be told.
    """
    pair = told.pair
    if pair.together < TOGETHER:
        return
    for at, (left, right) in told.by_bead.items():
        if pair.beads[at].score >= PARTNERS and pair.local(at) >= PARALLEL:
            found = [p for a in left if (p := _partner(a, left, right, told)) is not None]
            if found:
                yield at, found


def _partner(a: Told, left: list[Told], right: list[Told], told: Tellings) -> Partners | None:
    there = [b for b in right if related(a.type, b.type)]
    if len(there) != 1 or sum(related(o.type, there[0].type) for o in left) != 1:
        return None
    b = there[0]
    if a.assertion.factuality != b.assertion.factuality:
        return None
    people = told.same_people(a, b) or (CROSSED if a.people & b.people else 0.0)
    if not people and any(a.named.get(role) and b.named.get(role) for role in CORE):
        return None
    # What a clause leaves unnamed is no other one: of one type, once in both sentences, it is the same event.
    return Partners(a, b, people or UNNAMED)
