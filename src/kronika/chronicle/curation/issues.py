"""The discrepancies of a book under decision."""

from __future__ import annotations

from collections.abc import Sequence

from kronika.chronicle.book import Chronicle
from kronika.chronicle.curation.acts import Act, Key, keys_of_discrepancy
from kronika.model import Discrepancy

TAKES = frozenset(("accept", "reject", "not_comparable", "unsure"))


class IssueDrafts:
    """Discrepancies by number. Several may stand on one stretch of text, so that all sides together tell them apart.

    Attributes:
        hidden: the numbers that a curator took out.
    """

    def __init__(self, book: Chronicle) -> None:
        self._issues = book.discrepancies
        self._keys = [keys_of_discrepancy(issue) for issue in book.discrepancies]
        self.hidden: set[int] = set()

    def take(self, act: Act) -> tuple[int, ...] | None:
        """Takes one decision; the numbers it is about, or None where none of them is there any more."""
        if act.kind not in TAKES:
            return None
        found = [self._meant(keys) for keys in act.things]
        numbers = tuple(n for n in found if n is not None and n not in self.hidden)
        if act.kind in ("reject", "not_comparable"):
            self.hidden.update(numbers)
        return numbers or None

    def joined(self, act: Act) -> bool:
        """Discrepancies are never merged."""
        return False

    def now(self, number: int) -> int:
        """The number itself."""
        return number

    def finished(self) -> list[Discrepancy]:
        """The discrepancies that no curator took out, in their order."""
        return [issue for n, issue in enumerate(self._issues) if n not in self.hidden]

    def ids(self) -> dict[int, str]:
        """The id of each number."""
        return {n: issue.id for n, issue in enumerate(self._issues)}

    def _meant(self, keys: Sequence[Key]) -> int | None:
        fits = [(-_likeness(keys, mine), n) for n, mine in enumerate(self._keys) if len(mine) == len(keys)]
        best = min(fits, default=(0.0, -1))
        return best[1] if best[0] < 0 else None


def _likeness(keys: Sequence[Key], mine: Sequence[Key]) -> float:
    """How much of each side two sets of evidence share, the least of the sides; 0 where a side or the kind differs."""
    return min((_side(key, other) for key, other in zip(sorted(keys), sorted(mine), strict=True)), default=0.0)


def _side(key: Key, other: Key) -> float:
    if key.source_id != other.source_id or key.reading != other.reading:
        return 0.0
    shared = min(key.end, other.end) - max(key.start, other.start)
    longest = max(key.end - key.start, other.end - other.start, 1)
    if (key.start, key.end) == (other.start, other.end):
        return 2.0 if key.text == other.text else 1.5
    return shared / longest if shared * 2 >= longest else 0.0
