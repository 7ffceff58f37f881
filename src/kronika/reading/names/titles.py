"""Titles and offices, told apart from names."""

from __future__ import annotations

import re

from kronika.languages.sections.names import Names
from kronika.reading.names.features import classes_of_pack
from kronika.reading.names.spans import Name
from kronika.reading.names.tokens import plain

_WORD_BEFORE = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)?)\.?\s*$")
_WORD_AFTER = re.compile(r"\s([^\W\d_]+)")


def apart(text: str, name: Name, pack: Names) -> tuple[str, str | None]:
    """The name without the titles in it, and the title in it, before it or after it (None where there is none)."""
    written = text[name.start : name.end]
    if name.kind != "person":
        return written, None
    found = classes_of_pack(pack)
    parts = written.split()
    taken: list[str] = []
    while len(parts) > 1 and _is_title(parts[0], found.of(plain(parts[0].strip(".,")))):
        taken.append(parts.pop(0))
    if len(parts) > 1 and "y" in found.of(plain(parts[-1].strip("."))):
        taken.append(parts.pop())
    if taken:
        return " ".join(parts), " ".join(taken)
    before = _WORD_BEFORE.search(text, max(0, name.start - 40), name.start)
    if before and "t" in found.of(plain(before.group(1))):
        return written, before.group(1)
    after = _WORD_AFTER.match(text, name.end, name.end + 40)
    if after and "y" in found.of(plain(after.group(1))):
        return written, after.group(1)
    return written, None


def _is_title(word: str, letters: str) -> bool:
    """A title, or an office or occupation in small letters."""
    return "t" in letters or ("x" in letters and word[:1].islower())
