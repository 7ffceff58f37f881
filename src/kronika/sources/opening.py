"""A file, or a folder of files, becomes sources: the kind told, decoded, cut, cleaned, named."""

from __future__ import annotations

import hashlib
import json
import re
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

import msgspec

from kronika import languages
from kronika.errors import BadInput, Problem
from kronika.model import Source
from kronika.sources import archives, tables
from kronika.sources.cleaning import cleaned
from kronika.sources.draft import Draft
from kronika.sources.formats import ARCHIVES, IN_FOLDERS, PACKED, drafts, kind_of
from kronika.sources.limits import Limits, size_checked


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
    """The source in one file ("-": standard input), cleaned of web residue, with the map back to the original.

    Raises BadInput, with the file and the reason in one line, where it cannot be read or holds several texts.
    """
    found, problems = sources_in(str(path), limits or Limits())
    if len(found) > 1:
        raise BadInput(str(path), f"holds {len(found):,} texts: build or gather it instead")
    if not found:
        raise BadInput(str(path), problems[0].reason if problems else "holds no text")
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
            found, failed = sources_in(file, bounds)
        except BadInput as error:
            problems.append(Problem(error.origin, "", error.reason))
            continue
        sources += found
        problems += failed
    problems += [problem for source in sources for problem in source.problems]
    return Intake(unique(sources), sorted(set(problems)), ignored)


def sources_in(origin: str, limits: Limits) -> tuple[list[Source], list[Problem]]:
    """All sources in one file, in its order, and what failed within it. Raises BadInput where nothing can be read."""
    data = _standard_input(limits) if origin == "-" else _bytes(Path(origin), origin, limits)
    name = "stdin.txt" if origin == "-" else Path(origin).name
    problems: list[Problem] = []
    made = _opened(data, name, origin, limits, problems, limits.depth)
    said = {} if origin == "-" else _side_file(Path(origin), problems)
    return ([_with_side_file(source, said) for source in made] if said else made), problems


def sources_within(origin: str, start: int, end: int, limits: Limits) -> list[Source]:
    """The sources in some whole lines of a JSON Lines file, bytes `start` to `end`. Raises BadInput."""
    with Path(origin).open("rb") as file:
        file.seek(start)
        data = file.read(end - start)
    made = (finished(draft, origin, Path(origin).name) for draft in tables.lines(data, origin, limits))
    return [source for source in made if source is not None]


def _opened(data: bytes, name: str, origin: str, limits: Limits, problems: list[Problem], depth: int) -> list[Source]:
    """The sources in the bytes of a file, archives within it opened too."""
    size_checked(origin, len(data), limits)
    kind = kind_of(data, name, origin, limits)
    if kind in PACKED or kind in ARCHIVES:
        if depth <= 0:
            raise BadInput(origin, f"archives in archives, deeper than the limit ({limits.depth})")
        if kind in PACKED:
            content = archives.unpacked(data, kind, origin, limits)
            inner = PurePosixPath(name).stem if PurePosixPath(name).suffix.lower() == kind else name
            return _opened(content, inner, origin, limits, problems, depth - 1)
        return _from_archive(data, origin, limits, problems, depth)
    made = []
    for draft in drafts(data, kind, origin, limits):
        source = finished(draft, origin, name)
        if source is not None:
            made.append(source)
    if not made and kind not in (".warc", ".xml"):
        raise BadInput(origin, "holds no text")
    return made


def _from_archive(data: bytes, origin: str, limits: Limits, problems: list[Problem], depth: int) -> list[Source]:
    made: list[Source] = []
    for member in archives.members(data, origin, limits):
        place = f"{origin}/{member.name}"
        path = PurePosixPath(member.name)
        if member.reason:
            problems.append(Problem(origin, member.name, member.reason))
        elif (
            path.suffix.lower() in IN_FOLDERS and not path.name.startswith((".", "__")) and not is_side_file(path.name)
        ):
            try:
                made += _opened(member.data, path.name, place, limits, problems, depth - 1)
            except BadInput as error:
                problems.append(Problem(error.origin, "", error.reason))
    return made


def finished(draft: Draft, origin: str, name: str) -> Source | None:
    """The source a draft becomes: cleaned, its language and id told; None where no text is left."""
    language = _language(draft)
    draft = cleaned(msgspec.structs.replace(draft, language=language))
    if not draft.text.strip():
        return None
    return Source(
        draft.text,
        language=language,
        id=_slug(f"{PurePosixPath(name).name.split('.')[0]} {draft.part}") or None,
        title=draft.title,
        origin=origin,
        pieces=draft.pieces,
        blocks=draft.blocks,
        metadata=draft.metadata,
        notes=draft.notes,
        problems=draft.problems,
    )


def _side_file(path: Path, problems: list[Problem]) -> dict[str, str]:
    """What NAME.meta.toml or NAME.meta.json beside a file says of it, NAME with or without the ending."""
    for base in (path.name, path.stem):
        for ending, load in ((".meta.toml", tomllib.loads), (".meta.json", json.loads)):
            side = path.with_name(base + ending)
            if side.is_file():
                try:
                    said = load(side.read_text(encoding="utf-8"))
                except (OSError, ValueError) as error:
                    problems.append(Problem(str(side), "", f"cannot be read ({str(error).splitlines()[0][:100]})"))
                    return {}
                pairs = said.items() if isinstance(said, dict) else ()
                return {str(key): str(value) for key, value in pairs if not isinstance(value, dict | list)}
    return {}


def is_side_file(name: str) -> bool:
    """Whether a file says something of the file beside it and is no source."""
    return name.lower().endswith((".meta.toml", ".meta.json"))


def _with_side_file(source: Source, said: dict[str, str]) -> Source:
    """The source as its side file states it: the statement wins over what was found."""
    metadata = {
        **source.metadata,
        **{key: value for key, value in said.items() if key not in ("title", "language", "id")},
    }
    title, language = said.get("title", source.title), said.get("language", source.language)
    return msgspec.structs.replace(
        source, metadata=metadata, title=title, language=language, id=said.get("id", source.id)
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


def _standard_input(limits: Limits) -> bytes:
    return sys.stdin.buffer.read(limits.file_bytes + 1)


def _bytes(path: Path, origin: str, limits: Limits) -> bytes:
    try:
        if path.is_dir():
            raise BadInput(origin, "a folder, not a file")
        if path.exists() and not path.is_file():
            raise BadInput(origin, "no ordinary file")
        size_checked(origin, path.stat().st_size, limits)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise BadInput(origin, "no such file") from error
    except (OSError, ValueError) as error:
        raise BadInput(origin, f"cannot be opened ({getattr(error, 'strerror', None) or error})") from error


def _files(paths: list[str], problems: list[Problem], limits: Limits) -> tuple[list[str], int]:
    """The files to read, sorted and each once, and how many of other kinds the folders hold."""
    named: set[str] = set()
    ignored = 0
    for path in paths:
        if path == "-" or not Path(path).is_dir():
            named.add(path)
            continue
        inside = sorted(str(file) for file in Path(path).rglob("*") if file.is_file() and not _hidden(file, path))
        inside = [file for file in inside if not is_side_file(file)]
        readable = [file for file in inside if Path(file).suffix.lower() in IN_FOLDERS]
        ignored += len(inside) - len(readable)
        named.update(readable)
    files = sorted(named)
    if len(files) > limits.files:
        problems.append(Problem(paths[0], "", f"only the first {limits.files:,} of {len(files):,} files were read"))
    return files[: limits.files], ignored


def _hidden(file: Path, folder: str) -> bool:
    return any(part.startswith(".") for part in file.relative_to(folder).parts)
