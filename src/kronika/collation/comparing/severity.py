"""How much a difference matters: a death before a spelling.

The scale is a reader's, not a statistician's: 1.0 whether someone lived; about 0.75 whether a thing happened or who did
it; 0.6 when and where; 0.5 how many and who is named; below that, what is left out or worded loosely.
"""

from __future__ import annotations

from kronika.collation.comparing.findings import Finding, Pair
from kronika.knowledge import events

BASE = {
    "outcome": 0.75,
    "double": 0.55,
    "swap": 0.6,
    "role": 0.6,
    "date": 0.6,
    "attached": 0.55,
    "reported": 0.7,
    "event_place": 0.55,
    "office": 0.55,
    "inner": 0.53,
    "event_date": 0.6,
    "year": 0.6,
    "place": 0.55,
    "number": 0.5,
    "name": 0.5,
    "name_place": 0.55,
}


def severity(finding: Finding, pair: Pair) -> float:
    """The gravity of a finding, in [0, 1]; that of the event it touches raises it."""
    if finding.severity is not None:
        return finding.severity
    if finding.sort in ("omission", "clause"):
        return _omission(finding, pair)
    base = BASE.get(finding.sort, 0.5)
    return min(1.0, base + 0.15 * (_gravest(finding, pair) - 0.5))


def _omission(finding: Finding, pair: Pair) -> float:
    content = finding.evidence.get("content", 0.0)
    if finding.sort == "clause":
        return min(0.75, 0.4 + 0.1 * min(2.0, finding.evidence["held"]) + 0.3 * finding.evidence["event"])
    return min(0.75, 0.3 + 0.03 * content + 0.25 * _gravest(finding, pair, none=0.2))


def _gravest(finding: Finding, pair: Pair, none: float = 0.5) -> float:
    """The weight of the gravest event that the evidence touches; `none` where it touches none."""
    weights = []
    for account, span in ((pair.left, finding.left), (pair.right, finding.right)):
        if span is not None:
            weights += [_weight(a.type) for a in account.assertions if a.start < span.end and span.start < a.end]
    return max(weights, default=none)


def _weight(name: str) -> float:
    row = events.kind(name)
    return row.severity if row else 0.5
