"""The comparable things that one side of a bead says: dates by their stated parts, numbers by value, names."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from kronika.model import Account, DateMention, NameMention, Quantity


class Placed(Protocol):
    """What has a stretch of the text."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


T = TypeVar("T", bound=Placed)

#: Digits with the separators that numbers are written with; a number that no reader claimed.
_DIGITS = re.compile(r"\d{1,18}(?:[.,’'\u00a0\u202f ]\d{3}(?!\d)){0,5}(?:[.,]\d{1,6})?")


@dataclass(frozen=True, slots=True)
class Side:
    """What one account says in one bead.

    Attributes:
        start, end: the stretch of the account that the sentences cover.
        dates, numbers, names: in order of the text; names without those inside longer ones.
        digits: every run of digits in the stretch, as written, wherever it stands.
    """

    account: Account
    sentences: tuple[int, ...]
    start: int
    end: int
    dates: tuple[DateMention, ...]
    numbers: tuple[Quantity, ...]
    names: tuple[NameMention, ...]
    digits: frozenset[str]

    @property
    def text(self) -> str:
        """The words of the stretch."""
        return self.account.source.text[self.start : self.end]


def side(account: Account, sentences: Sequence[int]) -> Side:
    """What an account says in the given sentences (indices in order, not empty)."""
    start = account.sentences[sentences[0]].start
    end = account.sentences[sentences[-1]].end
    text = account.source.text
    dates = _within(account.dates, start, end)
    names = tuple(n for n in _within(account.names, start, end) if n.within is None)
    digits = [(start + m.start(), start + m.end()) for m in re.finditer(r"\d+", text[start:end])]
    numbers = _numbers(text, start, end, _within(account.quantities, start, end), dates)
    return Side(
        account,
        tuple(sentences),
        start,
        end,
        dates,
        numbers,
        names,
        frozenset(text[a:b].lstrip("0") for a, b in digits),
    )


def _within(mentions: Sequence[T], start: int, end: int) -> tuple[T, ...]:
    first = bisect_left(mentions, start, key=_start)
    found = []
    for mention in mentions[first:]:
        if mention.start >= end:
            break
        if mention.end <= end:
            found.append(mention)
    return tuple(found)


def _start(mention: Placed) -> int:
    return mention.start


def _numbers(
    text: str, start: int, end: int, known: tuple[Quantity, ...], dates: tuple[DateMention, ...]
) -> tuple[Quantity, ...]:
    """The quantities, and beside them the runs of digits that neither a quantity nor a date covers."""
    taken = [(m.start, m.end) for m in known] + [(m.start, m.end) for m in dates]
    loose = []
    for match in _DIGITS.finditer(text, start, end):
        if not any(a < match.end() and match.start() < b for a, b in taken):
            value = plain_value(match.group())
            if value is not None:
                loose.append(Quantity(match.start(), match.end(), value, text=match.group()))
    return tuple(sorted((*known, *loose), key=lambda q: (q.start, q.end)))


def plain_value(written: str) -> float | int | None:
    """The value of digits with separators: of two kinds of separator the last is the decimal sign."""
    compact = re.sub(r"[\s’']", "", written)
    signs = re.findall(r"[.,]", compact)
    try:
        if not signs:
            return int(compact)
        head, _, tail = compact.rpartition(signs[-1])
        decimal = (len(set(signs)) == 2 or len(tail) != 3) and signs.count(signs[-1]) == 1
        whole = re.sub(r"[.,]", "", head)
        return float(f"{whole}.{tail}") if decimal else int(whole + tail)
    except ValueError:
        return None
