"""Passages that stand elsewhere in the other account: omissions on both sides that are the same sentences."""

from __future__ import annotations

import numpy as np

from kronika.collation.align_evidence import Evidence
from kronika.collation.align_features import Floats
from kronika.model import Bead

# Sentences left out on one side that are looked at; a whole missing chapter is not searched for.
MOST = 1_000
# Likeness by sentence vectors and by word vectors from which two lone sentences are the same one moved. Parallel
# sentences have 0.75 and 0.6 in the mean, the likest of others seldom more than 0.5 and 0.45.
ALIKE, MARGIN = 0.62, 0.2
# The same for a sentence beside one that is sure to be moved: passages move, seldom sentences.
BESIDE = 0.35
SHORTEST = 25  # characters: "He said." is like many others


def with_moved(beads: list[Bead], left: Evidence, right: Evidence, known: bool) -> list[Bead]:
    """The beads with moved sentences in place of the pairs of omissions that they were taken for."""
    lone = (
        [bead.left[0] for bead in beads if not bead.right and left.lengths[bead.left[0]] >= SHORTEST][:MOST],
        [bead.right[0] for bead in beads if not bead.left and right.lengths[bead.right[0]] >= SHORTEST][:MOST],
    )
    if not lone[0] or not lone[1]:
        return beads
    moved = _pairs(lone, left, right, known)
    if not moved:
        return beads
    gone = {i for i, _, _ in moved}, {j for _, j, _ in moved}
    kept = [bead for bead in beads
            if (bead.right or bead.left[0] not in gone[0]) and (bead.left or bead.right[0] not in gone[1])]  # fmt: skip
    return kept + [Bead((i,), (j,), score, moved=True) for i, j, score in moved]


def _pairs(
    lone: tuple[list[int], list[int]], left: Evidence, right: Evidence, known: bool
) -> list[tuple[int, int, float]]:
    by_sentence = _unit(left.vectors[lone[0]]) @ _unit(right.vectors[lone[1]]).T
    by_word = _unit(left.words[lone[0]]) @ _unit(right.words[lone[1]]).T
    share = 0.7 if known else 0.2
    cells = share * by_sentence + (1.0 - share) * by_word
    across, down = cells.argmax(axis=1), cells.argmax(axis=0)
    found = []
    for row, column in enumerate(across):
        top = float(cells[row, column])
        others = np.concatenate([np.delete(cells[row], column), np.delete(cells[:, column], row)])
        margin = top - (float(others.max()) if len(others) else 0.0)
        lengths = left.lengths[lone[0][row]], right.lengths[lone[1][column]]
        if down[column] == row and top >= ALIKE and margin >= MARGIN and max(lengths) < 2.2 * min(lengths):
            found.append((lone[0][row], lone[1][int(column)], round(min(0.95, top), 4)))
    return _grown(found, lone, cells)


def _grown(
    found: list[tuple[int, int, float]], lone: tuple[list[int], list[int]], cells: Floats
) -> list[tuple[int, int, float]]:
    """The pairs and those that follow or precede them step by step, as far as they are alike."""
    rows, columns = ({at: k for k, at in enumerate(side)} for side in lone)
    taken = {i for i, _, _ in found}, {j for _, j, _ in found}
    out = list(found)
    for i, j, _ in out:  # grows while it runs
        for step in (-1, 1):
            a, b = i + step, j + step
            if a in rows and b in columns and a not in taken[0] and b not in taken[1]:
                likeness = float(cells[rows[a], columns[b]])
                if likeness >= BESIDE:
                    taken[0].add(a)
                    taken[1].add(b)
                    out.append((a, b, round(min(0.95, likeness), 4)))
    return out


def _unit(rows: Floats) -> Floats:
    unit: Floats = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-6)
    return unit
