"""How well sentences are found: boundary precision, recall and F1 a language, and code points a second.

Texts are made of known units (the `running` variant of $KRONIKA_MEASURE/dev/data/align.jsonl.gz). A unit of that
set may hold two sentences, since translators cut where the original did not: what is found inside a unit counts as
wrong here, so precision has a ceiling below 1 (by hand: all but 3 of 48 such cuts in Turkish and all but 2 of 55 in
Polish are true ends of sentences). Recall has none.

    python benchmarks/sentences.py
"""

from __future__ import annotations

import gzip
import json
import os
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from kronika.model import Source
from kronika.reading import sentences


def texts(folder: Path) -> Iterator[tuple[str, str, set[int]]]:
    """(language, text, offset of the last letter of each unit), each text once."""
    seen: set[tuple[str, str]] = set()
    with gzip.open(folder / "dev" / "data" / "align.jsonl.gz", "rt", encoding="utf-8") as rows:
        for row in map(json.loads, rows):
            for side in (row["left"], row["right"]):
                text, ends = "", set()
                for unit, gap in zip(side["units"], [*side["seps"], ""]):
                    ends.add(_last(unit, len(text)))
                    text += unit + gap
                if (side["lang"], text) not in seen:
                    seen.add((side["lang"], text))
                    yield side["lang"], text, ends


def _last(words: str, start: int) -> int:
    """The offset of the last letter or digit: closing signs may go either way."""
    return start + max((at for at, c in enumerate(words) if c.isalnum()), default=0)


def main() -> None:
    """Print a line a language."""
    folder = os.environ.get("KRONIKA_MEASURE")
    if not folder:
        print("skipped: set KRONIKA_MEASURE to the folder of the measuring sets")
        return
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    seconds, size = 0.0, 0
    for language, text, ends in texts(Path(folder)):
        start = time.perf_counter()
        found = sentences.split(Source(text, language=language))
        seconds += time.perf_counter() - start
        size += len(text)
        got = {_last(text[s.start : s.end], s.start) for s in found}
        for key in (language, "all"):
            row = counts[key]
            row[0], row[1], row[2] = row[0] + len(got & ends), row[1] + len(got - ends), row[2] + len(ends - got)
    print(f"{'':5}{'ends':>7}{'precision':>11}{'recall':>9}{'F1':>8}")
    for key in sorted(counts, key=lambda key: (key == "all", key)):
        right, wrong, missed = counts[key]
        precision, recall = right / (right + wrong or 1), right / (right + missed or 1)
        f1 = 2 * precision * recall / (precision + recall or 1)
        print(f"{key:5}{right + missed:7}{precision:11.3f}{recall:9.3f}{f1:8.3f}")
    print(f"{size / seconds:,.0f} code points a second")


if __name__ == "__main__":
    main()
