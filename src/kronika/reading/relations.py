"""The relations of an account."""

from __future__ import annotations

from kronika.model import Account, Relation


def find(account: Account) -> list[Relation]:
    """The relations that the account's text holds, in order."""
    return []
