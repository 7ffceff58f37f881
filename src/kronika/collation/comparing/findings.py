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
#: Two accounts tell the same at a place where this share of the neighbourhood, weighed by how sure its beads are, has a
#: partner. Below it they are independent there, and a leftover is no contradiction: each tells other things. Nearly all
#: beads of untouched parallel texts lie above it; of independent accounts of one story few do.
PARALLEL = 0.7
#: …both accounts as a whole must have this share of sure partners: single sentences of independent accounts may meet.
TOGETHER = 0.5
#: …and the bead itself must be this sure.
PARTNERS = 0.85


def meet(a: Span, b: Span) -> bool:
    """Whether two stretches are of one source and overlap."""
    return a.source_id == b.source_id and a.start < b.end and b.start < a.end


@dataclass(frozen=True, slots=True)
class Pair:
    """Two accounts with their alignment: what every comparison looks at."""

    left: Account
    right: Account
    beads: tuple[Bead, ...]
    known: Mapping[tuple[int, int, int], int] = field(default_factory=dict)
    """(0 for left or 1 for right, start, end) of a mention to the number of its identity."""
    listed: frozenset[int] = frozenset()
    """Identities that the user's own list of names vouches for."""

    @property
    def parallel(self) -> float:
        """The share of the shorter account's sentences that have a partner."""
        a = sum(len(b.left) for b in self.beads if b.left and b.right)
        b = sum(len(b.right) for b in self.beads if b.left and b.right)
        return max(a / max(1, len(self.left.sentences)), b / max(1, len(self.right.sentences)))

    @property
    def together(self) -> float:
        """The share of all sentences of both accounts that surely have a partner."""
        units = len(self.left.sentences) + len(self.right.sentences)
        sure = sum(b.score * (len(b.left) + len(b.right)) for b in self.beads if b.left and b.right)
        return sure / units if units else 0.0

    def local(self, at: int) -> float:
        """The share of the sentences around a bead (itself apart) that surely have a partner; 1 where there are none.

        It answers whether both accounts tell the same thing here.
        """
        near = [b for n, b in enumerate(self.beads) if n != at and abs(n - at) <= AROUND]
        units = sum(len(b.left) + len(b.right) for b in near)
        return sum(b.score * (len(b.left) + len(b.right)) for b in near if b.left and b.right) / units if units else 1.0
