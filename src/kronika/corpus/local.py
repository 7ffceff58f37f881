"""The engine that needs nothing: a loop, in one process."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from kronika.corpus.engine import GroupWork, MapWork, Row, Rows


class Local:
    """Rows in a list."""

    name = "local"

    def rows(self, given: Iterable[Row]) -> Rows:
        """The rows."""
        return LocalRows(list(given))


class LocalRows:
    """Rows in the memory of this process."""

    def __init__(self, held: list[Row]) -> None:
        self._held = held

    def map(self, work: MapWork, *, heavy: bool = False) -> Rows:
        """The rows that each row turns into."""
        return LocalRows([row for key, body in self._held for row in work(key, body)])

    def groups(self, work: GroupWork, *, heavy: bool = False) -> Rows:
        """The rows that all rows of one key turn into."""
        found: dict[str, list[bytes]] = defaultdict(list)
        for key, body in self._held:
            found[key].append(body)
        return LocalRows([row for key, bodies in found.items() for row in work(key, sorted(bodies))])

    def plus(self, other: Rows) -> Rows:
        """These rows and others."""
        return LocalRows([*self._held, *other.ordered()])

    def kept(self) -> Rows:
        """The same rows: they are worked out already."""
        return self

    def counts(self) -> Iterator[tuple[str, int]]:
        """Every key and how many rows have it."""
        yield from Counter(key for key, _ in self._held).items()

    def ordered(self) -> Iterator[Row]:
        """All rows, in order of key and body."""
        yield from sorted(self._held)
