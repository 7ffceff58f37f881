"""Accounts made of given sentences, without the readers: alignment is tested on its own."""

from __future__ import annotations

import tomllib
from pathlib import Path

from kronika.model import Account, Sentence, Source

CASES = Path(__file__).parents[1] / "cases/collation"


def story(name: str) -> dict[str, list[str]]:
    """Language to sentences."""
    return tomllib.loads((CASES / f"{name}.toml").read_text(encoding="utf-8"))


def account(sentences: list[str], language: str | None, id: str) -> Account:
    at, found = 0, []
    for text in sentences:
        found.append(Sentence(at, at + len(text)))
        at += len(text) + 1
    return Account(Source("\n".join(sentences), language, id=id), sentences=found)
