"""Sentence alignment of two accounts."""

from __future__ import annotations

from itertools import groupby
from typing import NamedTuple

import numpy as np

from kronika.collation import align_learnt
from kronika.collation.align_cuts import Stretch, stretches
from kronika.collation.align_evidence import Evidence, evidence, sides
from kronika.collation.align_features import Grid
from kronika.collation.align_moved import with_moved
from kronika.collation.align_path import Posterior, Scores, Step, padded, posterior, surest_path
from kronika.collation.encoders import Encoder, embedded, knows
from kronika.model import Account, Bead

# Stretches aligned at once, and the cells they may have together: a batch of equal grids costs little more than one.
TOGETHER = 16
CELLS = 60_000


def align(left: Account, right: Account, encoder: Encoder | None = None) -> list[Bead]:
    """The beads of two accounts, in the order of the left one; an empty side is an omission.

    A bead's score is its likelihood over all paths. `align(b, a)` gives the same beads with their sides changed.
    """
    if (right.source.text, right.id) < (left.source.text, left.id):
        turned = [Bead(bead.right, bead.left, bead.score, bead.moved) for bead in _aligned(right, left, encoder)]
        return _in_order(turned)
    return _aligned(left, right, encoder)


def _aligned(left: Account, right: Account, encoder: Encoder | None) -> list[Bead]:
    n, m = len(left.sentences), len(right.sentences)
    if not n or not m:
        return [Bead((i,), (), 1.0) for i in range(n)] + [Bead((), (j,), 1.0) for j in range(m)]
    encoder = encoder or embedded()
    known = knows(encoder, left.language) and knows(encoder, right.language)
    a, b = evidence(left, encoder), evidence(right, encoder)
    ratio = float(a.lengths.sum() / b.lengths.sum())
    by = align_learnt.weights(known)
    parts = stretches(a.coarse(known), b.coarse(known))
    lone = [bead for part in parts if part[0] == part[1] or part[2] == part[3] for bead in _lone(part)]
    full = [part for part in parts if part[0] < part[1] and part[2] < part[3]]
    tried = [_tried(batch, a, b, ratio, by) for batch in _batches(full)]
    shift = align_learnt.gap_shift([one.found for one in tried], [one.scored.sizes for one in tried])
    shift += align_learnt.strangeness(sum(one.covered for one in tried), sum(one.paired for one in tried))
    beads = [bead for one in tried for bead in _beads(one.batch, align_learnt.adapted(one.scored, shift))]
    return _in_order(with_moved(lone + beads, a, b, known))


def _batches(all_stretches: list[Stretch]) -> list[list[Stretch]]:
    """Stretches of like size together."""
    batches: list[list[Stretch]] = []
    ordered = sorted(all_stretches, key=lambda s: (max(s[1] - s[0], s[3] - s[2]), s))
    for _, same in groupby(ordered, key=lambda s: max(s[1] - s[0], s[3] - s[2]) // 16):
        held = list(same)
        size = max(max(s[1] - s[0], 1) for s in held) * max(max(s[3] - s[2], 1) for s in held)
        step = max(1, min(TOGETHER, CELLS // size))
        batches += [held[k : k + step] for k in range(0, len(held), step)]
    return batches


def _lone(stretch: Stretch) -> list[Bead]:
    i, k, j, z = stretch
    return [Bead((at,), (), 1.0) for at in range(i, k)] + [Bead((), (at,), 1.0) for at in range(j, z)]


class _Tried(NamedTuple):
    """A batch of stretches after the first pass; how many pairs of sentences it expects, and the sum of their cover."""

    batch: list[Stretch]
    scored: Scores
    found: Posterior
    paired: float
    covered: float


def _tried(batch: list[Stretch], a: Evidence, b: Evidence, ratio: float, by: align_learnt.Weights) -> _Tried:
    grids = [Grid(*sides(a, b, stretch), ratio) for stretch in batch]
    scored = padded([align_learnt.scores(grid, by) for grid in grids])
    found = posterior(scored)
    pairs = found.beads[1, 1]
    covered = sum(float((pairs[k, : grid.rows, : grid.columns] * grid.cover).sum()) for k, grid in enumerate(grids))
    return _Tried(batch, scored, found, float(pairs.sum()), covered)


def _beads(batch: list[Stretch], scored: Scores) -> list[Bead]:
    found = posterior(scored)
    return [
        _bead(step, found, at, stretch)
        for at, stretch in enumerate(batch)
        for step in surest_path(found, scored.sizes[at], k=at)
    ]


def _bead(step: Step, found: Posterior, at: int, stretch: Stretch) -> Bead:
    i, k, j, z = step
    if k == i:
        likely = found.right[at, :, j].sum()
    elif z == j:
        likely = found.left[at, i].sum()
    else:
        likely = found.beads[k - i, z - j][at, i, j]
    score = round(float(np.clip(likely, 0.0, 1.0)), 4)
    return Bead(tuple(range(stretch[0] + i, stretch[0] + k)), tuple(range(stretch[2] + j, stretch[2] + z)), score)


def _in_order(beads: list[Bead]) -> list[Bead]:
    """Beads in the order of the left account; what only the right one has, after what precedes it there."""
    keyed = [((float(bead.left[0]), -1), bead) for bead in beads if bead.left]
    at = -1.0
    for bead in sorted((bead for bead in beads if bead.right and not bead.moved), key=lambda bead: bead.right):
        if bead.left:
            at = max(at, float(bead.left[-1]))
        else:
            keyed.append(((at + 0.5, bead.right[0]), bead))
    return [bead for _, bead in sorted(keyed, key=lambda pair: pair[0])]
