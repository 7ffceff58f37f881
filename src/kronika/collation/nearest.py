"""Which names are worth comparing where there are too many: long lists of alike names in one text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import TypeVar

from rapidfuzz.distance import Indel

from kronika import names

BUDGET = 20_000
"""Comparisons of two names that a pair of accounts may cost; what a chapter of a thousand names does not reach."""
NEAREST = 12
"""With how many others a name is compared where that is not enough, those nearest in letters."""
LISTED = 2_500
"""Pairs of names of one bead from which it is a list beside a list: that two stand there together says nothing."""

K = TypeVar("K", int, str)


def nearest(
    pairs: Iterable[tuple[K, K]],
    name: Callable[[K], str],
    cost: Callable[[K, K], int] = lambda a, b: 1,
    budget: int = BUDGET,
    most: int = NEAREST,
) -> list[tuple[K, K]]:
    """The pairs whose names are compared, in order: all of them while their cost is within the budget.

    Beyond it the pairs nearest in (Latin) letters, `most` for a name at most, until the budget is spent. `name` gives
    the name of an end of a pair, `cost` how many comparisons a pair asks for.
    """
    ordered = sorted(set(pairs))
    if len(ordered) <= budget and sum(cost(a, b) for a, b in ordered) <= budget:
        return ordered
    letters = {end: names.roman(name(end)) for pair in ordered for end in pair}
    far = Indel.normalized_distance
    kept: list[tuple[K, K]] = []
    met: Counter[K] = Counter()
    spent = 0
    for _, a, b in sorted((round(far(letters[a], letters[b]), 6), a, b) for a, b in ordered):
        if met[a] < most and met[b] < most:
            spent += cost(a, b)
            if spent > budget:
                break
            met.update((a, b))
            kept.append((a, b))
    return sorted(kept)
