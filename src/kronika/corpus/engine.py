"""What an engine is: a store of rows that it can map, group, count and give back in order.

A row is a key and a body (bytes). The work given to an engine is a function of rows alone, at the top level of a module
(or such a function with arguments bound), so that an engine may send it to other processes and machines. An engine is
free in how it parts and orders rows; the job's results do not depend on it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

Row = tuple[str, bytes]
MapWork = Callable[[str, bytes], list[Row]]
GroupWork = Callable[[str, list[bytes]], list[Row]]


class Rows(Protocol):
    """Rows held by an engine, in no order."""

    def map(self, work: MapWork, *, heavy: bool = False) -> Rows:
        """The rows that each row turns into; `heavy` work is worth a process of its own."""
        ...

    def groups(self, work: GroupWork, *, heavy: bool = False) -> Rows:
        """The rows that all rows of one key turn into; `work` gets their bodies sorted."""
        ...

    def plus(self, other: Rows) -> Rows:
        """These rows and others."""
        ...

    def kept(self) -> Rows:
        """The same rows, worked out once and held, as several steps go on from them."""
        ...

    def counts(self) -> Iterator[tuple[str, int]]:
        """Every key and how many rows have it."""
        ...

    def ordered(self) -> Iterator[Row]:
        """All rows, in order of key and body."""
        ...


class Engine(Protocol):
    """Something that holds rows and works on them."""

    @property
    def name(self) -> str:
        """What it is called."""
        ...

    def rows(self, given: Iterable[Row]) -> Rows:
        """Rows, held by the engine."""
        ...
