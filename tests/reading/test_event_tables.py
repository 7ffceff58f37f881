"""Tables of events: what the words of each language say in sentences of many stories, and what they do not say.

`tests/cases/events/<tag>.tsv`, a sentence a row: types, roles, sentence, names. Types that would do are separated by
`/`; `!types` are types the sentence must not be read as (`!*`: nothing at all). Roles are `role=word` (a word of the
participant), names `form=base:kind`, both separated by `;`. A row that begins with `~` is known to fail.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from kronika.model import Account, Assertion, NameMention, Sentence, Source
from kronika.reading import assertions, dates, quantities

CASES = Path(__file__).parents[1] / "cases" / "events"
LEAST_ROWS, LEAST_TRAPS = 150, 40


class Row(NamedTuple):
    """A sentence of a table."""

    tag: str
    number: int
    types: frozenset[str]
    trap: bool
    fails: bool
    roles: tuple[tuple[str, str], ...]
    text: str
    names: tuple[NameMention, ...]


def rows(tag: str) -> Iterator[Row]:
    """The rows of a language's table, in order."""
    with (CASES / f"{tag}.tsv").open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE), 2):
            types = row["types"].lstrip("~")
            pairs = [pair.split("=", 1) for pair in row["roles"].split(";") if pair]
            yield Row(
                tag,
                number,
                frozenset(types.lstrip("!").split("/")),
                types.startswith("!"),
                row["types"].startswith("~"),
                tuple((role, word) for role, word in pairs),
                row["sentence"],
                tuple(named(row["names"], row["sentence"])),
            )


def named(written: str, text: str) -> Iterator[NameMention]:
    """The names a row gives, where they stand."""
    at = 0
    for part in written.split(";") if written else ():
        form, _, rest = part.partition("=")
        base, _, kind = rest.rpartition(":")
        start = text.index(form, at)
        at = start + len(form)
        yield NameMention(start, at, form, kind, base)


def tags() -> list[str]:
    """The languages that have a table."""
    return sorted(file.stem for file in CASES.glob("*.tsv"))


def read(row: Row) -> list[Assertion]:
    """What is read in the sentence, with the names the row gives."""
    bare = Account(Source(row.text, language=row.tag), sentences=[Sentence(0, len(row.text))], names=list(row.names))
    dated = Account(bare.source, bare.sentences, dates.find(bare), bare.names)
    return assertions.find(Account(bare.source, bare.sentences, dated.dates, bare.names, quantities.find(dated)))


def said(found: Assertion, role: str) -> str:
    """The words of a role's participants, small letters."""
    people = found.roles.get(role, ())
    parts = [p.name if isinstance(p, NameMention) else f"{getattr(p, 'entity', None) or ''} {p.text}" for p in people]
    return " | ".join(parts).casefold()


def fits(found: Assertion, row: Row) -> bool:
    """Whether an assertion is of a wanted type and has every wanted participant (or the number of a counted one)."""
    if found.type not in row.types:
        return False
    text = row.text.casefold()
    for role, word in row.roles:
        words, told = word.casefold().split(), said(found, role)
        counted = text[: max(0, text.find(words[0]))].split()[-1:]
        if not any(w in told for w in words) and not set(counted) & set(told.split()):
            return False
    return True


def right(row: Row) -> bool:
    """Whether the sentence is read as its row says."""
    found = read(row)
    if row.trap:
        return not any("*" in row.types or a.type in row.types for a in found)
    return any(fits(a, row) for a in found)


ALL = [
    pytest.param(
        row,
        id=f"{row.tag}-{row.number}",
        marks=[pytest.mark.xfail(strict=True, reason="known to fail")] if row.fails else [],
    )
    for tag in tags()
    for row in rows(tag)
]


@pytest.mark.parametrize("row", ALL)
def test_row(row: Row) -> None:
    assert right(row), [(a.type, a.factuality, {role: said(a, role) for role in a.roles}) for a in read(row)]


@pytest.mark.parametrize("tag", tags())
def test_tables_are_broad(tag: str) -> None:
    table = list(rows(tag))
    told = [row for row in table if not row.trap]
    traps = [row for row in table if row.trap]
    assert len(told) >= LEAST_ROWS
    assert len({kind for row in told for kind in row.types}) >= 90
    assert len(traps) >= LEAST_TRAPS
    assert sum(row.fails for row in table) <= len(table) // 8
