"""How the corpus job grows with the sources, and whether it gathers them rightly.

    python benchmarks/corpus.py [--counts 250 500 1000] [--engine local daft] [--workers 2]

The sources are made up (tests/corpus/tellings.py): stories told once, twice or three times in three languages. Prints
for each count the time, that of one source, and of all pairs of accounts the share that is gathered as it should be:
recall of the pairs that tell one story, precision of those found.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Mapping
from itertools import combinations
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.corpus.tellings import write

from kronika import corpus
from kronika.corpus import on_daft, tables
from kronika.corpus.engine import Engine
from kronika.errors import KronikaError


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--counts", type=int, nargs="+", default=[250, 500, 1000])
    parser.add_argument("--engine", nargs="+", default=["local"], choices=["local", "daft"])
    parser.add_argument("--workers", type=int, default=0)
    options = parser.parse_args()
    print(f"{'engine':8}{'sources':>9}{'seconds':>9}{'CPU s':>8}{'ms a source':>13}{'recall':>8}{'precision':>11}")
    for name in options.engine:
        for count in options.counts:
            try:
                engine: Engine = corpus.Local() if name == "local" else on_daft.start(options.workers)
            except KronikaError as error:
                print(f"{name:8}{error}")
                break
            measured(name, count, engine)


def measured(name: str, count: int, engine: Engine) -> None:
    """Prints one row."""
    with tempfile.TemporaryDirectory() as folder:
        stories = write(Path(folder) / "in", count)
        start, worked = time.perf_counter(), time.process_time()
        corpus.run(Path(folder) / "in", Path(folder) / "out", engine)
        seconds, cpu = time.perf_counter() - start, time.process_time() - worked
        recall, precision = quality(Path(folder) / "out", stories)
    each = seconds / count * 1000
    print(f"{name:8}{count:>9}{seconds:>9.1f}{cpu:>8.1f}{each:>13.1f}{recall:>8.3f}{precision:>11.3f}", flush=True)


def quality(output: Path, stories: Mapping[str, int]) -> tuple[float, float]:
    """Recall and precision over pairs of accounts of one story."""
    found: dict[str, list[int]] = defaultdict(list)
    for row in tables.read(output / "sources.jsonl"):
        id = row["source"].removeprefix("tellings-")[:8]
        found[row["group"]].append(stories[id])
    sizes: dict[int, int] = defaultdict(int)
    for story in stories.values():
        sizes[story] += 1
    true = sum(n * (n - 1) // 2 for n in sizes.values())
    pairs = [(a, b) for members in found.values() for a, b in combinations(members, 2)]
    right = sum(a == b for a, b in pairs)
    return right / true if true else 1.0, right / len(pairs) if pairs else 1.0


if __name__ == "__main__":
    main()
