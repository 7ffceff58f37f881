"""Alignment: quality by pair on the measuring sets, speed and memory by length.

KRONIKA_MEASURE=... python -m benchmarks.align            # quality and speed
python -m benchmarks.align --speed --longest 20000        # speed alone, up to so many sentences a side
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

from kronika.collation import align
from kronika.model import Account, Sentence, Source

WORDS = {
    "en": "The harbour|A committee|Her brother|The old bridge|Captain Dahl|Nobody;burned|met|wrote a letter|was closed|"
    "sailed north|kept silent;in the spring of|before the winter of|on a Sunday in|again in",
    "pt": "O porto|Uma comissão|O irmão dela|A velha ponte|O capitão Dahl|Ninguém;ardeu|reuniu-se|escreveu uma carta|"
    "foi fechado|navegou para norte|guardou silêncio;na primavera de|antes do inverno de|num domingo de|de novo em",
}


def account(sentences: int, tag: str) -> Account:
    """A made-up chronicle: sentence k says the same in each language."""
    who, what, when = (part.split("|") for part in WORDS[tag].split(";"))
    texts = [
        f"{who[k % 6]} {what[k * 7 % 36 // 6]} {when[k * 5 % 28 // 7]} {1500 + k * 31 % 500}, n. {k}."
        for k in range(sentences)
    ]
    at, found = 0, []
    for text in texts:
        found.append(Sentence(at, at + len(text)))
        at += len(text) + 1
    return Account(Source("\n".join(texts), tag, id=tag), sentences=found)


def speed(longest: int) -> None:
    """Seconds and growth by length, vectors included."""
    align(account(5, "en"), account(5, "pt"))
    print("sentences a side  seconds  times the half  right  peak MB")
    size, before = 250, 0.0
    while size <= longest:
        pair = account(size, "en"), account(size, "pt")
        begun = time.process_time()
        beads = align(*pair)
        took = time.process_time() - begun
        right = sum(bead.left == bead.right for bead in beads) / size
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{size:16d}  {took:7.2f}  {took / before if before else 0:14.2f}  {right:5.3f}  {peak:7.0f}", flush=True)
        size, before = size * 2 if size * 2 <= longest or size == longest else longest, took


def quality() -> None:
    """The scorer's table for each variant; nothing where the measuring sets are not there."""
    folder = os.environ.get("KRONIKA_MEASURE")
    scorer = Path(folder or "") / "dev/score_align.py"
    if not folder or not scorer.is_file():
        print("KRONIKA_MEASURE is not set: quality not measured")
        return
    for variant in ("lines", "running", "long"):
        subprocess.run([sys.executable, str(scorer), "--variant", variant], check=True, cwd=scorer.parent)


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--speed", action="store_true")
    ask.add_argument("--longest", type=int, default=4_000)
    said = ask.parse_args()
    if not said.speed:
        quality()
    speed(said.longest)


if __name__ == "__main__":
    main()
