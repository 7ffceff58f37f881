"""Two accounts, or all of a book, compared."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

import msgspec

from kronika.collation.align import align
from kronika.collation.comparing import (
    attached,
    clauses,
    damage,
    doubles,
    fillers,
    inner,
    judging,
    ledger,
    naming,
    occasions,
    omissions,
    outcomes,
    rivals,
    severity,
    slots,
    swaps,
    telling,
    within,
    witnesses,
    wording,
)
from kronika.collation.comparing.findings import Finding, Pair, meet
from kronika.collation.encoders import embedded
from kronika.collation.identity import Identity
from kronika.collation.identity import identities as identify
from kronika.collation.identity_within import Naming
from kronika.model import Account, Bead, Discrepancy, Span


def compare(
    left: Account,
    right: Account,
    *,
    beads: Sequence[Bead] | None = None,
    identities: Sequence[Identity] | None = None,
    min_confidence: float | None = None,
    min_severity: float | None = None,
) -> list[Discrepancy]:
    """Where two accounts differ, gravest first.

    `min_confidence` None: each sort of finding is held to its own calibrated threshold. `min_severity` None: 0.
    `beads` and `identities` (of these two accounts, in this order) are made where they are not given.
    """
    pair = Pair(left, right, tuple(align(left, right) if beads is None else beads))
    found = shown(judged(pair, identities), pair, min_confidence)
    return sorted([d for d in found if d.severity >= (min_severity or 0.0)], key=_order)


def judged(pair: Pair, identities: Sequence[Identity] | None = None) -> list[tuple[Finding, float]]:
    """Everything that may be a difference, each with how likely it is one."""
    return [(finding, judging.confidence(finding.sort, finding.evidence)) for finding in candidates(pair, identities)]


def shown(found: Sequence[tuple[Finding, float]], pair: Pair, min_confidence: float | None) -> list[Discrepancy]:
    """What is sure enough, each difference once; None: each sort of finding is held to its own threshold."""
    sure = [
        _discrepancy(finding, pair, confidence)
        for finding, confidence in found
        if confidence >= (judging.threshold(finding.sort) if min_confidence is None else min_confidence)
        and not _equal(finding)
    ]
    return _once(sure)


def _equal(finding: Finding) -> bool:
    """Whether both sides say the same in the end: that is no difference, however it was come by."""
    here, there = finding.left_value, finding.right_value
    return here is not None and there is not None and here.casefold().split() == there.casefold().split()


def compare_all(
    accounts: Sequence[Account], beads: dict[tuple[int, int], list[Bead]], identities: Sequence[Identity]
) -> list[Discrepancy]:
    """What all pairs of accounts differ on, and each with itself, gravest first.

    `beads` holds the pairs that are worth comparing. A difference says which side the other accounts are nearer to.
    """
    found: list[Discrepancy] = []
    for i, j in sorted(beads):
        here = _of_two(identities, i, j)
        found += compare(accounts[i], accounts[j], beads=beads[i, j], identities=here)
    for i, account in enumerate(accounts):
        found += _with_itself(account, _of_two(identities, i, -1))
    return sorted(witnesses.weighed(found, accounts, beads), key=_order)


def _with_itself(account: Account, identities: Sequence[Identity]) -> list[Discrepancy]:
    judged = [
        _discrepancy(finding, pair, judging.confidence(finding.sort, finding.evidence))
        for finding, pair in within.findings(account, identities)
    ]
    return [one for one in judged if one.confidence >= judging.threshold("event_date")]


def candidates(pair: Pair, identities: Sequence[Identity] | None = None) -> Iterator[Finding]:
    """Everything that may be a difference, not yet judged."""
    identified = (
        identify([pair.left, pair.right], {(0, 1): list(pair.beads)}) if identities is None else list(identities)
    )
    # A name that only its place in the story binds is left out: that it differs is what is asked here.
    known = {
        (m.account, m.start, m.end): n
        for n, one in enumerate(identified)
        for m in one.mentions
        if m not in one.doubtful
    }
    listed = frozenset(n for n, one in enumerate(identified) if one.identifiers)
    pair = Pair(pair.left, pair.right, pair.beads, known, listed)
    beads = list(slots.both_sides(pair))
    for sides in beads:
        yield from slots.findings(sides)
    book = ledger.ledger(beads)
    yield from naming.findings(book, embedded())
    yield from swaps.findings(book, embedded().encode)
    yield from omissions.findings(pair)
    yield from doubles.findings(pair, identified)
    told = telling.tellings(pair)
    yield from outcomes.findings(told)
    yield from attached.findings(told)
    yield from fillers.findings(told)
    yield from inner.findings(beads)
    yield from clauses.findings(beads)
    yield from occasions.findings(pair, identified)


def _of_two(identities: Sequence[Identity], i: int, j: int) -> list[Identity]:
    """The identities of two of the accounts, as if there were no others."""
    place = {i: 0, j: 1}

    def moved(mentions: Sequence[Naming]) -> tuple[Naming, ...]:
        return tuple(msgspec.structs.replace(m, account=place[m.account]) for m in mentions if m.account in place)

    cut = [
        msgspec.structs.replace(one, mentions=moved(one.mentions), doubtful=moved(one.doubtful)) for one in identities
    ]
    return [one for one in cut if one.mentions]


def _discrepancy(finding: Finding, pair: Pair, sure: float) -> Discrepancy:
    return Discrepancy(
        kind=finding.kind,
        relation=finding.relation,  # type: ignore[arg-type]
        left=finding.left,
        right=finding.right,
        left_value=finding.left_value,
        right_value=finding.right_value,
        severity=round(severity.severity(finding, pair), 3),
        confidence=round(sure, 3),
        explanation=wording.explanation(finding, pair),
        why=finding.why,
        damage=damage.damage(finding, pair),
        id=_id(finding),
    )


def _id(finding: Finding) -> str:
    """Stable where the evidence is the same, whatever else the book holds."""
    sides = [f"{s.source_id}:{s.start}:{s.end}:{s.text}" if s else "" for s in (finding.left, finding.right)]
    return "d" + hashlib.sha256("|".join([finding.kind, *sides]).encode()).hexdigest()[:10]


def _once(found: list[Discrepancy]) -> list[Discrepancy]:
    """Each difference once: of those whose evidence overlaps on both sides, the surest of the gravest.

    Of differences of outcome one for each stretch of either side: that he lived stands against all that killed him.
    """
    kept: list[Discrepancy] = []
    for one in sorted(found, key=lambda d: (-d.severity, -d.confidence, d.kind, _place(d))):
        enough = any if one.kind == "outcome" else all
        if not any(enough((_meet(one.left, other.left), _meet(one.right, other.right))) for other in kept):
            kept.append(one)
    return rivals.settled(kept)


def _meet(a: Span | None, b: Span | None) -> bool:
    if a is None or b is None:
        return a is b
    return meet(a, b)


def _place(found: Discrepancy) -> tuple[str, int, str, int]:
    a, b = found.left, found.right
    return (a.source_id if a else "", a.start if a else -1, b.source_id if b else "", b.start if b else -1)


def _order(found: Discrepancy) -> tuple[float, float, tuple[str, int, str, int], str]:
    return (-found.severity, -found.confidence, _place(found), found.kind)
