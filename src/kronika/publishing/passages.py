"""Where evidence stands: spans of a book as account, sentence and place within the sentence."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from kronika.chronicle import Chronicle
from kronika.model import Account, Span


class Spot(NamedTuple):
    """A span of one sentence: the account's index, the sentence's, and start and end within the sentence."""

    account: int
    sentence: int
    start: int
    end: int


class Spots:
    """Turns spans into spots, counted in code points or, for browsers, in UTF-16 units."""

    def __init__(self, accounts: list[Account], utf16: bool = False) -> None:
        self.accounts = accounts
        self.index = {account.id: at for at, account in enumerate(accounts)}
        self._starts = [[sentence.start for sentence in account.sentences] for account in accounts]
        self._wide = [_wide_letters(account.source.text) if utf16 else [] for account in accounts]

    def of(self, source_id: str, start: int, end: int) -> Spot | None:
        """The spot of a span, cut at the end of its sentence; None where the source has none."""
        at = self.index.get(source_id)
        if at is None or not self._starts[at]:
            return None
        number = max(0, bisect_right(self._starts[at], start) - 1)
        sentence = self.accounts[at].sentences[number]
        inner_start = min(max(start, sentence.start), sentence.end)
        inner_end = min(max(end, inner_start), sentence.end)
        origin = self._units(at, sentence.start)
        return Spot(at, number, self._units(at, inner_start) - origin, self._units(at, inner_end) - origin)

    def of_span(self, span: Span | None) -> Spot | None:
        """The spot of a span, None for no span."""
        return None if span is None else self.of(span.source_id, span.start, span.end)

    def _units(self, account: int, offset: int) -> int:
        return offset + bisect_right(self._wide[account], offset - 1)


def _wide_letters(text: str) -> list[int]:
    """The offsets of the letters that take two UTF-16 units."""
    if not text or max(text) <= "\uffff":
        return []
    return [at for at, letter in enumerate(text) if letter > "\uffff"]


def moved_sentences(rows: list[dict[str, tuple[int, ...]]], source_id: str) -> set[int]:
    """The rows in which an account's sentences stand out of the running order of all others.

    They are the fewest whose removal leaves the account in its own order (longest increasing subsequence).
    """
    order = [(at, row[source_id][0]) for at, row in enumerate(rows) if row.get(source_id)]
    tails: list[int] = []
    tail_at: list[int] = []
    before: list[int] = []
    for i, (_, first) in enumerate(order):
        place = bisect_right(tails, first)
        before.append(tail_at[place - 1] if place else -1)
        tails[place : place + 1] = [first]
        tail_at[place : place + 1] = [i]
    kept: set[int] = set()
    i = tail_at[-1] if tail_at else -1
    while i >= 0:
        kept.add(order[i][0])
        i = before[i]
    return {at for at, _ in order} - kept


def row_of_sentence(chronicle: Chronicle) -> dict[tuple[str, int], int]:
    """For each sentence of each account the row of the alignment that holds it."""
    rows: dict[tuple[str, int], int] = {}
    for at, row in enumerate(chronicle.passages):
        for source_id, sentences in row.items():
            for sentence in sentences:
                rows.setdefault((source_id, sentence), at)
    return rows
