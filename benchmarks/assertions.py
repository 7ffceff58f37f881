"""How well and how fast assertions are read, and how far their confidence is true.

    KRONIKA_MEASURE=DIR python benchmarks/assertions.py [LANGUAGE ...]

Without KRONIKA_MEASURE only our own sentences and the speed are measured. An assertion fits a gold event where the
scorer of the measuring set says their types share a class, its evidence overlaps the gold sentence, and the dates
do not clash; types are compared by that scorer's classes, so no figure here depends on our own inventory.
"""

from __future__ import annotations

import gzip
import importlib.util
import json
import os
import sys
import time
import tomllib
from collections import defaultdict
from pathlib import Path
from typing import Any

import kronika
from kronika.model import Account, Assertion
from kronika.reading import assertions

CASES = Path(__file__).parents[1] / "tests" / "cases" / "assertions"


def scorer(root: Path) -> Any:
    """The scorer of the measuring set, as a module."""
    spec = importlib.util.spec_from_file_location("score_chronicle", root / "dev" / "score_chronicle.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def fits(score: Any, found: Assertion, gold: dict[str, Any], account: str) -> bool:
    spans = [*(gold["evidence"].get(account) or []), *((gold.get("also") or {}).get(account) or [])]
    return bool(
        score.classes_of(found.type) & score.classes_of(gold["type"])
        and any(found.start < end and found.end > start for start, end in spans)
        and score.date_relation(found.date, gold["date"], gold.get("loose", False)) != "clash"
    )


def passages(root: Path, tags: list[str]) -> list[tuple[str, Account, list[dict[str, Any]]]]:
    rows = []
    with gzip.open(root / "dev" / "data" / "chronicle.jsonl.gz", "rt", encoding="utf-8") as file:
        for line in file:
            story = json.loads(line)
            for one in story["accounts"]:
                tag = one["language"].split("-")[0]
                if not tags or tag in tags:
                    account = kronika.read(kronika.Source(one["text"], language=one["language"], id=one["id"]))
                    gold = [e for e in story["events"] if one["id"] in (e.get("evidence") or {})]
                    rows.append((tag, account, gold))
    return rows


def quality(root: Path, tags: list[str]) -> None:
    """A line a language (recall, precision, dates), then the reliability of confidence by tenths."""
    score = scorer(root)
    table: dict[str, list[int]] = defaultdict(lambda: [0] * 6)
    tenths: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    for tag, account, gold in passages(root, tags):
        row = table[tag]
        for found in account.assertions:
            right = any(fits(score, found, event, account.id) for event in gold)
            if right or not score.soft(found.type, score.classes_of(found.type)):
                bin_ = tenths[min(9, int(found.confidence * 10))]
                bin_[0] += right
                bin_[1] += 1
                row[2] += right
                row[3] += 1
        for event in gold:
            told = [found for found in account.assertions if fits(score, found, event, account.id)]
            if not event.get("optional"):
                row[0] += bool(told)
                row[1] += 1
                if told and event["date"]:
                    row[4] += any(
                        score.date_relation(f.date, event["date"], event.get("loose")) == "exact" for f in told
                    )
                    row[5] += 1
    print("language  recall  precision  dates exact of found")
    for tag, (hit, all_, right, said, exact, dated) in sorted(table.items()):
        print(f"{tag:8} {share(hit, all_)}  {share(right, said)}     {share(exact, dated)}")
    print("confidence  right  of")
    for tenth, (right, said) in sorted(tenths.items()):
        print(f"{tenth / 10:.1f}-{(tenth + 1) / 10:.1f}    {share(right, said)}  {said}")


def share(part: int, whole: int) -> str:
    return f"{part / whole:6.2f}" if whole else "     -"


def speed(text: str, tag: str) -> None:
    account = kronika.read(text, tag)
    words, started, rounds = len(text.split()), time.process_time(), 0
    while time.process_time() - started < 1:
        assertions.find(account)
        rounds += 1
    print(f"speed {tag}: {int(words * rounds / (time.process_time() - started))} words a second, assertions alone")


def main() -> None:
    """Prints the tables."""
    tags = sys.argv[1:]
    root = os.environ.get("KRONIKA_MEASURE")
    if root:
        quality(Path(root), tags)
    else:
        print("KRONIKA_MEASURE is not set: no annotated passages")
    for file in sorted(CASES.glob("*.toml")):
        if not tags or file.stem in tags:
            cases = tomllib.loads(file.read_text(encoding="utf-8"))["case"]
            speed(" ".join(case["text"] for case in cases) * 5, file.stem)


if __name__ == "__main__":
    main()
