"""What is left over on both sides of a bead once everything that has a partner is taken away.

A leftover on one side alone is silence, or a word the reader missed; a leftover on each side, of one sort, in one place
of the sentence, is a possible contradiction.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from kronika.collation.comparing import date_events, dates, numbers
from kronika.collation.comparing.findings import PARALLEL, PARTNERS, TOGETHER, Finding, Pair, span
from kronika.collation.comparing.units import Side, side
from kronika.model import Bead, DateMention, NameMention, Quantity

_YEAR = re.compile(r"(?<!\d)[12]\d{3}(?!\d)")
_FOUR = re.compile(r"\d{4}(?!\d)")
L = TypeVar("L", DateMention, NameMention, Quantity)


@dataclass(frozen=True, slots=True)
class Sides:
    """Both sides of a bead, with the sentences next to them, where a detail may have moved to."""

    pair: Pair
    bead: Bead
    left: Side
    right: Side
    left_around: Side
    right_around: Side

    def evidence(self, a: L, b: L) -> dict[str, float]:
        """What every sort of finding weighs: the bead, its shape, and where in it the two stand."""
        here = (a.start - self.left.start) / max(1, self.left.end - self.left.start)
        there = (b.start - self.right.start) / max(1, self.right.end - self.right.start)
        return {
            "bead": self.bead.score,
            "sentences": float(len(self.bead.left) + len(self.bead.right) - 2),
            "apart": abs(here - there),
        }


def both_sides(pair: Pair) -> Iterator[Sides]:
    """The beads with two sides, read as sides, where both accounts tell the same."""
    if pair.together < TOGETHER:
        return
    for at, bead in enumerate(pair.beads):
        if bead.left and bead.right and bead.score >= PARTNERS and pair.local(at) >= PARALLEL:
            left, right = side(pair.left, bead.left), side(pair.right, bead.right)
            # Beside a gap the border of a bead is uncertain: what it misses may stand with its neighbours.
            doubt = any(not (b.left and b.right) for b in pair.beads[max(0, at - 1) : at + 2])
            wide_left = side(pair.left, _around(bead.left, len(pair.left.sentences))) if doubt else left
            wide_right = side(pair.right, _around(bead.right, len(pair.right.sentences))) if doubt else right
            yield Sides(pair, bead, left, right, wide_left, wide_right)


def findings(sides: Sides) -> list[Finding]:
    """The possible contradictions of a bead: dates and numbers."""
    return [*_dates(sides), *_numbers(sides), *_years(sides)]


def _around(sentences: Sequence[int], count: int) -> list[int]:
    return list(range(max(0, sentences[0] - 1), min(count, sentences[-1] + 2)))


def _left_over(here: Sequence[L], there: Sequence[L], meets: Callable[[L, L], bool]) -> list[L]:
    return [item for item in here if not any(meets(item, other) for other in there)]


def _pairs(left: Sequence[L], right: Sequence[L], worth: Callable[[L, L], float]) -> list[tuple[L, L]]:
    """Leftovers one to one, the likeliest partners first; ties by place."""
    ranked = sorted(
        ((-worth(a, b), abs(i - j), i, j) for i, a in enumerate(left) for j, b in enumerate(right) if worth(a, b) > 0)
    )
    used: tuple[set[int], set[int]] = (set(), set())
    chosen = []
    for _, _, i, j in ranked:
        if i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
            chosen.append((left[i], right[j]))
    return chosen


# --- dates


def _dates(sides: Sides) -> Iterator[Finding]:
    left = _stating(_left_over(sides.left.dates, sides.right_around.dates, _meet), sides.right)
    right = _stating(_left_over(sides.right.dates, sides.left_around.dates, lambda a, b: _meet(b, a)), sides.left)
    # A date whose every number stands on the other side was read there as something else.
    loose_left = [d for d in left if not _told_in_digits(d, sides.right)]
    loose_right = [d for d in right if not _told_in_digits(d, sides.left)]
    for a, b in _pairs(left, right, _differing):
        if date_events.apart(a, sides.left, b, sides.right):
            continue
        evidence = sides.evidence(a, b) | {
            "near": dates.nearness(a, b),
            "explicit": float(a.basis == b.basis == "explicit"),
            "lone": float(len(left) == len(right) == 1),
            "more_left": float(len(left) + len(right) - 2),
            "digits_told": float(a not in loose_left) + float(b not in loose_right),
            "sure": min(a.confidence, b.confidence),
            "interval": float("/" in (a.edtf or "") or "/" in (b.edtf or "")),
            "named_month": float(_letters(a.text) and _letters(b.text)),
        }
        yield Finding(
            "date",
            "date",
            span(sides.left.account, a.start, a.end),
            span(sides.right.account, b.start, b.end),
            a.edtf or a.stated,
            b.edtf or b.stated,
            evidence,
            (f"aligned sentences; {a.text!r} has no partner there, nor {b.text!r} here",),
        )


def _stating(found: Sequence[DateMention], there: Side) -> list[DateMention]:
    """The dates whose own words state something: not "two days later", which depends on what it is counted from.

    Nor those that the other side says in such words.
    """
    return [d for d in found if (d.basis != "relative" or d.stated) and not date_events.told_relatively(d, there)]


def _meet(a: DateMention, b: DateMention) -> bool:
    return dates.verdict(a, b) in ("agrees", "refines")


def _differing(a: DateMention, b: DateMention) -> float:
    return 0.1 + dates.nearness(a, b) if dates.verdict(a, b) == "contradicts" else 0.0


def _told_in_digits(mention: DateMention, other: Side) -> bool:
    runs = [run.lstrip("0") for run in _runs(mention.text)]
    return bool(runs) and all(run in other.digits for run in runs) and not _letters(mention.text)


def _runs(text: str) -> list[str]:
    return "".join(c if c.isdigit() else " " for c in text).split()


def _letters(text: str) -> bool:
    return sum(c.isalpha() for c in text) >= 3


# --- numbers


def _numbers(sides: Sides) -> Iterator[Finding]:
    left = _without_twins(_unmatched(sides.left, sides.right, sides.right_around), sides.left, sides.right)
    right = _without_twins(_unmatched(sides.right, sides.left, sides.left_around), sides.right, sides.left)
    for a, b in _pairs(left, right, lambda a, b: 0.05 + numbers.close(a, b) if numbers.comparable(a, b) else 0.0):
        bigger, smaller = sorted((abs(float(a.value)), abs(float(b.value))), reverse=True)
        evidence = sides.evidence(a, b) | {
            "close": numbers.close(a, b),
            "lone": float(len(left) == len(right) == 1),
            "more_left": float(len(left) + len(right) - 2),
            "same_length": float(len(_runs(a.text)) == len(_runs(b.text)) and _shape(a.text) == _shape(b.text)),
            "ratio": min(10.0, bigger / smaller) if smaller else 10.0,
            "one_unit": float(a.unit == b.unit),
            "other_unit": float(bool(a.unit and b.unit and a.unit != b.unit)),
            "approximate": float(a.approximate or b.approximate),
            "small": float(bigger < 13),
        }
        yield Finding(
            "number",
            "number",
            span(sides.left.account, a.start, a.end),
            span(sides.right.account, b.start, b.end),
            a.text,
            b.text,
            evidence,
            (f"aligned sentences; {a.text!r} has no equal there, nor {b.text!r} here",),
        )


def _years(sides: Sides) -> Iterator[Finding]:
    """A year on one side and, in its place, a number on the other that is no year any more: 1279 beside 7279."""
    yield from _year_beside(sides, sides.left, sides.right, sides.right_around, sides.left_around, True)
    yield from _year_beside(sides, sides.right, sides.left, sides.left_around, sides.right_around, False)


def _year_beside(sides: Sides, here: Side, there: Side, wide: Side, own: Side, on_left: bool) -> Iterator[Finding]:
    lone = [d for d in here.dates if (year := _YEAR.search(d.text)) and not _stands(year.group(), wide)]
    numbers_there = [q for q in _unmatched(there, here, own) if _FOUR.match(q.text)]
    for date, quantity in _by_likeness(lone, numbers_there):
        near = _common(date, quantity) / 4
        spans = span(here.account, date.start, date.end), span(there.account, quantity.start, quantity.end)
        year = _YEAR.search(date.text)
        values = year.group() if year else date.text, quantity.text
        (left, right), (one, other) = (spans, values) if on_left else (spans[::-1], values[::-1])
        evidence = {"near": near, "lone": float(len(lone) == len(numbers_there) == 1), "bead": sides.bead.score}
        yield Finding(
            "year", "date", left, right, one, other, evidence, ("a year stands beside a number that is none",)
        )


def _by_likeness(dates_: Sequence[DateMention], quantities: Sequence[Quantity]) -> list[tuple[DateMention, Quantity]]:
    ranked = sorted(
        (-sum(x == y for x, y in zip(d.text, q.text)), i, j)
        for i, d in enumerate(dates_)
        for j, q in enumerate(quantities)
    )
    return [(dates_[i], quantities[j]) for likeness, i, j in ranked[:1] if likeness <= -2]


def _common(date: DateMention, quantity: Quantity) -> int:
    """How many digits of a year stand in their places in a number."""
    year = _YEAR.search(date.text)
    return sum(x == y for x, y in zip(year.group(), quantity.text)) if year else 0


def _stands(digits: str, where: Side) -> bool:
    return digits in where.digits


def _unmatched(here: Side, there: Side, around: Side) -> list[Quantity]:
    """Numbers in digits with no equal of their own on the other side: neither as a number, nor as bare digits.

    Numbers are used up one by one, so that a number said twice here and once there leaves one over.
    """
    left: list[Quantity] = []
    pool = list(around.numbers)
    digits = Counter(_digit_runs(around))
    own = Counter(_digit_runs(here))
    for quantity in here.numbers:
        partner = next((other for other in pool if numbers.equal(quantity, other)), None)
        if partner is not None:
            pool.remove(partner)
            continue
        runs = [run.lstrip("0") for run in _runs(quantity.text)]
        if numbers.in_digits(quantity) and not all(digits[run] >= own[run] for run in runs):
            left.append(quantity)
    return left


def _without_twins(left_over: list[Quantity], here: Side, there: Side) -> list[Quantity]:
    """The leftovers without those that say another number of their own side in another measure: "73 miles (117 km)".

    Of such twins the one stays whose measure the other side uses.
    """
    used = {q.unit for q in there.numbers}
    return [
        q
        for q in left_over
        if q.unit in used or not any(other is not q and numbers.converted(q, other) for other in here.numbers)
    ]


def _digit_runs(where: Side) -> list[str]:
    return [run.lstrip("0") for run in _runs(where.text)]


def _shape(text: str) -> str:
    return "".join("9" if c.isdigit() else c for c in text if c.isdigit() or c in ".,")
