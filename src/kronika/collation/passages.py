"""Beads of pairs of accounts put together: one table, a row a passage, a column an account."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

from kronika.model import Account, Bead, Passage

Beads = Mapping[tuple[int, int], Sequence[Bead]]
Place = tuple[str, int]
"""A sentence of the book: source id, sentence index."""

# A link between two sentences is believed from this likelihood on; below it the sentences stay in rows of their own.
# Half: the bead is likelier than all others together.
BELIEVED = 0.5
# A row holds at most so many neighbouring sentences of one account: one chain of doubtful links must not join a page.
LONGEST_ROW = 6


def passages(accounts: Sequence[Account], beads: Beads) -> list[Passage]:
    """The rows of the alignment of all accounts, in the order of the story.

    Every sentence stands in exactly one row; an empty tuple is a gap. The table is the same in whatever order the
    accounts are given: links are taken up surest first and ties go by source id.
    """
    rows = _Rows(accounts)
    for _, first, second in sorted(_links(accounts, beads)):
        rows.join(first, second)
    table = [rows.members[root] for root in sorted(rows.members)]
    ids = sorted({account.id for account in accounts})
    return [{id: tuple(row.get(id, ())) for id in ids} for row in _in_order(table, accounts)]


def _links(accounts: Sequence[Account], beads: Beads) -> list[tuple[float, Place, Place]]:
    """Pairs of sentences that one bead holds, with how sure they are (negative, so that sorting gives surest first)."""
    found = []
    for (i, j), pairs in beads.items():
        for bead in pairs:
            if bead.score < BELIEVED or not bead.left or not bead.right or bead.moved:
                continue
            places = [(accounts[i].id, at) for at in bead.left] + [(accounts[j].id, at) for at in bead.right]
            first = min(places)
            found += [(-bead.score, first, place) for place in places if place != first]
    return found


class _Rows:
    """Sentences joined to rows, each row with its sentences by source id."""

    def __init__(self, accounts: Sequence[Account]) -> None:
        self.root: dict[Place, Place] = {}
        self.members: dict[Place, dict[str, list[int]]] = {}
        for account in accounts:
            for at in range(len(account.sentences)):
                self.root[account.id, at] = (account.id, at)
                self.members[account.id, at] = {account.id: [at]}

    def join(self, first: Place, second: Place) -> None:
        """Make one row of two, unless an account would then have sentences in it that are no neighbours."""
        a, b = self.root.get(first), self.root.get(second)
        if a is None or b is None or a == b:
            return
        together = {id: sorted(set(self.members[a].get(id, []) + self.members[b].get(id, [])))
                    for id in {*self.members[a], *self.members[b]}}  # fmt: skip
        for held in together.values():
            if held[-1] - held[0] >= LONGEST_ROW or held[-1] - held[0] > len(held):
                return
        root = min(a, b)
        for gone in (a, b):
            for id, held in self.members.pop(gone).items():
                for at in held:
                    self.root[id, at] = root
        self.members[root] = together


def _in_order(table: list[dict[str, list[int]]], accounts: Sequence[Account]) -> list[dict[str, list[int]]]:
    """Rows so that each account keeps its own order; where accounts disagree, by the mean place in them.

    Kahn's topological order with a heap; a cycle (accounts that tell in different order) is broken at the row that
    stands earliest in the mean.
    """
    size = {account.id: max(1, len(account.sentences)) for account in accounts}
    place = [
        (sum((held[0] + 0.5) / size[id] for id, held in row.items()) / len(row), min(row.items())) for row in table
    ]
    by_account: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for k, row in enumerate(table):
        for id, held in row.items():
            by_account[id].append((held[0], k))
    after: list[list[int]] = [[] for _ in table]
    waits = [0] * len(table)
    for id in sorted(by_account):
        here = sorted(by_account[id])
        for (_, k), (_, then) in pairwise(here):
            after[k].append(then)
            waits[then] += 1
    return [table[k] for k in _released(place, after, waits)]


def _released(place: list[tuple[float, tuple[str, list[int]]]], after: list[list[int]], waits: list[int]) -> list[int]:
    free = [(place[k], k) for k in range(len(place)) if not waits[k]]
    held = [(place[k], k) for k in range(len(place)) if waits[k]]
    heapq.heapify(free)
    heapq.heapify(held)
    done: set[int] = set()
    order: list[int] = []
    while len(order) < len(place):
        _, k = heapq.heappop(free) if free else heapq.heappop(held)
        if k in done:
            continue
        done.add(k)
        order.append(k)
        for then in after[k]:
            waits[then] -= 1
            if not waits[then] and then not in done:
                heapq.heappush(free, (place[then], then))
    return order
