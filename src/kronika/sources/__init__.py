"""A file becomes a source: decoded, its main text cut out, web residue cleaned, with an exact map back."""

from __future__ import annotations

from pathlib import Path

from kronika.model import Source


def open_source(path: str | Path) -> Source:
    """The source in one file."""
    return Source(Path(path).read_text(encoding="utf-8"), origin=str(path), id=Path(path).stem)
