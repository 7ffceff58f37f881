"""Sentence alignment of two accounts."""

from __future__ import annotations

from kronika.model import Account, Bead


def align(left: Account, right: Account) -> list[Bead]:
    """The beads of two accounts, in the order of the left one."""
    return [Bead((i,), (i,), 0.5) for i in range(min(len(left.sentences), len(right.sentences)))]
