"""Curation from scripts and from the terminal; it writes the same journal as the browser does."""

from __future__ import annotations

import typer


def register(app: typer.Typer) -> None:
    """Adds the commands of this module."""
