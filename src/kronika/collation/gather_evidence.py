"""What speaks for two accounts telling one story, as numbers, and the learnt weights that judge it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec
import numpy as np

from kronika import knowledge
from kronika.collation.gather_fingerprints import Fingerprints

FILE = Path(knowledge.__file__).parent / "gathering.json"
FEATURES = (
    "marks", "numbers", "topics", "words best", "words margin", "sentences centre", "sentences best",
    "sentences margin", "one",
)  # fmt: skip


class Weights(msgspec.Struct, frozen=True):
    """Log-linear weights of the features, for two languages that the sentence encoder knows and for others."""

    note: str
    known: dict[str, float]
    unknown: dict[str, float]


@cache
def weights() -> Weights:
    """The weights that ship."""
    return msgspec.json.decode(FILE.read_bytes(), type=Weights)


def features(prints: Fingerprints, i: int, j: int) -> list[float]:
    """The features of a pair of accounts, in the order of FEATURES."""
    marks, numbers = _shared(prints.marks[i], prints.marks[j])
    words = _best(prints.words[i], prints.words[j])
    sentences = _best(prints.sentences[i], prints.sentences[j])
    return [
        marks, numbers, float(prints.topics[i] @ prints.topics[j]), *words,
        float(prints.centres[i] @ prints.centres[j]), *sentences, 1.0,
    ]  # fmt: skip


def _shared(a: dict[str, float], b: dict[str, float]) -> tuple[float, float]:
    if len(b) < len(a):
        a, b = b, a
    both = [(key, weight * b[key]) for key, weight in a.items() if key in b]
    return sum(value for _, value in both), sum(value for key, value in both if key[0] in "#@")


def _best(a: np.ndarray, b: np.ndarray) -> tuple[float, float]:
    """How like its likest partner a sentence is in the mean of the likest half, and how much liker than the rest."""
    if not len(a) or not len(b):
        return 0.0, 0.0
    cells = a @ b.T
    top = [np.sort(cells.max(axis=axis))[::-1] for axis in (0, 1)]
    best = float(np.mean([side[: max(1, len(side) // 2)].mean() for side in top]))
    return best, best - float(cells.mean())


def log_odds(prints: Fingerprints, i: int, j: int) -> float:
    """Log odds that two accounts tell the same story."""
    by = weights().known if prints.known[i] and prints.known[j] else weights().unknown
    return sum(by[name] * value for name, value in zip(FEATURES, features(prints, i, j)))
