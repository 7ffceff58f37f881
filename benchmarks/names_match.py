"""Names matched across languages, side by side with other matchers, and the speed of the pair and of the index.

The measuring sets are found by KRONIKA_MEASURE; without it only the speed is measured.
"""

from __future__ import annotations

import gzip
import json
import os
import random
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from anyascii import anyascii
from rapidfuzz import fuzz
from rapidfuzz.distance import JaroWinkler

from kronika import names
from kronika.knowledge import gazetteer

Same = Callable[[str, str | None, str, str | None, str | None], float]
SEARCHED = 1_000_000
ASKED = ("Достоевский", "Takács Éva", "Abdullah al-Rashid", "San Martín", "Schwarzenberg")


def main() -> None:
    folder = os.environ.get("KRONIKA_MEASURE")
    if folder:
        rows = list(read(Path(folder) / "dev/data/names/pairs.jsonl.gz"))
        print(f"{'matcher':24}{'AUC':>8}{'F1':>8}{'R@P99':>8}{'pairs/s':>10}")
        for name, same in matchers():
            start = time.perf_counter()
            scores = [same(row["a"], row["la"], row["b"], row["lb"], row["kind"]) for row in rows]
            seconds = time.perf_counter() - start
            values = macro(rows, scores)
            print(f"{name:24}{values[0]:>8.3f}{values[1]:>8.3f}{values[2]:>8.3f}{len(rows) / seconds:>10.0f}")
    search()


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
    if find_spec("nomenklatura"):
        yield "nomenklatura LogicV2", logic()


def logic() -> Same:
    entity = import_module("nomenklatura.entity").CompositeEntity
    dataset = import_module("nomenklatura.dataset").Dataset.make({"name": "x", "title": "x"})
    matcher = import_module("nomenklatura.matching").LogicV2
    config = matcher.default_config() if hasattr(matcher, "default_config") else None
    schemas = {"person": "Person", "organization": "Organization"}

    def same(a: str, _: str | None, b: str, __: str | None, kind: str | None) -> float:
        schema = schemas.get(kind or "", "LegalEntity")
        made = [
            entity.from_data(dataset, {"id": str(k), "schema": schema, "properties": {"name": [name]}})
            for k, name in enumerate((a, b))
        ]
        return float(matcher.compare(*made, config).score)

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
    """One name among a million made of the gazetteer's words."""
    chance = random.Random(1)
    words = sorted(
        {name.split()[0] for row in range(0, gazetteer.size()[0], 3) for name in gazetteer.place(row).names[:1]}
    )
    start = time.perf_counter()
    index = names.Index((f"{chance.choice(words)} {chance.choice(words)}", None) for _ in range(SEARCHED))
    print(f"\nindex of {len(index)} names: {time.perf_counter() - start:.0f} s to make")
    index.find("Warm Up", "en", "person")
    for name in ASKED:
        start = time.perf_counter()
        found = index.find(name, None, "person")
        print(f"{name:24}{(time.perf_counter() - start) * 1000:>8.1f} ms  {', '.join(item.name for item in found[:2])}")


if __name__ == "__main__":
    main()
