"""What languages are called in English, from CLDR: `tools/make_language_names.py` writes the data."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec

from kronika import languages

FILE = Path(__file__).parent / "language_names.json"


def name(tag: str) -> str:
    """The English name of a language; with its region or script behind it where the tag has one; the tag if unknown."""
    base = languages.base(tag)
    known = _names().get(base)
    rest = tag.replace("_", "-").split("-")[1:]
    return tag if known is None else f"{known} ({'-'.join(rest)})" if rest else known


@cache
def _names() -> dict[str, str]:
    return msgspec.json.decode(FILE.read_bytes(), type=dict[str, str])
