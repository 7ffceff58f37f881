"""The learnt weights of comparison: which evidence makes a difference of wording a difference of content."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec

from kronika.errors import BadPack

FILE = Path(__file__).parent / "comparison.json"


class Model(msgspec.Struct, frozen=True):
    """A logistic model.

    Attributes:
        bias, weights: of the standardised features. centre, scale: what standardises them.
        threshold: the confidence from which a finding is shown by default.
        learnt: on what, with how many right and wrong examples.
    """

    bias: float
    weights: dict[str, float]
    centre: dict[str, float] = {}
    scale: dict[str, float] = {}
    threshold: float = 0.5
    learnt: str = ""


class Comparison(msgspec.Struct, frozen=True):
    """All models, by sort of finding."""

    models: dict[str, Model]
    about: str = ""


@cache
def load() -> Comparison:
    """The weights that ship with the package."""
    try:
        return msgspec.json.decode(FILE.read_bytes(), type=Comparison)
    except (msgspec.DecodeError, msgspec.ValidationError) as error:
        raise BadPack(f"{FILE.name}: {error}") from error
