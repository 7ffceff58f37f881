"""The events of a book in order of time; what nothing places stands last."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from statistics import median

from kronika import edtf
from kronika.collation.events_evidence import days
from kronika.model import Assertion, Event

#: First and last day, as numbers.
Stretch = tuple[int, int]


def in_time(
    events: Sequence[Event], sources: Sequence[str], aside: Collection[tuple[str, int]] = ()
) -> tuple[list[Event], tuple[str, ...]]:
    """The events in order of time, and the ids of those that nothing places (the tray, last in the list).

    Dated events stand by their first day, the longer before the shorter, ties in the order of the telling; one
    whose date the accounts dispute stands by the first that they give. An undated one stands by what is said of its
    order ("after 1929"), else after the dated event that the accounts tell just before it, unless that cannot have come
    before the one they tell next. `aside` are sentences (source id, index) out of the running text, such as captions,
    which tell nothing of order.
    """
    when = {event.id: stretch for event in events if (stretch := _stretch(event)) is not None}
    telling = _Telling(events, sources, when, aside)
    dated = sorted((e for e in events if e.id in when), key=lambda e: (_key(when[e.id]), telling.of(e)))
    position = {event.id: float(k) for k, event in enumerate(dated)}
    undated = sorted((e for e in events if e.id not in position), key=telling.of)
    tray = []
    keys = [_key(when[event.id]) for event in dated]
    for event in undated:
        slot = _by_words(event, keys)
        if slot is None:
            slot = telling.between(event, position)
        if slot is None:
            tray.append(event)
        else:
            position[event.id] = slot
    placed = [event for event in events if event.id in position]
    ordered = sorted(placed, key=lambda e: (position[e.id], e.id not in when, telling.of(e), e.id))
    return ordered + tray, tuple(event.id for event in tray)


def _when(date: str | None) -> Stretch | None:
    """First and last day; an open end stands for itself; None where a date does not say when."""
    known = edtf.bounds(date)
    if known is None:
        return None
    first, last = known
    if first is None and last is None:
        return None
    if first is not None and last is not None:
        return days(date)
    low = edtf.day_number(first) if first else edtf.day_number(last or (1, 1, 1))
    high = edtf.day_number(last) if last else low
    return low, high


def _stretch(event: Event) -> Stretch | None:
    """First and last day of an event, of the earliest of its dates where the accounts dispute it."""
    return min((when for date in event.told_dates if (when := _when(date)) is not None), default=None)


def _key(stretch: Stretch) -> tuple[int, int]:
    low, high = stretch
    return low, -high


def _by_words(event: Event, keys: Sequence[tuple[int, int]]) -> float | None:
    """A place among the dated events from an `after` or `before` that is a date; None where there is none."""
    after, before = _when(event.after), _when(event.before)
    if after is not None:
        return bisect_left(keys, (after[1] + 1, -(10**9))) - 0.5
    if before is not None:
        return bisect_left(keys, (before[0], -(10**9))) - 0.5
    return None


class _Telling:
    """The order in which the accounts tell the events."""

    def __init__(
        self,
        events: Sequence[Event],
        sources: Sequence[str],
        when: Mapping[str, Stretch],
        aside: Collection[tuple[str, int]],
    ) -> None:
        self._rank = {source_id: k for k, source_id in enumerate(sources)}
        self._when = when
        self._length: dict[str, int] = {}
        self._rows: dict[str, list[tuple[int, str]]] = {}
        for event in events:
            for one in event.assertions:
                at = _place(one)
                self._length[one.source_id] = max(self._length.get(one.source_id, 1), at)
                row = self._rows.setdefault(one.source_id, [])
                if (one.source_id, one.sentence) not in aside:
                    row.append((at, event.id))
        for row in self._rows.values():
            row.sort()

    def of(self, event: Event) -> tuple[float, int, int, str]:
        """Where the accounts tell an event: how far into their texts on the middle, then the first place."""
        shares, first = [], (len(self._rank), 0)
        for one in event.assertions:
            shares.append(_place(one) / self._length[one.source_id])
            first = min(first, (self._rank.get(one.source_id, len(self._rank)), one.start))
        return (round(median(shares), 6) if shares else 0.0), *first, event.id

    def between(self, event: Event, position: dict[str, float]) -> float | None:
        """The place just after the dated event told before it; None where the one told after it came before that."""
        places = []
        for one in event.assertions:
            row = self._rows[one.source_id]
            at = bisect_left(row, (_place(one), event.id))
            before = next((id for _, id in reversed(row[:at]) if id in position and id != event.id), None)
            after = next((id for _, id in row[at:] if id in position and id != event.id), None)
            if before is not None and (after is None or self._may_precede(before, after)):
                places.append(math.floor(position[before]) + 0.5)
            elif before is None and after is not None:
                places.append(math.ceil(position[after]) - 0.5)
        return sorted(places)[len(places) // 2] if places else None

    def _may_precede(self, first: str, second: str) -> bool:
        a, b = self._when.get(first), self._when.get(second)
        return a is None or b is None or a[0] <= b[1]


def _place(one: Assertion) -> int:
    return (one.trigger or (one.start, 0))[0]
