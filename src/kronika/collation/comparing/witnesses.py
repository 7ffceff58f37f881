"""Which side of a difference the other accounts are nearer to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Literal

import msgspec

from kronika.collation.comparing.findings import meet
from kronika.model import Account, Bead, Discrepancy, Span

Beads = Mapping[tuple[int, int], Sequence[Bead]]


def weighed(found: Sequence[Discrepancy], accounts: Sequence[Account], beads: Beads) -> list[Discrepancy]:
    """The discrepancies, each with the side that more of the other accounts hold with.

    A third account holds with a side where it tells the same passage and differs, in the same place, from the other
    side alone.
    """
    place = {account.id: n for n, account in enumerate(accounts)}
    by_account: dict[str, list[tuple[Span, str]]] = defaultdict(list)
    for one in found:
        if one.left and one.right and one.relation == "contradicts":
            by_account[one.left.source_id].append((one.left, one.right.source_id))
            by_account[one.right.source_id].append((one.right, one.left.source_id))
    return [_weighed(one, accounts, place, beads, by_account) for one in found]


def _weighed(
    one: Discrepancy,
    accounts: Sequence[Account],
    place: Mapping[str, int],
    beads: Beads,
    by_account: Mapping[str, Sequence[tuple[Span, str]]],
) -> Discrepancy:
    if one.left is None or one.right is None or one.relation != "contradicts":
        return one
    votes: dict[str, list[Account]] = {"left": [], "right": []}
    for third in accounts:
        if third.id in (one.left.source_id, one.right.source_id):
            continue
        against = {
            side: any(meet(span, own) and other == third.id for own, other in by_account.get(span.source_id, ()))
            for side, span in (("left", one.left), ("right", one.right))
        }
        if against["left"] == against["right"]:
            continue
        side, span = ("right", one.right) if against["left"] else ("left", one.left)
        if _tells(span, third, accounts, place, beads):
            votes[side].append(third)
    if len(votes["left"]) == len(votes["right"]):
        return one
    nearer: Literal["left", "right"] = "left" if len(votes["left"]) > len(votes["right"]) else "right"
    odd = one.right if nearer == "left" else one.left
    return msgspec.structs.replace(
        one, nearer=nearer, explanation=f"{one.explanation} {_said(votes[nearer], one, nearer, odd, accounts)}"
    )


def _said(holders: Sequence[Account], one: Discrepancy, nearer: str, odd: Span, accounts: Sequence[Account]) -> str:
    """Which accounts hold with which, and which stands alone: "de and ru hold with en; hu stands alone"."""
    titles = {account.id: account.source.title or account.id for account in accounts}
    side = one.left if nearer == "left" else one.right
    with_ = titles[side.source_id] if side else ""
    named = [titles[account.id] for account in holders]
    others = ", ".join(named[:-1]) + " and " + named[-1] if len(named) > 1 else named[0]
    return f"{others} hold{'' if len(named) > 1 else 's'} with {with_}; {titles[odd.source_id]} stands against them."


def _tells(span: Span, third: Account, accounts: Sequence[Account], place: Mapping[str, int], beads: Beads) -> bool:
    """Whether a third account has a partner for the sentence that a span stands in."""
    i, j = place[span.source_id], place[third.id]
    sentence = accounts[i].sentence_at(span.start)
    rows = beads.get((min(i, j), max(i, j)), ())
    return any(bead.left and bead.right and sentence in (bead.left if i < j else bead.right) for bead in rows)
