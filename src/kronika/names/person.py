"""What parts of a person's name say: which two cannot be one person, and which is short for which."""

from __future__ import annotations

from typing import Literal

from kronika.names.evidence import roman
from kronika.names.same import same


def shortens(brief: str, full: str, tag: str | None) -> Literal["family", "given", ""]:
    """Whether a short mention can stand for a full name of the same account, and by which part; "" where not."""
    short, long = roman(brief).split(), roman(full).split()
    if not short or len(short) >= len(long):
        return ""
    alike = [[same(one, tag, two, tag, "person") >= 0.88 for two in long] for one in short]
    if not all(any(row) for row in alike):
        return ""
    return "family" if alike[-1][-1] else "given"


def distinct(a: str, tag_a: str | None, b: str, tag_b: str | None, kind: str | None) -> str | None:
    """Why two names must belong to two persons or things, in words; None where they need not."""
    return None
