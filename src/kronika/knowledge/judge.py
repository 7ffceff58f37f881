"""The learnt judge of two names: gradient-boosted trees over the numbers of `kronika.names.evidence`.

The data are made by tools/train_judge.py, which says from what.
"""

from __future__ import annotations

import gzip
import math
from collections.abc import Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

DATA = Path(__file__).parent / "judge.json.gz"


class _Forest(NamedTuple):
    """The nodes of all trees in a row, so that all trees are gone down at once; a leaf leads to itself."""

    roots: NDArray[np.intp]
    fields: NDArray[np.intp]
    values: NDArray[np.float64]
    leaves: NDArray[np.float64]
    children: NDArray[np.intp]
    depth: int


def _depth(tree: tuple[tuple[int, float, int, int], ...], at: int) -> int:
    field, _, left, right = tree[at]
    return 0 if field < 0 else 1 + max(_depth(tree, left), _depth(tree, right))


class Judge(msgspec.Struct, frozen=True, dict=True):
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
        forest = self._forest
        row, at = np.array(numbers, np.float64), forest.roots
        for _ in range(forest.depth):
            at = forest.children[2 * at + (row[forest.fields[at]] > forest.values[at])]
        # A running sum adds one by one, tree after tree, as a plain loop does: the same to the last bit everywhere.
        return float(np.concatenate(([self.base], forest.leaves[at])).cumsum()[-1])

    @cached_property
    def _forest(self) -> _Forest:
        starts = np.cumsum([0, *map(len, self.trees)])
        nodes = [
            (max(field, 0), value, *((left + start, right + start) if field >= 0 else (at, at)), field < 0)
            for start, tree in zip(starts.tolist(), self.trees)
            for at, (field, value, left, right) in enumerate(tree, start)
        ]
        fields, values, left, right, leaf = (np.array(column) for column in zip(*nodes))
        children = np.stack([left, right], axis=1).ravel().astype(np.intp)
        return _Forest(
            starts[:-1].astype(np.intp),
            fields.astype(np.intp),
            np.where(leaf, np.inf, values),
            values,
            children,
            max(_depth(tree, 0) for tree in self.trees),
        )

    def probability(self, numbers: Sequence[float]) -> float:
        """The same as a probability."""
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, self.odds(numbers)))))


@cache
def load() -> Judge:
    """The judge, read at the first question."""
    return msgspec.json.decode(gzip.decompress(DATA.read_bytes()), type=Judge)
