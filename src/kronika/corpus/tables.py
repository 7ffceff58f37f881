"""The tables a corpus job writes: sources, groups, events, assertions, discrepancies, problems; JSON Lines or Parquet.

Every row names its group; evidence is the source's id, start and end in its text, and the words themselves. Rows come
in order of group, whatever engine made them, so that the files are the same byte for byte.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TextIO

import msgspec

from kronika.chronicle import Chronicle
from kronika.collation.gather_prints import Group
from kronika.corpus.engine import Row
from kronika.errors import BadInput, Problem
from kronika.model import Account, Assertion, Discrepancy, Event, Span

NAMES = ("sources", "groups", "events", "assertions", "discrepancies", "problems")
_BATCH = 5_000  # rows of a Parquet file that are written at once


@dataclass
class Written:
    """How many rows each table has, how many groups of several and of one, and the files."""

    rows: dict[str, int] = field(default_factory=lambda: dict.fromkeys(NAMES, 0))
    groups: int = 0
    alone: int = 0
    files: list[str] = field(default_factory=list)


def of_group(members: Sequence[Account], group: Group, book: Chronicle | None) -> list[Row]:
    """The rows of one group, each under its table and place; `book` is None for an account alone."""
    ids = sorted(account.id for account in members)
    name = hashlib.sha256("\0".join(ids).encode("utf-8", "surrogatepass")).hexdigest()[:12]
    accounts = list(book.accounts) if book else list(members)
    texts = {account.id: account.source.text for account in accounts}
    story = {
        "group": name,
        "size": len(ids),
        "sources": ids,
        "languages": sorted({account.language for account in accounts}),
        "score": group.score,
        "reason": group.reason,
    }
    rows = [_row("groups", name, 0, story)]
    rows += [_row("sources", name, k, _source(a, name)) for k, a in enumerate(sorted(accounts, key=lambda a: a.id))]
    told = [one for account in sorted(accounts, key=lambda a: a.id) for one in account.assertions]
    rows += [_row("assertions", name, k, _assertion(one, name, texts)) for k, one in enumerate(told)]
    if book:
        rows += [_row("events", name, k, _event(one, name, book)) for k, one in enumerate(book.events)]
        found = enumerate(book.discrepancies)
        rows += [_row("discrepancies", name, k, _discrepancy(one, name)) for k, one in found]
    return rows


def of_problems(bodies: Iterable[bytes]) -> list[Row]:
    """The rows of the table of problems."""
    found = sorted(msgspec.msgpack.decode(body, type=Problem) for body in bodies)
    return [_row("problems", "", k, problem.to_dict()) for k, problem in enumerate(found)]


def _row(table: str, group: str, number: int, plain: dict[str, Any]) -> Row:
    """A row under a key that sorts by table, group and place."""
    return f"{NAMES.index(table)} {group} {number:08}", json.dumps(plain, ensure_ascii=False).encode("utf-8")


def _source(account: Account, group: str) -> dict[str, Any]:
    source = account.source
    return {
        "source": account.id,
        "group": group,
        "language": account.language,
        "title": source.title or "",
        "origin": source.origin,
        "sentences": len(account.sentences),
        "names": len(account.names),
        "dates": len(account.dates),
        "assertions": len(account.assertions),
        "metadata": source.metadata,
        "problems": [str(problem) for problem in account.problems],
    }


def _assertion(one: Assertion, group: str, texts: dict[str, str]) -> dict[str, Any]:
    return {
        "group": group,
        "source": one.source_id,
        "type": one.type,
        "date": one.date,
        "factuality": one.factuality,
        "confidence": one.confidence,
        "roles": {role: [part.to_dict() for part in parts] for role, parts in one.roles.items()},
        "start": one.start,
        "end": one.end,
        "text": texts[one.source_id][one.start : one.end],
    }


def _event(one: Event, group: str, book: Chronicle) -> dict[str, Any]:
    names = {entity.id: entity.label for entity in book.entities}
    return {
        "group": group,
        "event": one.id,
        "type": one.type,
        "title": one.title,
        "date": one.date,
        "factuality": one.factuality,
        "place": names.get(one.place or "", one.place),
        "participants": [{"role": role, "name": names.get(who, who)} for role, who in one.participants],
        "sources": sorted({told.source_id for told in one.assertions}),
        "claims": [claim.to_dict() for claim in one.claims],
    }


def _discrepancy(one: Discrepancy, group: str) -> dict[str, Any]:
    return {
        "group": group,
        "kind": one.kind,
        "relation": one.relation,
        "severity": one.severity,
        "confidence": one.confidence,
        "explanation": one.explanation,
        **_side("left", one.left, one.left_value),
        **_side("right", one.right, one.right_value),
        "events": list(one.event_ids),
    }


def _side(side: str, span: Span | None, value: str | None) -> dict[str, Any]:
    return {
        f"{side}_source": span.source_id if span else None,
        f"{side}_start": span.start if span else None,
        f"{side}_end": span.end if span else None,
        f"{side}_text": span.text if span else None,
        f"{side}_value": value,
    }


def write(rows: Iterable[Row], output: Path, as_parquet: bool) -> Written:
    """Writes the rows, which come in order of table and group, into a file a table."""
    output.mkdir(parents=True, exist_ok=True)
    done = Written()
    files = {name: _Parquet(output / f"{name}.parquet") if as_parquet else _Lines(output / f"{name}.jsonl")
             for name in NAMES}  # fmt: skip
    for key, body in rows:
        name = NAMES[int(key[0])]
        files[name].add(body)
        done.rows[name] += 1
        if name == "groups":
            several = msgspec.json.decode(body)["size"] > 1
            done.groups += several
            done.alone += not several
    for file in files.values():
        file.close()
        done.files.append(str(file.path))
    return done


class _Lines:
    """A file of JSON Lines."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file: TextIO = path.open("w", encoding="utf-8", newline="\n", errors="surrogatepass")

    def add(self, body: bytes) -> None:
        self._file.write(body.decode("utf-8") + "\n")

    def close(self) -> None:
        self._file.close()


class _Parquet:
    """A Parquet file; what is nested stands as JSON in its cell."""

    def __init__(self, path: Path) -> None:
        try:
            import pyarrow
            import pyarrow.parquet
        except ImportError as error:
            raise BadInput(str(path), "Parquet needs the package pyarrow: pip install 'kronika[formats]'") from error
        self.path = path
        self._arrow = pyarrow
        self._held: list[dict[str, Any]] = []
        self._writer: Any = None

    def add(self, body: bytes) -> None:
        row = json.loads(body)
        self._held.append({k: v if not isinstance(v, list | dict) else _json(v) for k, v in row.items()})
        if len(self._held) >= _BATCH:
            self._flush()

    def _flush(self) -> None:
        schema = self._arrow.schema([(name, self._type(kind)) for name, kind in COLUMNS[self.path.stem].items()])
        table = self._arrow.Table.from_pylist(self._held, schema=schema)
        if self._writer is None:
            self._writer = self._arrow.parquet.ParquetWriter(self.path, schema)
        self._writer.write_table(table)
        self._held = []

    def _type(self, kind: str) -> Any:
        return {"t": self._arrow.string, "i": self._arrow.int64, "f": self._arrow.float64}[kind]()

    def close(self) -> None:
        self._flush()
        self._writer.close()


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _columns(text: str, whole: str = "", real: str = "") -> dict[str, str]:
    return {name: kind for kind, names in (("t", text), ("i", whole), ("f", real)) for name in names.split()}


COLUMNS: dict[str, dict[str, str]] = {
    "sources": _columns("source group language title origin metadata problems", "sentences names dates assertions"),
    "groups": _columns("group sources languages reason", "size", "score"),
    "events": _columns("group event type title date factuality place participants sources claims"),
    "assertions": _columns("group source type date factuality roles text", "start end", "confidence"),
    "discrepancies": _columns(
        "group kind relation explanation left_source left_text left_value right_source right_text right_value events",
        "left_start left_end right_start right_end",
        "severity confidence",
    ),
    "problems": _columns("source place reason"),
}
"""Columns of the Parquet files: text, whole numbers, real numbers."""


def read(file: Path) -> Iterator[dict[str, Any]]:
    """The rows of a table that a job wrote as JSON Lines."""
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)
