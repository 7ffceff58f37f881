"""The whole book as JSON, and back: nothing is lost. The JSON Schema is made from the same structs."""

from __future__ import annotations

import json
import re
from typing import Any, Literal

import msgspec

from kronika.chronicle import Chronicle, Decided
from kronika.errors import BadBook, Problem
from kronika.model import (
    Account,
    Assertion,
    DateMention,
    Dependence,
    Discrepancy,
    Entity,
    Event,
    NameMention,
    Passage,
    Quantity,
    Relation,
    Sentence,
    Source,
)
from kronika.publishing.formats import Format

FORMATS = [Format("json", "json", "application/json", "the whole book; comes back in as it was", "")]


class ReadAccount(msgspec.Struct, frozen=True):
    """An account without its source, which stands under `sources`."""

    source_id: str
    sentences: list[Sentence] = []
    dates: list[DateMention] = []
    names: list[NameMention] = []
    quantities: list[Quantity] = []
    assertions: list[Assertion] = []
    relations: list[Relation] = []
    problems: list[Problem] = []


class Book(msgspec.Struct, frozen=True):
    """The file. `format` and `schema_version` say how to read it, `version` which kronika made the book."""

    format: Literal["kronika chronicle"]
    schema_version: Literal[1]
    sources: list[Source]
    accounts: list[ReadAccount]
    passages: list[Passage] = []
    entities: list[Entity] = []
    events: list[Event] = []
    discrepancies: list[Discrepancy] = []
    dependence: list[Dependence] = []
    tray: tuple[str, ...] = ()
    version: str = ""
    build: str = ""
    decisions: tuple[Decided, ...] = ()


SHARED = (
    "sources",
    "passages",
    "entities",
    "events",
    "discrepancies",
    "dependence",
    "tray",
    "version",
    "build",
)


def write(chronicle: Chronicle) -> bytes:
    """The book as one JSON object in UTF-8, two spaces deep; read back by `from_json`."""
    accounts = [
        ReadAccount(a.id, *(getattr(a, field) for field in ReadAccount.__struct_fields__[1:]))
        for a in chronicle.accounts
    ]
    rest = {field: getattr(chronicle, field) for field in (*SHARED, "decisions")}
    plain = msgspec.to_builtins(Book("kronika chronicle", 1, accounts=accounts, **rest))
    return encode(plain, exact=True)


def encode(plain: Any, exact: bool = False) -> bytes:
    """Plain values as JSON in UTF-8. Lone surrogates, which UTF-8 cannot hold, become U+FFFD; escapes where `exact`."""
    text = json.dumps(plain, ensure_ascii=False, indent=1) + "\n"
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError:
        if exact:
            return (json.dumps(plain, ensure_ascii=True, indent=1) + "\n").encode("ascii")
        return re.sub("[\ud800-\udfff]", "\ufffd", text).encode("utf-8")


def from_json(data: bytes | str) -> Chronicle:
    """The chronicle that `export(chronicle, "json")` wrote. Raises BadBook in one line for anything else."""
    try:
        book = msgspec.convert(json.loads(data), Book)
    except (ValueError, RecursionError) as error:
        raise BadBook(f"not a chronicle in JSON: {error}") from error
    sources = {source.key: source for source in book.sources}
    missing = [account.source_id for account in book.accounts if account.source_id not in sources]
    if missing:
        raise BadBook(f"not a whole chronicle in JSON: no source {missing[0]!r}")
    accounts = [
        Account(sources[a.source_id], *(getattr(a, field) for field in ReadAccount.__struct_fields__[1:]))
        for a in book.accounts
    ]
    return Chronicle(accounts=accounts, **{field: getattr(book, field) for field in (*SHARED, "decisions")})


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of the file."""
    return msgspec.json.schema(Book)


WRITERS = {"json": write}
