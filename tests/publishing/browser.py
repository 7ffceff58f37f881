"""A real Chromium for the tests: the system's; where none is found the tests say so and are left out."""

from __future__ import annotations

import atexit
import shutil
from functools import cache
from typing import Any

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


@cache
def _started(path: str) -> Any:
    from playwright.sync_api import sync_playwright

    running = sync_playwright().start()
    browser = running.chromium.launch(executable_path=path, args=["--no-sandbox"])
    atexit.register(running.stop)
    return browser


def chromium() -> Any:
    """The browser of this run of the tests, started when first asked for."""
    pytest.importorskip("playwright.sync_api", reason="the browser tests need the package playwright")
    path = next((found for name in NAMES if (found := shutil.which(name))), None)
    if path is None:
        pytest.skip("no Chromium found on the path: the browser tests are left out")
    return _started(path)
