"""How well each language is read, as measured: figures that `python -m benchmarks.languages` writes.

A figure stands for what was measured and nothing else; "-" means that nothing was.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec

from kronika.errors import BadPack

FILE = Path(__file__).parent / "measured.json"


class Measured(msgspec.Struct, frozen=True):
    """The table of figures.

    Attributes:
        headings: the columns, `language` first. rows: by language tag, column to figure.
        legend: what the columns mean and on what they were measured.
    """

    headings: tuple[str, ...]
    rows: dict[str, dict[str, str]]
    legend: str

    def row(self, tag: str) -> dict[str, str]:
        """The figures of a language, "-" where nothing was measured."""
        known = self.rows.get(tag, {})
        return {heading: tag if heading == "language" else known.get(heading, "-") for heading in self.headings}


@cache
def load() -> Measured:
    """The figures that ship with the package."""
    try:
        return msgspec.json.decode(FILE.read_bytes(), type=Measured)
    except (msgspec.DecodeError, msgspec.ValidationError) as error:
        raise BadPack(f"{FILE.name}: {error}") from error
