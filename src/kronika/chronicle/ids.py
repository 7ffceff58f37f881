"""Ids that come from the evidence, so that they survive a rebuild and do not depend on the order of files.

A thing is known by the least of the digests of its pieces of evidence ("min-wise hashing", Broder 1997): where a new
account adds evidence, the id stays unless the new piece happens to have the least digest of all.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable

from kronika.model import Assertion, Discrepancy, Span

LENGTH = 10  # hex digits: one clash expected in about a million things of one kind


def digest(*parts: object) -> str:
    """A hex digest of some plain values; equal values, equal digest, on every machine."""
    joined = "\x1f".join(str(part) for part in parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()


def of_event(assertions: Iterable[Assertion]) -> str:
    """The id of an event: `e` and a digest of its evidence."""
    keys = (digest(a.source_id, *(a.trigger or (a.start, a.end)), a.type) for a in assertions)
    return "e" + min(keys, default=digest())[:LENGTH]


def of_entity(kind: str, mentions: Iterable[Span]) -> str:
    """The id of an entity: the first letter of its kind and a digest of its mentions."""
    keys = (digest(kind, m.source_id, m.start, m.end) for m in mentions)
    return kind[:1] + min(keys, default=digest(kind))[:LENGTH]


def of_discrepancy(found: Discrepancy) -> str:
    """The id of a discrepancy; the same whichever side is called left."""
    sides = sorted(f"{s.source_id} {s.start} {s.end}" if s else "" for s in (found.left, found.right))
    values = sorted(value or "" for value in (found.left_value, found.right_value))
    return "d" + digest(found.kind, *sides, *values)[:LENGTH]


def unique(ids: Iterable[str]) -> list[str]:
    """The ids with `-2`, `-3` … put to the later ones of a kind that clash."""
    seen: Counter[str] = Counter()
    made = []
    for id in ids:
        seen[id] += 1
        made.append(id if seen[id] == 1 else f"{id}-{seen[id]}")
    return made
