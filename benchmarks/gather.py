"""Gathering: quality on the measuring sets, and how time grows with the number of accounts.

KRONIKA_MEASURE=... python -m benchmarks.gather
python -m benchmarks.gather --speed --most 4000
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path

import numpy as np

from kronika.collation.gather import candidates, gather
from kronika.collation.gather_fingerprints import fingerprints
from kronika.model import Account, Sentence, Source

_PLACES = [
    "harbour",
    "bridge",
    "school",
    "mill",
    "church",
    "theatre",
    "quarry",
    "station",
    "market",
    "prison",
    "library",
    "orchard",
    "vineyard",
    "barracks",
]
_DEEDS = [
    "burned",
    "opened",
    "closed",
    "flooded",
    "moved",
    "collapsed",
    "grew",
    "paid",
    "rebelled",
    "sang",
    "voted",
    "failed",
    "won",
    "lost",
]


def collection(count: int) -> list[Account]:
    """`count` accounts, three to a story, each with two thirds of its sentences."""
    draw = np.random.default_rng(5)
    out = []
    for k in range(count):
        tale = np.random.default_rng(k // 3)
        name = "".join(tale.choice(list("bdfgklmnprstv")) + tale.choice(list("aeiou")) for _ in range(4)).title()
        lines = [
            f"The {tale.choice(_PLACES)} of {name} {tale.choice(_DEEDS)} in {tale.integers(1500, 2000)}."
            for _ in range(9)
        ]
        kept = [lines[at] for at in sorted(draw.choice(9, 6, replace=False))]
        at, sentences = 0, []
        for text in kept:
            sentences.append(Sentence(at, at + len(text)))
            at += len(text) + 1
        out.append(Account(Source("\n".join(kept), "en", id=f"{k:06d}"), sentences=sentences))
    return out


def speed(most: int) -> None:
    print("accounts  seconds  times the half  candidate pairs each  groups found (made)")
    size, before = 125, 0.0
    gather(collection(6))
    while size <= most:
        accounts = collection(size)
        begun = time.process_time()
        groups = gather(accounts)
        took = time.process_time() - begun
        pairs = len(candidates(fingerprints(accounts))) / size
        print(
            f"{size:8d}  {took:7.2f}  {took / before if before else 0:14.2f}  {pairs:20.1f}"
            f"  {len(groups)} ({-(-size // 3)})",
            flush=True,
        )
        size, before = size * 2, took


def quality() -> None:
    folder = os.environ.get("KRONIKA_MEASURE")
    scorer = Path(folder or "") / "dev/score_gather.py"
    if not folder or not scorer.is_file():
        print("KRONIKA_MEASURE is not set: quality not measured")
        return
    for variant in ("mixed8", "hunpor", "partial"):
        subprocess.run([sys.executable, str(scorer), "--variant", variant], check=True, cwd=scorer.parent)


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--speed", action="store_true")
    ask.add_argument("--most", type=int, default=1_000)
    said = ask.parse_args()
    if not said.speed:
        quality()
    speed(said.most)


if __name__ == "__main__":
    main()
