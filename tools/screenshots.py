"""Takes the screenshots of the documentation: each view of an example book, light and dark, desktop and phone.

    python tools/screenshots.py examples/left-opposition docs/screenshots

Needs a Chromium on the path and the package playwright. Builds the book anew, so the pictures show what the code does.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

import kronika
from kronika import publishing

DESKTOP, PHONE = (1280, 860), (390, 844)
VIEWS = ("chronicle", "synopsis", "people", "discrepancies", "network", "map", "event", "accounts")


def address(view: str, book: Any) -> str:
    """The part of the address after `#` that shows a view."""
    if view == "event":
        disputed = [event for event in book.events if len({claim.slot for claim in event.claims}) < len(event.claims)]
        return f"event-{(disputed or book.events)[0].id}"
    return {"network": "people", "map": "people"}.get(view, view)


def main() -> None:
    story, folder = Path(sys.argv[1]), Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    path = shutil.which("chromium") or shutil.which("google-chrome")
    if path is None:
        sys.exit("no Chromium found on the path")
    from playwright.sync_api import sync_playwright

    book = kronika.build([story])
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        page_file = Path(place) / "index.html"
        publishing.write_page(book, page_file)
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for scheme in ("light", "dark"):
            for name, (width, height) in (("desktop", DESKTOP), ("phone", PHONE)):
                page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
                for view in VIEWS:
                    page.goto(f"{page_file.as_uri()}#{address(view, book)}")
                    page.reload()
                    if view in ("network", "map"):
                        page.locator(f"[data-tab={view}]").click()
                    page.wait_for_timeout(200)
                    page.screenshot(path=folder / f"{view}-{name}-{scheme}.png")
                page.close()
        browser.close()
    print(f"{len(list(folder.glob('*.png')))} pictures in {folder}")


if __name__ == "__main__":
    main()
