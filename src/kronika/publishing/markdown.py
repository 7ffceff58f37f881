"""The chronicle as a Markdown report: each event with who says what, the words as footnotes, and the disagreements."""

from __future__ import annotations

import re

from kronika.chronicle import Chronicle
from kronika.publishing.formats import Format
from kronika.publishing.report import Entry, Report, report

FORMATS = [
    Format(
        "markdown", "md", "text/markdown", "the chronicle with footnoted evidence, disagreements, people and places",
        "offsets, alignment, confidences",
    )
]  # fmt: skip
_SPECIAL = re.compile(r"([\\`*_{}\[\]()<>#+!|~&-])")


def write(chronicle: Chronicle) -> bytes:
    """CommonMark with footnotes; every text of the book is escaped."""
    made = report(chronicle)
    parts = [f"# {_plain(made.title)}", _accounts(made), "## Chronicle", *_entries(made), *_disagreements(made)]
    parts += ["## People and places", "\n".join(f"- {_plain(line)}" for line in made.people)]
    notes = [f"[^{n}]: {_plain(note)}" for n, note in enumerate(made.notes, 1)]
    return ("\n\n".join([*parts, "\n".join(notes)]) + "\n").encode("utf-8")


def _plain(words: str) -> str:
    return _SPECIAL.sub(r"\\\1", words)


def _accounts(made: Report) -> str:
    return "\n".join(f"- {_plain(line)}" for line in made.accounts)


def _entries(made: Report) -> list[str]:
    return [_entry(entry) for entry in made.entries]


def _entry(entry: Entry) -> str:
    notes = "".join(f"[^{number}]" for number in entry.notes)
    lines = [f"**{_plain(entry.when)}** {_plain(entry.title)}{notes}"]
    lines += [f"- {_plain(line)}" for line in entry.claims]
    return "\n".join([lines[0], "", *lines[1:]]) if len(lines) > 1 else lines[0]


def _disagreements(made: Report) -> list[str]:
    if not made.disagreements:
        return ["## Disagreements", "None."]
    listed = "\n".join(f"1. {_plain(words)}{''.join(f'[^{n}]' for n in notes)}" for words, notes in made.disagreements)
    return ["## Disagreements", listed]


WRITERS = {"markdown": write}
