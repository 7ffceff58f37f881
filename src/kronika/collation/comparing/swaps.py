"""Two names that have changed places: "A arrested B" beside "B arrested A".

Word order differs between languages, so the order of two names alone says little. What is said next to them says more:
each name's surroundings, with all names hidden, are laid beside the surroundings of both names on the other side. Where
each fits the other's partner better, the names have changed places.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations

from kronika.collation.comparing import names
from kronika.collation.comparing.findings import Finding, span
from kronika.collation.comparing.slots import Sides
from kronika.collation.comparing.units import Side
from kronika.collation.encoders import Vectors
from kronika.collation.nearest import LISTED
from kronika.model import NameMention

#: Characters of surroundings on each side of a name: about six words.
REACH = 45
#: More names than this in one sentence make a list, in which an exchange says nothing.
MOST = 6

Encode = Callable[[Sequence[str]], Vectors]


def findings(beads: Sequence[Sides], encode: Encode) -> Iterator[Finding]:
    """Pairs of names of a bead whose surroundings are exchanged on the other side."""
    told = [(sides, partners) for sides in beads if 2 <= len(partners := _partners(sides)) <= MOST]
    if not told:
        return
    # One call for all beads: an encoder's time goes by batches.
    left = encode([_surroundings(a, sides.left) for sides, partners in told for a, _ in partners])
    right = encode([_surroundings(b, sides.right) for sides, partners in told for _, b in partners])
    at = 0
    for sides, partners in told:
        here = slice(at, at + len(partners))
        yield from _exchanged(sides, partners, left[here] @ right[here].T)
        at += len(partners)


def _exchanged(sides: Sides, partners: Sequence[tuple[NameMention, NameMention]], fit: Vectors) -> Iterator[Finding]:
    for i, j in combinations(range(len(partners)), 2):
        (a, b), (c, d) = partners[i], partners[j]
        straight, crossed = float(fit[i, i] + fit[j, j]), float(fit[i, j] + fit[j, i])
        # An exchange turns the order of the two names around; where it stands, only the words next to them differ.
        if crossed <= straight or a.kind != c.kind or (a.start < c.start) == (b.start < d.start):
            continue
        evidence = sides.evidence(a, b) | {
            "gain": crossed - straight,
            "straight": straight,
            "names": float(len(partners)),
            "near": float(min(abs(a.start - c.start), abs(b.start - d.start)) < 12),
            "persons": float(a.kind == "person"),
        }
        yield Finding(
            "swap",
            "role",
            span(sides.left.account, a.start, a.end),
            span(sides.right.account, d.start, d.end),
            f"{a.name} … {c.name}",
            f"{d.name} … {b.name}",
            evidence,
            (f"what stands next to {a.name} here stands next to {d.name} there, and the other way round",),
        )


def _partners(sides: Sides) -> list[tuple[NameMention, NameMention]]:
    """Names that stand exactly once on each side and are clearly partners."""
    tags = sides.left.account.language, sides.right.account.language
    found: list[tuple[NameMention, NameMention]] = []
    if len(sides.left.names) * len(sides.right.names) > LISTED:
        return found
    for a in sides.left.names:
        matches = [b for b in sides.right.names if names.alike(a, tags[0], b, tags[1]) >= names.ONE]
        if len(matches) == 1:
            back = [c for c in sides.left.names if names.alike(c, tags[0], matches[0], tags[1]) >= names.ONE]
            if len(back) == 1:
                found.append((a, matches[0]))
    return found


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
