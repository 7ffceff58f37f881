"""Which files a corpus has, in parts small enough to be read side by side, and the sources in a part."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

import msgspec

from kronika.errors import BadInput, Problem
from kronika.model import Noun, Source
from kronika.sources import IN_FOLDERS, Limits, is_side_file, sources_in, sources_within

# Lines are read so many bytes at a time, so that one great file is read by many hands too.
LINES = 1 << 20
_LINED = (".jsonl", ".ndjson")


class Part(Noun, frozen=True):
    """A file, or some lines of one: bytes `start` to `end` (None: all of it). `name` is its place in the corpus."""

    path: bytes
    name: str
    start: int = 0
    end: int | None = None


def parts(folder: Path) -> Iterator[Part]:
    """The parts of the readable files of a folder (or of one file), in order of name."""
    files = sorted(f for f in folder.rglob("*") if f.is_file()) if folder.is_dir() else [folder]
    for file in files:
        name = _plain(file.relative_to(folder).as_posix() if folder.is_dir() else file.name)
        if any(step.startswith(".") for step in name.split("/")) or is_side_file(name):
            continue
        if folder.is_dir() and file.suffix.lower() not in IN_FOLDERS:
            continue
        if file.suffix.lower() in _LINED and file.stat().st_size > LINES:
            yield from (Part(os.fsencode(file), name, start, end) for start, end in _cuts(file))
        else:
            yield Part(os.fsencode(file), name)


def _cuts(file: Path) -> Iterator[tuple[int, int]]:
    """Stretches of whole lines, each LINES bytes and what the last line has beyond."""
    size = file.stat().st_size
    with file.open("rb") as lines:
        start = 0
        while start < size:
            lines.seek(min(start + LINES, size))
            lines.readline()
            yield start, lines.tell()
            start = lines.tell()


def opened(part: Part) -> tuple[list[Source], list[Problem]]:
    """The sources of a part and what failed; ids are told by place and content, so that none is twice in a corpus."""
    path = os.fsdecode(part.path)
    try:
        if part.end is None:
            found, problems = sources_in(path, Limits())
        else:
            found, problems = sources_within(path, part.start, part.end, Limits()), []
    except BadInput as error:
        return [], [Problem(part.name, "", error.reason)]
    named: list[Source] = []
    for number, source in enumerate(found):
        told = f"{part.name}\0{part.start}\0{number}\0{source.text}"
        digest = hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:12]
        named.append(
            msgspec.structs.replace(
                source,
                id=f"{_plain(source.key)[:60]}-{digest}",
                origin=part.name + _plain(source.origin.removeprefix(path)),
                title=_plain(source.title or ""),
                language=source.language and _plain(source.language),
                metadata={_plain(name): _plain(value) for name, value in source.metadata.items()},
            )
        )
    return named, [msgspec.structs.replace(problem, source=part.name) for problem in problems]


def _plain(text: str) -> str:
    """A text without halves of surrogate pairs, as names of files and fields of tables may have them."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")
