"""The corpus job: a map (every source is read), a join (which tell one story), a map (every group is compared).

1. Every part of every file is opened and its sources are read, each into an account and its print.
2. Sums over all prints, and in how many accounts each mark stands, are the background.
3. Accounts meet under shared keys (rare marks, sides of random planes; Charikar 2002); of those that are alike, each is
   weighed against its nearest. Ties bind accounts into blocks.
4. In each block the groups are told as `gather` tells them, and each group becomes a chronicle as `build` makes one.

Steps 1, 3 and 4 are work on rows that an engine does wherever it likes; the background and the ties, small as they are,
go through the process that started the job.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

import msgspec

from kronika import api
from kronika.collation import gather_prints as gathering
from kronika.collation.gather_prints import Background, Print, Sums
from kronika.corpus import tables
from kronika.corpus.engine import Engine, Row, Rows
from kronika.corpus.intake import Part, opened, parts
from kronika.corpus.tables import Written
from kronika.errors import BadInput
from kronika.model import Account, Noun

LARGEST = 200
"""Accounts of one block: more are cut at their weakest ties. A story told more often than this is told in parts."""
_PROBLEM, _READ = "problem", "read"
_SHARES = 16  # sums of one language are added up in so many places before they come together

_packed = msgspec.msgpack.Encoder(order="deterministic").encode


class Reading(Noun, frozen=True):
    """One source, read, with its print."""

    account: Account
    print: Print


class Done(Noun, frozen=True):
    """What came of a job: how many of each, and the files."""

    sources: int
    groups: int
    alone: int
    discrepancies: int
    problems: int
    files: tuple[str, ...]


def run(folder: str | Path, output: str | Path, engine: Engine, *, as_parquet: bool = False) -> Done:
    """Reads, gathers and compares all sources of a folder (or file) and writes tables into another.

    The tables are the same byte for byte with every engine and however it parts the work. Raises BadInput where there
    is nothing to read.
    """
    if not Path(folder).exists():
        raise BadInput(str(folder), "no such file or folder")
    given = engine.rows((part.name, _packed(part)) for part in parts(Path(folder)))
    rows = given.map(_read, heavy=True).kept()
    prints = rows.map(_print).kept()
    behind = _background(prints)
    if not behind.size:
        raise BadInput(str(folder), "holds no source that could be read")
    blocks = gathering.blocks(_ties(prints, behind), LARGEST)
    home = {id: f"{block[0]}" for block in blocks for id in block}
    told = rows.map(partial(_at_home, home)).groups(partial(_settled, behind), heavy=True)
    return _written(told, Path(output), as_parquet)


# --- the first map


def _read(key: str, body: bytes) -> list[Row]:
    """A part's sources, read; and what failed."""
    sources, problems = opened(msgspec.msgpack.decode(body, type=Part))
    rows = [(_PROBLEM, _packed(problem)) for problem in problems]
    for source in sources:
        account = api.read(source)
        rows.append((_READ, _packed(Reading(account, gathering.print_of(account)))))
    return rows


def _reading(body: bytes) -> Reading:
    return msgspec.msgpack.decode(body, type=Reading)


def _print(key: str, body: bytes) -> list[Row]:
    if key != _READ:
        return []
    one = _reading(body).print
    return [(one.id, _packed(one))]


# --- the background


def _background(prints: Rows) -> Background:
    shares = prints.map(_sum).groups(_summed)
    sums = [msgspec.msgpack.decode(body, type=Sums) for _, body in shares.ordered()]
    return gathering.background(sums, dict(prints.map(_marks).counts()))


def _sum(key: str, body: bytes) -> list[Row]:
    share = int(hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest(), 16) % _SHARES
    return [(f"{one.language} {share}", _packed(one)) for one in gathering.summed([_of(body)])]


def _summed(key: str, bodies: list[bytes]) -> list[Row]:
    found = gathering.summed(msgspec.msgpack.decode(body, type=Sums) for body in bodies)
    return [(one.language, _packed(one)) for one in found]


def _marks(key: str, body: bytes) -> list[Row]:
    return [(mark, b"") for mark in _of(body).marks]


def _of(body: bytes) -> Print:
    return msgspec.msgpack.decode(body, type=Print)


# --- the join


def _ties(prints: Rows, behind: Background) -> Iterator[tuple[str, str, float]]:
    """The accounts that may tell one story, two by two, with log odds."""
    met = prints.map(partial(_keyed, behind)).groups(_met).groups(_nearest)
    sent = met.plus(prints.map(_offered)).groups(_delivered)
    for _, body in sent.plus(prints.map(_offered)).groups(partial(_weighed, behind)).ordered():
        yield from msgspec.msgpack.decode(body, type=list[tuple[str, str, float]])


def _keyed(behind: Background, key: str, body: bytes) -> list[Row]:
    """An account's vector under each key where it may meet others."""
    made = gathering.fingerprints_of([_of(body)], behind)
    vectors = _packed((key, *gathering.vectors_of(made)[0]))
    return [(name, vectors) for name in gathering.keys_of(made, behind.size)[0]]


def _met(key: str, bodies: list[bytes]) -> list[Row]:
    """Those that met under a key and are alike; told to both."""
    if len(bodies) < 2:
        return []
    found = [msgspec.msgpack.decode(body, type=tuple[str, bytes, bytes]) for body in bodies]
    return [
        (one, _packed((alike, other)))
        for left, right, alike in gathering.neighbours({id: (vector, topic) for id, vector, topic in found})
        for one, other in ((left, right), (right, left))
    ]


def _nearest(key: str, bodies: list[bytes]) -> list[Row]:
    """An account's nearest: the later of each two is asked to send its print to the earlier."""
    met = {msgspec.msgpack.decode(body, type=tuple[float, str]) for body in bodies}
    pairs = [tuple(sorted((key, other))) for other in gathering.nearest(met)]
    return [(right, _packed(("to", left, None))) for left, right in pairs]


_Sent = tuple[str, str, Print | None]


def _offered(key: str, body: bytes) -> list[Row]:
    return [(key, _packed(("print", key, _of(body))))]


def _delivered(key: str, bodies: list[bytes]) -> list[Row]:
    """An account's print, sent to all that asked for it."""
    sent = [msgspec.msgpack.decode(body, type=_Sent) for body in bodies]
    mine = next((one for word, _, one in sent if word == "print"), None)
    return [(to, _packed(("other", key, mine))) for to in sorted({id for word, id, _ in sent if word == "to"})]


def _weighed(behind: Background, key: str, bodies: list[bytes]) -> list[Row]:
    """An account's ties with those whose prints it was sent."""
    sent = [msgspec.msgpack.decode(body, type=_Sent) for body in bodies]
    mine = next((one for word, _, one in sent if word == "print"), None)
    others = [one for word, _, one in sent if word == "other" and one is not None]
    if mine is None or not others:
        return []
    odds = gathering.ties(mine, others, behind)
    found = [(key, other.id, value) for other, value in zip(others, odds, strict=True) if value > gathering.JOIN]
    return [(key, _packed(found))] if found else []


# --- the second map


def _at_home(home: dict[str, str], key: str, body: bytes) -> list[Row]:
    """A reading, under the name of its block; one alone is its own."""
    if key == _PROBLEM:
        return [(_PROBLEM, body)]
    one = _reading(body)
    return [(f"block {home.get(one.print.id, one.print.id)}", body)]


def _settled(behind: Background, key: str, bodies: list[bytes]) -> list[Row]:
    """The rows of all tables that a block of accounts gives."""
    if key == _PROBLEM:
        return tables.of_problems(bodies)
    readings = sorted((_reading(body) for body in bodies), key=lambda one: one.print.id)
    rows: list[Row] = []
    for group in gathering.gathered([one.print for one in readings], behind):
        members = [readings[k].account for k in group.members]
        book = api.assembled(members) if len(members) > 1 else None
        rows += tables.of_group(members, group, book)
    return rows


def _written(told: Rows, output: Path, as_parquet: bool) -> Done:
    rows: Iterable[Row] = told.ordered()
    written: Written = tables.write(rows, output, as_parquet)
    return Done(
        sources=written.rows["sources"],
        groups=written.groups,
        alone=written.alone,
        discrepancies=written.rows["discrepancies"],
        problems=written.rows["problems"],
        files=tuple(written.files),
    )
