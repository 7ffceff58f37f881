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


#: Beads on each side that make the neighbourhood of a bead.
AROUND = 3
#: Two accounts tell the same at a place where this share of the neighbourhood has a partner. Below it they are
#: independent there, and a leftover is no contradiction: each tells other things. (Of the untouched parallel texts of the
#: development set 99 beads in 100 lie above it; of independent accounts of one story hardly any.)
PARALLEL = 0.6


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

    def local(self, at: int) -> float:
        """The share of the sentences around a bead (itself apart) that have a partner: do both tell the same here?

        1 where there is nothing around it.
        """
        near = [b for n, b in enumerate(self.beads) if n != at and abs(n - at) <= AROUND]
        units = sum(len(b.left) + len(b.right) for b in near)
        return sum(len(b.left) + len(b.right) for b in near if b.left and b.right) / units if units else 1.0
