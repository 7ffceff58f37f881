"""What each mention of an account refers to, found by its span."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Generic, TypeVar

from kronika.model import Account, Mention, NameMention, Participant

Key = TypeVar("Key", int, str)


class Referents(Generic[Key]):
    """The thing that a mention, or a participant that stands for one, refers to.

    Made from (source id, start, end, thing); a name that overlaps a known mention refers to what that one does.
    """

    def __init__(self, mentions: Iterable[tuple[str, int, int, Key]], accounts: Iterable[Account]) -> None:
        self._exact: dict[tuple[str, int, int], Key] = {}
        self._spans: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for source_id, start, end, thing in mentions:
            if (source_id, start, end) not in self._exact:
                self._exact[(source_id, start, end)] = thing
                self._spans[source_id].append((start, end))
        for spans in self._spans.values():
            spans.sort()
        self._forms: dict[tuple[str, str], Key] = self._by_form(accounts)

    def of(self, participant: Participant, source_id: str) -> Key | None:
        """The thing a participant of an assertion in this source stands for; None for numbers and unnamed ones."""
        if isinstance(participant, NameMention):
            found = self.at(source_id, participant.start, participant.end)
            return found if found is not None else self._forms.get((source_id, participant.name))
        if isinstance(participant, Mention) and participant.entity:
            return self._forms.get((source_id, participant.entity))
        return None

    def at(self, source_id: str, start: int, end: int) -> Key | None:
        """The thing named at a span, or by the mention that shares most of it."""
        exact = self._exact.get((source_id, start, end))
        if exact is not None:
            return exact
        spans = self._spans.get(source_id, [])
        near = bisect_right(spans, (end, -1))
        best, most = None, 0
        for a, b in spans[max(0, near - 4) : near]:
            shared = min(b, end) - max(a, start)
            if shared > most:
                best, most = self._exact[(source_id, a, b)], shared
        return best

    def _by_form(self, accounts: Iterable[Account]) -> dict[tuple[str, str], Key]:
        """(source id, base form) to the thing it names most often in that source."""
        counts: dict[tuple[str, str], Counter[Key]] = defaultdict(Counter)
        for account in accounts:
            for name in account.names:
                thing = self.at(account.id, name.start, name.end)
                if thing is not None:
                    counts[(account.id, name.name)][thing] += 1
        return {form: min(found, key=lambda k: (-found[k], k)) for form, found in counts.items()}
