"""Where two long accounts can safely be cut, so that each stretch is aligned by itself.

Coarse to fine as in Vecalign (Thompson and Koehn 2019), cut at sure pairs as in SentAlign (Steingrímsson et al. 2023):
a path through a grid of a few hundred blocks says roughly where one account stands in the other; near that path, pairs
of sentences that are each other's likest and stand in a row with others like them are the cuts.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise

import numpy as np

from kronika.collation.align_features import Floats

Stretch = tuple[int, int, int, int]
"""Left start, left end, right start, right end."""

# Stretches of about so many sentences: a grid of 60 by 60 costs little, and there are cuts enough.
WANTED = 60
# A stretch in which no cut is found is cut along the coarse path beyond this size: memory comes first.
LARGEST = 240
# Blocks a side of the coarse grid.
BLOCKS = 300
# Sentences around the coarse path that are looked at, beside three blocks.
AROUND = 40
# How much liker than the next likest both ways a pair must be to be sure.
SURE = 0.12


def stretches(left: Floats, right: Floats) -> list[Stretch]:
    """The stretches to align, in order, without overlap; `left` and `right` are unit vectors, one a sentence."""
    n, m = len(left), len(right)
    if max(n, m) <= WANTED * 2:
        return [(0, n, 0, m)]
    left, right = _centred(left), _centred(right)
    centre = _coarse(left, right)
    cuts = _spaced(_chain(_sure(left, right, centre)), n, m)
    edges = [(0, 0), *cuts, (n, m)]
    out: list[Stretch] = []
    for (i, j), (k, z) in pairwise(edges):
        out += _bounded(i, k, j, z, centre)
    return out


def _centred(rows: Floats) -> Floats:
    rows = rows - rows.mean(axis=0)
    unit: Floats = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-6)
    return unit


def _coarse(left: Floats, right: Floats) -> Floats:
    """For each left sentence the right place (fractional) where the best coarse path passes."""
    n, m = len(left), len(right)
    edges = [np.linspace(0, size, min(size, BLOCKS) + 1).astype(int) for size in (n, m)]
    a, b = (np.add.reduceat(rows, at[:-1], axis=0) for rows, at in zip((left, right), edges))
    a, b = (rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-6) for rows in (a, b))
    cells = a @ b.T
    margin = (
        cells - (np.sort(cells, axis=1)[:, -4:].mean(axis=1)[:, None] + np.sort(cells, axis=0)[-4:].mean(axis=0)) / 2
    )
    path = _best(np.maximum(margin + 0.1, 0.0).astype(np.float64))
    rows, columns = zip(*path)
    middle = [(edges[k][list(at)] + edges[k][np.array(at) + 1]) / 2 for k, at in enumerate((rows, columns))]
    places: Floats = np.interp(np.arange(n), middle[0], middle[1])
    return places


def _best(cells: np.ndarray[tuple[int, int], np.dtype[np.float64]]) -> list[tuple[int, int]]:
    """The monotone path through the cells with the highest sum, as its cells of positive worth."""
    rows, columns = cells.shape
    best = np.zeros((rows + 1, columns + 1))
    for diagonal in range(2, rows + columns + 1):
        a = np.arange(max(1, diagonal - columns), min(rows, diagonal - 1) + 1)
        b = diagonal - a
        best[a, b] = np.maximum(best[a - 1, b - 1] + cells[a - 1, b - 1], np.maximum(best[a - 1, b], best[a, b - 1]))
    path = []
    i, j = rows, columns
    while i and j:
        if best[i, j] == best[i - 1, j]:
            i -= 1
        elif best[i, j] == best[i, j - 1]:
            j -= 1
        else:
            i, j = i - 1, j - 1
            path.append((i, j))
    return path[::-1] or [(0, 0), (rows - 1, columns - 1)]


def _sure(left: Floats, right: Floats, centre: Floats) -> list[tuple[int, int, float]]:
    """Pairs near the coarse path that are each other's likest by far."""
    n, m = len(left), len(right)
    width = int(AROUND + 3 * max(1, max(n, m) / BLOCKS))
    found = []
    step = 100
    for start in range(0, n, step):
        end = min(n, start + step)
        low = max(0, int(centre[start:end].min()) - width)
        high = min(m, int(centre[start:end].max()) + width + 1)
        if high - low < 3 or end - start < 3:
            continue
        cells = left[start:end] @ right[low:high].T
        j = cells.argmax(axis=1)
        mutual = cells.argmax(axis=0)[j] == np.arange(end - start)
        across, down = np.partition(cells, -2, axis=1)[:, -2], np.partition(cells, -2, axis=0)[-2]
        top = cells.max(axis=1)
        margin = np.minimum(top - across, top - down[j])
        found += [(start + int(i), low + int(j[i]), float(margin[i])) for i in np.flatnonzero(mutual & (margin > 0))]
    return found


def _chain(pairs: list[tuple[int, int, float]]) -> list[tuple[int, int, float]]:
    """The longest run of pairs that rises on both sides, only those with a near neighbour on each side in it."""
    ends: list[int] = []
    at: list[int] = []
    back: list[int] = []
    for k, (_, j, _) in enumerate(pairs):
        place = bisect_left(ends, j)
        back.append(at[place - 1] if place else -1)
        if place == len(ends):
            ends.append(j)
            at.append(k)
        else:
            ends[place], at[place] = j, k
    chain, k = [], at[-1] if at else -1
    while k >= 0:
        chain.append(pairs[k])
        k = back[k]
    chain.reverse()
    kept = []
    for before, here, after in zip(chain, chain[1:], chain[2:]):
        steps = [here[0] - before[0], here[1] - before[1], after[0] - here[0], after[1] - here[1]]
        if max(steps) <= 2 and here[2] >= SURE:
            kept.append(here)
    return kept


def _spaced(cuts: list[tuple[int, int, float]], n: int, m: int) -> list[tuple[int, int]]:
    """The surest cuts, one about every WANTED sentences."""
    out: list[tuple[int, int]] = []
    last, held = (0, 0), [(-1.0, (0, 0))]
    for i, j, margin in cuts:
        distance = max(i - last[0], j - last[1])
        if distance < WANTED // 2 or max(n - i, m - j) < WANTED // 4:
            continue
        if distance > WANTED and held[0][0] > 0:
            last = held[0][1]
            out.append(last)
            held = [(-1.0, last)]
            if max(i - last[0], j - last[1]) < WANTED // 2:
                continue
        if margin > held[0][0]:
            held = [(margin, (i, j))]
    if held[0][0] > 0 and (not out or out[-1] != held[0][1]):
        out.append(held[0][1])
    return out


def _bounded(i: int, k: int, j: int, z: int, centre: Floats) -> list[Stretch]:
    """A stretch as it is, or cut along the coarse path where it is too large."""
    if max(k - i, z - j) <= LARGEST:
        return [(i, k, j, z)]
    parts = -(-max(k - i, z - j) // LARGEST)
    rows = [i + (k - i) * part // parts for part in range(parts + 1)]
    if k - i >= parts:
        columns = [j, *(int(min(z, max(j, centre[row]))) for row in rows[1:-1]), z]
    else:
        columns = [j + (z - j) * part // parts for part in range(parts + 1)]
    out: list[Stretch] = []
    for a, b, c, d in zip(rows, rows[1:], columns, columns[1:]):
        worst = max(1, -(-max(b - a, d - c) // (2 * LARGEST)))
        for part in range(worst):
            out.append((a + (b - a) * part // worst, a + (b - a) * (part + 1) // worst,
                        c + (d - c) * part // worst, c + (d - c) * (part + 1) // worst))  # fmt: skip
    return out
