"""Who depends on whom: translations, copies, a shared source, with the evidence in words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from statistics import mean

from kronika.languages.packs import base
from kronika.model import Account, Bead, Dependence, DependenceKind

Beads = Mapping[tuple[int, int], Sequence[Bead]]

# Share of the text (by characters, of the account that has less in common) from which two accounts are held to be one
# text in two dresses. Parallel translations of news lie at 0.85 to 1, independent articles on one event below 0.35.
SAME_TEXT = 0.8
# …while of the longer one at least so much stands in the other: an abridgement is a translation too.
HALF = 0.4
# From here on they have a source in common, or one has used the other.
SHARED = 0.45
# Only passages that are surely the same count: accounts of one story meet in single facts.
SURE = 0.8
# Share of words in common, in order, from which two texts in one language are copies and not retellings.
COPY = 0.6
_WORD = re.compile(r"\w+")


def dependence(accounts: Sequence[Account], beads: Beads) -> list[Dependence]:
    """The pairs of accounts that are not independent, surest first within the order of source ids.

    `translation`: one text in two languages (which of the two came first the texts themselves seldom say; the
    evidence says on what the direction rests). `copy`: one text in one language. `shared`: so much in common and in
    the same order that one source lies behind both. A pair that is not listed gave no sign of depending.
    """
    found = [
        _between(accounts[i], accounts[j], pairs)
        if accounts[i].id <= accounts[j].id
        else _between(accounts[j], accounts[i], [Bead(b.right, b.left, b.score, b.moved) for b in pairs])
        for (i, j), pairs in sorted(beads.items())
    ]
    return sorted((tie for tie in found if tie is not None), key=lambda tie: (tie.source_id, tie.on))


class _Common:
    """What two accounts have in common, by their beads."""

    def __init__(self, a: Account, b: Account, pairs: Sequence[Bead]) -> None:
        self.a, self.b = a, b
        self.both = [bead for bead in pairs if bead.left and bead.right and bead.score >= SURE]
        self.share = tuple(
            _share(account, [bead[side] for bead in self.both]) for account, side in ((a, "left"), (b, "right"))
        )
        self.one = sum(len(bead.left) == len(bead.right) == 1 for bead in self.both)
        self.moved = sum(bead.moved for bead in self.both)
        self.sure = mean(bead.score for bead in self.both) if self.both else 0.0

    @property
    def least(self) -> float:
        """The share of the account that has less in common, by characters."""
        return min(self.share)

    @property
    def most(self) -> float:
        """The share of the account that has more in common."""
        return max(self.share)


def _share(account: Account, held: list[tuple[int, ...]]) -> float:
    sizes = [sentence.end - sentence.start for sentence in account.sentences]
    inside = {at for bead in held for at in bead}
    return sum(sizes[at] for at in inside) / max(1, sum(sizes))


def _between(a: Account, b: Account, pairs: Sequence[Bead]) -> Dependence | None:
    common = _Common(a, b, pairs)
    enough = len(common.both) >= 3 or (common.both and min(len(a.sentences), len(b.sentences)) < 3)
    if not enough or common.most < SHARED:
        return None
    kind, confidence, evidence = _judged(common)
    later, earlier, why = _direction(common, kind)
    return Dependence(later.id, earlier.id, kind, round(confidence, 3), (*evidence, why))


def _judged(common: _Common) -> tuple[DependenceKind, float, tuple[str, ...]]:
    total = len(common.both)
    shares = [f"{round(100 * share)} % of {account.id}" for share, account in zip(common.share, (common.a, common.b))]
    moved = f"{common.moved} of {total} shared passages stand in another order"
    says = (
        f"{shares[0]} and {shares[1]} stand in both",
        f"{common.one} of {total} shared passages are one sentence for one",
        moved if common.moved else "the facts come in the same order",
        *_gaps(common),
    )
    certainty = common.sure * (1.0 - common.moved / (total + 1))
    if base(common.a.language) == base(common.b.language):
        wording = _wording(common)
        said = (*says, f"{round(100 * wording)} % of the words of shared passages are the same, in the same order")
        if wording >= COPY:
            return "copy", min(0.99, wording * (0.5 + common.most / 2)), said
        return "shared", min(0.9, common.most * certainty * (0.5 + wording)), said
    if common.most >= SAME_TEXT and common.least >= HALF:
        return "translation", min(0.99, (common.least + common.most) / 2 * certainty), says
    # Across languages no wording speaks for it, and the order of the facts is that of time in any telling.
    return "shared", min(0.9, common.most * certainty * 0.6), says


def _wording(common: _Common) -> float:
    """Share of words in common, in order, over the shared passages (ratio of Ratcliff and Obershelp)."""
    ratios = []
    for bead in common.both[:200]:
        sides = [[word.casefold() for at in held for word in _WORD.findall(account.text_of(at)[:4000])]
                 for account, held in ((common.a, bead.left), (common.b, bead.right))]  # fmt: skip
        ratios.append(SequenceMatcher(None, sides[0], sides[1], autojunk=False).ratio())
    return mean(ratios) if ratios else 0.0


def _gaps(common: _Common) -> tuple[str, ...]:
    lone = [len(account.sentences) - len({at for bead in common.both for at in bead[side]})
            for account, side in ((common.a, "left"), (common.b, "right"))]  # fmt: skip
    if not any(lone):
        return ("neither has a passage that the other lacks",)
    return (f"{lone[0]} sentences are only in {common.a.id}, {lone[1]} only in {common.b.id}",)


def _direction(common: _Common, kind: DependenceKind) -> tuple[Account, Account, str]:
    """The dependent account, the one it depends on, and why, in words."""
    dates = [account.source.metadata.get("date", "") for account in (common.a, common.b)]
    ordered = sorted((common.a, common.b), key=lambda account: account.id)
    if all(dates) and dates[0] != dates[1]:
        later, earlier = (common.b, common.a) if dates[0] < dates[1] else (common.a, common.b)
        return later, earlier, f"{earlier.id} is dated earlier"
    notes = [any("translat" in note for note in account.source.notes) for account in ordered]
    if notes[0] != notes[1]:
        later, earlier = (ordered[0], ordered[1]) if notes[0] else (ordered[1], ordered[0])
        return later, earlier, f"{later.id} shows the marks of a translation"
    if abs(common.share[0] - common.share[1]) > 0.1:
        later, earlier = (common.a, common.b) if common.share[0] > common.share[1] else (common.b, common.a)
        return later, earlier, f"{earlier.id} has more that {later.id} lacks than the other way round"
    doubt = "both may render a third text" if kind == "translation" else "either may be the source, or a third text"
    return ordered[1], ordered[0], f"nothing in the texts says which came first; {doubt}"
