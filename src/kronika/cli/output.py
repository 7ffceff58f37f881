"""How results and problems are written: text for people, JSON for machines, problems and progress apart."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from rich.console import Console

from kronika.errors import Problem

if TYPE_CHECKING:
    from rich.progress import Progress

#: Colours and tables only as far as the terminal shows them; a pipe gets plain text.
out = Console(highlight=False, soft_wrap=False)
err = Console(stderr=True, highlight=False)


def as_json(value: Any) -> None:
    """One JSON document on standard output."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def as_csv(rows: Iterable[dict[str, Any]]) -> None:
    """A table on standard output: a line a row; what is nested stands as JSON in its cell."""
    rows = list(rows)
    table = csv.DictWriter(sys.stdout, list(rows[0]) if rows else [], lineterminator="\n")
    table.writeheader()
    for row in rows:
        table.writerow(
            {
                k: v if isinstance(v, str | int | float | None) else json.dumps(v, ensure_ascii=False)
                for k, v in row.items()
            }
        )


def problems(found: Iterable[Problem]) -> int:
    """Says each problem in one line on standard error; how many there were."""
    count = 0
    for problem in found:
        print(f"kronika: {' '.join(str(problem).split())}", file=sys.stderr)
        count += 1
    return count


class Steps:
    """Tells which step long work is at, on a terminal only."""

    def __init__(self, bar: Progress | None) -> None:
        self._bar = bar
        self._task = bar.add_task("", total=None) if bar else None

    def __call__(self, step: str, done: int, total: int) -> None:
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, description=step, completed=done, total=total)


@contextmanager
def progress() -> Iterator[Steps]:
    """A progress bar on standard error where that is a terminal; nothing elsewhere."""
    if not err.is_terminal:
        yield Steps(None)
        return
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed}/{task.total}"),
    )
    with Progress(*columns, console=err, transient=True) as bar:
        yield Steps(bar)
