"""The dates of an account."""

from __future__ import annotations

from kronika.model import Account, DateMention


def find(account: Account) -> list[DateMention]:
    """The dates that the account's text holds, in order."""
    return []
