"""Sentence alignment of two accounts."""

from __future__ import annotations

import numpy as np

from kronika.collation.align_path import Floats, Shape, best_path
from kronika.collation.encoders import Vectors, embedded
from kronika.model import Account, Bead


def align(left: Account, right: Account) -> list[Bead]:
    """The beads of two accounts, in the order of the left one; an empty side is an omission."""
    n, m = len(left.sentences), len(right.sentences)
    if not n or not m:
        return [Bead((i,), (), 0.5) for i in range(n)] + [Bead((), (j,), 0.5) for j in range(m)]
    encoder = embedded()
    a = encoder.encode([left.text_of(i) for i in range(n)])
    b = encoder.encode([right.text_of(j) for j in range(m)])
    la = np.array([1.0 + s.end - s.start for s in left.sentences])
    lb = np.array([1.0 + s.end - s.start for s in right.sentences])
    ratio = la.sum() / lb.sum()

    def score(shape: Shape) -> Floats:
        p, q = shape
        if not p or not q:
            return np.full((n + 1, m + 1), 0.12)
        cosine = _blocks(a, la, p) @ _blocks(b, lb, q).T
        length = np.abs(np.log(_sums(la, p)[:, None] / (_sums(lb, q)[None, :] * ratio)))
        full = np.full((n, m), -np.inf)
        full[: cosine.shape[0], : cosine.shape[1]] = (cosine - 0.1 * length) * (p + q) / 2 - 0.1 * (p + q - 2)
        return full

    return [
        Bead(tuple(range(i, k)), tuple(range(j, l)), 0.5) for i, k, j, l in best_path(n, m, score)
    ]


def _sums(values: Floats, size: int) -> Floats:
    total = np.concatenate([[0.0], np.cumsum(values)])
    return total[size:] - total[:-size]


def _blocks(vectors: Vectors, weights: Floats, size: int) -> Vectors:
    """Unit vectors of `size` neighbouring sentences taken together, weighted by length."""
    total = np.concatenate([np.zeros((1, vectors.shape[1])), np.cumsum(vectors * weights[:, None], axis=0)])
    summed = total[size:] - total[:-size]
    return (summed / np.maximum(np.linalg.norm(summed, axis=1, keepdims=True), 1e-9)).astype(np.float32)
