"""Plain text."""

from __future__ import annotations

from kronika.sources.draft import Draft


def read(text: str) -> Draft:
    """The text as it is; its first line becomes no title, since nothing says that it is one."""
    return Draft(text)
