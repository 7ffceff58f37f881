from typing import Any

import pytest
from tests.publishing.browser import chromium


@pytest.fixture(scope="session")
def browser() -> Any:
    return chromium()
