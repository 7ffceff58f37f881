"""The things of a book while decisions are taken over them: which evidence belongs together, and what is said of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from kronika.chronicle.curation.acts import Act, Key
from kronika.chronicle.curation.finding import Finder


class Drafts:
    """Things by number, each a set of pieces of evidence.

    Attributes:
        pieces: number to the evidence of the thing, as it now stands. where: the same the other way round.
        touched: the numbers whose evidence is no longer what the machine put together.
        hidden: the numbers that are rejected. values: number to slot to the value that a curator gave it.
        refused: number to the (slot, value) claims that are rejected. quiet: those whose differences are none.
    """

    takes: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, evidence: Iterable[Sequence[Key]]) -> None:
        self.pieces: dict[int, list[Key]] = {n: list(keys) for n, keys in enumerate(evidence)}
        self.where = {key: n for n, keys in self.pieces.items() for key in keys}
        self.touched: set[int] = set()
        self.hidden: set[int] = set()
        self.values: dict[int, dict[str, str]] = {}
        self.refused: dict[int, set[tuple[str, str]]] = {}
        self.quiet: set[int] = set()
        self.into: dict[int, int] = {}
        self._finder = Finder(sorted(self.where))

    def take(self, act: Act) -> tuple[int, ...] | None:
        """Takes one decision; the numbers it is about, or None where its evidence is gone or it cannot be taken."""
        if act.kind not in self.takes:
            return None
        meant = [self._finder.thing(keys, self.where) for keys in act.things]
        numbers = [n for n in meant if n is not None and n not in self.hidden]
        if not numbers or (act.kind in ("merge", "different") and len(numbers) < 2):
            return None
        made = self._done(act, numbers)
        return None if made is None else tuple(dict.fromkeys(made))

    def joined(self, act: Act) -> bool:
        """True where the first two things of a decision are now one."""
        first, second = (self._finder.thing(keys, self.where) for keys in act.things[:2])
        return first is not None and first == second

    def now(self, number: int) -> int:
        """The number of the thing that one was merged into."""
        while number in self.into:
            number = self.into[number]
        return number

    def _done(self, act: Act, numbers: list[int]) -> list[int] | None:
        first = numbers[0]
        if act.kind == "merge":
            return [self._merged(numbers)]
        if act.kind == "different":
            return self._told_apart(act, numbers)
        if act.kind == "split":
            return self._split(act, first)
        if act.kind == "reject" and act.slot:
            self.refused.setdefault(first, set()).add((act.slot, act.value))
        elif act.kind == "reject":
            self.hidden.add(first)
        elif act.kind == "edit":
            self.values.setdefault(first, {})[act.slot] = act.value
        elif act.kind == "not_comparable":
            self.quiet.update(numbers)
        return numbers

    def _merged(self, numbers: Sequence[int]) -> int:
        """The first number, with the evidence and the values of the others; its own values outrank theirs."""
        keep, *others = dict.fromkeys(numbers)
        for other in others:
            self.pieces[keep] += self.pieces[other]
            for key in self.pieces.pop(other):
                self.where[key] = keep
            self.values[keep] = {**self.values.pop(other, {}), **self.values.get(keep, {})}
            self.refused[keep] = self.refused.get(keep, set()) | self.refused.pop(other, set())
            if other in self.quiet:
                self.quiet.add(keep)
            self.into[other] = keep
            self.touched.add(keep)
        return keep

    def _told_apart(self, act: Act, numbers: Sequence[int]) -> list[int]:
        first, second = numbers[:2]
        if first != second:
            return [first, second]
        mine = {self._finder.piece(key) for key in act.things[0]}
        theirs = self._here(act.things[1], first) - mine
        if not theirs or len(theirs) == len(self.pieces[first]):
            return [first]
        return [first, self._set_apart(first, theirs)]

    def _split(self, act: Act, number: int) -> list[int]:
        made = [number]
        for keys in act.things:
            part = self._here(keys, number)
            if part and len(part) < len(self.pieces[number]):
                made.append(self._set_apart(number, part))
        return made

    def _here(self, keys: Iterable[Key], number: int) -> set[Key]:
        """The pieces that some keys mean, as far as they belong to a thing."""
        found = {piece for key in keys if (piece := self._finder.piece(key)) is not None}
        return {piece for piece in found if self.where.get(piece) == number}

    def _set_apart(self, number: int, part: set[Key]) -> int:
        new = max(self.pieces | self.into) + 1
        self.pieces[new] = sorted(part)
        self.pieces[number] = [key for key in self.pieces[number] if key not in part]
        for key in part:
            self.where[key] = new
        self.touched |= {number, new}
        return new
