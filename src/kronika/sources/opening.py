"""A file, or a folder of files, becomes sources: the kind told, decoded, cut, cleaned, named."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import msgspec

from kronika import languages
from kronika.errors import BadInput, Problem
from kronika.model import Source
from kronika.sources import html, markdown, plain
from kronika.sources.cleaning import cleaned
from kronika.sources.decoding import decoded
from kronika.sources.draft import Draft
from kronika.sources.limits import Limits, size_checked

TEXTS: dict[str, Callable[[str, Limits], Draft]] = {
    ".txt": lambda text, _: plain.read(text),
    ".text": lambda text, _: plain.read(text),
    ".md": lambda text, _: markdown.read(text),
    ".markdown": lambda text, _: markdown.read(text),
    ".html": html.read,
    ".htm": html.read,
    ".xhtml": html.read,
}
"""Formats that are text, by the end of the file's name."""


class Intake(msgspec.Struct, frozen=True):
    """What came of opening many files.

    Attributes:
        sources: in order of id. problems: what failed, a line each. ignored: how many files in folders were of kinds
            that are not read.
    """

    sources: list[Source]
    problems: list[Problem]
    ignored: int = 0


def open_source(path: str | Path, limits: Limits | None = None) -> Source:
    """The source in one file, cleaned of web residue, with the map back to the original.

    Raises BadInput, with the file and the reason in one line, where it cannot be read or holds several texts.
    """
    found = sources_in(str(path), limits or Limits())
    if not found:
        raise BadInput(str(path), "holds no text")
    return found[0]


def open_all(paths: str | Path | Iterable[str | Path], limits: Limits | None = None) -> Intake:
    """The sources in files and folders, with ids that are unique and do not depend on the order of the files.

    A file named outright, or one of a readable kind in a folder, that fails becomes a problem; files of other kinds in
    folders are only counted.
    """
    given = [paths] if isinstance(paths, str | Path) else list(paths)
    bounds = limits or Limits()
    sources: list[Source] = []
    problems: list[Problem] = []
    files, ignored = _files([str(path) for path in given], problems, bounds)
    for file in files:
        try:
            sources += sources_in(file, bounds)
        except BadInput as error:
            problems.append(Problem(error.origin, "", error.reason))
    problems += [problem for source in sources for problem in source.problems]
    return Intake(unique(sources), sorted(set(problems)), ignored)


def sources_in(origin: str, limits: Limits) -> list[Source]:
    """All sources in one file, in its order. Raises BadInput."""
    path = Path(origin)
    data = _bytes(path, origin, limits)
    reader = TEXTS.get(path.suffix.lower(), TEXTS[".txt"])
    text, notes = decoded(data, origin)
    draft = reader(text, limits)
    return [finished(msgspec.structs.replace(draft, notes=(*notes, *draft.notes)), origin)]


def finished(draft: Draft, origin: str) -> Source:
    """The source a draft becomes: cleaned, its language and id told. Raises BadInput where no text is left."""
    language = _language(draft)
    draft = cleaned(msgspec.structs.replace(draft, language=language))
    if not draft.text.strip():
        raise BadInput(origin, "holds no text")
    stem = Path(origin).name.split(".")[0] if origin else ""
    return Source(
        draft.text,
        language=language,
        id=_slug(f"{stem} {draft.part}") or None,
        title=draft.title,
        origin=origin,
        pieces=draft.pieces,
        blocks=draft.blocks,
        metadata=draft.metadata,
        notes=draft.notes,
        problems=draft.problems,
    )


def unique(sources: Iterable[Source]) -> list[Source]:
    """The sources in order of id; those that share an id get a suffix made from their content, copies also a number.

    The result depends on the sources only, not on their order.
    """
    groups: dict[str, list[Source]] = defaultdict(list)
    for source in sources:
        groups[source.key].append(source)
    made: list[Source] = []
    for key in sorted(groups):
        made += groups[key] if len(groups[key]) == 1 else _suffixed(key, groups[key])
    return sorted(made, key=lambda source: source.key)


def _suffixed(key: str, alike: list[Source]) -> Iterator[Source]:
    alike = sorted(alike, key=lambda source: (source.text, source.origin, source.title or ""))
    seen: dict[str, int] = defaultdict(int)
    for source in alike:
        digest = hashlib.sha256(source.text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
        seen[digest] += 1
        suffix = digest if seen[digest] == 1 else f"{digest}-{seen[digest]}"
        yield msgspec.structs.replace(source, id=f"{key}-{suffix}")


def _language(draft: Draft) -> str | None:
    """The language of a draft: as the text shows where that is clear, else as the file states, else None.

    Pages often state the language of their frame, so the text goes first; a statement that only adds a region is kept.
    """
    tag, sure = languages.identify(draft.text)
    stated = draft.language
    if stated and (languages.base(stated) == languages.base(tag) or sure < 0.9 or len(draft.text) < 40):
        return stated
    return tag if tag != "und" and sure >= 0.5 else None


def _slug(words: str) -> str:
    return re.sub(r"[^\w]+", "-", words.casefold()).strip("-_")[:80]


def _bytes(path: Path, origin: str, limits: Limits) -> bytes:
    try:
        size_checked(origin, path.stat().st_size, limits)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise BadInput(origin, "no such file") from error
    except IsADirectoryError as error:
        raise BadInput(origin, "a folder, not a file") from error
    except OSError as error:
        raise BadInput(origin, f"cannot be opened ({error.strerror or 'system error'})") from error


def _files(paths: list[str], problems: list[Problem], limits: Limits) -> tuple[list[str], int]:
    """The files to read, sorted and each once, and how many of other kinds the folders hold."""
    named: set[str] = set()
    ignored = 0
    for path in paths:
        if not Path(path).is_dir():
            named.add(path)
            continue
        inside = sorted(str(file) for file in Path(path).rglob("*") if file.is_file() and not _hidden(file, path))
        readable = [file for file in inside if Path(file).suffix.lower() in TEXTS]
        ignored += len(inside) - len(readable)
        named.update(readable)
    files = sorted(named)
    if len(files) > limits.files:
        problems.append(Problem(paths[0], "", f"only the first {limits.files:,} of {len(files):,} files were read"))
    return files[: limits.files], ignored


def _hidden(file: Path, folder: str) -> bool:
    return any(part.startswith(".") for part in file.relative_to(folder).parts)
