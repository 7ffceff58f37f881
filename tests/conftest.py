"""What all tests share: the example stories, a book made of one, and where the measuring sets are."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import kronika
from kronika.chronicle import Chronicle

EXAMPLES = Path(__file__).parent.parent / "examples"


@pytest.fixture(scope="session")
def examples() -> Path:
    """The folder of the example stories."""
    return EXAMPLES


@pytest.fixture(scope="session")
def book() -> Chronicle:
    """The book of the first example story, built once a session."""
    return kronika.build([EXAMPLES / "left-opposition"])


@pytest.fixture(scope="session")
def measure() -> Path:
    """The folder of the measuring sets; skips where KRONIKA_MEASURE does not name one."""
    folder = os.environ.get("KRONIKA_MEASURE")
    if not folder or not Path(folder).is_dir():
        pytest.skip("KRONIKA_MEASURE names no folder of measuring sets")
    return Path(folder)
