"""Two names that have changed places: "A arrested B" beside "B arrested A".

Word order differs between languages, so the order of two names alone says little. What is said next to them says more:
each name's surroundings, with all names hidden, are laid beside the surroundings of both names on the other side. Where
each fits the other's partner better, the names have changed places.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations

import numpy as np

from kronika.collation.comparing import names, wordtable
from kronika.collation.comparing.findings import Finding, span
from kronika.collation.comparing.ledger import Ledger, Meeting
from kronika.collation.comparing.slots import Sides
from kronika.collation.comparing.units import Side
from kronika.collation.comparing.wordtable import WordTable
from kronika.collation.encoders import Vectors
from kronika.model import NameMention
from kronika.names import fold

#: Characters of surroundings on each side of a name: about six words.
REACH = 45
#: More names than this in one sentence make a list, in which an exchange says nothing.
MOST = 14

#: From this likeness on two words are partners whose order counts.
ANCHOR = 0.4

KINDS = {"person", "place", "organization"}
Partners = tuple[NameMention, NameMention]
Encode = Callable[[Sequence[str]], Vectors]


def findings(book: Ledger, encode: Encode) -> Iterator[Finding]:
    """Pairs of names of a bead whose order and whose surroundings are exchanged on the other side."""
    told = [(one.sides, turned) for one in book.meetings if (turned := _turned(_partners(one)))]
    if not told:
        return
    # One call for all beads: an encoder's time goes by batches.
    left = encode([_surroundings(a, sides.left) for sides, turned in told for pair in turned for a, _ in pair])
    right = encode([_surroundings(b, sides.right) for sides, turned in told for pair in turned for _, b in pair])
    at = 0
    for sides, turned in told:
        table = wordtable.table(sides.left, sides.right)
        for pair in turned:
            finding = _exchanged(sides, pair, left[at : at + 2] @ right[at : at + 2].T, table, encode)
            at += 2
            if finding is not None:
                yield finding


def _turned(partners: Sequence[Partners]) -> list[tuple[Partners, Partners]]:
    """Two names and their partners wherever one comes first here and the other there."""
    if not 2 <= len(partners) <= MOST:
        return []
    return [
        (one, other)
        for one, other in combinations(partners, 2)
        if (one[0].start < other[0].start) != (one[1].start < other[1].start)
        and (one[0].kind == other[0].kind or one[1].kind == other[1].kind)
        and not any(_overlap(x, y) for x, y in zip(one, other))
    ]


def _overlap(one: NameMention, other: NameMention) -> bool:
    """Whether two names share a word or stand one in the other: a short form of a longer name is no other name."""
    if one.start < other.end and other.start < one.end:
        return True
    return any(len(word) > 2 for word in set(fold(one.name).split()) & set(fold(other.name).split()))


def _exchanged(
    sides: Sides, pair: tuple[Partners, Partners], fit: Vectors, table: WordTable, encode: Encode
) -> Finding | None:
    (a, b), (c, d) = pair
    spans = [table.left.inside(n.start, n.end) for n in (a, c)], [table.right.inside(n.start, n.end) for n in (b, d)]
    beside = np.array([[table.around(x, y) for y in spans[1]] for x in spans[0]])
    by_words = float(beside[0, 1] + beside[1, 0] - beside[0, 0] - beside[1, 1])
    straight, crossed = float(fit[0, 0] + fit[1, 1]), float(fit[0, 1] + fit[1, 0])
    if max(by_words, crossed - straight) <= 0:
        return None
    # Where the other words stand in another order, too, the names have moved with their clauses.
    order = _order(table, *spans)
    if order < 0:
        return None
    told = encode([sides.left.text, sides.right.text, _with_exchanged(sides.right, b, d)])
    evidence = sides.evidence(a, b) | {
        "gain": crossed - straight,
        "straight": straight,
        "by_words": by_words,
        "beside": float(beside[0, 1] + beside[1, 0]),
        "whole": 10 * float(told[0] @ told[2] - told[0] @ told[1]),
        "order": order,
        "near": float(min(abs(a.start - c.start), abs(b.start - d.start)) < 12),
        "persons": float(a.kind == b.kind == "person"),
        "one_kind": float(a.kind == b.kind == c.kind == d.kind),
        "one_script": float(names.latin(a.text) == names.latin(b.text)),
    }
    return Finding(
        "swap",
        "role",
        span(sides.left.account, a.start, a.end),
        span(sides.right.account, d.start, d.end),
        f"{a.name} … {c.name}",
        f"{d.name} … {b.name}",
        evidence,
        (f"what stands next to {a.name} here stands next to {d.name} there, and the other way round",),
    )


def _with_exchanged(where: Side, b: NameMention, d: NameMention) -> str:
    """The words of a side with two of its names exchanged."""
    text = where.account.source.text
    first, second = sorted((b, d), key=lambda n: n.start)
    middle = text[first.end : second.start]
    return text[where.start : first.start] + second.text + middle + first.text + text[second.end : where.end]


def _order(table: WordTable, left: Sequence[range], right: Sequence[range]) -> float:
    """How far the other words of both sides stand in one order: Kendall's tau over words with a partner."""
    names_left, names_right = ({k for one in side for k in one} for side in (left, right))
    anchors = []
    for i in range(table.likeness.shape[0]):
        if i in names_left or not table.likeness.shape[1]:
            continue
        j = int(table.likeness[i].argmax())
        if j not in names_right and table.likeness[i, j] >= ANCHOR and int(table.likeness[:, j].argmax()) == i:
            anchors.append(j)
    pairs = list(combinations(anchors, 2))
    return sum(1 if x < y else -1 for x, y in pairs) / len(pairs) if pairs else 0.0


def _partners(meeting: Meeting) -> list[tuple[NameMention, NameMention]]:
    """The partners of a bead, without those whose name stands twice on a side: which is which is not known."""
    counts = [Counter(fold(pair[own].name) for pair in meeting.partners) for own in (0, 1)]
    return [
        (a, b)
        for a, b in meeting.partners
        if counts[0][fold(a.name)] == counts[1][fold(b.name)] == 1 and {a.kind, b.kind} <= KINDS
    ]


def _surroundings(name: NameMention, where: Side) -> str:
    """The words next to a name, with it and all other names hidden."""
    text, start, end = where.account.source.text, max(where.start, name.start - REACH), min(where.end, name.end + REACH)
    out, at = [], start
    for other in where.names:
        if other.end <= start or other.start >= end:
            continue
        out += [text[at : other.start], "@" if other is name else "…"]
        at = max(at, other.end)
    return "".join([*out, text[at:end]])
