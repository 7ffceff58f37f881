"""Offices by what they are, whatever they are called: an ambassador is no minister in any language.

The packs say what a word for an office is in plain English (`occupations`); fields of office that no translator takes
for one another are in `knowledge/offices.toml`.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from kronika import knowledge, languages
from kronika.languages.sections.names import Names
from kronika.model import Account

FILE = Path(knowledge.__file__).parent / "offices.toml"
#: Letters that an ending may add to a word of office.
ENDING = 5


@cache
def _fields() -> dict[str, str]:
    rows: dict[str, list[str]] = tomllib.loads(FILE.read_text(encoding="utf-8"))["fields"]
    return {office: field for field, held in rows.items() for office in held}


@cache
def _words(tag: str) -> tuple[tuple[str, str], ...]:
    table = languages.section(tag, Names).occupations
    return tuple(
        sorted(((word.casefold(), plain) for word, plain in table.items()), key=lambda row: (-len(row[0]), row))
    )


def of(account: Account, start: int, end: int) -> str | None:
    """What an office is in plain English; None where the pack does not know the word.

    The longest phrase of the pack that begins there counts, so that a mayor is no president of anything.
    """
    text = account.source.text[start : end + 40].casefold()
    for word, plain in _words(account.language):
        if text.startswith(word):
            rest = text[len(word) :]
            ending = len(rest) - len(rest.lstrip("".join(c for c in set(rest) if c.isalpha())))
            if ending <= ENDING:
                return plain
    return None


def apart(a: str, b: str) -> bool:
    """Whether two offices are of two fields that are never one."""
    fields = _fields()
    return a in fields and b in fields and fields[a] != fields[b]
