"""The assertions of an account."""

from __future__ import annotations

from kronika.model import Account, Assertion


def find(account: Account) -> list[Assertion]:
    """The assertions that the account's text holds, in order."""
    return []
