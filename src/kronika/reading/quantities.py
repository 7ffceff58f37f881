"""The quantities of an account."""

from __future__ import annotations

from kronika.model import Account, Quantity


def find(account: Account) -> list[Quantity]:
    """The quantities that the account's text holds, in order."""
    return []
