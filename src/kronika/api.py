"""The public functions: the one room that knows every stage."""

from __future__ import annotations

from pathlib import Path

import msgspec

from kronika import collation, reading, sources
from kronika.model import Account, Bead, Source


def open_source(path: str | Path) -> Source:
    """The source in one file; see `kronika.sources.open_source`."""
    return sources.open_source(path)


def read(source: Source | str, language: str | None = None) -> Account:
    """One source, or a text, read. `language` (a BCP 47 tag) says what the source leaves open."""
    made = source if isinstance(source, Source) else Source(source)
    if language is not None:
        made = msgspec.structs.replace(made, language=language)
    return reading.read(made)


def align(account_a: Account, account_b: Account) -> list[Bead]:
    """The sentence alignment of two accounts, in any two languages."""
    return collation.align(account_a, account_b)
