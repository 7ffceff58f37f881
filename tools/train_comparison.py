"""Learns the weights of comparison (`src/kronika/knowledge/comparison.json`) from parallel texts.

    KRONIKA_MEASURE=DIR python tools/train_comparison.py [FILE]

FILE keeps the findings, so that learning can be repeated without reading again.

Parallel texts of the development set are compared; what was planted in them is right and all else wrong, since the
translations are faithful. To have more to learn from, further changes of the same sorts are planted here (a year, a
date, a number, a name, two names exchanged, a sentence left out), one at a time, in the untouched texts; of those only
the finding that meets the change is used. A logistic model per sort of finding, on standardised features; texts are
held apart by document when thresholds are chosen. The data (NTREX-128 and XQuAD, CC BY-SA 4.0) is not copied: twelve
numbers a sort are learnt from it.
"""

from __future__ import annotations

import gzip
import json
import os
import random
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

import kronika
from kronika.collation.align import align
from kronika.collation.comparing.compare import candidates
from kronika.collation.comparing.findings import Finding, Pair
from kronika.model import Account

OUT = Path(__file__).parent.parent / "src" / "kronika" / "knowledge" / "comparison.json"
FITS = {
    "date": {"year", "date"},
    "number": {"number", "year", "date"},
    "name": {"person", "place", "swap"},
    "swap": {"swap"},
    "omission": {"omission"},
}
VARIANTS = 3
#: How many right findings one false alarm may cost when a threshold is chosen.
WORTH = 0.8


@dataclass
class Example:
    sort: str
    evidence: dict[str, float]
    right: bool
    document: str
    real: bool  # of the development set itself, not planted here
    planted: str


def main() -> None:
    rows = load()
    kept_examples = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    if kept_examples and kept_examples.exists():
        examples = [Example(**row) for row in json.loads(kept_examples.read_text(encoding="utf-8"))]
    else:
        examples = [e for row in rows for e in of_row(row, Reader())]
    if kept_examples:
        kept_examples.write_text(json.dumps([vars(e) for e in examples]), encoding="utf-8")
    print(f"{len(examples)} findings, {sum(e.right for e in examples)} right", file=sys.stderr)
    models = {sort: learn(sort, [e for e in examples if e.sort == sort], len(rows)) for sort in FITS}
    kept = json.loads(OUT.read_text(encoding="utf-8"))
    kept["about"] = (
        "DO NOT EDIT: made by tools/train_comparison.py; outcome, role, place and event_date are set by hand there"
    )
    kept["models"] |= models
    OUT.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def load() -> list[dict]:
    base = os.environ.get("KRONIKA_MEASURE") or sys.exit("set KRONIKA_MEASURE to the folder of the measuring sets")
    with gzip.open(Path(base) / "dev/data/compare.jsonl.gz", "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


class Reader:
    """Reads the two sides of a row; the side that a plant leaves alone is read once."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], Account] = {}

    def __call__(self, text: str, language: str, name: str) -> Account:
        key = (text, language)
        if key not in self._known:
            self._known[key] = kronika.read(kronika.Source(text, language=language, id=name))
        return self._known[key]


def of_row(row: dict, reader: Reader) -> Iterator[Example]:
    left, right = row["left"], row["right"]
    a, b = reader(left["text"], left["lang"], "left"), reader(right["text"], right["lang"], "right")
    document = row["id"].rsplit("/", 1)[-1]
    for f in findings(a, b):
        if f.sort in FITS:
            yield Example(f.sort, dict(f.evidence), meets(f, row["planted"]), document, True, kind(row["planted"]))
    if row["planted"] is None:
        chance = random.Random(row["id"])
        for plant, text, side in plants(a, b, chance):
            changed = reader(text, (left, right)[side == "right"]["lang"], side)
            pair = (changed, b) if side == "left" else (a, changed)
            for f in findings(*pair):
                if f.sort in FITS and meets(f, plant):
                    yield Example(f.sort, dict(f.evidence), True, document, False, plant["kind"])


def findings(a: Account, b: Account) -> list[Finding]:
    return list(candidates(Pair(a, b, tuple(align(a, b)))))


def kind(plant: dict | None) -> str:
    return plant["kind"] if plant else ""


def meets(f: Finding, plant: dict | None) -> bool:
    if plant is None or plant["kind"] not in FITS[f.sort]:
        return False
    own, other = (f.left, f.right) if plant["side"] == "left" else (f.right, f.left)
    if plant["kind"] == "omission":
        a, b = plant["other_sentence"]
        return other is not None and own is None and other.start < b and a < other.end
    return own is not None and any(own.start < e and s < own.end for s, e in plant["spans"])


def plants(a: Account, b: Account, chance: random.Random) -> Iterator[tuple[dict, str, str]]:
    """Changed texts with what was changed, in the shape of the development set."""
    makers = [number, date, date, name, name, exchange, exchange, omission]
    for maker in chance.sample(makers, min(VARIANTS, len(makers))):
        side = chance.choice(["left", "right"])
        here, there = (a, b) if side == "left" else (b, a)
        made = maker(here, there, chance)
        if made:
            plant, text = made
            yield plant | {"side": side}, text, side


def replaced(text: str, spans: list[tuple[int, int, str]]) -> tuple[str, list[list[int]]]:
    out, at, where = "", 0, []
    for s, e, new in sorted(spans):
        out += text[at:s]
        where.append([len(out), len(out) + len(new)])
        out += new
        at = e
    return out + text[at:], where


def number(here: Account, there: Account, chance: random.Random) -> tuple[dict, str] | None:
    """Digits that stand once on both sides: one digit changes; a year moves."""
    text = here.source.text
    runs = [m for m in re.finditer(r"(?<![\d.,:/-])\d{1,6}(?![\d.,:/-]*\d)", text)]
    runs = [
        m
        for m in runs
        if len(re.findall(rf"(?<!\d){m.group()}(?!\d)", text)) == 1
        and len(re.findall(rf"(?<!\d){m.group()}(?!\d)", there.source.text)) == 1
    ]
    if not runs:
        return None
    m = chance.choice(runs)
    old = m.group()
    year = len(old) == 4 and old[:2] in ("17", "18", "19", "20")
    if year:
        new = str(int(old) + chance.choice([-1, 1]) * chance.randint(1, 20))
    else:
        i = chance.randrange(len(old))
        new = old[:i] + chance.choice([d for d in "123456789" if d != old[i]]) + old[i + 1 :]
    changed, where = replaced(text, [(m.start(), m.end(), new)])
    return {"kind": "year" if year else "number", "spans": where}, changed


def date(here: Account, there: Account, chance: random.Random) -> tuple[dict, str] | None:
    """The month of a date becomes another's, as the same account writes it; or its day."""
    text = here.source.text
    dated = [d for d in here.dates if d.basis != "relative" and re.search(r"\d{4}-\d\d-\d\d$", d.edtf or "")]
    if not dated:
        return None
    d = chance.choice(dated)
    days = [m for m in re.finditer(r"(?<!\d)\d{1,2}(?!\d)", d.text)]
    if not days:
        return None
    m = days[0]
    new = str(chance.choice([n for n in range(1, 29) if n != int(m.group())]))
    changed, where = replaced(text, [(d.start + m.start(), d.start + m.end(), new)])
    return {"kind": "date", "spans": where}, changed


def name(here: Account, there: Account, chance: random.Random) -> tuple[dict, str] | None:
    """A name becomes another of its kind, from the same account or from a few that everybody knows."""
    known = {"person": ["Anna Keller", "David Moreno", "Lucas Brandt", "Peter Novak", "Maria Rossi"],
             "place": ["Lisbon", "Vienna", "Chicago", "Toronto", "Madrid", "Oslo"]}  # fmt: skip
    names = [n for n in here.names if n.kind in known and n.within is None and n.text == n.name]
    if not names:
        return None
    n = chance.choice(names)
    others = sorted(
        {
            o.name
            for o in names
            if o.kind == n.kind and o.name != n.name and not set(o.name.split()) & set(n.name.split())
        }
    )
    new = chance.choice(others if others and chance.random() < 0.6 else known[n.kind])
    changed, where = replaced(here.source.text, [(n.start, n.end, new)])
    return {"kind": n.kind, "spans": where}, changed


def exchange(here: Account, there: Account, chance: random.Random) -> tuple[dict, str] | None:
    """Two names of one sentence change places."""
    pairs = []
    for s in here.sentences:
        inside = [n for n in here.names if s.start <= n.start and n.end <= s.end and n.within is None]
        pairs += [
            (x, y)
            for i, x in enumerate(inside)
            for y in inside[i + 1 :]
            if x.kind == y.kind and x.name != y.name and y.start - x.end > 8
        ]
    if not pairs:
        return None
    x, y = chance.choice(pairs)
    changed, where = replaced(here.source.text, [(x.start, x.end, y.text), (y.start, y.end, x.text)])
    return {"kind": "swap", "spans": where}, changed


def omission(here: Account, there: Account, chance: random.Random) -> tuple[dict, str] | None:
    """A sentence of 50 characters or more, not the first, is left out."""
    beads = [b for b in align(here, there) if len(b.left) == len(b.right) == 1 and b.left != (0,)]
    beads = [b for b in beads if len(here.text_of(b.left[0])) >= 50]
    if not beads:
        return None
    bead = chance.choice(beads)
    s, partner = here.sentences[bead.left[0]], there.sentences[bead.right[0]]
    changed, where = replaced(here.source.text, [(s.start, s.end, "")])
    return {"kind": "omission", "spans": where, "other_sentence": [partner.start, partner.end]}, changed


def learn(sort: str, examples: list[Example], texts: int) -> dict:
    """The model of one sort, with the threshold that documents not learnt from choose."""
    features = sorted({name for e in examples for name in e.evidence})
    x = np.array([[e.evidence.get(f, 0.0) for f in features] for e in examples])
    y = np.array([e.right for e in examples], dtype=int)
    real = np.array([e.real for e in examples])
    documents = sorted({e.document for e in examples})
    fold = np.array([documents.index(e.document) % 5 for e in examples])
    centre, scale = x.mean(0), np.maximum(x.std(0), 1e-6)
    z = (x - centre) / scale
    held = np.zeros(len(y))
    for k in range(5):
        held[fold == k] = fitted(z[fold != k], y[fold != k]).predict_proba(z[fold == k])[:, 1]
    final = fitted(z, y)
    planted = sum(1 for e in examples if e.real and e.right)
    bound, found, false = threshold(held[real], y[real])
    print(
        f"{sort:9} {len(y):6} findings  {y.sum():5} right ({planted} of the set)  threshold {bound:.2f}: "
        f"{found} right, {false} wrong among {texts} pairs of texts"
    )
    for f, w in sorted(zip(features, final.coef_[0]), key=lambda item: -abs(item[1])):
        print(f"    {f:14} {w:+.2f}")
    return {
        "bias": round(float(final.intercept_[0]), 4),
        "weights": {f: round(float(w), 4) for f, w in zip(features, final.coef_[0])},
        "centre": {f: round(float(c), 4) for f, c in zip(features, centre)},
        "scale": {f: round(float(s), 4) for f, s in zip(features, scale)},
        "threshold": bound,
        "learnt": f"{len(y)} findings in {texts} pairs of texts, {int(y.sum())} of them right",
    }


def fitted(z: np.ndarray, y: np.ndarray) -> LogisticRegression:
    """The model; where all examples are of one sort, one unlike all of them is added, so that there is a border."""
    if len(set(y)) == 1:
        z, y = np.vstack([z, np.full(z.shape[1], -1.0)]), np.append(y, 1 - y[0])
    return LogisticRegression(C=0.3, max_iter=2000).fit(z, y)


def threshold(held: np.ndarray, y: np.ndarray) -> tuple[float, int, int]:
    """The confidence from which one more finding is more likely wrong than right, with what lies above it."""
    best, bound, counts = -1.0, 0.5, (0, 0)
    for t in np.arange(0.2, 0.96, 0.01):
        found, false = int(((held >= t) & (y == 1)).sum()), int(((held >= t) & (y == 0)).sum())
        if found - WORTH * false > best:
            best, bound, counts = found - WORTH * false, round(float(t), 2), (found, false)
    return bound, *counts


if __name__ == "__main__":
    main()
