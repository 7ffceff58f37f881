"""How well each language is read: runs the scorers of the measuring sets and writes down what they say.

    KRONIKA_MEASURE=DIR python -m benchmarks languages

Writes src/kronika/knowledge/measured.json, which `kronika languages` prints, and the same table as docs/languages.md.
Without KRONIKA_MEASURE nothing is measured: the page is written anew from the figures that ship. A figure that cannot
be measured now is left out, never carried over.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from kronika import languages
from kronika.knowledge import language_names, measured
from kronika.knowledge.measured import OWN, Measured

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "languages.md"
HEADINGS = ("language", "name", "dates", "names", "assertions", "factuality", "from", "missing")
LEGEND = (
    "dates: F1 of dates found with the right value. names: F1 of exact span and kind (de, fr, fi, sv: old newspapers "
    "with errors of scanning). assertions: F1 of events found under their type. "
    "factuality: macro F1 over asserted, denied, attempted, failed, reported, uncertain. "
    "Measured on texts that others annotated; * on sentences of our own; - not measured. "
    "missing: what the language has no pack for; dates and numbers then come from CLDR alone, assertions from none."
)
#: A set with fewer dates than this says little of a language.
FEWEST_DATES = 15
#: Documents of each pair of languages that alignment is measured on.
DOCUMENTS = "10"
TIME = 1500

#: The page around the table.
ABOVE = """# Languages

What is read in which language, and how well. `kronika languages` prints this table; `python -m benchmarks languages`
measures it anew and writes this page.

"""
BELOW = """
A language is read as far as its packs go (`src/kronika/languages/data/<tag>/`): without `events` and `words` there are
no assertions, only dates, names and alignment; without `names`, names are found by what holds for all languages;
without `dates`, dates are what CLDR and the general grammar give. No figure says anything of texts unlike those
measured: see [limits.md](limits.md).

"""


def figures(folder: Path) -> dict[str, dict[str, str]]:
    """For each language what the scorers of a folder of measuring sets say: column to figure."""
    rows: dict[str, dict[str, str]] = defaultdict(dict)
    for column, found in (
        ("dates", dates(ran(folder, "score_dates.py", "--system", "kronika", "--json"))),
        ("names", names(ran(folder, "score_names.py", "--system", "kronika", "--json"))),
        ("assertions", assertions(ran(folder, "score_chronicle.py"))),
    ):
        for tag, value in found.items():
            rows[tag][column] = f"{value:.2f}"
    for tag, value in factuality().items():
        rows[tag]["factuality"] = f"{value:.2f}{OWN}"
    return dict(sorted(rows.items()))


def ran(folder: Path, script: str, *arguments: str) -> dict[str, Any]:
    """The last line of what a scorer prints, as JSON; empty where the scorer fails, which is said."""
    try:
        done = subprocess.run(
            [sys.executable, script, *arguments],
            cwd=folder / "dev",
            capture_output=True,
            text=True,
            timeout=TIME,
            check=True,
        )
        result: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    except (subprocess.SubprocessError, json.JSONDecodeError, IndexError, OSError) as error:
        print(f"{script}: not measured ({type(error).__name__})", file=sys.stderr)
        return {}
    return result


def dates(said: dict[str, Any]) -> dict[str, float]:
    """F1 of dates with their values: the scorer's mean, or for its smaller languages our mean over sets."""
    sets: dict[str, list[float]] = defaultdict(list)
    for key, one in sorted(said.get("sets", {}).items()):
        if one and one["n"] >= FEWEST_DATES:
            sets[key.split(".")[1]].append(one["F1v"] or 0.0)
    return {tag: mean(values) for tag, values in sets.items()} | said.get("by_language", {})


def names(said: dict[str, Any]) -> dict[str, float]:
    """F1 of names; historical newspapers stand for a language only where nothing edited was measured."""
    edited: dict[str, list[float]] = defaultdict(list)
    press: dict[str, list[float]] = defaultdict(list)
    for key, one in sorted(said.get("sets", {}).items()):
        source, tag = key.split(".")[:2]
        (press if source in ("newseye", "sonar") else edited)[tag].append(one["F1x"] or 0.0)
    return {tag: mean(values) for tag, values in (press | edited).items()}


def assertions(said: dict[str, Any]) -> dict[str, float]:
    """F1 of events that an account tells, from recall and precision."""
    found = {}
    for tag, one in said.get("by_language", {}).items():
        recall, precision = one["recall"], one["precision"]
        found[tag.split("-")[0]] = 2 * recall * precision / (recall + precision) if recall + precision else 0.0
    return found


def factuality() -> dict[str, float]:
    """Macro F1 of factuality by language, on those of the project's own sentences that are held aside."""
    from benchmarks import factuality as own

    measurable = [tag for tag in own.tags() if "factuality" in languages.stated(tag)]
    return {tag: own.macro(row for row in own.read(tag) if row.held) for tag in measurable}


def pairs(folder: Path) -> dict[str, dict[str, str]]:
    """What was measured of two accounts beside each other, by pair of languages."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    aligned = ran(folder, "score_align.py", "--variant", "running", "--limit", DOCUMENTS, "--json").get("results", {})
    for pair, one in aligned.items():
        if pair != "all":
            found[two(pair)]["alignment"] = f"{one['strict'][2]:.2f}"
    for pair, one in ran(folder, "score_compare.py", "--json").get("pairs", {}).items():
        if pair != "all":
            found[two(pair)] |= {"found": f"{one['recall']:.2f}", "alarms": f"{one['alarms_per_100']:.1f}"}
    return dict(sorted(found.items()))


def two(pair: str) -> str:
    """A pair of three-letter codes, perhaps behind the name of a set, as BCP 47 tags: "hun-por" is "hu-pt"."""
    from babel.core import get_global

    short = get_global("language_aliases")
    return "-".join(short.get(code, code) for code in pair.split(":")[-1].split()[-1].split("-"))


def mean(values: Iterable[float]) -> float:
    listed = list(values)
    return sum(listed) / len(listed)


def page(table: Measured) -> str:
    """docs/languages.md: the table, what it means, and what was measured of pairs."""
    tags = languages.tags()
    deep = [tag for tag in tags if not measured.shallow(tag)]
    lines = [line(table.headings), line("---" for _ in table.headings)]
    lines += [line(table.row(tag).values()) for tag in deep]
    rest = ", ".join(f"{language_names.name(tag)} ({tag})" for tag in tags if tag not in deep)
    text = ABOVE + "\n".join(lines) + f"\n\n{table.legend}\n" + BELOW
    text += f"**Sentences only**, with the dates and numbers of CLDR: {rest}.\n"
    return text + (pages_of_pairs(table.pairs) if table.pairs else "")


def pages_of_pairs(known: dict[str, dict[str, str]]) -> str:
    """The second table: accounts beside each other."""
    columns = ("alignment", "found", "alarms")
    lines = [line(("pair", *columns)), line("---" for _ in range(4))]
    lines += [line((pair, *(row.get(column, "-") for column in columns))) for pair, row in known.items()]
    return "\n## Two accounts beside each other\n\n" + "\n".join(lines) + (
        "\n\nalignment: F1 of sentence beads that are exactly right, in running text. found: share of planted "
        "differences (a year, a date, a number, a person, a place, two names swapped, a sentence left out) that "
        "comparison finds. alarms: differences claimed in a hundred untouched pairs of sentences. Any two languages "
        "can be aligned and compared; these are the pairs that were measured.\n"
    )  # fmt: skip


def line(cells: Iterable[str]) -> str:
    """A row of a Markdown table."""
    return "| " + " | ".join(cell.replace("*", "\\*") for cell in cells) + " |"


def main() -> None:
    """Measures where the sets are at hand, writes both files, prints the table."""
    root = os.environ.get("KRONIKA_MEASURE")
    if root:
        folder = Path(root)
        table = Measured(HEADINGS, figures(folder), LEGEND, pairs(folder))
        written = msgspec.json.format(msgspec.json.encode(table), indent=1).decode("utf-8")
        measured.FILE.write_text(written + "\n", encoding="utf-8")
    else:
        print("KRONIKA_MEASURE is not set: nothing measured, the page is made of the figures that ship")
        table = measured.load()
    PAGE.write_text(page(table), encoding="utf-8")
    for tag, row in table.rows.items():
        print(f"{tag:5}" + "".join(f"{column} {row.get(column, '-'):7}" for column in HEADINGS[2:6]))


if __name__ == "__main__":
    main()
