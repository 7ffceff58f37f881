"""The learnt weights of alignment, applied: features in, scores of beads and omissions out."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from kronika import knowledge
from kronika.collation.align_features import FEATURES, GAP_FEATURES, Grid, Shape
from kronika.collation.align_path import BEADS, Scores

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


def scores(grid: Grid, by: Weights, gap_more: float = 0.0) -> Scores:
    """Scores of all beads and omissions of a grid, as a batch of one; `gap_more` is added to each omission."""
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
    left, right = (_row(grid.gap(side) @ line + gap_more) for side in (0, 1))
    return Scores(beads, left, right, by.again, ((grid.rows, grid.columns),))


def _row(values: NDArray[np.float32]) -> NDArray[np.float64]:
    return values[None, :].astype(np.float64)
