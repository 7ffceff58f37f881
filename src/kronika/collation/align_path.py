"""The best monotone path through a grid of beads (Gale and Church 1993, with learnt scores)."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Shape = tuple[int, int]

# Bead shapes that the path may take: sentences left, sentences right. A gap is one sentence long; a longer
# omission is several gaps.
SHAPES: tuple[Shape, ...] = (
    (1, 1), (1, 2), (2, 1), (2, 2), (1, 3), (3, 1), (2, 3), (3, 2), (1, 4), (4, 1), (3, 3), (1, 0), (0, 1),
)  # fmt: skip


def best_path(rows: int, columns: int, score: Callable[[Shape], Floats]) -> list[tuple[int, int, int, int]]:
    """The beads (left start, left end, right start, right end) of the path with the highest sum of scores.

    `score(shape)` gives an array (rows, columns) whose cell [i, j] is the score of the bead of that shape that
    starts at left sentence i and right sentence j; for a gap only the side that is there counts, and the array has
    one more row and column. Runs over antidiagonals, so that each step is one array operation:
    time and memory grow with rows x columns.
    """
    emissions = {shape: score(shape) for shape in SHAPES if shape[0] <= rows and shape[1] <= columns}
    best = np.full((rows + 1, columns + 1), -np.inf)
    choice = np.full((rows + 1, columns + 1), -1, dtype=np.int8)
    best[0, 0] = 0.0
    for diagonal in range(1, rows + columns + 1):
        i = np.arange(max(0, diagonal - columns), min(rows, diagonal) + 1)
        j = diagonal - i
        for code, (a, b) in enumerate(SHAPES):
            if (a, b) not in emissions:
                continue
            ok = (i >= a) & (j >= b)
            if not ok.any():
                continue
            ii, jj = i[ok], j[ok]
            reached = best[ii - a, jj - b] + emissions[a, b][ii - a, jj - b]
            better = reached > best[ii, jj]
            best[ii[better], jj[better]] = reached[better]
            choice[ii[better], jj[better]] = code
    return _walk_back(choice, rows, columns)


def _walk_back(choice: NDArray[np.int8], rows: int, columns: int) -> list[tuple[int, int, int, int]]:
    path = []
    i, j = rows, columns
    while i or j:
        a, b = SHAPES[choice[i, j]]
        path.append((i - a, i, j - b, j))
        i, j = i - a, j - b
    return path[::-1]
