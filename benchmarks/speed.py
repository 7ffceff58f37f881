"""Words per second of reading (a short and a long account, which should be alike) and of aligning, and peak memory.

Seconds are those of the processor, so that what else the machine does counts less.
"""

from __future__ import annotations

import resource
import time
from pathlib import Path

import kronika
from kronika import reading
from kronika.model import Lessons

SHORT, WORDS = 20_000, 200_000
EXAMPLES = Path(__file__).parent.parent / "examples"


def main() -> None:
    stories = [kronika.open_source(p) for p in sorted(EXAMPLES.glob("*/*.*"))]
    kronika.read(stories[0])
    print(f"{'':34}{'words':>9}{'seconds':>9}{'words/s':>10}")
    for tag in sorted({kronika.read(s).language for s in stories}):
        text = "\n\n".join(s.text for s in stories if kronika.read(s).language == tag)
        for words in (SHORT, WORDS):
            long = grown(text, words)
            _, seconds = timed(lambda: reading.read(kronika.Source(long, language=tag), Lessons()))  # noqa: B023
            report(f"reading, {tag}", long, seconds)
    files = ("hu-forditas.txt", "pt-traducao.txt")
    left, right = (kronika.open_source(EXAMPLES / "left-opposition" / name) for name in files)
    pairs = ((left, "hu"), (right, "pt"))
    a, b = (kronika.read(kronika.Source(grown(s.text, WORDS // 2), language=t)) for s, t in pairs)
    beads, seconds = timed(lambda: kronika.align(a, b))
    report("aligning, hu with pt", a.source.text + b.source.text, seconds)
    print(f"{'sentences aligned':34}{len(a.sentences):>9} with {len(b.sentences)}: {len(beads)} beads")
    print(f"{'peak memory':34}{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:>9.0f} MB")


def grown(text: str, words: int) -> str:
    """The text again and again, its years moved by one each time so that no two passages are the same."""
    times = words // len(text.split()) + 1
    return "\n\n".join(text.replace("19", str(15 + n % 5)) for n in range(times))


def timed(work):  # type: ignore[no-untyped-def]
    start = time.process_time()
    result = work()
    return result, time.process_time() - start


def report(label: str, text: str, seconds: float) -> None:
    count = len(text.split())
    print(f"{label:34}{count:>9}{seconds:>9.1f}{count / seconds:>10.0f}", flush=True)


if __name__ == "__main__":
    main()
