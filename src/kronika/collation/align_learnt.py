"""The learnt weights of alignment, applied: features in, scores of beads and omissions out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from kronika import knowledge
from kronika.collation.align_features import FEATURES, GAP_FEATURES, Grid, Shape
from kronika.collation.align_path import BEADS, Posterior, Scores

FILE = Path(knowledge.__file__).parent / "alignment.json"
GROUPS = ("one", "many", "block")
"""Beads 1-1; 1-n and n-1; n-m: each kind has its own weights."""


class Weights(msgspec.Struct, frozen=True):
    """Log-linear weights: of the features of each group of beads, of each shape, of omissions."""

    beads: dict[str, dict[str, float]]
    shapes: dict[str, float]
    gap: dict[str, float]
    again: float


class _File(msgspec.Struct, frozen=True):
    note: str
    known: Weights
    unknown: Weights


def group(shape: Shape) -> str:
    """Which weights a shape goes by."""
    return GROUPS[0] if shape == (1, 1) else GROUPS[1] if 1 in shape else GROUPS[2]


@cache
def weights(known: bool) -> Weights:
    """The weights for two languages that the sentence encoder knows, or for a pair with one that it does not."""
    file = msgspec.json.decode(FILE.read_bytes(), type=_File)
    return file.known if known else file.unknown


# Omissions a sentence that the weights were learnt on, and how far one pair of accounts may move the odds of one.
# Chosen on documents left out: accounts that run in parallel have fewer false omissions, others lose none.
GAPS_LEARNT = 0.1
GAPS_DOUBT = 0.03
LEAST_SHIFT, MOST_SHIFT = -1.0, 0.0


def gap_shift(found: Sequence[Posterior], sizes: Sequence[tuple[tuple[int, int], ...]]) -> float:
    """What to add to each omission's score, now that a first pass has shown how common they are in these accounts.

    One step of expectation maximisation on the rate of omissions, the rate learnt on counting as doubt.
    """
    gaps = sum(float(each.left.sum() + each.right.sum()) for each in found)
    total = sum(n + m for each in sizes for n, m in each)
    rate = gaps / max(1, total)
    shift = float(np.log((rate + GAPS_DOUBT) / (GAPS_LEARNT + GAPS_DOUBT)))
    return min(MOST_SHIFT, max(LEAST_SHIFT, shift))


# Mean cover of the pairs of sentences found: parallel accounts seldom have less than this, badly printed ones neither;
# accounts of different things have -0.5 in the middle, since something always looks least bad.
STRANGE, STEEP, STRANGEST = -0.3, 15.0, 6.0


def strangeness(covered: float, paired: float) -> float:
    """What to add to each omission's score where the pairs of a first pass do not share their words after all.

    `covered` is the sum of the cover of the pairs, `paired` their number, both as a first pass expects them.
    """
    if paired <= 0.0:
        return 0.0
    return min(STRANGEST, max(0.0, STEEP * (STRANGE - covered / paired)))


def adapted(given: Scores, shift: float) -> Scores:
    """The scores with another readiness to leave sentences out."""
    return given._replace(left=given.left + shift, right=given.right + shift)


def scores(grid: Grid, by: Weights) -> Scores:
    """Scores of all beads and omissions of a grid, as a batch of one."""
    beads = {}
    for p, q in BEADS:
        if p > grid.rows or q > grid.columns:
            continue
        line = np.array([by.beads[group((p, q))][name] for name in FEATURES], np.float32)
        full = np.full((1, grid.rows, grid.columns), -1e30)
        cells = grid.bead((p, q)) @ line + by.shapes[f"{p}-{q}"]
        full[0, : cells.shape[0], : cells.shape[1]] = cells
        beads[p, q] = full
    line = np.array([by.gap[name] for name in GAP_FEATURES], np.float32)
    left, right = (_row(grid.gap(side) @ line) for side in (0, 1))
    return Scores(beads, left, right, by.again, ((grid.rows, grid.columns),))


def _row(values: NDArray[np.float32]) -> NDArray[np.float64]:
    return values[None, :].astype(np.float64)
