"""One event told in two ways: survived or shot, succeeded or failed, done by this one or by that one.

Two assertions are held against each other only where they are of the same people on the same occasion: in one bead, or
of a kind that happens once in a life.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kronika.collation.comparing.findings import Finding, Pair, span
from kronika.knowledge import events
from kronika.model import Account, Assertion, Bead, Mention, NameMention

#: Roles whose bearer is the one the event befalls or who does it: without one of them in common there is no one event.
CORE = ("patient", "agent")
HAPPENED, NOT = frozenset({"asserted"}), frozenset({"denied", "failed"})

#: Cues of negation are read with less certainty than words of events: only well-read clauses are compared.
SURE = 0.8


@dataclass(frozen=True, slots=True)
class Told:
    """An assertion with its people as identities of the pair."""

    assertion: Assertion
    account: Account
    core: tuple[frozenset[int], frozenset[int]]  # patients, agents
    bead: int

    @property
    def people(self) -> frozenset[int]:
        """All identities in the core roles."""
        return self.core[0] | self.core[1]


def findings(pair: Pair) -> Iterator[Finding]:
    """Differences of outcome and role between assertions of one event."""
    if not pair.left.assertions or not pair.right.assertions:
        return
    left = [_told(pair.left, 0, a, pair.known, pair.beads) for a in pair.left.assertions]
    right = [_told(pair.right, 1, a, pair.known, pair.beads) for a in pair.right.assertions]
    for a in left:
        for b in right:
            if _one_occasion(a, b):
                yield from _outcome(a, b, left, right)
                yield from _roles(a, b)


def _told(
    account: Account, index: int, assertion: Assertion, known: Mapping[tuple[int, int, int], int], beads: Sequence[Bead]
) -> Told:
    def ids(role: str) -> frozenset[int]:
        fillers = assertion.roles.get(role, ())
        places = [(index, p.start, p.end) for p in fillers if isinstance(p, NameMention | Mention)]
        return frozenset(known[place] for place in places if place in known)

    at = assertion.sentence if assertion.sentence >= 0 else account.sentence_at(assertion.start)
    bead = next((n for n, b in enumerate(beads) if b.left and b.right and at in (b.left, b.right)[index]), -1)
    return Told(assertion, account, (ids("patient"), ids("agent")), bead)


def _one_occasion(a: Told, b: Told) -> bool:
    if not a.people & b.people:
        return False
    if a.bead >= 0 and a.bead == b.bead:
        return True
    return bool(a.core[0] & b.core[0]) and _once_in_a_life(a.assertion.type) and _once_in_a_life(b.assertion.type)


def _once_in_a_life(name: str) -> bool:
    return any(step in ("birth", "death", "survival") for step in events.ancestors(name))


def _against(a: str, b: str) -> bool:
    """Whether two types cannot both be true of the same people on the same occasion."""
    lines = events.ancestors(a), events.ancestors(b)
    rows = [(events.kind(x), y) for x in lines[0] for y in lines[1]] + [
        (events.kind(y), x) for x in lines[0] for y in lines[1]
    ]
    return any(row is not None and other in row.against for row, other in rows)


def _related(a: str, b: str) -> bool:
    return a in events.ancestors(b) or b in events.ancestors(a)


def _outcome(a: Told, b: Told, left: Sequence[Told], right: Sequence[Told]) -> Iterator[Finding]:
    x, y = a.assertion, b.assertion
    same_bead = a.bead >= 0 and a.bead == b.bead
    if _against(x.type, y.type) and x.factuality in HAPPENED and y.factuality in HAPPENED:
        # The victory of one is the defeat of the other: the outcomes must be of one who suffers both.
        patients = a.core[0] & b.core[0]
        # Each may also tell what the other tells: then they only dwell on different moments.
        both_here = any(_related(o.assertion.type, y.type) and o.people & patients for o in left)
        both_there = any(_related(o.assertion.type, x.type) and o.people & patients for o in right)
        if patients and not (both_here and both_there):
            evidence = {"against": 1.0, "half": float(both_here or both_there), "bead": float(same_bead)}
            found = _finding(
                "outcome",
                "outcome",
                a,
                b,
                _deed(x),
                _deed(y),
                evidence,
                "one event cannot have both outcomes",
                _grave(x, y),
            )
            # "He survived until the massacre, where he was shot": both clauses say what became of him.
            here, there = _whole(a, y.type, patients, left), _whole(b, x.type, patients, right)
            yield replace(found, left=span(a.account, *here), right=span(b.account, *there))
    elif (
        same_bead and _related(x.type, y.type) and {x.factuality in HAPPENED, y.factuality in HAPPENED} == {True, False}
    ):
        told = (x.factuality in NOT or y.factuality in NOT) and min(x.confidence, y.confidence) >= SURE
        matched = any(
            _related(o.assertion.type, x.type) and o.bead == a.bead and o.assertion.factuality == y.factuality
            for o in left
        ) or any(
            _related(o.assertion.type, y.type) and o.bead == b.bead and o.assertion.factuality == x.factuality
            for o in right
        )
        if told and not matched:
            evidence = {"factuality": 1.0, "bead": 1.0}
            values = f"{_deed(x)} ({x.factuality})", f"{_deed(y)} ({y.factuality})"
            yield _finding(
                "outcome", "outcome", a, b, *values, evidence, "one says it happened, the other that it did not"
            )


def _whole(told: Told, other: str, people: frozenset[int], among: Sequence[Told]) -> tuple[int, int]:
    """The clause of an assertion, with what its own sentence tells of the other outcome and the same people."""
    one = told.assertion
    near = [
        o.assertion
        for o in among
        if o.assertion.sentence == one.sentence and o.people & people and _related(o.assertion.type, other)
    ]
    return min([one.start, *(a.start for a in near)]), max([one.end, *(a.end for a in near)])


def _grave(x: Assertion, y: Assertion) -> float | None:
    """Whether someone lived is the gravest thing accounts can differ on."""
    return 1.0 if any("death" in events.ancestors(a.type) for a in (x, y)) else None


def _roles(a: Told, b: Told) -> Iterator[Finding]:
    x, y = a.assertion, b.assertion
    if a.bead != b.bead or not _related(x.type, y.type):
        return
    crossed = a.core[0] & b.core[1] and a.core[1] & b.core[0]
    straight = a.core[0] & b.core[0] or a.core[1] & b.core[1]
    if crossed and not straight:
        evidence = {"crossed": 1.0, "bead": 1.0}
        yield _finding("role", "role", a, b, _who(x), _who(y), evidence, "who did it to whom is exchanged")


def _deed(assertion: Assertion) -> str:
    """ "execution of Rakovsky": the type, and the name of whom it befell or who did it, where one is known."""
    for role in CORE:
        for filler in assertion.roles.get(role, ()):
            name = filler.name if isinstance(filler, NameMention) else getattr(filler, "entity", None)
            if name:
                return f"{assertion.type} of {name}"
    return assertion.type


def _who(assertion: Assertion) -> str:
    def names(role: str) -> str:
        return ", ".join(getattr(p, "name", None) or p.text for p in assertion.roles.get(role, ()))

    return f"{names('agent')} → {names('patient')}"


def _finding(
    sort: str,
    kind: str,
    a: Told,
    b: Told,
    here: str,
    there: str,
    evidence: dict[str, float],
    why: str,
    grave: float | None = None,
) -> Finding:
    x, y = a.assertion, b.assertion
    sure = min(x.confidence, y.confidence)
    return Finding(
        sort,
        kind,  # type: ignore[arg-type]
        span(a.account, x.start, x.end),
        span(b.account, y.start, y.end),
        here.replace("_", " "),
        there.replace("_", " "),
        evidence | {"sure": sure},
        (why, f"the same people ({_who(x)}; {_who(y)})"),
        severity=grave,
    )
