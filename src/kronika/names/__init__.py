"""One name beside another."""

from __future__ import annotations


def same(name_a: str, language_a: str | None, name_b: str, language_b: str | None, kind: str | None) -> float:
    """The likelihood in [0, 1] that both names can name one thing."""
    return float(name_a.casefold() == name_b.casefold())
