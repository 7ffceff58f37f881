"""A place's name without the words for its sort: "Kassa városa", "ilha do Faial", "Bear Island"."""

from __future__ import annotations

from functools import lru_cache

from kronika import languages
from kronika.knowledge.letters import fold
from kronika.languages.sections.names import Names


@lru_cache(256)
def _heads(tag: str) -> tuple[frozenset[str], tuple[str, ...], frozenset[str]]:
    """Whole head words of places, beginnings of head words, and the small words between."""
    pack = languages.section(tag, Names)
    whole = frozenset(fold(word) for word in pack.places if not word.endswith("*"))
    begun = tuple(fold(word[:-1]) for word in pack.places if word.endswith("*") and len(word) > 4)
    return whole, begun, frozenset(fold(word) for word in (*pack.particles, *pack.articles, *pack.possessor))


@lru_cache(65536)
def core(name: str, tag: str | None) -> str:
    """The name without its head words and the small words that these leave at its ends; the name itself
    where nothing
    of it would be left."""
    if not tag:
        return name
    whole, begun, small = _heads(tag)
    words = name.split()

    def head(word: str) -> bool:
        return fold(word) in whole or (bool(begun) and fold(word).startswith(begun))

    kept = [word for word in words if not head(word)]
    if len(kept) == len(words):
        return name
    while kept and fold(kept[0]) in small:
        kept = kept[1:]
    while kept and fold(kept[-1]) in small:
        kept = kept[:-1]
    return " ".join(kept) or name
