"""Where a sentence of one account stands in another, by the beads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from kronika.model import Bead

Standing = Literal["same", "beside", "apart", "unknown"]
NEXT = 1  # beads away that still count as beside: the same passage, cut otherwise


class Alignment:
    """For each pair of accounts, which sentences say the same and how far apart others stand."""

    def __init__(self, beads: Mapping[tuple[int, int], Sequence[Bead]]) -> None:
        self._links: dict[tuple[int, int], dict[int, tuple[int, ...]]] = {}
        self._ranks: dict[tuple[int, int], dict[int, int]] = {}
        for (i, j), rows in sorted(beads.items()):
            there = self._links.setdefault((i, j), {})
            back = self._links.setdefault((j, i), {})
            left_rank = self._ranks.setdefault((i, j), {})
            right_rank = self._ranks.setdefault((j, i), {})
            for rank, bead in enumerate(rows):
                for left in bead.left:
                    left_rank[left] = rank
                    there[left] = bead.right
                for right in bead.right:
                    right_rank[right] = rank
                    back[right] = bead.left

    def partners(self, i: int, sentence: int, j: int) -> tuple[int, ...]:
        """The sentences of account j that say what this one of account i says, in order."""
        return self._links.get((i, j), {}).get(sentence, ())

    def standing(self, i: int, left: int, j: int, right: int) -> Standing:
        """How two sentences of two accounts stand: in one bead, in beads side by side, or apart.

        `unknown` where the accounts were not aligned or one of the sentences has no counterpart at all.
        """
        links = self._links.get((i, j))
        if links is None:
            return "unknown"
        if right in links.get(left, ()):
            return "same"
        a, b = self._ranks[(i, j)].get(left), self._ranks[(j, i)].get(right)
        if a is None or b is None:
            return "unknown"
        if abs(a - b) <= NEXT:
            return "beside"
        both = links.get(left) and self._links[(j, i)].get(right)
        return "apart" if both else "unknown"
