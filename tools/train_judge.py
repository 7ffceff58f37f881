"""Makes src/kronika/knowledge/judge.json.gz: the learnt judge of two names. DO NOT EDIT the result:

    KRONIKA_MEASURE=... python tools/train_judge.py

Gradient-boosted trees (Friedman 2001; scikit-learn's histogram trees, with monotonic constraints) over the numbers
of `kronika.names.evidence`. They are learnt from names put together from single names in two scripts (Wikidata labels,
CC0 1.0), towns under their names in many languages (GeoNames, CC BY 4.0), and the development pairs of the measuring
sets; only thresholds over similarity numbers are kept, no name.
"""

from __future__ import annotations

import gzip
import json
import os
import random
import sys
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tools")]

from kronika.knowledge.scripts import script  # noqa: E402
from kronika.names.evidence import FIELDS, RISING, evidence  # noqa: E402
from kronika.names.keys import skeleton  # noqa: E402
from train_sounds import FILES, likely, towns  # noqa: E402

OUT = ROOT / "src/kronika/knowledge/judge.json.gz"
TONGUES = {"Cyrl": "ru", "Hebr": "he", "Arab": "ar", "Kana": "ja", "Hang": "ko", "Hani": "zh", "Grek": "el"}
CASES = {"Cyrl": ("а", "у", "ом", "ым", "е", "ой", "ы", "ю", "я"), "Grek": ("ς", "υ", "ου")}
PAIRS_A_SCRIPT = 700
Row = tuple[str, str | None, str, str | None, str | None, int, bool]


def main() -> None:
    """Gathers the rows, learns, writes."""
    chance = random.Random(7)
    rows = persons(chance) + places(chance)
    real = measured()
    print(len(rows), "made pairs,", len(real), "measured pairs", flush=True)
    weights = np.array([0.25] * len(rows) + weigh(real))
    numbers = np.array([evidence(*row[:5], places=row[6]) for row in rows + [row for _, row in real]])
    labels = np.array([row[5] for row in rows] + [row[5] for _, row in real])
    learnt = learner().fit(numbers, labels, sample_weight=weights)
    trees = [[node_table(tree[0].nodes)] for tree in learnt._predictors]
    made = {"fields": FIELDS, "base": float(learnt._baseline_prediction[0, 0]), "trees": [tree[0] for tree in trees]}
    OUT.write_bytes(gzip.compress(json.dumps(made, separators=(",", ":")).encode(), 9, mtime=0))
    print(f"{len(trees)} trees, {OUT.stat().st_size / 1e3:.0f} kB")


def learner() -> HistGradientBoostingClassifier:
    """The learner and its settings, chosen by leaving entities out."""
    return HistGradientBoostingClassifier(
        max_iter=200, max_depth=5, learning_rate=0.07, min_samples_leaf=25, l2_regularization=1, random_state=0,
        monotonic_cst=[int(name in RISING) for name in FIELDS],
    )  # fmt: skip


def node_table(nodes: np.ndarray) -> list[list[float]]:
    """[field, threshold, left, right] for a branch, [-1, value, 0, 0] for a leaf."""
    return [
        [-1, round(float(node["value"]), 5), 0, 0]
        if node["is_leaf"]
        else [int(node["feature_idx"]), round(float(node["num_threshold"]), 5), int(node["left"]), int(node["right"])]
        for node in nodes
    ]


def measured() -> list[tuple[str, Row]]:
    """The development pairs, by source."""
    folder = os.environ.get("KRONIKA_MEASURE")
    if not folder:
        return []
    with gzip.open(Path(folder) / "dev/data/names/pairs.jsonl.gz", "rt", encoding="utf-8") as file:
        read = [json.loads(line) for line in file]
    return [(r["source"], (r["a"], r["la"], r["b"], r["lb"], r["kind"], r["y"], True)) for r in read]


def weigh(real: list[tuple[str, Row]]) -> list[float]:
    """Small sources weigh more a row, none more than its root."""
    counts = Counter(source for source, _ in real)
    return [30 / counts[source] ** 0.5 for source, _ in real]


def persons(chance: random.Random) -> list[Row]:
    """Persons' names in two scripts: whole, short, with an initial, with case endings; and confusable ones."""
    rows: list[Row] = []
    for name, file in sorted(FILES.items()):
        pairs = single(file)
        rows += combine(chance, pairs, None if name == "Cyrl" else "en", TONGUES[name], CASES.get(name, ()))
    spellings = [(a.casefold(), b.casefold()) for a, b, _ in likely(towns()["Latn"])]
    return rows + combine(chance, sorted(set(spellings)), None, None, ())


def single(file: str) -> list[tuple[str, str]]:
    """Single names in two scripts that were seen at least twice: few of these are misaligned."""
    folder = os.environ.get("KRONIKA_MEASURE", "")
    found = []
    with gzip.open(Path(folder) / "train/person-names" / f"en-{file}.tsv.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            here, there, count = line.rstrip("\n").split("\t")
            if int(count) > 1 and here.isalpha() and len(here) > 2 and len(there) > 1:
                found.append((here, there))
    return found


def combine(
    chance: random.Random, pairs: list[tuple[str, str]], one: str | None, two: str | None, cases: tuple[str, ...]
) -> list[Row]:
    """Rows of whole names from single ones."""
    alike = defaultdict(list)
    for pair in pairs:
        alike[skeleton(pair[0])[:3]].append(pair)

    def near(pair: tuple[str, str]) -> tuple[str, str]:
        block = alike[skeleton(pair[0])[:3]]
        return chance.choice(block if len(block) > 1 and chance.random() < 0.8 else pairs)

    def case(text: str) -> str:
        if not cases or chance.random() > 0.35:
            return text
        return (text[:-1] if text[-1] in "аяйьоος" else text) + chance.choice(cases)

    rows: list[Row] = []
    gap = "·" if two in ("zh", "ja") else " "
    for _ in range(PAIRS_A_SCRIPT):
        given, family = chance.choice(pairs), chance.choice(pairs)
        shape = chance.random()
        here, there = f"{given[0]} {family[0]}".title(), case(given[1]) + gap + case(family[1])
        if shape < 0.35:
            here, there = family[0].title(), case(family[1])
        elif shape < 0.45:
            here = family[0].title()
        elif shape < 0.5:
            there = case(family[1])
        elif shape < 0.55:
            here = f"{given[0][0]}. {family[0]}".title()
        rows.append((here, one, there, two, "person", 1, True))
        for _ in range(2):
            other_given, other = near(given), near(family)
            if chance.random() < 0.3:
                other_given, other = (given, other) if chance.random() < 0.5 else (other_given, family)
            if (shape < 0.55 and other[0] == family[0]) or (other_given, other) == (given, family):
                continue
            wrong = case(other[1]) if " " not in here else case(other_given[1]) + gap + case(other[1])
            if other[0] != family[0] or " " in here:
                rows.append((here, one, wrong, two, "person", 0, True))
    return rows


def places(chance: random.Random) -> list[Row]:
    """Towns under two names, mostly as if the gazetteer did not know them; and confusable ones."""
    rows: list[Row] = []
    for name, pairs in sorted(towns().items()):
        clean = [(a, b) for a, b, _ in (likely(pairs) if name == "Latn" else pairs)]
        alike = defaultdict(list)
        for pair in clean:
            alike[skeleton(pair[0])[:3]].append(pair)
        for a, b in chance.sample(clean, min(len(clean), PAIRS_A_SCRIPT // 2)):
            block = alike[skeleton(a)[:3]]
            known = chance.random() < 0.2
            tongue = TONGUES.get(script(b))
            rows.append((a, "en" if tongue else None, b, tongue, "place", 1, known))
            for wrong in (chance.choice(block), chance.choice(clean)):
                if wrong[0] != a:
                    rows.append((a, "en" if tongue else None, wrong[1], tongue, "place", 0, known))
    return rows


if __name__ == "__main__":
    main()
