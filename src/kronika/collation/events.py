"""Which assertions tell the same event: within an account, and across accounts that may differ on all of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from kronika.collation.events_beads import Alignment
from kronika.collation.events_evidence import Told, all_told
from kronika.collation.events_score import Weights
from kronika.collation.events_types import line
from kronika.collation.identity import Identity
from kronika.collation.referents import Referents
from kronika.model import Account, Bead

CROWD = 60  # a block with more assertions than this is cut finer by time and company
WITNESSES = 12  # of a large cluster this many stand for it when it is put beside another


def same_events(
    accounts: Sequence[Account],
    identities: Sequence[Identity],
    beads: Mapping[tuple[int, int], Sequence[Bead]],
) -> list[list[tuple[int, int]]]:
    """Every assertion, grouped by the event it tells: lists of (account index, assertion index) in order.

    Pairs that may belong together are weighed (see `events_score`), and joined from the surest on wherever the two
    groups agree on the whole (average linkage). Each group is sorted, and the groups by their first member. The result
    does not depend on the order of the accounts.
    """
    told = all_told(accounts, _referents(accounts, identities))
    alignment = Alignment(beads)
    weights = Weights(alignment, told)
    scored = []
    for a, b in _candidates(told, alignment):
        score = weights.of(told[a], told[b])
        if score > 0:
            first, second = sorted((told[a].key, told[b].key))
            scored.append((-round(score, 9), first, second, a, b))
    groups = _joined(told, [(a, b) for *_, a, b in sorted(scored)], weights)
    return sorted(sorted(told[k].at for k in group) for group in groups)


def _referents(accounts: Sequence[Account], identities: Sequence[Identity]) -> Referents[int]:
    spans = [
        (accounts[naming.account].id, naming.start, naming.end, thing)
        for thing, identity in enumerate(identities)
        for naming in identity.mentions
    ]
    return Referents(spans, accounts)


def _candidates(told: Sequence[Told], alignment: Alignment) -> list[tuple[int, int]]:
    """Pairs (lower index first) that share a passage, or a thing or day with a kind of event."""
    pairs: set[tuple[int, int]] = set()
    pairs.update(_by_passage(told, alignment))
    blocks: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for index, one in enumerate(told):
        for thing in one.things:
            blocks[("thing", thing)].append(index)
        if one.days and one.days[1] - one.days[0] <= 31:
            blocks[("day", one.days, line(one.type)[-1])].append(index)
    for _, block in sorted(blocks.items(), key=lambda item: item[1]):
        pairs.update(_block_pairs(told, block))
    return sorted(pairs)


def _by_passage(told: Sequence[Told], alignment: Alignment) -> Iterator[tuple[int, int]]:
    here: dict[tuple[int, int], list[int]] = defaultdict(list)
    for index, one in enumerate(told):
        here[(one.at[0], one.sentence)].append(index)
    account_ids = sorted({one.at[0] for one in told})
    for (i, sentence), members in sorted(here.items()):
        yield from combinations(members, 2)
        for j in account_ids:
            if j <= i:
                continue
            for partner in alignment.partners(i, sentence, j):
                others = [k for near in (partner - 1, partner, partner + 1) for k in here.get((j, near), ())]
                yield from ((min(a, b), max(a, b)) for a in members for b in others)


def _block_pairs(told: Sequence[Told], block: list[int]) -> Iterator[tuple[int, int]]:
    if len(block) <= CROWD:
        yield from combinations(block, 2)
        return
    finer: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for index in block:
        one = told[index]
        root = line(one.type)[-1]
        for thing in one.things:
            finer[(root, thing)].append(index)
        if one.days:
            finer[(root, one.days[0] // 366)].append(index)
    for _, part in sorted(finer.items(), key=lambda item: item[1]):
        for position, index in enumerate(part):
            yield from ((index, other) for other in part[position + 1 : position + 1 + CROWD])


def _joined(told: Sequence[Told], pairs: Sequence[tuple[int, int]], weights: Weights) -> list[list[int]]:
    """Clusters grown from the surest pair on; two are joined where their members fit on average."""
    cluster = {index: [index] for index in range(len(told))}
    for a, b in pairs:
        first, second = cluster[a], cluster[b]
        if first is second or not _fits(told, first, second, weights):
            continue
        large, small = (first, second) if len(first) >= len(second) else (second, first)
        large.extend(small)
        for index in small:
            cluster[index] = large
    return list({id(group): group for group in cluster.values()}.values())


def _fits(told: Sequence[Told], first: Sequence[int], second: Sequence[int], weights: Weights) -> bool:
    left = sorted(first, key=lambda k: told[k].key)[:WITNESSES]
    right = sorted(second, key=lambda k: told[k].key)[:WITNESSES]
    total = sum(max(weights.of(told[a], told[b]), -6.0) for a in left for b in right)
    return total > 0
