"""Recognition of names: F1 on the annotated sets, and words read in a second on one core.

    KRONIKA_MEASURE=FOLDER python -m benchmarks.names_read [LANGUAGE ...]

F1x: exact span and kind after both ends are widened to whole words; F1u: any overlap, kind not asked. A smaller scorer
than the one that comes with the sets, for watching a change.
"""

from __future__ import annotations

import gzip
import json
import os
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kronika.model import Account, Lessons, Source
from kronika.reading import names, sentences

KINDS = ("person", "place", "organization")
Spans = set[tuple[int, int, str]]


def rows(folder: Path) -> Iterator[dict[str, Any]]:
    """The annotated rows of all sets."""
    for file in sorted((folder / "dev/data/names").glob("ner-*.jsonl.gz")):
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def widened(text: str, start: int, end: int) -> tuple[int, int]:
    """A span with both ends at the edges of words."""
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    while start > 0 and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum():
        end += 1
    return start, end


def read(row: dict[str, Any]) -> Spans:
    """What kronika finds in a row."""
    source = Source(row["text"], row["lang"])
    account = Account(source, sentences=sentences.split(source))
    found = names.find(account, Lessons())
    return {(*widened(row["text"], n.start, n.end), n.kind) for n in found if n.kind in KINDS}


def count(row: dict[str, Any], found: Spans, tally: Counter[str]) -> None:
    """Adds a row's hits to a tally."""
    text = row["text"]
    gold = {(*widened(text, g["s"], g["e"]), g["k"]) for g in row["gold"] if g["k"] in KINDS}
    other = [(g["s"], g["e"]) for g in row["gold"] if g["k"] not in KINDS]
    touching = lambda a, b: a[0] < b[1] and b[0] < a[1]  # noqa: E731
    counted = [f for f in found if any(touching(f, g) for g in gold) or not any(touching(f, o) for o in other)]
    tally.update(gold=len(gold), found=len(counted), exact=len(gold & set(counted)))
    tally["touched"] += sum(any(touching(g, f) for f in counted) for g in gold)


def main() -> None:
    """Prints a line a set and language, and the speed."""
    measure = os.environ.get("KRONIKA_MEASURE")
    if not measure:
        print("names_read: KRONIKA_MEASURE is not set, nothing to measure")
        return
    wanted = set(sys.argv[1:])
    tallies: dict[str, Counter[str]] = defaultdict(Counter)
    words, seconds = 0, 0.0
    for row in rows(Path(measure)):
        if wanted and row["lang"] not in wanted:
            continue
        start = time.process_time()
        found = read(row)
        seconds += time.process_time() - start
        words += len(row["text"].split())
        count(row, found, tallies[f"{row['set']}.{row['lang']}"])
    for name, tally in sorted(tallies.items()):
        both = tally["found"] + tally["gold"]
        exact, touched = (2 * tally[field] / both if both else 0.0 for field in ("exact", "touched"))
        print(f"{name:20} {tally['gold']:5} names  F1x {exact:.3f}  F1u {touched:.3f}")
    print(f"{words} words, {words / seconds if seconds else 0:.0f} words/s")


if __name__ == "__main__":
    main()
