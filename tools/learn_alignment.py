"""Learns the weights of sentence alignment from hand-made beads.

    KRONIKA_MEASURE=... python tools/learn_alignment.py            # writes src/kronika/knowledge/alignment.json
    KRONIKA_MEASURE=... python tools/learn_alignment.py --folds 3  # also says how well it does on documents left out

The documents are parallel news, nearly 1-1. So that other kinds of text are met too, each document is used several
times, with sentences split at commas, joined, dropped singly and in runs, at rates drawn for each copy, and some with
the mistakes of bad printing and its reading by machine. Pairs of languages that the alignment set does not have are
made of the stories of the gathering set, whose lines are parallel.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize

from kronika.collation import align_evidence, align_learnt
from kronika.collation.align_features import FEATURES, GAP_FEATURES, Grid
from kronika.collation.align_path import BEADS, Scores, posterior, surest_path
from kronika.collation.encoders import embedded, knows
from kronika.model import Account, Sentence, Source

OUT = Path(__file__).parents[1] / "src/kronika/knowledge/alignment.json"
BREAK = re.compile(r"(?<=[,;:，、；：–—])\s*(?=\S)")
Case = tuple[list[str], list[str], list[tuple[tuple[int, ...], tuple[int, ...]]]]


def account(units: list[str], language: str) -> Account:
    text, at = "\n".join(units), 0
    sentences = []
    for unit in units:
        sentences.append(Sentence(at, at + len(unit)))
        at += len(unit) + 1
    return Account(Source(text, language), sentences=sentences)


def plain(row: dict[str, Any]) -> Case:
    return row["left"]["units"], row["right"]["units"], [(tuple(l), tuple(r)) for l, r in row["gold"]]


def shaken(case: Case, draw: random.Random) -> Case:
    """The case with other segmentation and gaps: a list of beads as texts, changed, then numbered anew."""
    beads = [([case[0][i] for i in l], [case[1][j] for j in r]) for l, r in case[2]]
    split, join, drop = (
        draw.choice((0, 0, 0.1, 0.3, 0.5)),
        draw.choice((0, 0.08, 0.2, 0.35)),
        draw.choice((0, 0, 0.05, 0.05, 0.12, 0.35)),
    )
    join_text = draw.choice((" ", "; ", " "))
    out: list[tuple[list[str], list[str]]] = []
    run = draw.randrange(len(beads)) if draw.random() < 0.25 else -1
    run_end, run_side = run + draw.randint(2, 6), draw.randrange(2)
    for k, bead in enumerate(beads):
        sides = [list(bead[0]), list(bead[1])]
        # One side of a bead is cut, seldom both: halves of both would be beads of their own.
        for side in sides if draw.random() < 0.1 else [sides[draw.randrange(2)]]:
            while side and len(side) < 4 and draw.random() < split:
                side[:] = cut(side, draw)
        for side in sides:
            if len(side) > 1 and draw.random() < 0.3:
                side[:] = [" ".join(side)] if draw.random() < 0.5 else side
        if draw.random() < drop:
            sides[draw.randrange(2)] = []
        if run <= k < run_end:
            sides[run_side] = []
        if out and all(sides) and all(out[-1]) and draw.random() < join:
            side = draw.randrange(2)
            merged = [out[-1][0] + sides[0], out[-1][1] + sides[1]]
            merged[side] = [join_text.join(text.rstrip(".") if join_text == "; " else text for text in merged[side])]
            out[-1] = (merged[0], merged[1])
        elif any(sides):
            out.append((sides[0], sides[1]))
    return numbered(out)


CONFUSED = {
    "e": "c", "c": "e", "l": "1", "I": "l", "h": "b", "b": "h", "n": "u", "u": "n", "m": "rn", "f": "s", "s": "f",
    "i": "l", "t": "l", "O": "0", "o": "0", "a": "o", "r": "v", "v": "r", "ü": "ii", "ä": "a", "ö": "o", "é": "e",
    "B": "8", "S": "5", "g": "q", ",": ".", ".": ",", "w": "vv", "d": "cl", "ß": "B", "к": "н", "п": "н", "и": "н",
    "ο": "σ", "ν": "υ", "α": "σ", "ı": "i", "á": "a", "ó": "o", "ç": "c", "ã": "a",
}  # fmt: skip


def smudged(text: str, rate: float, draw: random.Random) -> str:
    """The text as a machine reads a bad print of it: confused letters, words torn apart and run together."""
    out = []
    for letter in text:
        if draw.random() >= rate:
            out.append(letter)
        elif letter == " ":
            out.append(draw.choice(("", "  ", " ' ", ". ")))
        elif draw.random() < 0.6:
            out.append(CONFUSED.get(letter, letter))
        else:
            out.append(draw.choice(("", letter + "- ", letter + " ", "^", letter)))
    return "".join(out).strip() or text


def worn(case: Case, draw: random.Random) -> Case:
    """The case with both sides printed badly, one mostly worse than the other."""
    rates = draw.choice((0.005, 0.02, 0.05)), draw.choice((0.0, 0.005, 0.02, 0.05))
    left, right = rates if draw.random() < 0.5 else rates[::-1]
    return [smudged(text, left, draw) for text in case[0]], [smudged(text, right, draw) for text in case[1]], case[2]


def strangers(case: Case, other: Case, draw: random.Random) -> Case:
    """Two accounts that have nothing in common, long and short: every sentence is an omission."""
    left, right = case[0][: draw.randint(2, 20)], other[1][-draw.randint(2, 20) :]
    return left, right, [*(((k,), ()) for k in range(len(left))), *(((), (k,)) for k in range(len(right)))]


def cut(side: list[str], draw: random.Random) -> list[str]:
    k = draw.randrange(len(side))
    parts = BREAK.split(side[k])
    if len(parts) < 2:
        return side
    at = draw.randrange(1, len(parts))
    halves = [" ".join(parts[:at]), " ".join(parts[at:])]
    return side[:k] + halves + side[k + 1 :] if min(map(len, halves)) > 12 else side


def numbered(beads: list[tuple[list[str], list[str]]]) -> Case:
    left, right, gold = [], [], []
    for a, b in beads:
        gold.append((tuple(range(len(left), len(left) + len(a))), tuple(range(len(right), len(right) + len(b)))))
        left += a
        right += b
    return left, right, gold


def steps(case: Case) -> list[tuple[int, int, int, int]] | None:
    """The gold path; omissions as steps of one sentence, left ones first; None where a bead has no shape."""
    path, i, j = [], 0, 0
    pending: list[tuple[int, int]] = []

    for l, r in [*case[2], ((-1,), (-1,))]:
        if l and r:
            for a, b in sorted(pending, key=lambda step: step[1]):
                path.append((i, i + a, j, j + b))
                i, j = i + a, j + b
            pending = []
            if l == (-1,):
                break
            if (len(l), len(r)) not in BEADS:
                return None
            path.append((i, i + len(l), j, j + len(r)))
            i, j = i + len(l), j + len(r)
        else:
            pending += [(1, 0)] * len(l) + [(0, 1)] * len(r)
    return path


class Example:
    """One pair of documents with its features and its gold path."""

    def __init__(self, case: Case, languages: tuple[str, str], document: str, kind: str) -> None:
        self.document, self.kind, self.pair = document, kind, languages
        encoder = embedded()
        self.known = all(knows(encoder, tag) for tag in languages)
        self.path = steps(case)
        self.sizes = (len(case[0]), len(case[1]))
        both = [align_evidence.evidence(account(case[k], languages[k]), encoder) for k in (0, 1)]
        left, right = align_evidence.sides(both[0], both[1], (0, self.sizes[0], 0, self.sizes[1]))
        ratio = float(left.lengths.sum() / right.lengths.sum())
        grid = Grid(left, right, ratio)
        self.beads = {
            s: grid.bead(s).astype(np.float16) for s in BEADS if s[0] <= self.sizes[0] and s[1] <= self.sizes[1]
        }
        self.gaps = grid.gap(0), grid.gap(1)


GROUPS = align_learnt.GROUPS
WIDTH = len(FEATURES)
SIZE = len(GROUPS) * WIDTH + len(BEADS) + len(GAP_FEATURES) + 1


def unpack(weights: np.ndarray) -> tuple[dict[str, np.ndarray], np.ndarray, np.ndarray, float]:
    groups = {g: weights[k * WIDTH : (k + 1) * WIDTH] for k, g in enumerate(GROUPS)}
    at = len(GROUPS) * WIDTH
    shapes = weights[at : at + len(BEADS)]
    gaps = weights[at + len(BEADS) : at + len(BEADS) + len(GAP_FEATURES)]
    return groups, shapes, gaps, float(weights[-1])


class Batch:
    """Examples padded to one size."""

    def __init__(self, examples: list[Example]) -> None:
        self.examples = examples
        n, m = (max(e.sizes[k] for e in examples) for k in (0, 1))
        count = len(examples)
        self.cells = {}
        for shape in BEADS:
            block = np.zeros((count, n, m, WIDTH), np.float32)
            for k, e in enumerate(examples):
                if shape in e.beads:
                    f = e.beads[shape]
                    block[k, : f.shape[0], : f.shape[1]] = f
            self.cells[shape] = block
        self.fits = {s: (np.abs(c).sum(axis=3) > 0) for s, c in self.cells.items()}
        self.gaps = [np.zeros((count, size, len(GAP_FEATURES)), np.float32) for size in (n, m)]
        for k, e in enumerate(examples):
            for side in (0, 1):
                self.gaps[side][k, : e.sizes[side]] = e.gaps[side]
        self.gold = sum((self.path_features(e) for e in examples), np.zeros(SIZE))

    def path_features(self, e: Example) -> np.ndarray:
        out = np.zeros(SIZE)
        groups, shapes, gaps, _ = unpack(out)
        last = ""
        for i, k, j, l in e.path or []:
            shape = (k - i, l - j)
            if all(shape):
                groups[align_learnt.group(shape)] += e.beads[shape][i, j]
                shapes[BEADS.index(shape)] += 1
                last = ""
            else:
                side = 0 if shape[0] else 1
                gaps += e.gaps[side][(i, j)[side]]
                if last == str(side):
                    out[-1] += 1
                last = str(side)
        return out

    def scores(self, weights: np.ndarray) -> Scores:
        groups, shapes, gaps, again = unpack(weights)
        beads = {}
        for k, shape in enumerate(BEADS):
            values = self.cells[shape] @ groups[align_learnt.group(shape)] + shapes[k]
            beads[shape] = np.where(self.fits[shape], values, -1e30)
        left, right = (np.where(g[:, :, 0] > 0, g @ gaps, -1e30) for g in self.gaps)
        return Scores(beads, left, right, again, tuple(e.sizes for e in self.examples))

    def loss(self, weights: np.ndarray) -> tuple[float, np.ndarray]:
        found = posterior(self.scores(weights))
        expected = np.zeros(SIZE)
        groups, shapes, gaps, _ = unpack(expected)
        for k, shape in enumerate(BEADS):
            p = found.beads[shape]
            groups[align_learnt.group(shape)] += np.tensordot(p, self.cells[shape], axes=([0, 1, 2], [0, 1, 2]))
            shapes[k] += p.sum()
        gaps += np.tensordot(found.left.sum(axis=2), self.gaps[0], axes=([0, 1], [0, 1]))
        gaps += np.tensordot(found.right.sum(axis=1), self.gaps[1], axes=([0, 1], [0, 1]))
        expected[-1] = found.again.sum()
        return float(found.total.sum() - weights @ self.gold), expected - self.gold


def learn(examples: list[Example], strength: float, steps_: int) -> np.ndarray:
    good = [e for e in examples if e.path is not None]
    good.sort(key=lambda e: sum(e.sizes))
    batches = [Batch(good[k : k + 100]) for k in range(0, len(good), 100)]

    def target(weights: np.ndarray) -> tuple[float, np.ndarray]:
        parts = [batch.loss(weights) for batch in batches]
        value = sum(p[0] for p in parts) + strength * float(weights @ weights) / 2
        return value / len(good), (sum((p[1] for p in parts), np.zeros(SIZE)) + strength * weights) / len(good)

    start = np.zeros(SIZE)
    start[-1] = 0.5
    result = minimize(target, start, jac=True, method="L-BFGS-B", options={"maxiter": steps_})
    print(f"  {len(good)} documents, loss {result.fun:.3f} a document, {result.nit} steps", flush=True)
    return result.x


def strict(examples: list[Example], weights: np.ndarray) -> tuple[float, float, float]:
    """Strict F1, omission precision and recall, pooled."""
    tp = fp = fn = gap_tp = gap_fp = gap_fn = 0
    for e in examples:
        batch = Batch([e])
        scored = batch.scores(weights)
        found = posterior(scored)
        found = posterior(align_learnt.adapted(scored, align_learnt.gap_shift([found], [scored.sizes])))
        got = set(surest_path(found, e.sizes))
        gold = set(e.path or [])
        beads = {s for s in gold if s[1] > s[0] and s[3] > s[2]}
        tp += len(got & gold)
        fp += len(got - gold)
        fn += len(beads - got)
        left = [
            {(s[0] if s[1] > s[0] else -1, s[2] if s[3] > s[2] else -1) for s in path if s[1] == s[0] or s[3] == s[2]}
            for path in (got, gold)
        ]
        gap_tp += len(left[0] & left[1])
        gap_fp += len(left[0] - left[1])
        gap_fn += len(left[1] - left[0])
    p, r = tp / max(1, tp + fp), tp / max(1, tp + fn)
    return 2 * p * r / max(1e-9, p + r), gap_tp / max(1, gap_tp + gap_fp), gap_tp / max(1, gap_tp + gap_fn)


# Pairs made of the gathering set: languages that the encoder knows and does not, near ones and far ones.
FURTHER = (
    ("hu", "de"), ("ru", "hu"), ("el", "hu"), ("tr", "el"), ("el", "de"), ("fr", "hu"), ("el", "pt"),
    ("de", "fr"), ("ru", "pt"), ("tr", "fr"), ("en", "en"), ("hu", "hu"),
)  # fmt: skip
WORN = 0.35  # share of the copies that are printed badly


def rows_of(name: str) -> list[dict[str, Any]]:
    file = Path(os.environ["KRONIKA_MEASURE"]) / "dev/data" / f"{name}.jsonl.gz"
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def cases(copies: int) -> list[tuple[Case, tuple[str, str], str, str]]:
    """Case, languages, document, and what it is: plain, shaken, worn, strangers."""
    draw = random.Random(6)
    found: list[tuple[Case, tuple[str, str], str, str]] = []

    def changed(case: Case, tags: tuple[str, str], document: str) -> None:
        case = shaken(case, draw)
        if draw.random() < WORN:
            found.append((worn(case, draw), tags, document, "worn"))
        else:
            found.append((case, tags, document, "shaken"))

    rows = rows_of("align")
    others: dict[tuple[str, str], list[Case]] = defaultdict(list)
    for row in rows:
        others[row["left"]["lang"], row["right"]["lang"]].append(plain(row))
    for row in rows:
        tags, case, document = (row["left"]["lang"], row["right"]["lang"]), plain(row), row["id"].split("/")[1]
        found.append((case, tags, document, "plain"))
        for _ in range(copies):
            changed(case, tags, document)
        if draw.random() < 0.3 and (other := draw.choice(others[tags]))[0] != case[0]:
            found.append((strangers(case, other, draw), tags, document, "strangers"))
    lines = {(row["doc"], row["lang"]): row["lines"] for row in rows_of("gather")}
    documents = sorted({document for document, _ in lines})
    for document in documents:
        for one, other in FURTHER:
            texts = lines[document, one], lines[document, other]
            case = (*texts, [((k,), (k,)) for k in range(len(texts[0]))])
            changed(case, (one, other), document)
            another = draw.choice(documents)
            if draw.random() < 0.3 and another != document:
                right = lines[another, other]
                found.append((strangers(case, (right, right, []), draw), (one, other), document, "strangers"))
    return [each for each in found if each[0][0] and each[0][1] and max(len(each[0][0]), len(each[0][1])) < 60]


def load(copies: int) -> list[Example]:
    return [Example(*each) for each in cases(copies)]


def told(name: str, test: list[Example], weights: np.ndarray) -> None:
    figures = "F1 %.3f, omissions P %.3f R %.3f" % strict(test, weights)
    print(f"{name:24}{len(test):5}  {figures}", flush=True)


def left_out(mine: list[Example], folds: int, said: argparse.Namespace) -> None:
    """Figures on documents left out, by kind; on plain ones also by pair, the pair itself left out too."""
    documents = sorted({e.document for e in mine})
    pairs = sorted({e.pair for e in mine if e.kind == "plain"})
    out = set(documents[::folds])
    weights = learn([e for e in mine if e.document not in out], said.strength, said.steps)
    for kind in ("plain", "shaken", "worn", "strangers"):
        told(kind, [e for e in mine if e.kind == kind and e.document in out and e.path], weights)
    for pair in pairs if said.pairs else ():
        rest = [e for e in mine if e.document not in out and e.pair != pair]
        test = [e for e in mine if e.document in out and e.pair == pair and e.kind == "plain"]
        told(f"{pair[0]}-{pair[1]} left out", test, learn(rest, said.strength, said.steps))


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--folds", type=int, default=0)
    ask.add_argument("--pairs", action="store_true", help="also leave out each pair of languages")
    ask.add_argument("--copies", type=int, default=2)
    ask.add_argument("--strength", type=float, default=0.5)
    ask.add_argument("--steps", type=int, default=70)
    said = ask.parse_args()
    examples = load(said.copies)
    kept: dict[str, Any] = {}
    for name, known in (("known", True), ("unknown", False)):
        mine = [e for e in examples if e.known == known]
        if said.folds:
            print(name)
            left_out(mine, said.folds, said)
        weights = learn(mine, said.strength, said.steps)
        groups, shapes, gaps, again = unpack(weights)
        kept[name] = {
            "beads": {g: dict(zip(FEATURES, np.round(groups[g], 4).tolist())) for g in GROUPS},
            "shapes": {
                f"{p}-{q}": round(float(shapes[k] + shapes[BEADS.index((q, p))]) / 2, 4)
                for k, (p, q) in enumerate(BEADS)
            },
            "gap": dict(zip(GAP_FEATURES, np.round(gaps, 4).tolist())),
            "again": round(again, 4),
        }
    note = "DO NOT EDIT. Made by: KRONIKA_MEASURE=... python tools/learn_alignment.py"
    OUT.write_text(json.dumps({"note": note, **kept}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
