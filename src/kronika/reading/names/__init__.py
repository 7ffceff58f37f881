"""The names of an account."""

from __future__ import annotations

from kronika.model import Account, Lessons, NameMention


def find(account: Account, lessons: Lessons) -> list[NameMention]:
    """The names that the account's text holds, in order."""
    return []
