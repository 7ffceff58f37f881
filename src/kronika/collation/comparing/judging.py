"""From evidence to confidence: one small logistic model per sort of finding, learnt on parallel texts.

The weights and how they were learnt are in `knowledge/comparison.json` and `tools/train_comparison.py`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from kronika.knowledge import comparison


def confidence(sort: str, evidence: Mapping[str, float]) -> float:
    """How likely a finding is a real difference of content, in [0, 1]."""
    model = comparison.load().models[sort]
    total = model.bias
    for name, weight in model.weights.items():
        value = evidence.get(name, 0.0)
        total += weight * (value - model.centre.get(name, 0.0)) / (model.scale.get(name, 1.0) or 1.0)
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def threshold(sort: str) -> float:
    """The confidence from which a finding of this sort is shown by default."""
    return comparison.load().models[sort].threshold
