"""The learnt judge of two names: gradient-boosted trees over the numbers of `kronika.names.evidence`.

The data are made by tools/train_judge.py, which says from what.
"""

from __future__ import annotations

import gzip
import math
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import msgspec

DATA = Path(__file__).parent / "judge.json.gz"


class Judge(msgspec.Struct, frozen=True):
    """Trees whose leaves add up to a log odds.

    Attributes:
        fields: the names of the numbers, in order.
        base: log odds before any tree.
        trees: nodes as (field, threshold, left, right); a leaf has field -1 and its value as threshold.
    """

    fields: tuple[str, ...]
    base: float
    trees: tuple[tuple[tuple[int, float, int, int], ...], ...]

    def odds(self, numbers: Sequence[float]) -> float:
        """The log odds that two names of these numbers name one thing."""
        total = self.base
        for tree in self.trees:
            field, value, left, right = tree[0]
            while field >= 0:
                field, value, left, right = tree[left if numbers[field] <= value else right]
            total += value
        return total

    def probability(self, numbers: Sequence[float]) -> float:
        """The same as a probability."""
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, self.odds(numbers)))))


@cache
def load() -> Judge:
    """The judge, read at the first question."""
    return msgspec.json.decode(gzip.decompress(DATA.read_bytes()), type=Judge)
