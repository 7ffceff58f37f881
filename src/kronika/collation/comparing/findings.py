"""A possible difference before it is judged: what kind, where, what each side says, and the evidence as numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kronika.model import Account, Bead, DiscrepancyKind, Span


@dataclass(frozen=True, slots=True)
class Finding:
    """One candidate. `sort` names the model that judges it; `evidence` are its features by name."""

    sort: str
    kind: DiscrepancyKind
    left: Span | None
    right: Span | None
    left_value: str | None
    right_value: str | None
    evidence: Mapping[str, float]
    why: tuple[str, ...] = ()
    relation: str = "contradicts"
    severity: float | None = None
    details: Mapping[str, str] = field(default_factory=dict)


def span(account: Account, start: int, end: int) -> Span:
    """A stretch of an account as evidence."""
    return Span(account.id, start, end, account.source.text[start:end])


@dataclass(frozen=True, slots=True)
class Pair:
    """Two accounts with their alignment: what every comparison looks at."""

    left: Account
    right: Account
    beads: tuple[Bead, ...]

    @property
    def parallel(self) -> float:
        """The share of the shorter account's sentences that have a partner."""
        a = sum(len(b.left) for b in self.beads if b.left and b.right)
        b = sum(len(b.right) for b in self.beads if b.left and b.right)
        return max(a / max(1, len(self.left.sentences)), b / max(1, len(self.right.sentences)))
