"""The reader that ships with kronika and needs nothing else."""

from __future__ import annotations

from kronika.model import Account, Lessons, Source
from kronika.reading.read import read


class Embedded:
    """The stages of `kronika.reading` as they stand: packs and small learnt weights."""

    name = "embedded"

    def read(self, source: Source, lessons: Lessons | None = None) -> Account:
        """The account that `reading.read` gives."""
        return read(source, lessons)
