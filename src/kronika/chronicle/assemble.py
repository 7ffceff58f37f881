"""Accounts and what collation found about them → one book."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed

import msgspec

from kronika.chronicle import differences, entities, events, ids, order
from kronika.chronicle.book import Chronicle
from kronika.collation import Identity, same_events
from kronika.model import Account, Assertion, Bead, Dependence, Discrepancy, Event, Noun, Passage

#: An event enters the book where at least one account tells it with this confidence: below it a reading is more often
#: wrong than right. (Assertions below it stay in their accounts, and help to merge what others tell.)
TOLD = 0.5


def assemble(
    accounts: Sequence[Account],
    beads: Mapping[tuple[int, int], Sequence[Bead]],
    passages: Sequence[Passage] = (),
    identities: Sequence[Identity] = (),
    discrepancies: Sequence[Discrepancy] = (),
    dependence: Sequence[Dependence] = (),
    groups: Sequence[Sequence[tuple[int, int]]] | None = None,
) -> Chronicle:
    """The chronicle of some accounts; the same whenever its parts are.

    `groups` are the assertions by event, as `collation.same_events` gives them (it is asked where they are None).
    """
    if groups is None:
        groups = same_events(accounts, identities, beads)
    known = entities.of_identities(identities, accounts)
    told = [[accounts[i].assertions[k] for i, k in group] for group in groups]
    told = [group for group in told if any(one.confidence >= TOLD for one in group)]
    book = Chronicle(
        sources=[account.source for account in accounts],
        accounts=list(accounts),
        passages=list(passages),
        entities=known,
        dependence=list(dependence),
        version=version(),
    )
    book = with_events(book, told, discrepancies)
    return msgspec.structs.replace(book, build=digest(book))


def with_events(
    book: Chronicle, told: Sequence[Sequence[Assertion]], discrepancies: Sequence[Discrepancy]
) -> Chronicle:
    """The book with its events made anew from groups of assertions, in order of time."""
    here = events.setting(book.accounts, book.entities, book.dependence, book.passages)
    made = [events.event(group, here) for group in told if group]
    made.sort(key=lambda event: (event.id, here.place_of(event.assertions[0])))
    numbered = ids.unique(event.id for event in made)
    made = [msgspec.structs.replace(e, id=id) for e, id in zip(made, numbered, strict=True)]
    return placed(book, made, discrepancies)


def placed(book: Chronicle, made: Sequence[Event], discrepancies: Sequence[Discrepancy]) -> Chronicle:
    """The book with these events in order of time, and the discrepancies at the events they are about."""
    with_issues, issues = differences.attached(made, discrepancies)
    aside = {(a.id, k) for a in book.accounts for k, s in enumerate(a.sentences) if s.kind in ("heading", "caption")}
    ordered, tray = order.in_time(with_issues, [source.key for source in book.sources], aside)
    return msgspec.structs.replace(book, events=ordered, discrepancies=issues, tray=tray)


def version() -> str:
    """The version of kronika that makes the book."""
    try:
        return installed("kronika")
    except PackageNotFoundError:
        return "0.0.0"


def digest(book: Chronicle) -> str:
    """What the book was made from and what came of it, as 16 hex digits; the order of the sources does not count."""
    sources = sorted((source.key, ids.digest(source.text), source.language or "") for source in book.sources)
    things: list[Noun] = [*book.entities, *book.events, *book.discrepancies]
    found = sorted(_mark(thing) for thing in things)
    return ids.digest(book.version, sources, found)[:16]


def _mark(thing: Noun) -> str:
    return ids.digest(msgspec.json.encode(thing, order="deterministic").decode("utf-8"))
