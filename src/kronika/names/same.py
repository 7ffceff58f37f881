"""Whether two names, in any two languages, can name one thing."""

from __future__ import annotations

from functools import lru_cache

from anyascii import anyascii
from rapidfuzz import fuzz
from rapidfuzz.distance import JaroWinkler

from kronika.knowledge import gazetteer
from kronika.knowledge.letters import fold


@lru_cache(65536)
def roman(name: str) -> str:
    """A folded name in Latin letters."""
    return fold(anyascii(fold(name)))


def same(name_a: str, language_a: str | None, name_b: str, language_b: str | None, kind: str | None) -> float:
    """The likelihood in [0, 1] that both names can name one thing; languages and kind may be None (unknown)."""
    return explain(name_a, language_a, name_b, language_b, kind)[0]


def explain(
    name_a: str, language_a: str | None, name_b: str, language_b: str | None, kind: str | None
) -> tuple[float, tuple[str, ...]]:
    """The likelihood that both names can name one thing, and the reasons in words."""
    if kind in (None, "place"):
        here, there = set(gazetteer.rows(name_a)[:3]), set(gazetteer.rows(name_b)[:3])
        if here & there:
            row = min(here & there)
            return 1.0, (f"the gazetteer knows both as {gazetteer.place(row).name}",)
    a, b = roman(name_a), roman(name_b)
    if not a or not b:
        return float(fold(name_a) == fold(name_b)), ()
    if a == b:
        return 1.0, ("the same letters",)
    score = max(fuzz.ratio(a, b), fuzz.token_sort_ratio(a, b)) / 100
    return 0.98 * (0.7 * score + 0.3 * JaroWinkler.similarity(a, b)), ("similar letters",)
