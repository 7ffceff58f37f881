"""Names matched across languages, side by side with other matchers, and the speed of the pair and of the index.

The measuring sets are found by KRONIKA_MEASURE; without it only the speed is measured.
"""

from __future__ import annotations

import gzip
import json
import os
import random
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import find_spec
from itertools import count
from pathlib import Path

from anyascii import anyascii
from rapidfuzz import fuzz
from rapidfuzz.distance import JaroWinkler

from kronika import names
from kronika.knowledge import gazetteer

Same = Callable[[str, str | None, str, str | None, str | None], float]
SEARCHED = 1_000_000
QUERIES = 200
ASKED = ("Достоевский", "Takács Éva", "Abdullah al-Rashid", "San Martín", "Schwarzenberg")


def main() -> None:
    search()  # first, so that the memory is its own
    folder = os.environ.get("KRONIKA_MEASURE")
    if folder:
        rows = list(read(Path(folder) / "dev/data/names/pairs.jsonl.gz"))
        print(f"\n{'matcher':24}{'AUC':>8}{'F1':>8}{'R@P99':>8}{'pairs/s':>10}")
        for name, same in matchers():
            start = time.perf_counter()
            scores = [same(row["a"], row["la"], row["b"], row["lb"], row["kind"]) for row in rows]
            seconds = time.perf_counter() - start
            values = macro(rows, scores)
            print(f"{name:24}{values[0]:>8.3f}{values[1]:>8.3f}{values[2]:>8.3f}{len(rows) / seconds:>10.0f}")


def read(file: Path) -> Iterator[dict]:  # type: ignore[type-arg]
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def matchers() -> Iterator[tuple[str, Same]]:
    """kronika and what is installed beside it."""
    yield "kronika", names.same
    yield (
        "rapidfuzz, anyascii",
        lambda a, _, b, __, ___: fuzz.token_set_ratio(anyascii(a).lower(), anyascii(b).lower()) / 100,
    )
    yield (
        "Jaro-Winkler, anyascii",
        lambda a, _, b, __, ___: JaroWinkler.similarity(anyascii(a).lower(), anyascii(b).lower()),
    )
    if find_spec("nomenklatura") and find_spec("followthemoney"):
        yield "nomenklatura LogicV2", logic()
    else:
        print("nomenklatura is not installed: left out")


def logic() -> Same:
    """The matcher of OpenSanctions, in its version 4: two entities that have nothing but a name each."""
    model = import_module("followthemoney").model
    matcher = import_module("nomenklatura.matching").LogicV2
    config = matcher.default_config()
    schemas = {"person": "Person", "organization": "Organization"}
    numbers = count()

    def same(a: str, _: str | None, b: str, __: str | None, kind: str | None) -> float:
        schema = schemas.get(kind or "", "LegalEntity")
        # What the matcher reads of an entity it remembers by its id: every one gets its own.
        one, two = (
            model.get_proxy({"id": f"q{next(numbers)}", "schema": schema, "properties": {"name": [name]}})
            for name in (a, b)
        )
        return float(matcher.compare(one, two, config).score)

    return same


def macro(rows: list[dict], scores: list[float]) -> tuple[float, float, float]:  # type: ignore[type-arg]
    """AUC, best F1 and recall at 99 % precision: mean over language pairs, then over sources."""
    cells: dict[str, dict[str, list[tuple[float, int]]]] = defaultdict(lambda: defaultdict(list))
    for row, score in zip(rows, scores):
        if row["source"] != "name_bench":
            cells[row["source"]][f"{row['la']}-{row['lb']}"].append((round(score, 6), row["y"]))
    by_source = []
    for pairs in cells.values():
        found = [measure(scored) for scored in pairs.values() if len({y for _, y in scored}) == 2]
        by_source.append([sum(column) / len(found) for column in zip(*found)])
    first, second, third = (sum(column) / len(by_source) for column in zip(*by_source))
    return first, second, third


def measure(scored: list[tuple[float, int]]) -> tuple[float, float, float]:
    good = sum(y for _, y in scored)
    bad = len(scored) - good
    groups: dict[float, list[int]] = defaultdict(lambda: [0, 0])
    for score, y in scored:
        groups[score][y] += 1
    hits = false = 0
    area = best = recall = 0.0
    for score in sorted(groups, reverse=True):
        n, p = groups[score]
        area += n * (hits + p / 2)
        hits, false = hits + p, false + n
        best = max(best, 2 * hits / (hits + false + good))
        if hits / (hits + false) >= 0.99:
            recall = hits / good
    return area / (good * bad), best, recall


def search() -> None:
    """One name among a million put together of words of the gazetteer: time and memory, and whether it is found."""
    chance = random.Random(1)
    words = sorted(
        {name.split()[0] for row in range(0, gazetteer.size()[0], 3) for name in gazetteer.place(row).names[:1]}
    )
    listed = [f"{chance.choice(words)} {chance.choice(words)}" for _ in range(SEARCHED)]
    memory, start = peak(), time.process_time()
    index = names.Index((name, None) for name in listed)
    print(f"index of {len(index)} names: {time.process_time() - start:.0f} s of CPU to make, {peak() - memory:.0f} MB")
    for name in (*ASKED, "Warm Up"):
        index.find(name, None, "person")
    sought = [chance.randrange(SEARCHED) for _ in range(QUERIES)]
    asked = [(slip(listed[number], chance), number) for number in sought]
    spent, found = [], 0
    for name, number in asked:
        start = time.process_time()
        best = index.find(name, None, "person")
        spent.append((time.process_time() - start) * 1000)
        found += any(item.name == listed[number] for item in best[:1])
    spent.sort()
    print(
        f"a name with a slip: {spent[len(spent) // 2]:.0f} ms of CPU in the middle, "
        f"{spent[int(len(spent) * 0.95)]:.0f} ms for all but one in twenty, {spent[-1]:.0f} ms at most; "
        f"the right name first for {found} of {len(asked)}"
    )
    for name in ASKED:
        start = time.process_time()
        best = index.find(name, None, "person")
        spent_here = (time.process_time() - start) * 1000
        print(f"{name:24}{spent_here:>8.1f} ms  {', '.join(item.name for item in best[:2])}")


def slip(name: str, chance: random.Random) -> str:
    """A name with one letter inside left out, doubled or exchanged with the next."""
    at = chance.randrange(1, len(name) - 1)
    return chance.choice((name[:at] + name[at + 1 :], name[:at] + name[at] * 2 + name[at + 1 :],
                          name[:at] + name[at + 1] + name[at] + name[at + 2 :]))  # fmt: skip


def peak() -> float:
    """The most memory that this process has held, in MB."""
    size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return size / (1e6 if sys.platform == "darwin" else 1e3)


if __name__ == "__main__":
    main()
