"""Paths through a grid of beads: the best one, and how sure each of its beads is.

A linear-chain model over monotone paths (a conditional random field, Lafferty et al. 2001, on the lattice of Gale and
Church 1993). All functions run over antidiagonals, each step one array operation, and take a batch of grids
(first axis) that may differ in size.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kronika.collation.align_features import SHAPES, Shape

Floats = NDArray[np.float64]
Step = tuple[int, int, int, int]
"""A bead of a path: left start, left end, right start, right end."""

BEADS = tuple(shape for shape in SHAPES if shape[0] and shape[1])
_LOW = -1e30


class Scores(NamedTuple):
    """What a path collects.

    Attributes:
        beads: shape to scores (batch, rows, columns), by the cell where the bead starts; _LOW where it does not fit.
        left, right: the score of leaving out each sentence (batch, rows), (batch, columns).
        again: added where an omission goes on from the sentence before.
        sizes: rows and columns of each grid of the batch.
    """

    beads: dict[Shape, Floats]
    left: Floats
    right: Floats
    again: float
    sizes: tuple[tuple[int, int], ...]


class Sums(NamedTuple):
    """Forward sums by state: after a bead, within an omission on the left, within one on the right."""

    bead: Floats
    left: Floats
    right: Floats

    @property
    def any(self) -> Floats:
        """The sums over all three states."""
        return np.logaddexp(self.bead, np.logaddexp(self.left, self.right))


def _diagonals(rows: int, columns: int) -> list[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    found = []
    for diagonal in range(rows + columns + 1):
        i = np.arange(max(0, diagonal - columns), min(rows, diagonal) + 1)
        found.append((i, diagonal - i))
    return found


def _log_sum(parts: list[Floats]) -> Floats:
    stacked = np.stack(parts)
    top = stacked.max(axis=0)
    total: Floats = top + np.log(np.exp(stacked - top).sum(axis=0))
    return total


def forward(scores: Scores) -> Sums:
    """Log sums over all paths from the start to each corner, by state."""
    batch, rows = scores.left.shape
    columns = scores.right.shape[1]
    bead, left, right = (np.full((batch, rows + 1, columns + 1), _LOW) for _ in range(3))
    bead[:, 0, 0] = 0.0
    every = bead.copy()
    for i, j in _diagonals(rows, columns)[1:]:
        parts = [np.full((batch, len(i)), _LOW)]
        for (p, q), cells in scores.beads.items():
            into = np.full((batch, len(i)), _LOW)
            ok = (i >= p) & (j >= q)
            a, b = i[ok] - p, j[ok] - q
            into[:, ok] = every[:, a, b] + cells[:, a, b]
            parts.append(into)
        bead[:, i, j] = _log_sum(parts)
        ok = i > 0
        a, b = i[ok] - 1, j[ok]
        before = np.logaddexp(bead[:, a, b], right[:, a, b])
        left[:, i[ok], b] = scores.left[:, a] + np.logaddexp(before, left[:, a, b] + scores.again)
        ok = j > 0
        a, b = i[ok], j[ok] - 1
        before = np.logaddexp(bead[:, a, b], left[:, a, b])
        right[:, a, j[ok]] = scores.right[:, b] + np.logaddexp(before, right[:, a, b] + scores.again)
        every[:, i, j] = np.logaddexp(bead[:, i, j], np.logaddexp(left[:, i, j], right[:, i, j]))
    return Sums(bead, left, right)


def backward(scores: Scores) -> Sums:
    """Log sums over all paths from each corner to the end, by the state the path is in at the corner."""
    batch, rows = scores.left.shape
    columns = scores.right.shape[1]
    bead, left, right = (np.full((batch, rows + 2, columns + 2), _LOW) for _ in range(3))
    for k, (n, m) in enumerate(scores.sizes):
        bead[k, n, m] = left[k, n, m] = right[k, n, m] = 0.0
    out_left = np.concatenate([scores.left, np.full((batch, 1), _LOW)], axis=1)
    out_right = np.concatenate([scores.right, np.full((batch, 1), _LOW)], axis=1)
    for i, j in reversed(_diagonals(rows, columns)):
        parts = [bead[:, i, j]]  # the end itself, _LOW everywhere else
        for (p, q), cells in scores.beads.items():
            into = np.full((batch, len(i)), _LOW)
            ok = (i + p <= rows) & (j + q <= columns)
            a, b = i[ok], j[ok]
            into[:, ok] = cells[:, a, b] + bead[:, a + p, b + q]
            parts.append(into)
        on = _log_sum(parts)
        skip_left, skip_right = out_left[:, i] + left[:, i + 1, j], out_right[:, j] + right[:, i, j + 1]
        bead[:, i, j] = np.logaddexp(on, np.logaddexp(skip_left, skip_right))
        left[:, i, j] = np.logaddexp(on, np.logaddexp(skip_left + scores.again, skip_right))
        right[:, i, j] = np.logaddexp(on, np.logaddexp(skip_left, skip_right + scores.again))
    return Sums(bead[:, :-1, :-1], left[:, :-1, :-1], right[:, :-1, :-1])


class Posterior(NamedTuple):
    """How likely each bead is, over all paths: the shapes as in `Scores`, and omissions by cell.

    Attributes:
        beads: shape to (batch, rows, columns).
        left: (batch, rows, columns + 1); right: (batch, rows + 1, columns). again: expected continuations (batch,).
        total: log sum over all paths (batch,).
    """

    beads: dict[Shape, Floats]
    left: Floats
    right: Floats
    again: Floats
    total: Floats


def posterior(scores: Scores) -> Posterior:
    """The likelihood of every bead and omission."""
    ahead, behind = forward(scores), backward(scores)
    every = ahead.any
    total = behind.bead[:, 0, 0]
    z = total[:, None, None]
    beads = {}
    for (p, q), cells in scores.beads.items():
        rows, columns = cells.shape[1:]
        out = np.zeros_like(cells)
        high, wide = rows - p + 1, columns - q + 1
        if high > 0 and wide > 0:
            logs = every[:, :high, :wide] + cells[:, :high, :wide] + behind.bead[:, p : p + high, q : q + wide] - z
            out[:, :high, :wide] = np.exp(np.minimum(logs, 0.0))
        beads[p, q] = out
    after = scores.left[:, :, None] + behind.left[:, 1:, :] - z
    first = np.exp(np.minimum(np.logaddexp(ahead.bead, ahead.right)[:, :-1] + after, 0.0))
    more = np.exp(np.minimum(ahead.left[:, :-1] + scores.again + after, 0.0))
    after = scores.right[:, None, :] + behind.right[:, :, 1:] - z
    first_right = np.exp(np.minimum(np.logaddexp(ahead.bead, ahead.left)[:, :, :-1] + after, 0.0))
    more_right = np.exp(np.minimum(ahead.right[:, :, :-1] + scores.again + after, 0.0))
    again = more.sum(axis=(1, 2)) + more_right.sum(axis=(1, 2))
    return Posterior(beads, first + more, first_right + more_right, again, total)


def surest_path(found: Posterior, sizes: tuple[int, int], gap_worth: float = 1.0, k: int = 0) -> list[Step]:
    """The path whose beads are together the most likely: the fewest wrong beads to expect, as scored by strict F1.

    `gap_worth` is what a right omission is worth beside a right bead. `k`: which grid of the batch.
    """
    rows, columns = sizes
    best = np.full((rows + 1, columns + 1), _LOW)
    choice = np.full((rows + 1, columns + 1), -1, dtype=np.int8)
    best[0, 0] = 0.0
    gains: list[tuple[Shape, Floats]] = [(shape, cells[k]) for shape, cells in found.beads.items()]
    gains += [((1, 0), gap_worth * found.left[k]), ((0, 1), gap_worth * found.right[k])]
    for high, wide in _diagonals(rows, columns)[1:]:
        for code, ((p, q), cells) in enumerate(gains):
            ok = (high >= p) & (wide >= q)
            a, b = high[ok], wide[ok]
            reached = best[a - p, b - q] + cells[a - p, b - q]
            better = reached > best[a, b]
            best[a[better], b[better]] = reached[better]
            choice[a[better], b[better]] = code
    path = []
    i, j = rows, columns
    while i or j:
        p, q = gains[choice[i, j]][0]
        path.append((i - p, i, j - q, j))
        i, j = i - p, j - q
    return path[::-1]


def padded(scored: list[Scores]) -> Scores:
    """Several grids as one batch: all grow to the size of the largest, with cells that no path can take."""
    rows, columns = (max(each.sizes[0][side] for each in scored) for side in (0, 1))

    def grown(cells: Floats, *shape: int) -> Floats:
        full = np.full(shape, _LOW)
        full[tuple(slice(0, size) for size in cells.shape[1:])] = cells[0]
        return full

    none = np.full((1, 0, 0), _LOW)
    beads = {
        shape: np.stack([grown(each.beads.get(shape, none), rows, columns) for each in scored])
        for shape in sorted({shape for each in scored for shape in each.beads})
    }
    left = np.stack([grown(each.left, rows) for each in scored])
    right = np.stack([grown(each.right, columns) for each in scored])
    return Scores(beads, left, right, scored[0].again, tuple(each.sizes[0] for each in scored))
