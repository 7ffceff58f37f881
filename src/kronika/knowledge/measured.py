"""How well each language is read, as measured: figures that `python -m benchmarks languages` writes.

A figure stands for what was measured and nothing else; "-" means that nothing was. What a language has no pack for is
read from the packs themselves, so that it is true of the packs that are installed.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec

from kronika import languages
from kronika.errors import BadPack
from kronika.knowledge import language_names

FILE = Path(__file__).parent / "measured.json"

#: The sections beside sentences, in the order of reading.
SECTIONS = ("dates", "numbers", "names", "spelling", "words", "events", "factuality")
NOTHING = "nothing"
#: Behind a figure that comes from the project's own sentences.
OWN = "*"


class Measured(msgspec.Struct, frozen=True):
    """The table of figures.

    Attributes:
        headings: the columns, `language` first. rows: by language tag, column to figure; a figure on the project's own
            sentences ends in "*".
        legend: what the columns mean and on what they were measured.
        pairs: by pair of languages ("hu-pt"), what was measured of two accounts beside each other, in words to figure.
    """

    headings: tuple[str, ...]
    rows: dict[str, dict[str, str]]
    legend: str
    pairs: dict[str, dict[str, str]] = {}

    def row(self, tag: str) -> dict[str, str]:
        """The line of a language: figures, "-" where nothing was measured; where they are from; what has no pack."""
        known = self.rows.get(tag, {})
        told = {"language": tag, "name": language_names.name(tag), "from": origin(known), "missing": missing(tag)}
        return {heading: told.get(heading) or known.get(heading, "-") for heading in self.headings}


def origin(figures: dict[str, str]) -> str:
    """Where the figures of a row come from, in words; "-" where there are none."""
    said = [figure for figure in figures.values() if figure != "-"]
    own = any(figure.endswith(OWN) for figure in said)
    outside = any(not figure.endswith(OWN) for figure in said)
    return ", ".join(["others"] * outside + ["own" + OWN] * own) or "-"


def missing(tag: str) -> str:
    """The sections that a language has no pack for, "nothing" where it has all."""
    held = languages.stated(tag)
    return ", ".join(section for section in SECTIONS if section not in held) or NOTHING


def shallow(tag: str) -> bool:
    """True where a language has no pack beyond its sentences."""
    return languages.stated(tag).isdisjoint(SECTIONS)


@cache
def load() -> Measured:
    """The figures that ship with the package. Raises BadPack."""
    try:
        return msgspec.json.decode(FILE.read_bytes(), type=Measured)
    except (msgspec.DecodeError, msgspec.ValidationError) as error:
        raise BadPack(f"{FILE.name}: {error}") from error
