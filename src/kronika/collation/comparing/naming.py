"""A name on one side where the other has another name: who, where, which body.

Candidates are the strangers of a bead (`ledger`), two by two, and beside a stranger a run of capitalised words that no
reader took for a name and nothing on this side explains (`unread`). Each pair carries its evidence (`naming_evidence`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kronika.collation.comparing import names, places, unread, wordlore, wordtable
from kronika.collation.comparing.findings import Finding, span
from kronika.collation.comparing.ledger import Ledger, Meeting
from kronika.collation.comparing.naming_evidence import Candidate, gathered, reasons
from kronika.collation.encoders import Encoder
from kronika.model import NameKind

#: What a name can be mistaken in; works, events and peoples are translated.
KINDS: tuple[NameKind, ...] = ("person", "place", "organization")
#: Of more strangers than this on one side no pair is made: the sides tell other things.
MOST = 12


def findings(book: Ledger, encoder: Encoder) -> Iterator[Finding]:
    """The pairs of names that may stand for each other and are not the same, of all beads."""
    capitals: dict[str, float] = {}
    for meeting in book.meetings:
        if any(meeting.strangers) and max(map(len, meeting.strangers)) <= MOST:
            for account in (meeting.sides.left.account, meeting.sides.right.account):
                if account.id not in capitals:
                    capitals[account.id] = wordlore.capitals(account.source.text)
            yield from _of(meeting, book, encoder, capitals)


def _of(meeting: Meeting, book: Ledger, encoder: Encoder, capitals: Mapping[str, float]) -> Iterator[Finding]:
    sides = meeting.sides
    table = wordtable.table(sides.left, sides.right)
    left, right = ([Candidate(s, True) for s in own if s.name.kind in KINDS] for own in meeting.strangers)
    loose = [
        [Candidate(s, False) for s in unread.runs(meeting, own, table, capitals[account.id], KINDS, MOST)]
        if other
        else []
        for own, account, other in ((0, sides.left.account, right), (1, sides.right.account, left))
    ]
    every = [(a, b) for a in left for b in [*right, *loose[1]]] + [(a, b) for a in loose[0] for b in right]
    every = [(a, b) for a, b in every if _possible(a, b, meeting)]
    if not every:
        return
    evidence = gathered(every, meeting, book, table, encoder, (len(left), len(right)))
    for (a, b), numbers in zip(every, evidence):
        yield Finding(
            _sort(numbers),
            "place" if numbers["places"] else "name",
            span(sides.left.account, a.name.start, a.name.end),
            span(sides.right.account, b.name.start, b.name.end),
            a.name.name,
            b.name.name,
            numbers,
            reasons(a, b, numbers),
        )


def _sort(evidence: Mapping[str, float]) -> str:
    """The model that judges a pair: people keep their names, places have many, names of bodies are translated."""
    if evidence["persons"]:
        return "name"
    return "name_place" if evidence["places"] else "name_other"


def _possible(a: Candidate, b: Candidate, meeting: Meeting) -> bool:
    """Whether two names can stand for each other and be two: not where identity, or the gazetteer, ties them."""
    known = meeting.sides.pair.known
    one, other = known.get((0, a.name.start, a.name.end)), known.get((1, b.name.start, b.name.end))
    if one is not None and one == other and one in meeting.sides.pair.listed:
        return False
    if min(a.stranger.taken, b.stranger.taken) >= names.ONE:
        return False
    # "Moscow" for Russia, "Great Britain" for the United Kingdom: no other place.
    tags = meeting.sides.left.account.language, meeting.sides.right.account.language
    if places.tied(a.name.name, tags[0], b.name.name, tags[1]):
        return False
    # "Sulawesi" in "Central Sulawesi": no contradiction.
    return not names.parts(a.name, tags[0]) & names.parts(b.name, tags[1])
