"""What a reader is."""

from __future__ import annotations

from typing import Protocol

from kronika.model import Account, Lessons, Source

UNANSWERED = "no answer"
"""How the reason of a problem begins where something outside did not answer; it may the next time."""


class Reader(Protocol):
    """Makes accounts of sources.

    Attributes:
        name: what it is, exactly enough that two readers of one name read alike; readings are kept by it.
    """

    @property
    def name(self) -> str: ...

    def read(self, source: Source, lessons: Lessons | None = None) -> Account:
        """The account that a source gives. What could not be read is in its problems; nothing raises."""
        ...


def settled(account: Account) -> bool:
    """Whether a reading is complete and may be kept: nothing that the reader asked was left unanswered."""
    return not any(problem.reason.startswith(UNANSWERED) for problem in account.problems)
