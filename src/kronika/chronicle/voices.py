"""How many independent voices a set of accounts makes."""

from __future__ import annotations

from collections.abc import Iterable

from kronika.model import Dependence

SURE = 0.5  # a dependence that is more likely than not makes one voice of two accounts


class Voices:
    """Accounts grouped by who depends on whom: translations and copies of one text, or of one lost source."""

    def __init__(self, dependence: Iterable[Dependence]) -> None:
        self._parent: dict[str, str] = {}
        for tie in dependence:
            if tie.confidence >= SURE:
                a, b = self.of(tie.source_id), self.of(tie.on)
                self._parent[max(a, b)] = min(a, b)

    def of(self, source_id: str) -> str:
        """The source that stands for the group of this one: the first of its ids in order."""
        while self._parent.get(source_id, source_id) != source_id:
            source_id = self._parent[source_id]
        return source_id

    def count(self, source_ids: Iterable[str]) -> int:
        """How many groups some accounts belong to."""
        return len({self.of(source_id) for source_id in source_ids})
