"""The inventory of event types, with the frames that say which grammatical function gives which role."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

import msgspec

from kronika.errors import BadPack

FILE = Path(__file__).parent / "events.toml"


class EventType(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One type of event; the fields are explained at the top of events.toml."""

    group: str
    frame: str
    gloss: str
    example: str
    severity: float
    name: str = ""
    is_: str = msgspec.field(name="is", default="")
    map: str = ""
    needs: str = ""
    against: tuple[str, ...] = ()
    uri: str = ""


class Inventory(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All event types, their groups and frames."""

    groups: dict[str, str]
    frames: dict[str, str]
    types: dict[str, EventType]


@cache
def inventory() -> Inventory:
    """The shipped inventory. Raises BadPack where the file does not fit."""
    try:
        found = msgspec.convert(tomllib.loads(FILE.read_text(encoding="utf-8")), Inventory)
    except (msgspec.ValidationError, tomllib.TOMLDecodeError) as error:
        raise BadPack(f"knowledge/events.toml: {error}") from error
    types = {name: msgspec.structs.replace(row, name=name) for name, row in found.types.items()}
    return msgspec.structs.replace(found, types=types)


def kind(name: str) -> EventType | None:
    """One event type by name, or None."""
    return inventory().types.get(name)


@cache
def ancestors(name: str) -> tuple[str, ...]:
    """The type itself and every type above it, nearest first: execution, killing, death."""
    chain: list[str] = []
    row = kind(name)
    while row is not None and row.name not in chain:
        chain.append(row.name)
        row = kind(row.is_) if row.is_ else None
    return tuple(chain)


@cache
def related(a: str, b: str) -> bool:
    """Whether one type is the other or stands above it."""
    return a in ancestors(b) or b in ancestors(a)


@cache
def incompatible(a: str, b: str) -> bool:
    """Whether the two outcomes cannot both be true of the same people on one occasion (survival and execution)."""
    mine, yours = set(ancestors(a)), set(ancestors(b))
    return any(other in yours for name in mine if (row := kind(name)) is not None for other in row.against) or any(
        other in mine for name in yours if (row := kind(name)) is not None for other in row.against
    )


#: Deaths by someone's guilt or will: what a bare "died" or "was killed" leaves open.
DEATHS = frozenset({"murder", "execution", "assassination", "suicide", "massacre"})

#: Frames of which what the event is of does it or makes it; of all others it befalls someone.
_DOES = frozenset({"does", "moves", "says", "meets"})


@cache
def bearers(name: str) -> tuple[str, ...]:
    """The roles of those whose lot an event is: who was arrested, who escaped, what was published.

    The victory of one is the defeat of the other: outcomes stand against each other only where the same one bears them.
    """
    row = kind(name)
    frame = row.frame if row is not None else "acts"
    if frame == "makes":
        return ("work", "agent")
    return ("agent",) if frame in _DOES else ("patient",)


def severity(name: str) -> float:
    """How grave a disagreement about an event of this type is, in [0, 1]; 0.3 for a type not in the inventory."""
    row = kind(name)
    return row.severity if row is not None else 0.3


@cache
def roles(name: str, frame: str = "", changes: str = "") -> tuple[tuple[str, str, str], ...]:
    """The role each grammatical function gives: rows of (function, kind or "", role), the most specific first.

    `frame` replaces the type's frame (the type's own map then falls away); `changes` are laid over all.
    """
    row = kind(name)
    named = frame or (row.frame if row is not None else "acts")
    layers = [inventory().frames[named], row.map if row is not None and not frame else "", changes]
    table: dict[tuple[str, str], str] = {}
    for layer in layers:
        for part in layer.split():
            left, _, role = part.partition("=")
            function, _, sort = left.partition(":")
            table[function, sort] = role
    rows = [(function, sort, role) for (function, sort), role in table.items()]
    return tuple(sorted(rows, key=lambda r: (r[0], r[1] == "", r[1])))
