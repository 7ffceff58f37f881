"""Comparison on parallel texts with one planted difference in half of them: the whole precision-recall curve.

    KRONIKA_MEASURE=DIR python -m benchmarks compare
    KRONIKA_MEASURE=DIR python -c "from benchmarks.compare import main; main()" --draw FILE.svg

Prints what is found at each confidence, what the default bounds show, and how far a confidence can be believed.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import kronika
from kronika.collation.align import align
from kronika.collation.comparing.compare import judged, shown
from kronika.collation.comparing.findings import Finding, Pair
from kronika.collation.identity import identities
from kronika.model import Discrepancy, Span

BOUNDS = (0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)
"""Confidences at which the curve is taken."""


@dataclass(frozen=True)
class Row:
    """One pair of texts, compared: everything that may differ, with how sure it is."""

    case: dict[str, Any]
    pair: Pair
    found: Sequence[tuple[Finding, float]]

    @property
    def planted(self) -> dict[str, Any] | None:
        planted: dict[str, Any] | None = self.case["planted"]
        return planted


@dataclass(frozen=True)
class Point:
    """The figures at one bound; `kinds` says how many of which sort of plant were found."""

    recall: float
    precision: float
    alarms: float
    kinds: Counter[str]

    @property
    def f1(self) -> float:
        both = self.recall + self.precision
        return 2 * self.recall * self.precision / both if both else 0.0


def cases(folder: Path, limit: int | None) -> Iterator[dict[str, Any]]:
    seen: Counter[tuple[str, str]] = Counter()
    with gzip.open(folder / "dev/data/compare.jsonl.gz", "rt", encoding="utf-8") as file:
        for line in file:
            case = json.loads(line)
            seen[case["set"], case["pair"]] += 1
            if limit is None or seen[case["set"], case["pair"]] <= limit:
                yield case


def row(case: dict[str, Any]) -> Row:
    left, right = (
        kronika.read(kronika.Source(case[side]["text"], language=case[side]["lang"], id=side))
        for side in ("left", "right")
    )
    beads = align(left, right)
    pair = Pair(left, right, tuple(beads))
    return Row(case, pair, judged(pair, identities([left, right], {(0, 1): beads})))


def meets(found: Discrepancy | Finding, planted: dict[str, Any] | None) -> bool:
    """Whether a difference finds what was planted: its evidence on the changed side touches the changed characters."""
    if planted is None or (found.kind == "omission") != (planted["kind"] == "omission"):
        return False
    own, other = (found.left, found.right) if planted["side"] == "left" else (found.right, found.left)
    if planted["kind"] == "omission":
        return _touches(other, [planted["other_sentence"]])
    return _touches(own, planted["spans"])


def _touches(span: Span | None, stretches: Sequence[Sequence[int]]) -> bool:
    return span is not None and any(span.start < end and start < span.end for start, end in stretches)


def point(rows: Sequence[Row], bound: float | None) -> Point:
    """What is shown from a confidence on; None: from the default bounds."""
    kinds: Counter[str] = Counter()
    beside = alarms = 0
    for one in rows:
        found = [d for d in shown(one.found, one.pair, bound) if d.relation != "refines"]
        hits = [d for d in found if meets(d, one.planted)]
        beside += len(found) - len(hits)
        if one.planted is None:
            alarms += len(found)
        elif hits:
            kinds[one.planted["kind"]] += 1
    planted = sum(one.planted is not None for one in rows)
    untouched = sum(one.case["pairs_of_sentences"] for one in rows if one.planted is None)
    right = sum(kinds.values())
    return Point(
        right / planted if planted else 0.0,
        right / (right + beside) if right + beside else 1.0,
        100 * alarms / untouched if untouched else 0.0,
        kinds,
    )


def believed(rows: Sequence[Row]) -> list[tuple[float, float, int]]:
    """Reliability: mean confidence, share that is right, and count, of what is shown, by tenths of confidence."""
    tenths: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for one in rows:
        for d in shown(one.found, one.pair, 0.0):
            tenths[min(9, int(10 * d.confidence))].append((d.confidence, meets(d, one.planted)))
    return [
        (sum(c for c, _ in told) / len(told), sum(right for _, right in told) / len(told), len(told))
        for _, told in sorted(tenths.items())
    ]


def drawn(curve: Sequence[tuple[float, Point]], default: Point) -> str:
    """The curve as SVG: recall to the right, precision upwards, the default bounds as a ring."""

    def at(p: Point) -> tuple[float, float]:
        return 60 + 420 * p.recall, 340 - 300 * p.precision

    lines = ['<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 520 400" font-family="sans-serif" font-size="12">']
    lines.append('<rect width="520" height="400" fill="white"/>')
    for k in range(0, 11, 2):
        x, y = 60 + 42 * k, 340 - 30 * k
        lines += [
            f'<path d="M{x} 340V40M60 {y}H480" stroke="#ddd"/>',
            f'<text x="{x}" y="358" text-anchor="middle">{k / 10:.1f}</text>',
            f'<text x="52" y="{y + 4}" text-anchor="end">{k / 10:.1f}</text>',
        ]
    lines.append('<text x="270" y="385" text-anchor="middle">recall</text>')
    lines.append('<text x="18" y="190" text-anchor="middle" transform="rotate(-90 18 190)">precision</text>')
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in (at(p) for _, p in curve))
    lines.append(f'<polyline points="{path}" fill="none" stroke="#345" stroke-width="2"/>')
    for bound, p in curve:
        x, y = at(p)
        lines.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="#345"/>')
        lines.append(f'<text x="{x + 6:.1f}" y="{y + 14:.1f}" fill="#678">{bound:g}</text>')
    x, y = at(default)
    lines.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="8" fill="none" stroke="#a33" stroke-width="3"/>')
    lines.append(f'<text x="{x - 12:.1f}" y="{y - 12:.1f}" text-anchor="end" fill="#a33">default bounds</text>')
    return "\n".join([*lines, "</svg>", ""])


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--limit", type=int, help="texts per set and pair of languages")
    ask.add_argument("--draw", type=Path, help="where to write the curve, as SVG")
    said = ask.parse_args()
    folder = os.environ.get("KRONIKA_MEASURE")
    if not folder:
        print("KRONIKA_MEASURE is not set: quality not measured")
        return
    begun = time.perf_counter()
    rows = [row(case) for case in cases(Path(folder), said.limit)]
    seconds = time.perf_counter() - begun
    default = point(rows, None)
    curve = [(bound, point(rows, bound)) for bound in BOUNDS]
    print(f"alarms per 100 untouched pairs of sentences, at the default bounds: {default.alarms:.2f}\n")
    print("from      recall  precision     F1  alarms/100")
    for name, p in [*((f"{bound:.2f}", p) for bound, p in curve), ("default", default)]:
        print(f"{name:8}  {p.recall:6.3f}  {p.precision:9.3f}  {p.f1:5.3f}  {p.alarms:10.2f}")
    planted = Counter(one.planted["kind"] for one in rows if one.planted)
    print("\nfound at the default bounds: ", end="")
    print(", ".join(f"{kind} {default.kinds[kind] / count:.2f} of {count}" for kind, count in sorted(planted.items())))
    print("\nconfidence  right  count   (what lies beside the plants counts as wrong; some of it is true)")
    for sure, right, count in believed(rows):
        print(f"{sure:10.2f}  {right:5.2f}  {count:5}")
    print(f"\n{len(rows)} pairs of texts in {seconds:.0f} s")
    if said.draw:
        said.draw.write_text(drawn(curve, default), encoding="utf-8")


if __name__ == "__main__":
    main()
