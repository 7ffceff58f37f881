"""Learns how much each sign that two accounts tell one story counts.

    KRONIKA_MEASURE=... python tools/learn_gathering.py       # writes src/kronika/knowledge/gathering.json

The pairs are those of the gathering set, whole and with each account thinned to part of its sentences.
"""

from __future__ import annotations

import gzip
import json
import os
from itertools import combinations
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from kronika.collation.gather_evidence import FEATURES, features
from kronika.collation.gather_fingerprints import fingerprints
from kronika.model import Account, Sentence, Source

OUT = Path(__file__).parents[1] / "src/kronika/knowledge/gathering.json"
STRENGTH = 3.0


def account(lines: list[str], language: str, id: str) -> Account:
    at, sentences = 0, []
    for line in lines:
        sentences.append(Sentence(at, at + len(line)))
        at += len(line) + 1
    return Account(Source("\n".join(lines), language, id=id), sentences=sentences)


def pairs(rows: list[dict], lines: str | None) -> tuple[list, list, list]:
    rows = [row for row in rows if lines is None or row[lines]]
    texts = [[row["lines"][k] for k in row[lines]] if lines else row["lines"] for row in rows]
    accounts = [account(text, row["lang"], row["uid"]) for text, row in zip(texts, rows)]
    prints = fingerprints(accounts)
    known, x, y = [], [], []
    for i, j in combinations(range(len(rows)), 2):
        same = rows[i]["doc"] == rows[j]["doc"]
        if not same and set(rows[i]["event"]) & set(rows[j]["event"]):
            continue
        known.append(prints.known[i] and prints.known[j])
        x.append(features(prints, i, j))
        y.append(same)
    return known, x, y


def learn(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    scale = np.where(x.std(axis=0) > 0, x.std(axis=0), 1.0)
    z = x / scale

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        s = z @ w
        value = (np.logaddexp(0, s) - y * s).sum() + STRENGTH * (w @ w) / 2
        return float(value), z.T @ (1 / (1 + np.exp(-s)) - y) + STRENGTH * w

    best = minimize(loss, np.zeros(z.shape[1]), jac=True, method="L-BFGS-B").x
    s = z @ best
    print(
        len(y),
        "pairs; F1",
        2 * ((s > 0) & y).sum() / ((s > 0).sum() + y.sum()),
        "wrong",
        ((s > 0) != y).sum(),
        dict(zip(FEATURES, np.round(best, 2))),
    )
    for at in (-2, -1, 0, 1, 2):
        print(
            "   ", at, "P %.4f R %.4f" % (((s > at) & y).sum() / max(1, (s > at).sum()), ((s > at) & y).sum() / y.sum())
        )
    return best / scale


def main() -> None:
    with gzip.open(Path(os.environ["KRONIKA_MEASURE"]) / "dev/data/gather.jsonl.gz", "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    known, x, y = (sum(parts, []) for parts in zip(pairs(rows, None), pairs(rows, "partial")))
    k, xs, ys = np.array(known), np.array(x), np.array(y)
    found = {
        name: dict(zip(FEATURES, np.round(learn(xs[mine], ys[mine]), 4).tolist()))
        for name, mine in (("known", k), ("unknown", ~k))
    }
    OUT.write_text(
        json.dumps(
            {"note": "DO NOT EDIT. Made by: KRONIKA_MEASURE=... python tools/learn_gathering.py", **found}, indent=1
        )
        + "\n"
    )


if __name__ == "__main__":
    main()
