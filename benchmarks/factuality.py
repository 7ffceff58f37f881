"""How well an account's commitment is read: the factuality of the events in sentences of our own, in each language.

    python benchmarks/factuality.py [--errors] [LANGUAGE ...]

`tests/cases/factuality/<tag>.tsv` holds a value, the event types that would do (separated by `|`) and a sentence a row;
the sentences were written before the packs were read. The value read is that of the surest assertion of such a type; an
assertion missed is wrong whatever its value. Figures: macro F1 over the six values of all rows, of the rows whose
assertion was found, and of the rows held aside (every third), which nobody reads while mending a pack.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import kronika

CASES = Path(__file__).parents[1] / "tests" / "cases" / "factuality"
VALUES = ("asserted", "denied", "attempted", "failed", "reported", "uncertain")


class Row(NamedTuple):
    """A sentence, the types wanted in it, the value wanted, and the value read ("": no assertion of these types)."""

    value: str
    types: tuple[str, ...]
    text: str
    held: bool
    read: str = ""
    found: str = ""


def tags() -> list[str]:
    """The languages that have sentences."""
    return sorted(file.stem for file in CASES.glob("*.tsv"))


def rows(tag: str) -> Iterator[Row]:
    """A language's rows, not yet read."""
    with (CASES / f"{tag}.tsv").open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)):
            yield Row(row["value"], tuple(row["types"].split("|")), row["sentence"], number % 3 == 2)


def read(tag: str) -> list[Row]:
    """A language's rows with what is read in them."""
    done = []
    for row in rows(tag):
        account = kronika.read(row.text, tag)
        fitting = [a for a in account.assertions if a.type in row.types]
        best = max(fitting, key=lambda a: a.confidence, default=None)
        said = " ".join(f"{a.type}:{a.factuality}" for a in account.assertions)
        done.append(row._replace(read=best.factuality if best else "", found=said))
    return done


def macro(done: Iterable[Row]) -> float:
    """Macro F1 over the values; 0.0 where there is no row."""
    listed = list(done)
    scores = []
    for value in VALUES:
        right = sum(row.value == value == row.read for row in listed)
        total = sum(row.value == value for row in listed) + sum(row.read == value for row in listed)
        scores.append(2 * right / total if total else 0.0)
    return sum(scores) / len(scores)


def recall(done: Iterable[Row], value: str) -> float:
    """How many of a value's rows are read so; 0.0 where there is none."""
    mine = [row for row in done if row.value == value]
    return sum(row.read == value for row in mine) / len(mine) if mine else 0.0


def main() -> None:
    asked = [one for one in sys.argv[1:] if not one.startswith("--")] or tags()
    print(f"{'':3} {'all':>5} {'found':>6} {'held':>5} {'of':>5}  " + " ".join(f"{value[:9]:>9}" for value in VALUES))
    for tag in asked:
        done = read(tag)
        found = [row for row in done if row.read]
        held = [row for row in done if row.held]
        values = " ".join(f"{recall(done, value):9.2f}" for value in VALUES)
        share = len(found) / len(done) if done else 0.0
        print(f"{tag:3} {macro(done):5.2f} {macro(found):6.2f} {macro(held):5.2f} {share:5.2f}  {values}")
        if "--errors" in sys.argv:
            for row in done:
                if row.read != row.value and not row.held:
                    print(f"    {row.value:9} {row.read or '-':9} {row.text}  [{'|'.join(row.types)}: {row.found}]")


if __name__ == "__main__":
    main()
