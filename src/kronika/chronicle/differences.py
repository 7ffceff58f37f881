"""Which events a discrepancy is about: those whose evidence it stands on."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from kronika.chronicle import ids
from kronika.model import Discrepancy, Event, Span


def attached(events: Sequence[Event], discrepancies: Iterable[Discrepancy]) -> tuple[list[Event], list[Discrepancy]]:
    """The events with their discrepancies, and the discrepancies with ids and the ids of their events.

    A discrepancy belongs to the events whose evidence overlaps both of its sides; where none does, to those that
    overlap one side, if only one side has evidence that any event stands on. Where each side tells another event, such
    as a death and a survival, it belongs to both: of each side to the event with the most of the words.
    """
    where = _Evidence(events)
    known = _numbered(discrepancies)
    made = [msgspec.structs.replace(d, event_ids=tuple(sorted(where.of(d)))) for d in known]
    of_event: dict[str, list[Discrepancy]] = defaultdict(list)
    for found in made:
        for id in found.event_ids:
            of_event[id].append(found)
    return [msgspec.structs.replace(e, discrepancies=of_event.get(e.id, [])) for e in events], made


def _numbered(discrepancies: Iterable[Discrepancy]) -> list[Discrepancy]:
    """Each with the id that its evidence gives it; those of the same id once, the surest of them."""
    best: dict[str, Discrepancy] = {}
    order = []
    for found in discrepancies:
        id = ids.of_discrepancy(found)
        if id not in best:
            order.append(id)
        if id not in best or found.confidence > best[id].confidence:
            best[id] = msgspec.structs.replace(found, id=id)
    return [best[id] for id in order]


class _Evidence:
    """The stretches of each source that events stand on."""

    def __init__(self, events: Sequence[Event]) -> None:
        self._spans: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
        self._longest: dict[str, int] = defaultdict(int)
        self._types = {event.id: event.type for event in events}
        for event in events:
            for one in event.assertions:
                self._spans[one.source_id].append((one.start, one.end, event.id))
                self._longest[one.source_id] = max(self._longest[one.source_id], one.end - one.start)
        for spans in self._spans.values():
            spans.sort()

    def of(self, found: Discrepancy) -> set[str]:
        left, right = self._at(found.left), self._at(found.right)
        if found.kind == "outcome":
            # The values say of which events it is: the wreck in which one was lost or saved is told by both alike.
            left, right = self._of_type(left, found.left_value), self._of_type(right, found.right_value)
        if not left or not right:
            return set(left or right)
        return (left.keys() & right.keys()) or {_most(left), _most(right)}

    def _of_type(self, at: dict[str, int], value: str | None) -> dict[str, int]:
        """Those of the events at a span whose type a value names ("death of Anna Weller"); all where it names none."""
        named = {id: n for id, n in at.items() if value and value.startswith(self._types[id].replace("_", " "))}
        return named or at

    def _at(self, span: Span | None) -> dict[str, int]:
        """The events on a span, and how many of its characters each stands on."""
        if span is None:
            return {}
        spans = self._spans.get(span.source_id, [])
        first = bisect_left(spans, (span.start - self._longest[span.source_id], 0, ""))
        last = bisect_left(spans, (max(span.end, span.start + 1), 0, ""))
        shared: dict[str, int] = defaultdict(int)
        for start, end, id in spans[first:last]:
            if end > span.start:
                shared[id] += min(end, span.end) - max(start, span.start)
        return shared


def _most(shared: dict[str, int]) -> str:
    return min(shared, key=lambda id: (-shared[id], id))
