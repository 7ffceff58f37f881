"""Which accounts tell the same story, in any mixture of languages, without comparing all pairs."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from kronika.collation.gather_evidence import log_odds
from kronika.collation.gather_fingerprints import Fingerprints, fingerprints
from kronika.model import Account, Noun

# Up to so many accounts every pair is a candidate: it costs less than finding them.
FEW = 40
# Up to so many, the nearest are found outright: one product of matrices, a second's work.
SOME, NEAREST = 3_000, 10
# Random hyperplanes a table, tables: a pair of likeness 0.6 shares a bucket of 10 bits in one of 24 tables with
# likelihood 0.75, one of 0.3 with 0.2; shared rare marks find the rest. More planes for more accounts, so that buckets
# keep their size (about 4) and the candidates of each account their number.
BITS, TABLES = 10, 24
# A bucket with more accounts than this tells nothing: only the nearest in its own order are paired.
CROWD = 60
# Rare marks of an account that look for partners.
RARE = 12
# Mean log odds from which two groups become one. Slightly below even: groups of many pairs average out what single
# pairs get wrong; on development data the first false join comes below -1.5.
JOIN = -0.5
# Pairs this much below JOIN may still bring their groups together.
WORTH_A_LOOK = 3.0
# Log odds beyond this say no more.
LIMIT = 6.0
# Pairs of two groups that are looked at.
LOOKED_AT = 100


class Group(Noun, frozen=True):
    """Accounts that tell one story.

    Attributes:
        members: indices into the accounts given, ascending.
        score: the likelihood that any two of them tell the same story, in the mean; 1.0 for one alone.
        reason: why, in words.
    """

    members: tuple[int, ...]
    score: float
    reason: str


def gather(accounts: Sequence[Account]) -> list[list[int]]:
    """The groups of accounts that tell the same story: lists of indices, each account in exactly one."""
    return [list(group.members) for group in gather_explained(accounts)]


def gather_explained(accounts: Sequence[Account]) -> list[Group]:
    """The groups with score and reason, in order of their first account; the same in whatever order accounts come."""
    order = sorted(range(len(accounts)), key=lambda k: (accounts[k].id, accounts[k].source.text, k))
    mine = [accounts[k] for k in order]
    if not mine:
        return []
    prints = fingerprints(mine)
    ties = {pair: log_odds(prints, *pair) for pair in candidates(prints)}
    groups = joined(len(mine), ties, prints)
    told = [explained(members, ties, prints, order, [a.language for a in accounts]) for members in groups]
    return sorted(told, key=lambda group: group.members)


def candidates(prints: Fingerprints) -> list[tuple[int, int]]:
    """Pairs worth a closer look, sorted: those near in some random projection, those that share rare marks."""
    count = len(prints.vectors)
    if count <= FEW:
        return [(i, j) for i in range(count) for j in range(i + 1, count)]
    found: set[tuple[int, int]] = set()
    if count <= SOME:
        for vectors in (prints.vectors, prints.topics):
            found.update(_nearest(vectors))
    for members in _buckets(prints.vectors):
        found.update(_pairs(members))
    for members in _bearers(prints.marks):
        found.update(_pairs(members))
    return sorted(found)


def _nearest(vectors: NDArray[np.float32]) -> list[tuple[int, int]]:
    likeness = vectors @ vectors.T
    np.fill_diagonal(likeness, -np.inf)
    nearest = np.argsort(-likeness, axis=1, kind="stable")[:, :NEAREST]
    return [(min(i, int(j)), max(i, int(j))) for i, row in enumerate(nearest) for j in row]


def _pairs(members: list[int]) -> list[tuple[int, int]]:
    near = CROWD if len(members) <= CROWD else 3
    return [(i, j) for at, i in enumerate(members) for j in members[at + 1 : at + 1 + near]]


def _buckets(vectors: NDArray[np.float32]) -> list[list[int]]:
    """Accounts on the same side of the same random planes (Charikar 2002)."""
    bits = max(BITS, len(vectors).bit_length() - 2)
    planes = np.random.default_rng(17).standard_normal((vectors.shape[1], bits * TABLES)).astype(np.float32)
    signs = (vectors @ planes > 0).reshape(len(vectors), TABLES, bits)
    codes = signs @ (1 << np.arange(bits))
    held: dict[tuple[int, int], list[int]] = defaultdict(list)
    for k, row in enumerate(codes):
        for table, code in enumerate(row):
            held[table, int(code)].append(k)
    return [members for _, members in sorted(held.items()) if len(members) > 1]


def _bearers(marks: list[dict[str, float]]) -> list[list[int]]:
    held: dict[str, list[int]] = defaultdict(list)
    for k, row in enumerate(marks):
        for key in sorted(row, key=lambda key: (-row[key], key))[:RARE]:
            held[key].append(k)
    return [members for _, members in sorted(held.items()) if 1 < len(members) <= CROWD]


def joined(count: int, ties: dict[tuple[int, int], float], prints: Fingerprints) -> list[list[int]]:
    """Groups by average linkage: the two with the highest mean log odds are joined, as long as it exceeds JOIN.

    Pairs that were no candidates are looked at when their groups come into question, at most LOOKED_AT of them, so
    that the cost follows the size of the groups and not that of the collection.
    """
    members = {k: [k] for k in range(count)}
    near: dict[int, set[int]] = defaultdict(set)
    for (i, j), odds in ties.items():
        if odds > JOIN - WORTH_A_LOOK:
            near[i].add(j)
            near[j].add(i)
    queue = [(-odds, i, j) for (i, j), odds in ties.items() if odds > JOIN]
    heapq.heapify(queue)
    fresh = count
    while queue:
        _, i, j = heapq.heappop(queue)
        if i not in members or j not in members:
            continue
        members[fresh] = sorted(members.pop(i) + members.pop(j))
        near[fresh] = {k for k in near.pop(i) | near.pop(j) if k in members}
        for k in sorted(near[fresh]):
            near[k].add(fresh)
            mean = _mean_odds(members[k], members[fresh], ties, prints)
            if mean > JOIN:
                heapq.heappush(queue, (-mean, k, fresh))
        fresh += 1
    return sorted(members.values())


def _mean_odds(a: list[int], b: list[int], ties: dict[tuple[int, int], float], prints: Fingerprints) -> float:
    pairs = [(min(i, j), max(i, j)) for i in a for j in b]
    step = max(1, len(pairs) // LOOKED_AT)
    total = 0.0
    for pair in pairs[::step]:
        if pair not in ties:
            ties[pair] = log_odds(prints, *pair)
        total += max(-LIMIT, min(LIMIT, ties[pair]))
    return total / len(pairs[::step])


def explained(
    members: list[int],
    ties: dict[tuple[int, int], float],
    prints: Fingerprints,
    order: list[int],
    tags: Sequence[str],
) -> Group:
    """A group with its score and reason; `order` says which account each row of the fingerprints is of."""
    given = tuple(sorted(order[k] for k in members))
    if len(members) == 1:
        return Group(given, 1.0, "no other account tells it")
    odds = [ties[i, j] for at, i in enumerate(members) for j in members[at + 1 :] if (i, j) in ties]
    score = float(np.mean(1.0 / (1.0 + np.exp(-np.clip(odds, -30, 30)))))
    first = prints.marks[members[0]]
    shared = [
        key for key in sorted(first, key=lambda key: (-first[key], key)) if all(key in prints.marks[k] for k in members)
    ]
    spelt = [key[1:] for key in shared if key[0] in "#="][:5]
    languages = sorted({tags[k] for k in given})
    reason = f"{len(given)} accounts in {', '.join(languages)} say much the same"
    reason += f"; all have {', '.join(spelt)}" if spelt else ""
    return Group(given, round(score, 4), reason)
