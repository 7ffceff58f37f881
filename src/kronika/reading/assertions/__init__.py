"""The assertions of an account: who did what to whom, when and where, and whether it really happened."""

from __future__ import annotations

from pathlib import Path

from kronika.languages.packs import DATA
from kronika.model import Account, Assertion
from kronika.reading.assertions.asides import merged
from kronika.reading.assertions.reader import Pack, read


def find(account: Account, root: Path = DATA) -> list[Assertion]:
    """The assertions that the account's text holds, in order; none in a language without event words.

    The account has its sentences, dates, names, quantities and relations already. `root` is the folder of packs.
    """
    return merged(read(account, Pack(account.language, root)))
