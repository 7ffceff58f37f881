"""One event that two accounts date or place differently, wherever each of them tells it.

Where accounts run in parallel, `slots` finds such differences in aligned sentences. Independent accounts tell the same
event in other words and another order: there the assertions that `same_events` takes for one event are compared.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kronika import edtf
from kronika.collation.comparing import places
from kronika.collation.comparing.findings import PARALLEL, PARTNERS, Finding, Pair, span
from kronika.collation.events import same_events
from kronika.collation.identity import Identity
from kronika.knowledge import events
from kronika.model import Assertion, NameMention

#: Roles that say who it happened to or who did it; two tellings of one event share one of them.
PEOPLE = ("patient", "agent", "work")


def findings(pair: Pair, identities: Sequence[Identity]) -> Iterator[Finding]:
    """Dates and places of one event on which two accounts contradict each other."""
    if not pair.left.assertions or not pair.right.assertions:
        return
    for group in same_events([pair.left, pair.right], identities, {(0, 1): list(pair.beads)}):
        left = [pair.left.assertions[k] for i, k in group if i == 0]
        right = [pair.right.assertions[k] for i, k in group if i == 1]
        for a in left:
            for b in right:
                if _comparable(a, b, pair):
                    yield from _dates(a, b, left, right, pair)
                    yield from _places(a, b, left, right, pair)


def _comparable(a: Assertion, b: Assertion, pair: Pair) -> bool:
    """Of one type and the same people, and not in sentences that `slots` compares already."""
    if a.type not in events.ancestors(b.type) and b.type not in events.ancestors(a.type):
        return False
    return bool(_people(a, 0, pair) & _people(b, 1, pair)) and not _aligned(a, b, pair)


def _people(assertion: Assertion, side: int, pair: Pair) -> set[int]:
    places = [(side, p.start, p.end) for role in PEOPLE for p in assertion.roles.get(role, ())]
    return {pair.known[place] for place in places if place in pair.known}


def _aligned(a: Assertion, b: Assertion, pair: Pair) -> bool:
    return any(
        a.sentence in bead.left and b.sentence in bead.right and bead.score >= PARTNERS and pair.local(at) >= PARALLEL
        for at, bead in enumerate(pair.beads)
    )


def _dates(
    a: Assertion, b: Assertion, left: Sequence[Assertion], right: Sequence[Assertion], pair: Pair
) -> Iterator[Finding]:
    if not (a.date and b.date and a.date_span and b.date_span) or edtf.relation(a.date, b.date) != "contradicts":
        return
    # Another telling of it in the same account may have the other's date.
    if any(o.date and edtf.relation(o.date, b.date) != "contradicts" for o in left):
        return
    if any(o.date and edtf.relation(o.date, a.date) != "contradicts" for o in right):
        return
    evidence = {"sure": min(a.confidence, b.confidence), "once": float(once(a.type) or once(b.type))}
    here, there = span(pair.left, *a.date_span), span(pair.right, *b.date_span)
    why = f"both tell of the same {a.type.replace('_', ' ')}, and date it differently"
    details = {"event": a.type.replace("_", " ")}
    yield Finding("event_date", "date", here, there, a.date, b.date, evidence, (why,), details=details)


def once(type_: str) -> bool:
    """Whether it happens once in a life."""
    return any(step in ("birth", "death") for step in events.ancestors(type_))


def _places(
    a: Assertion, b: Assertion, left: Sequence[Assertion], right: Sequence[Assertion], pair: Pair
) -> Iterator[Finding]:
    for role in ("place", "destination"):
        here, there = _place(a, role), _place(b, role)
        if here is None or there is None or not _apart(here, there, pair):
            continue
        if any(not _apart(o, there, pair) for t in left if (o := _place(t, role)) is not None):
            continue
        if any(not _apart(here, o, pair) for t in right if (o := _place(t, role)) is not None):
            continue
        why = f"both tell of the same {a.type.replace('_', ' ')}, and place it differently"
        evidence = {"sure": min(a.confidence, b.confidence)}
        spans = span(pair.left, here.start, here.end), span(pair.right, there.start, there.end)
        details = {"event": a.type.replace("_", " ")}
        yield Finding("place", "place", *spans, here.name, there.name, evidence, (why,), details=details)


def _place(assertion: Assertion, role: str) -> NameMention | None:
    named = [p for p in assertion.roles.get(role, ()) if isinstance(p, NameMention) and p.kind == "place"]
    return named[0] if len(named) == 1 else None


def _apart(here: NameMention, there: NameMention, pair: Pair) -> bool:
    """Whether two places are known, and neither is the other or holds it."""
    one, other = pair.known.get((0, here.start, here.end)), pair.known.get((1, there.start, there.end))
    if one is not None and one == other:
        return False
    if places.spelt_alike(here.name, there.name):
        return False
    return places.apart(here.name, pair.left.language, there.name, pair.right.language)
