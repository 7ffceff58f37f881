"""Which language a text is in."""

from __future__ import annotations

from functools import cache
from typing import Any


def identify(text: str, among: tuple[str, ...] | None = None) -> tuple[str, float]:
    """The language of a text as a BCP 47 tag, and how sure that is; ("und", 0.0) where it has no letters."""
    if not any(character.isalpha() for character in text):
        return "und", 0.0
    tag, probability = _identifier().classify(text[:20_000])
    return str(tag), float(probability)


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_pickled_model(MODEL_FILE, norm_probs=True)
