"""One person or thing under two names that have nothing to do with each other.

Identity across accounts binds such a name only by its place in the story (the same kinship, the same slot of aligned
sentences); a name translated as a common word, or another name, is what a reader wants to see.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kronika.collation.comparing.findings import Finding, Pair, span
from kronika.collation.comparing.names import latin
from kronika.collation.identity import Identity
from kronika.collation.identity_within import Naming
from kronika.knowledge import gazetteer
from kronika.model import Bead
from kronika.names import fold


def findings(pair: Pair, identities: Sequence[Identity]) -> Iterator[Finding]:
    """The doubtful names of each identity, each beside how the other account names it in the aligned sentences."""
    for one in identities:
        # Bodies, works and peoples are translated; people are not.
        if one.kind != "person":
            continue
        for odd in one.doubtful:
            bead, partner = _partner(pair, one, odd)
            if bead is not None and partner is not None and _differ(pair, odd, partner):
                left, right = (odd, partner) if odd.account == 0 else (partner, odd)
                yield Finding(
                    "double",
                    "name",
                    span(pair.left, left.start, left.end),
                    span(pair.right, right.start, right.end),
                    left.text,
                    right.text,
                    {"one": 1.0, "bead": bead.score, "sure": min(_sure(pair, odd), _sure(pair, partner))},
                    ("the same place in the story, and names that have nothing in common", *one.reasons[-1:]),
                )


def _partner(pair: Pair, one: Identity, odd: Naming) -> tuple[Bead | None, Naming | None]:
    """The sentences aligned with the odd name's, and how the other account names it there; None where it does not."""
    account = pair.left if odd.account == 0 else pair.right
    at = account.sentence_at(odd.start)
    for bead in pair.beads:
        if at in (bead.left if odd.account == 0 else bead.right):
            others = [m for m in one.mentions if m.account != odd.account and m not in one.doubtful]
            return bead, next((m for m in others if _inside(pair, bead, m)), None)
    return None, None


def _sure(pair: Pair, naming: Naming) -> float:
    """How surely a name was read as one."""
    account = pair.left if naming.account == 0 else pair.right
    return max((n.confidence for n in account.names if (n.start, n.end) == (naming.start, naming.end)), default=0.5)


def _inside(pair: Pair, bead: Bead, mention: Naming) -> bool:
    account, units = (pair.left, bead.left) if mention.account == 0 else (pair.right, bead.right)
    return account.sentence_at(mention.start) in units


def _differ(pair: Pair, odd: Naming, partner: Naming) -> bool:
    """Whether two names of one script, both read as names, have nothing in common.

    Across scripts a name that sounds like none is too often one that the table of sounds does not know; and a place
    taken for a person by the reader has been translated.
    """
    if _share(odd.text, partner.text) or any(gazetteer.rows(name) for name in (odd.text, partner.text)):
        return False
    return latin(odd.text) == latin(partner.text) and _named(pair, odd) and _named(pair, partner)


def _named(pair: Pair, naming: Naming) -> bool:
    account = pair.left if naming.account == 0 else pair.right
    return any((n.start, n.end) == (naming.start, naming.end) for n in account.names)


def _share(a: str, b: str) -> bool:
    """Whether two names have a part in common: then they are two forms of one name."""
    parts = {fold(part) for part in a.split()} & {fold(part) for part in b.split()}
    return any(len(part) > 2 for part in parts)
