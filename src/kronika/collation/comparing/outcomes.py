"""One event told in two ways: survived or shot, succeeded or failed, murdered or dead.

Two assertions are held against each other only where they are of the same people on the same occasion: in one bead, or
of a kind that happens once in a life. Which outcomes exclude each other is data (`against` in `knowledge/events.toml`);
whose outcome it is goes with the type, so that the victory of one and the defeat of the other agree.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from kronika import edtf
from kronika.collation.comparing.findings import Finding, span
from kronika.collation.comparing.telling import Tellings, Told, deed, same, together
from kronika.knowledge import events
from kronika.knowledge.events import related

#: What is said not to have come about. An attempt counts from this gravity on: attempted murder is no murder.
NOT = frozenset({"denied", "failed"})
GRAVE = 0.6


def findings(told: Tellings) -> Iterator[Finding]:
    """Differences of outcome between assertions of one event."""
    for left, right in told.by_bead.values():
        for a in left:
            for b in right:
                yield from _outcome(a, b, told, left, right)
    for a, b in _once_in_a_life(told):
        yield from _against(a, b, told, told.left, told.right)


def _once_in_a_life(told: Tellings) -> Iterator[tuple[Told, Told]]:
    """Assertions of death and survival that stand in different beads but are of one person."""
    there: dict[int, list[Told]] = defaultdict(list)
    for b in told.right:
        if _final(b.type):
            for thing in b.bearers:
                there[thing].append(b)
    for a in told.left:
        if _final(a.type):
            others = {id(b): b for thing in sorted(a.bearers) for b in there.get(thing, ())}
            yield from ((a, b) for b in others.values() if a.bead < 0 or a.bead != b.bead)


def _final(name: str) -> bool:
    return any(step in ("birth", "death", "survival") for step in events.ancestors(name))


def _outcome(a: Told, b: Told, told: Tellings, left: Sequence[Told], right: Sequence[Told]) -> Iterator[Finding]:
    if events.incompatible(a.type, b.type):
        yield from _against(a, b, told, left, right)
    elif related(a.type, b.type):
        if a.happened != b.happened:
            yield from _came_about(a, b, told, left, right)
        elif a.happened and a.type != b.type:
            yield from _closer(a, b, told, left, right)


def _against(a: Told, b: Told, told: Tellings, left: Sequence[Told], right: Sequence[Told]) -> Iterator[Finding]:
    """Two outcomes that exclude each other."""
    people = told.same_people(a, b) if a.happened and b.happened else 0.0
    if not people or _times(a, b) == "contradicts":
        return
    # Each may also tell what the other tells: then they only dwell on different moments.
    both = a.bearers | b.bearers
    here = any(related(o.type, b.type) and _also(o, both) for o in left if o is not a)
    there = any(related(o.type, a.type) and _also(o, both) for o in right if o is not b)
    if here and there:
        return
    one_time = _times(a, b) == "agrees" and _final(a.type) and _final(b.type)
    evidence = _evidence(a, b, people) | {
        "half": float(here or there),
        "half_one_time": float((here or there) and one_time),
    }
    # "He survived until the massacre, where he was shot": both clauses say what became of him.
    spans = together(a, b.type, both, left), together(b, a.type, both, right)
    yield _finding(a, b, evidence, "one event cannot have both outcomes", spans, _gravity(a, b))


def _also(one: Told, people: frozenset[int]) -> bool:
    """Whether an assertion is of these people, or of nobody it says."""
    return bool(one.bearers & people) or not any(one.assertion.roles.get(role) for role in events.bearers(one.type))


def _came_about(a: Told, b: Told, told: Tellings, left: Sequence[Told], right: Sequence[Told]) -> Iterator[Finding]:
    """One says that it happened, the other that it did not."""
    odd, event = (b, a) if a.happened else (a, b)
    attempt = odd.assertion.factuality == "attempted"
    if not (odd.assertion.factuality in NOT or (attempt and events.severity(event.type) >= GRAVE)):
        return
    people = told.same_people(a, b)
    if not people:
        return
    matched = any(_same_fact(o, b) for o in left if related(o.type, a.type)) or any(
        _same_fact(o, a) for o in right if related(o.type, b.type)
    )
    if matched:
        return
    evidence = _evidence(a, b, people) | {
        "factuality": 1.0,
        "attempt": float(attempt),
        "other_type": float(a.type != b.type),
    }
    why = (
        "one says it happened, the other that it was only tried"
        if attempt
        else "one says it happened, the other that it did not"
    )
    lived = "death" in events.ancestors(event.type)
    yield _finding(a, b, evidence, why, None, 0.95 if lived else 0.75 if attempt else None)


def _same_fact(a: Told, b: Told) -> bool:
    return a.assertion.factuality == b.assertion.factuality


def _closer(a: Told, b: Told, told: Tellings, left: Sequence[Told], right: Sequence[Told]) -> Iterator[Finding]:
    """One says more closely what kind of death it was."""
    finer, coarser = (a, b) if coarse(b.type, a.type) else (b, a)
    if not coarse(coarser.type, finer.type) or not told.same_people(a, b):
        return
    if any(o.type == b.type for o in left) or any(o.type == a.type for o in right):
        return
    evidence = _evidence(a, b, told.same_people(a, b)) | {"finer": 1.0}
    why = f"{finer.type} says more than {coarser.type}"
    yield _finding(a, b, evidence, why, None, 0.25, relation="refines")


def coarse(coarser: str, finer: str) -> bool:
    """Whether the one says only that someone died or was killed, and the other by whose guilt."""
    return coarser in ("death", "killing") and finer in events.DEATHS and coarser in events.ancestors(finer)


def _times(a: Told, b: Told) -> str:
    """How the dates of two assertions stand: "unknown" where one has none."""
    if not a.assertion.date or not b.assertion.date:
        return "unknown"
    return edtf.relation(a.assertion.date, b.assertion.date)


def _evidence(a: Told, b: Told, people: float) -> dict[str, float]:
    return {
        "people": people,
        "sure": min(a.assertion.confidence, b.assertion.confidence),
        "bead": float(a.bead >= 0 and a.bead == b.bead),
        "same_time": float(_times(a, b) in ("agrees", "refines", "refined")),
    }


def _gravity(a: Told, b: Told) -> float | None:
    """Whether someone lived is the gravest thing accounts can differ on."""
    lived = [one for one in (a, b) if "death" in events.ancestors(one.type)]
    return 1.0 if len(lived) == 1 else None


def _finding(
    a: Told,
    b: Told,
    evidence: dict[str, float],
    why: str,
    spans: tuple[tuple[int, int], tuple[int, int]] | None,
    gravity: float | None,
    relation: str = "contradicts",
) -> Finding:
    here, there = spans or ((a.assertion.start, a.assertion.end), (b.assertion.start, b.assertion.end))
    reasons = [why, same(a, b)]
    reasons += ["told of the same time"] if evidence["same_time"] else []
    return Finding(
        "outcome",
        "outcome",
        span(a.account, *here),
        span(b.account, *there),
        _value(a),
        _value(b),
        evidence,
        tuple(reasons),
        relation=relation,
        severity=gravity,
    )


def _value(told: Told) -> str:
    return deed(told) if told.happened else f"{deed(told)} ({told.assertion.factuality})"
