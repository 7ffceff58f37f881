"""Files damaged at random give a source or a line of why, and the map stays within bounds."""

from __future__ import annotations

import importlib.util
import random
from pathlib import Path

import pytest
from tests.sources.stories import STORIES
from tests.sources.test_formats import NEEDS
from tests.sources.writers import FONT, WRITERS

from kronika.reading import sentences
from kronika.sources import Limits, open_all


def damaged(data: bytes, chance: random.Random) -> bytes:
    made = bytearray(data)
    at = chance.randrange(len(made))
    how = chance.randrange(4)
    if how == 0:
        return bytes(made[:at])
    if how == 1:
        for _ in range(chance.randrange(1, 30)):
            made[chance.randrange(len(made))] = chance.randrange(256)
    elif how == 2:
        made[at:at] = chance.randbytes(chance.randrange(1, 200))
    else:
        del made[at : at + chance.randrange(1, 300)]
    return bytes(made)


@pytest.mark.parametrize("name", WRITERS)
def test_damaged_file(name: str, tmp_path: Path) -> None:
    if name in NEEDS and importlib.util.find_spec(NEEDS[name]) is None:
        pytest.skip(f"{NEEDS[name]} is not installed")
    if name == "a.pdf" and not FONT.is_file():
        pytest.skip("no font")
    path = tmp_path / name
    WRITERS[name](STORIES[1], path)
    data = path.read_bytes()
    chance = random.Random(name)
    for _ in range(8):
        path.write_bytes(damaged(data, chance))
        intake = open_all([path], Limits(unpacked_bytes=50_000_000))
        assert all("\n" not in str(problem) for problem in intake.problems)
        for source in intake.sources:
            sentences.split(source)
            for at in range(0, len(source.text), 97):
                start, end = source.to_original(at, at + 1)
                assert 0 <= start <= end
