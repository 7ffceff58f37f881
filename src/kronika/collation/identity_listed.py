"""The bearers of names beside the user's list of known names: which entry each is."""

from __future__ import annotations

from collections.abc import Sequence

from kronika import names
from kronika.collation.identity_within import Bearer
from kronika.knowledge.authority import Authority, Entry

SPELLED = 0.9
"""From this likelihood a whole name is a spelling of a listed one (Csajkovszkij, Чайковский)."""
_APART = frozenset({frozenset({"person", "place"}), frozenset({"person", "work"}), frozenset({"place", "work"})})


def listed(nodes: Sequence[Bearer], known: Authority | None) -> list[Entry | None]:
    """For each bearer the one entry of the list that it is; None where the list has none, or several that it may be.

    A name of the list decides; else a spelling of one that has as many words and is not as near to another entry.
    """
    if known is None or not known.entries:
        return [None] * len(nodes)
    every = [(form, tag, entry) for entry in known.entries for form, tag in entry.every_name()]
    index = names.Index((form, tag) for form, tag, _ in every)
    owners = [entry for _, _, entry in every]
    return [_named(node, known) or _spelled(node, index, owners, known) for node in nodes]


def _named(node: Bearer, known: Authority) -> Entry | None:
    """The entry that bears the fullest of the bearer's forms that the list has at all."""
    for form, _ in node.forms:
        found = known.named(form)
        fitting = [e for e in found if e.kind == node.kind] or [e for e in found if may_be(node.kind, e.kind)]
        if found:
            return fitting[0] if len(fitting) == 1 else None
    return None


def _spelled(node: Bearer, index: names.Index, owners: list[Entry], known: Authority) -> Entry | None:
    """The entry whose name the bearer's fullest form is another spelling of."""
    form = node.forms[0][0]
    if known.named(form):
        return None
    found: dict[str, Entry] = {}
    for hit in index.find(form, node.language, node.kind, SPELLED):
        entry = owners[hit.number]
        as_long = len(names.fold(hit.name).split()) == len(names.fold(form).split())
        if entry.kind == node.kind and as_long and len(names.roman(form)) > 3:
            found[entry.id] = entry
    return next(iter(found.values())) if len(found) == 1 else None


def may_be(read: str, stated: str) -> bool:
    """Whether a name read as one kind may be a thing of another: a body is easily read as a place, no town as a man."""
    return read == stated or frozenset({read, stated}) not in _APART
