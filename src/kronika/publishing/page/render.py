"""The page put together: the frame, the look, the script, the book's data and its text."""

from __future__ import annotations

import base64
import hashlib
import os
import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from kronika.chronicle import Chronicle
from kronika.errors import BadBook
from kronika.publishing.identity import version
from kronika.publishing.page import escape
from kronika.publishing.page.data import bundle
from kronika.publishing.page.plain import body

STYLES = ("frame", "text", "chronicle", "synopsis", "people", "discrepancies")
SCRIPTS = (
    "elements", "book", "words", "cite", "parts", "timeline", "chronicle", "synopsis",
    "people", "network", "map", "discrepancies", "search", "keys", "main",
)  # fmt: skip
DESK_STYLES = ("desk",)
DESK_SCRIPTS = ("desk",)


def render(chronicle: Chronicle, title: str | None = None) -> str:
    """The whole reader as one HTML document.

    It opens from disk, makes no request, and is plain text, chronicle and synopsis, where no script may run.
    Every text of the book is escaped. The same chronicle gives the same document.
    """
    return _assemble(chronicle, title, _read(STYLES, "styles", "css"), _scripts(SCRIPTS), {}, "'none'")


def write_page(chronicle: Chronicle, path: str | Path, title: str | None = None) -> None:
    """Writes the page to a file, whole or not at all: a reader with the old one open never meets half of the new."""
    target = Path(path)
    data = render(chronicle, title).encode("utf-8")
    half = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        half.write_bytes(data)
        half.replace(target)
    except OSError as error:
        half.unlink(missing_ok=True)
        raise BadBook(f"{target}: cannot be written: {error.strerror or error}") from error


def render_desk(chronicle: Chronicle, title: str | None, desk: Mapping[str, Any]) -> str:
    """The reader with the desk on it: what a curator may do, and the state of the journal given in `desk`."""
    styles = _read((*STYLES, *DESK_STYLES), "styles", "css")
    scripts = _scripts((*SCRIPTS, *DESK_SCRIPTS))
    return _assemble(chronicle, title, styles, scripts, {"desk": desk}, "'self'")


@cache
def strings() -> dict[str, dict[str, str]]:
    """The catalogue of everything that the page says, by section."""
    return tomllib.loads((files(__package__) / "strings.toml").read_text(encoding="utf-8"))


def policy(style: str, script: str, connect: str) -> str:
    """The content security policy: nothing but the page's own style and script, told by their hashes."""
    return (
        f"default-src 'none'; script-src '{_digest(script)}'; style-src '{_digest(style)}'; img-src data:; "
        f"connect-src {connect}; base-uri 'none'; form-action 'none'"
    )


def _assemble(
    chronicle: Chronicle, title: str | None, style: str, script: str, extra: Mapping[str, Any], connect: str
) -> str:
    words = strings()
    name = title or _title(chronicle, words["book"])
    data = {**bundle(chronicle, version()), **extra}
    data["book"]["title"] = name
    parts = {
        "policy": policy(style, script, connect),
        "title": escape.text(name),
        "style": style,
        "script": script,
        "strings": escape.data(words),
        "data": escape.data(data),
        "text": body(chronicle, words["plain"]),
        "noscript": escape.text(words["plain"]["noscript"]),
    }
    frame = (files(__package__) / "frame.html").read_text(encoding="utf-8")
    return re.sub(r"\{\{(\w+)\}\}", lambda found: parts[found[1]], frame)


def _title(chronicle: Chronicle, words: Mapping[str, str]) -> str:
    titled = [a for a in chronicle.accounts if a.source.title]
    english = [a for a in titled if a.language.split("-")[0] == "en"]
    return next((a.source.title for a in english + titled if a.source.title), words["untitled"])


@cache
def _read(names: tuple[str, ...], folder: str, suffix: str) -> str:
    room = files(__package__) / folder
    return "\n".join((room / f"{name}.{suffix}").read_text(encoding="utf-8") for name in names)


def _scripts(names: tuple[str, ...]) -> str:
    return f'(() => {{\n"use strict";\n{_read(names, "scripts", "js")}\n}})();\n'


def _digest(source: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(source.encode("utf-8")).digest()).decode("ascii")
