"""Very many sources: read, gathered and compared as maps and joins, on one core or on an engine for many machines."""

from kronika.corpus.job import Done, run
from kronika.corpus.local import Local

__all__ = ["Done", "Local", "run"]
