"""The engine for many cores and machines: the dataframes of Daft (Apache-2.0), on this machine or on a Ray cluster.

Which of the two is Daft's own setting (`DAFT_RUNNER=native` or `ray`, with `RAY_ADDRESS`); the job is the same.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, cast

from kronika.corpus.engine import GroupWork, MapWork, Row, Rows
from kronika.errors import KronikaError

if TYPE_CHECKING:
    import daft

# Daft reports its use to its makers unless told not to; nothing of a user's work is to leave the machine.
_SILENT = {"DAFT_ANALYTICS_ENABLED": "0", "SCARF_NO_ANALYTICS": "true", "DO_NOT_TRACK": "true"}
_BATCH = 8  # rows that are sent to a process at once: fewer cost more to send, more leave cores idle at the end


def start(workers: int = 0) -> Daft:
    """The engine, with so many processes on this machine (0: as many as it has cores).

    Raises MissingEngine where Daft is not installed.
    """
    for name, value in _SILENT.items():
        os.environ.setdefault(name, value)
    os.environ.setdefault("DAFT_PROGRESS_BAR", "0")
    try:
        import daft
    except ImportError as error:
        raise MissingEngine from error
    return Daft(daft, workers or os.cpu_count() or 1)


class MissingEngine(KronikaError):
    """Daft is not there."""

    def __init__(self) -> None:
        super().__init__("the engine daft is not installed: pip install 'kronika[corpus]', or use --engine local")


class Daft:
    """Rows in a dataframe."""

    name = "daft"

    def __init__(self, module: Any, workers: int) -> None:
        self._daft, self._workers = module, workers

    def rows(self, given: Iterable[Row]) -> Rows:
        """The rows."""
        held = list(given)
        frame = self._daft.from_pydict({"key": [key for key, _ in held], "body": [body for _, body in held]})
        return DaftRows(frame, self._workers)


class DaftRows:
    """Rows as two columns of a dataframe: a key and a body."""

    def __init__(self, frame: daft.DataFrame, workers: int) -> None:
        self._frame, self._workers = frame, workers

    def map(self, work: MapWork, *, heavy: bool = False) -> Rows:
        """The rows that each row turns into."""
        return self._turned(self._frame, work, heavy)

    def groups(self, work: GroupWork, *, heavy: bool = False) -> Rows:
        """The rows that all rows of one key turn into."""
        import daft

        frame = self._frame.groupby("key").agg(daft.col("body").list_agg())
        return self._turned(frame, partial(_in_order, work), heavy)

    def _turned(self, frame: daft.DataFrame, work: Callable[[str, Any], list[Row]], heavy: bool) -> Rows:
        """Heavy work goes in small batches to processes of its own; light work is done where the rows are."""
        import daft

        apart = heavy and self._workers > 1
        if apart:
            frame = frame.into_batches(_BATCH)
        kind = daft.cls(use_process=apart or None, max_concurrency=self._workers if apart else None)(_worker())
        made = kind(work).rows(daft.col("key"), daft.col("body"))
        rows = frame.select(made.alias("row")).explode("row").where(daft.col("row").not_null())
        row = daft.col("row")
        return DaftRows(rows.select(row.get("key").alias("key"), row.get("body").alias("body")), self._workers)

    def plus(self, other: Rows) -> Rows:
        """These rows and others."""
        return DaftRows(self._frame.concat(cast(DaftRows, other)._frame), self._workers)

    def kept(self) -> Rows:
        """The same rows, worked out once."""
        return DaftRows(self._frame.collect(num_preview_rows=None), self._workers)

    def counts(self) -> Iterator[tuple[str, int]]:
        """Every key and how many rows have it."""
        import daft

        for row in self._frame.groupby("key").agg(daft.col("body").count().alias("count")).iter_rows():
            yield str(row["key"]), int(row["count"])

    def ordered(self) -> Iterator[Row]:
        """All rows, in order of key and body."""
        rows = self._frame.sort("key").iter_rows()  # it sorts no bytes
        for key, alike in groupby(rows, key=itemgetter("key")):
            yield from ((str(key), body) for body in sorted(bytes(row["body"]) for row in alike))


def _worker() -> type:
    """What does the work on rows, as Daft wants it; made anew for each step, so that steps do not share it."""
    import daft

    kind = daft.DataType
    made = kind.list(kind.struct({"key": kind.string(), "body": kind.binary()}))

    class Worker:
        def __init__(self, work: Callable[[str, Any], list[Row]]) -> None:
            self._work = work

        @daft.method(return_dtype=made)
        def rows(self, key: str, body: Any) -> list[dict[str, object]]:
            return [{"key": name, "body": value} for name, value in self._work(key, body)]

    return Worker


def _in_order(work: GroupWork, key: str, bodies: list[bytes]) -> list[Row]:
    return work(key, sorted(bodies))
