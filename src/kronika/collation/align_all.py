"""The beads of many accounts: every pair of few, the pairs worth it of many."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from kronika.collation.align import align
from kronika.collation.gather_fingerprints import fingerprints
from kronika.model import Account, Bead

# Up to so many accounts every pair is aligned: 66 pairs.
FEW = 12
# Of more, each is aligned with so many of those likest to it.
NEAREST = 6
# Accounts less alike than this tell different stories: aligning them would only invent.
UNLIKE = 0.05


def all_beads(accounts: Sequence[Account]) -> dict[tuple[int, int], list[Bead]]:
    """The beads of pairs of accounts, by their indices (i < j); pairs that do not tell one story may be missing."""
    return {(i, j): align(accounts[i], accounts[j]) for i, j in pairs_worth_it(accounts)}


def pairs_worth_it(accounts: Sequence[Account]) -> list[tuple[int, int]]:
    """Which pairs to align, sorted: all of few accounts; of many, each with those likest to it."""
    count = len(accounts)
    if count <= FEW:
        return [(i, j) for i in range(count) for j in range(i + 1, count)]
    vectors = fingerprints(accounts).vectors
    found: set[tuple[int, int]] = set()
    for i in range(count):
        likeness = vectors @ vectors[i]
        likeness[i] = -1.0
        order = sorted(range(count), key=lambda j: (-float(likeness[j]), accounts[j].id))[:NEAREST]
        found |= {(min(i, j), max(i, j)) for j in order if likeness[j] > UNLIKE}
    return sorted(found)


def likeness(accounts: Sequence[Account]) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    """How alike the accounts are, pair by pair, in [-1, 1]."""
    vectors = fingerprints(accounts).vectors
    return vectors @ vectors.T
