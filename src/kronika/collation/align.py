"""Sentence alignment of two accounts."""

from __future__ import annotations

from kronika.collation import align_learnt
from kronika.collation.align_evidence import sides
from kronika.collation.align_features import Grid
from kronika.collation.align_path import Posterior, Step, posterior, surest_path
from kronika.collation.encoders import Encoder, embedded, knows
from kronika.model import Account, Bead


def align(left: Account, right: Account, encoder: Encoder | None = None) -> list[Bead]:
    """The beads of two accounts, in the order of the left one; an empty side is an omission."""
    n, m = len(left.sentences), len(right.sentences)
    if not n or not m:
        return [Bead((i,), (), 1.0) for i in range(n)] + [Bead((), (j,), 1.0) for j in range(m)]
    encoder = encoder or embedded()
    known = knows(encoder, left.language) and knows(encoder, right.language)
    a, b = sides(left, right, encoder)
    grid = Grid(a, b, float(a.lengths.sum() / b.lengths.sum()))
    found = posterior(align_learnt.scores(grid, align_learnt.weights(known)))
    return [_bead(step, found) for step in surest_path(found, (n, m))]


def _bead(step: Step, found: Posterior) -> Bead:
    i, k, j, l = step
    if k == i:
        likely = found.right[0, i, j]
    elif l == j:
        likely = found.left[0, i, j]
    else:
        likely = found.beads[k - i, l - j][0, i, j]
    return Bead(tuple(range(i, k)), tuple(range(j, l)), round(min(1.0, float(likely)), 4))
