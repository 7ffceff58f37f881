"""The sound tables: how the Latin letters of a name are written in another script, with log probabilities.

The data are made by tools/train_sounds.py, from names whose licences it states.
"""

from __future__ import annotations

import gzip
from functools import cache
from pathlib import Path

import msgspec

DATA = Path(__file__).parent / "sounds.json.gz"


class Sounds(msgspec.Struct, frozen=True):
    """One script beside Latin letters.

    Attributes:
        chunks: Latin chunk to chunks of the other script to the log probability of the pair.
        here, there: log probability of single letters, Latin and of the other script: what chance would give.
        reach: the longest Latin chunk.
    """

    chunks: dict[str, dict[str, float]]
    here: dict[str, float]
    there: dict[str, float]
    reach: int = 4


@cache
def load() -> dict[str, Sounds]:
    """The tables, by ISO 15924 code of the script."""
    made = msgspec.json.decode(gzip.decompress(DATA.read_bytes()), type=dict[str, Sounds])
    return {
        name: Sounds(table.chunks, table.here, table.there, max(map(len, table.chunks), default=1))
        for name, table in sorted(made.items())
    }
