"""What one account leaves out: sentences without a partner whose neighbours have one.

Silence counts only where the silent account covers the neighbourhood: an account that tells of other things has
omitted nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kronika.collation.comparing.findings import PARALLEL, Finding, Pair, span
from kronika.model import Account, Bead

#: Beads on each side of a gap that must be partners for the neighbourhood to count as covered.
NEIGHBOURS = 2


def findings(pair: Pair) -> Iterator[Finding]:
    """The gaps on either side that the neighbourhood does not explain.

    An account that leaves out much on purpose, an abridgement or a tale of its own, has omitted nothing.
    """
    if pair.together < PARALLEL:
        return
    for at, bead in enumerate(pair.beads):
        if bool(bead.left) == bool(bead.right) or pair.local(at) < PARALLEL:
            continue
        account, units = (pair.left, bead.left) if bead.left else (pair.right, bead.right)
        for unit in units:
            if account.sentences[unit].kind in ("prose", "verse", "list", "caption"):
                yield _finding(pair, at, account, unit)


def _finding(pair: Pair, at: int, account: Account, unit: int) -> Finding:
    on_left = account is pair.left
    sentence = account.sentences[unit]
    here = span(account, sentence.start, sentence.end)
    before, after = _covered(pair.beads[:at][::-1]), _covered(pair.beads[at + 1 :])
    near = [b for b in pair.beads[max(0, at - 3) : at + 4] if not (b.left and b.right)]
    opposite = sum(1 for b in near if (b.right if on_left else b.left))
    content = _content(account, sentence.start, sentence.end)
    evidence = {
        "bead": pair.beads[at].score,
        "before": before,
        "after": after,
        "gaps_near": float(len(near) - 1),
        "opposite": float(opposite),
        "length": min(300.0, float(sentence.end - sentence.start)) / 100,
        "content": float(min(6, content)),
        "parallel": pair.parallel,
        "moved": float(any(b.moved for b in pair.beads[max(0, at - 2) : at + 3])),
        "edge": float(at == 0 or at == len(pair.beads) - 1),
    }
    return Finding(
        "omission",
        "omission",
        here if on_left else None,
        None if on_left else here,
        here.text if on_left else None,
        None if on_left else here.text,
        evidence,
        ("its neighbours have partners and it has none",),
        relation="omits",
    )


def _covered(beads: Sequence[Bead]) -> float:
    """How well the beads next to a gap are partners: the mean score of the nearest; 1 at the edge of the text."""
    near = beads[:NEIGHBOURS]
    return sum(b.score if b.left and b.right else 0.0 for b in near) / len(near) if near else 1.0


def _content(account: Account, start: int, end: int) -> int:
    """Names, dates and numbers that the stretch holds: what would be lost."""
    return sum(
        start <= mention.start < end
        for mentions in (account.names, account.dates, account.quantities)
        for mention in mentions
    )
