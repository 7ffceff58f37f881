"""Who is who across accounts: the mentions of one person, place or body, with the reasons for taking them
as one.

Inside an account the short mentions are bound to the full ones; across accounts names are compared by
sound and
knowledge, and by the sentences they stand in. Constrained agglomerative clustering: the best evidence
first, and nothing
that a veto forbids. Candidates come from keys and from aligned sentences, so that the work grows with the
mentions and
not with their square.
"""

from __future__ import annotations

from collections import Counter
from typing import cast

from kronika.collation.identity_across import Tie, groups
from kronika.collation.identity_listed import listed
from kronika.collation.identity_within import Bearer, Naming, bearers
from kronika.knowledge.authority import Authority, Entry
from kronika.model import Account, Bead, NameKind, Noun

KINDS: tuple[NameKind, ...] = ("person", "place", "event", "work", "organization", "group")
"""Where two kinds were read equally often, the first of these: organization is what most is mistaken for."""


class Identity(Noun, frozen=True):
    """One person, place, body, work … and all its mentions in a set of accounts.

    Attributes:
        mentions: by account and place; `account` is the index of the account.
        names: language tag to base forms, commonest first.
        reasons: why mentions of different form were taken for one, in words.
        identifiers: authority to identifier, by the user's list.
        entry: the entry of that list that it is, None where the list has none or none was given.
        doubtful: the mentions whose name has nothing to do with the others and that only their place in
        the story binds:
            a mistranslated name is one of these, and worth showing.
    """

    kind: NameKind
    mentions: tuple[Naming, ...]
    names: dict[str, list[str]]
    reasons: tuple[str, ...] = ()
    doubtful: tuple[Naming, ...] = ()
    identifiers: dict[str, str] = {}  # noqa: RUF012 - msgspec copies defaults
    entry: Entry | None = None


def identities(
    accounts: list[Account], beads: dict[tuple[int, int], list[Bead]], known: Authority | None = None
) -> list[Identity]:
    """Every entity named in the accounts, in order of first mention.

    `beads` are the alignments of pairs of accounts, by their indices (i < j); pairs may be missing.
    `known` is the
    user's own list: names of one entry are one, names of two are two.
    """
    nodes: list[Bearer] = []
    for index, account in enumerate(accounts):
        nodes.extend(bearers(index, account))
    entries = listed(nodes, known)
    found = groups(nodes, accounts, beads, [entry.id if entry else None for entry in entries])
    made = [_identity(nodes, members, ties, accounts, entries) for members, ties in found]
    return sorted(made, key=lambda identity: (identity.mentions[0], identity.kind))


def _identity(
    nodes: list[Bearer], members: list[int], ties: list[Tie], accounts: list[Account], entries: list[Entry | None]
) -> Identity:
    here = [nodes[member] for member in members]
    kind = Counter(node.kind for node in here for _ in node.namings).most_common()
    best = min(kind, key=lambda item: (-item[1], KINDS.index(item[0])))[0]
    entry = next((entry for member in members if (entry := entries[member])), None)
    counts: dict[str, Counter[str]] = {}
    for node in here:
        tongue = accounts[node.account].language
        counts.setdefault(tongue, Counter()).update(dict(node.forms))
    names = {
        tag: [form for form, _ in sorted(forms.items(), key=lambda item: (-item[1], -len(item[0]), item[0]))]
        for tag, forms in sorted(counts.items())
    }
    reasons = dict.fromkeys([reason for node in here for reason in node.reasons] + [tie.reason for tie in ties])
    odd = {tie.right for tie in ties if tie.odd}
    return Identity(
        kind=cast(NameKind, entry.kind) if entry else best,
        mentions=tuple(sorted(naming for node in here for naming in node.namings)),
        names=names,
        reasons=tuple(reasons),
        identifiers=dict(entry.identifiers) if entry else {},
        entry=entry,
        doubtful=tuple(sorted(naming for member in members if member in odd for naming in nodes[member].namings)),
    )
