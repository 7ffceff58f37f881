"""Which accounts are silent on an event although they tell what stands around it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from kronika.model import Account, Assertion, Passage

NEIGHBOURHOOD = 3  # rows of the alignment, before and after, within which an account has to be heard


class Silence:
    """The rows of the alignment, and who has a gap in them.

    An account is silent on an event where a row that tells it has a gap for the account, the account has its say close
    before and close after, and it tells the event nowhere else. What it may have told outside of that cannot be known.
    """

    def __init__(self, accounts: Sequence[Account], passages: Sequence[Passage]) -> None:
        self._accounts = {account.id: account for account in accounts}
        self._passages = passages
        self._rows: dict[tuple[str, int], list[int]] = defaultdict(list)
        for at, row in enumerate(passages):
            for source_id, sentences in row.items():
                for sentence in sentences:
                    self._rows[(source_id, sentence)].append(at)

    def of(self, told: Sequence[Assertion]) -> tuple[str, ...]:
        """The ids of the silent accounts of one event, in order."""
        tellers = {one.source_id for one in told}
        rows = sorted({row for one in told for row in self._rows_of(one)})
        return tuple(
            source_id
            for source_id in sorted(set(self._accounts) - tellers)
            if rows and all(self._gap(source_id, row) for row in rows)
        )

    def _rows_of(self, one: Assertion) -> list[int]:
        account = self._accounts.get(one.source_id)
        if account is None:
            return []
        sentence = one.sentence if one.sentence >= 0 else account.sentence_at(one.start)
        return self._rows.get((one.source_id, sentence), [])

    def _gap(self, source_id: str, row: int) -> bool:
        if self._passages[row].get(source_id):
            return False
        before = self._passages[max(0, row - NEIGHBOURHOOD) : row]
        after = self._passages[row + 1 : row + 1 + NEIGHBOURHOOD]
        return any(p.get(source_id) for p in before) and any(p.get(source_id) for p in after)
