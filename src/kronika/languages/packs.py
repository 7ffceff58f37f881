"""One loader for all language packs.

A pack is a folder `languages/data/<tag>/` of TOML files, one a section; a section's file fits the struct of its name in
`languages/sections/`. Sections load when first asked for. A language without a pack, or a pack without a section, gives
the section's defaults, so no reader needs to know whether a pack exists. A regional tag (`pt-BR`) states only its
differences: its tables are laid over those of its parent (`pt`).
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from kronika.errors import BadPack

DATA = Path(__file__).parent / "data"
S = TypeVar("S", bound=msgspec.Struct)


def base(tag: str | None) -> str:
    """The primary language of a tag: `pt` for `pt-BR`; "und" for None or an empty tag."""
    return (tag or "und").replace("_", "-").split("-")[0].lower() or "und"


@cache
def tags() -> tuple[str, ...]:
    """The languages that have a pack, in alphabetical order."""
    return tuple(sorted(folder.name for folder in DATA.iterdir() if folder.is_dir())) if DATA.is_dir() else ()


@cache
def section(tag: str | None, kind: type[S], root: Path = DATA) -> S:
    """The section of a language that fits `kind`; the defaults where the language has none.

    The file is the struct's name in small letters: `Dates` is read from `<tag>/dates.toml`.
    Raises BadPack with the file and the reason where a file does not fit.
    """
    name = kind.__name__.lower()
    wanted = (tag or "und").replace("_", "-")
    chain = [base(wanted)] + ([wanted] if base(wanted) != wanted else [])
    tables: dict[str, Any] = {}
    for step in chain:
        file = root / step / f"{name}.toml"
        if file.is_file():
            tables = _over(tables, _toml(file))
    try:
        return msgspec.convert(tables, kind)
    except msgspec.ValidationError as error:
        raise BadPack(f"languages/{wanted}/{name}.toml: {error}") from error


def stated(tag: str | None, root: Path = DATA) -> frozenset[str]:
    """The names of the sections that a language's pack states, itself or through its parent; empty without a pack."""
    wanted = (tag or "und").replace("_", "-")
    folders = {root / base(wanted), root / wanted}
    return frozenset(file.stem for folder in folders if folder.is_dir() for file in folder.glob("*.toml"))


def sections() -> dict[str, type[msgspec.Struct]]:
    """Every section a pack may have: name of the file to struct."""
    folder = Path(__file__).parent / "sections"
    found = {}
    for file in sorted(folder.glob("[a-z]*.py")):
        module = import_module(f"kronika.languages.sections.{file.stem}")
        kind = getattr(module, file.stem.capitalize(), None)
        if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
            found[file.stem] = kind
    return found


def _toml(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise BadPack(f"{file.parent.name}/{file.name}: {error}") from error


def _over(under: dict[str, Any], top: dict[str, Any]) -> dict[str, Any]:
    """`top` laid over `under`: tables are merged, everything else replaced."""
    merged = dict(under)
    for key, value in top.items():
        both = isinstance(value, dict) and isinstance(merged.get(key), dict)
        merged[key] = _over(merged[key], value) if both else value
    return merged
