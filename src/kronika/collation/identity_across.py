"""Who is who across accounts: ties between the bearers of names in different accounts, and their clusters."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from kronika import names
from kronika.collation.identity_within import Bearer
from kronika.collation.nearest import LISTED, nearest
from kronika.knowledge.scripts import script
from kronika.knowledge.weights.words import words
from kronika.model import Account, Bead

ALIKE = 0.8
"""From this score of `names.same` two names are taken for one without more evidence."""
LIKELY = 0.35
"""From this score they are, where aligned sentences name both."""
TOGETHER = 0.4
"""From this share of common sentences (Dice) they do, and names that share no key are compared."""
FEW = 60
"""A key that more bearers share has to be joined by another that both share."""
CROWD = 400
"""A key that more bearers share than this says nothing (every John of a large corpus)."""
FORMS = 4
"""How many of a bearer's forms are compared, the fullest and commonest first."""
MISREAD = 0.9
"""From this score two names are one though they were read as different kinds: kinds are read worse than names."""
LETTERS = 0.75
"""The share of letters the shorter of two names of different kinds needs to have of the longer."""
REPEATED = 0.8
"""From this share of common sentences (Dice) translated names that occur more than once are one."""
CERTAIN = 0.95
"""From this score of the names, relatives that accounts tell of them differently do not part two."""
SITED = frozenset({"place", "organization"})
"""Kinds of which what the gazetteer knows is asked: bodies are called by their towns and lands."""
PERSONAL = 0b111
"""The bits of `words().known` for given names, family names, and both."""
CLEAR = 1.5
"""How much more has to speak for one thing than for the next that an odd name may stand for."""
BODIES = frozenset({"organization", "group", "event", "work"})
"""Kinds whose names are translated rather than written by sound."""


@dataclass(frozen=True)
class Tie:
    """Evidence that two bearers are one.

    Attributes:
        left, right: indices of bearers; where `by_place`, right is the one whose name is odd.
        weight: in [0, 1].
        by_place: only their places in aligned sentences speak for it, not their names.
        known: the user's own list says so.
        score: how well the names fit (`names.same`), where they speak for it.
        odd: and the name of the right one is one that others write by sound: it looks mistaken.
    """

    left: int
    right: int
    weight: float
    reason: str
    by_place: bool = False
    odd: bool = False
    known: bool = False
    score: float = 0.0


def groups(
    nodes: list[Bearer],
    accounts: list[Account],
    beads: dict[tuple[int, int], list[Bead]],
    known: Sequence[str | None] = (),
) -> list[tuple[list[int], list[Tie]]]:
    """The clusters of bearers, each with the ties that made it, in order of their first member.

    `known` gives for each bearer the entry of the user's list it is, or None.
    """
    beside = _beside(nodes, beads)
    near = {pair for pair, together in beside.items() if together >= TOGETHER}
    ties = _known(nodes, known) + [
        tie for pair in _compared(nodes, _candidates(nodes) | near) if (tie := _tie(nodes, pair, beside.get(pair, 0.0)))
    ]
    cluster = list(range(len(nodes)))
    members: dict[int, list[int]] = {number: [number] for number in cluster}
    used: dict[int, list[Tie]] = {number: [] for number in cluster}

    def join(tie: Tie) -> None:
        one, two = sorted((cluster[tie.left], cluster[tie.right]))
        if one == two or not _allowed(nodes, members[one], members[two], tie):
            return
        if tie.odd and min(len(members[one]), len(members[two])) > 1:
            return  # what is odd was bound elsewhere: it makes no bridge
        if len({known[member] for member in members[one] + members[two] if known and known[member]}) > 1:
            return  # two entries of the user's list
        for member in members[two]:
            cluster[member] = one
        members[one] += members.pop(two)
        used[one] += [*used.pop(two), tie]

    for tie in sorted(ties, key=lambda tie: (-tie.weight, tie.left, tie.right)):
        join(tie)
    for tie in _repeated(nodes, beside, cluster):
        join(tie)
    for tie in _by_place(nodes, accounts, beads, cluster, members):
        join(tie)
    return [(sorted(members[root]), used[root]) for root in sorted(members)]


def _known(nodes: list[Bearer], known: Sequence[str | None]) -> list[Tie]:
    """Ties of bearers that are one entry of the user's list, of one account too ("Mark Twain", "Samuel Clemens")."""
    first: dict[str, int] = {}
    ties = []
    for number, entry in enumerate(known):
        if entry is not None and first.setdefault(entry, number) != number:
            ties.append(Tie(first[entry], number, 1.0, f"the list of known names has both as “{entry}”", known=True))
    return ties


def _candidates(nodes: list[Bearer]) -> set[tuple[int, int]]:
    """Pairs of bearers of different accounts that share a key."""
    blocks: dict[str, list[int]] = defaultdict(list)
    for number, node in enumerate(nodes):
        for key in sorted({key for form, _ in node.forms[:FORMS] for key in names.keys(form, node.language)}):
            blocks[key].append(number)
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for block in blocks.values():
        telling = 1 if len(block) <= FEW else 2
        for at, a in enumerate(block if len(block) <= CROWD else ()):
            for b in block[at + 1 :]:
                if nodes[a].account != nodes[b].account:
                    shared[a, b] += 3 - telling
    return {pair for pair, weight in shared.items() if weight > 1}


def _compared(nodes: list[Bearer], pairs: set[tuple[int, int]]) -> list[tuple[int, int]]:
    """The pairs that are compared, within the budget of every pair of accounts, in order."""
    between: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for a, b in pairs:
        between[nodes[a].account, nodes[b].account].append((a, b))

    def cost(a: int, b: int) -> int:
        return len(nodes[a].forms[:FORMS]) * len(nodes[b].forms[:FORMS])

    return sorted(
        pair for found in between.values() for pair in nearest(found, lambda node: nodes[node].forms[0][0], cost)
    )


def _beside(nodes: list[Bearer], beads: dict[tuple[int, int], list[Bead]]) -> dict[tuple[int, int], float]:
    """How often two bearers stand in aligned sentences: twice the shared beads over the beads of both (Dice)."""
    found: dict[tuple[int, int], float] = {}
    at: dict[tuple[int, int], list[int]] = defaultdict(list)
    for number, node in enumerate(nodes):
        for sentence in sorted(node.sentences):
            at[node.account, sentence].append(number)
    for (i, j), pairs in sorted(beads.items()):
        mine: dict[int, int] = defaultdict(int)
        both: dict[tuple[int, int], int] = defaultdict(int)
        for bead in pairs:
            left = sorted({node for sentence in bead.left for node in at[i, sentence]})
            right = sorted({node for sentence in bead.right for node in at[j, sentence]})
            for number in left + right:
                mine[number] += 1
            for a in left if len(left) * len(right) <= LISTED else ():
                for b in right:
                    both[min(a, b), max(a, b)] += 1
        for (a, b), shared in both.items():
            found[a, b] = 2 * shared / (mine[a] + mine[b])
    return found


def _tie(nodes: list[Bearer], pair: tuple[int, int], together: float) -> Tie | None:
    a, b = nodes[pair[0]], nodes[pair[1]]
    kind = a.kind if a.kind == b.kind else None
    score, one, two = max(
        (names.same(f, a.language, g, b.language, kind), f, g) for f, _ in a.forms[:FORMS] for g, _ in b.forms[:FORMS]
    )
    if score < LIKELY or names.distinct(a.forms[0][0], a.language, b.forms[0][0], b.language, kind):
        return None
    related = kind is not None or (a.kind in BODIES and b.kind in BODIES)
    whole = _whole(one, two)
    if score >= (ALIKE if related else MISREAD) and (related or whole):
        why = "; ".join(names.explain(one, a.language, two, b.language, kind)[1][:2])
        weight = (0.8 if related else 0.7) * score + 0.2 * together
        return Tie(*pair, weight=weight, reason=f"“{one}” and “{two}”: {why}", score=score)
    if together >= TOGETHER and (related or (whole and together >= 0.6)):
        reason = f"“{one}” and “{two}” are alike, and stand in sentences that tell the same"
        return Tie(*pair, weight=0.5 * score + 0.3 * together, reason=reason, score=score)
    return None


def _whole(one: str, two: str) -> bool:
    """Whether two names have as many words and nearly as many letters: "Hussites" is not "Hus" read otherwise."""
    a, b = sorted((len(names.roman(one)), len(names.roman(two))))
    return len(names.fold(one).split()) == len(names.fold(two).split()) and a >= LETTERS * b


def _allowed(nodes: list[Bearer], one: list[int], two: list[int], tie: Tie) -> bool:
    """Whether two clusters may become one: nothing of one may be known to be another than something of the other."""
    if tie.known:
        return True
    for a in one:
        for b in two:
            here, there = nodes[a], nodes[b]
            if here.account == there.account and not tie.odd and not _spellings(here, there):
                return False
            if apart(here, there):
                return False
            if tie.score < CERTAIN and genders_differ(here, there):
                return False
            keys = {names.fold(form) for form, _ in there.forms}
            if here.account == there.account and here.apart & keys:
                return False
    return True


_ROLES = {
    "wife": "f", "mother": "f", "sister": "f", "daughter": "f", "widow": "f", "queen": "f", "grandmother": "f",
    "husband": "m", "father": "m", "brother": "m", "son": "m", "widower": "m", "king": "m", "grandfather": "m",
}  # fmt: skip


def apart(here: Bearer, there: Bearer) -> bool:
    """Whether two bearers must be two by their names: known as different people, or as different places."""
    one, two = here.forms[0][0], there.forms[0][0]
    if names.distinct(one, here.language, two, there.language, here.kind):
        return True
    if here.kind not in SITED or there.kind not in SITED or not names.other_places(one, two):
        return False
    return names.same(one, here.language, two, there.language, "place") < LIKELY


def genders_differ(here: Bearer, there: Bearer) -> bool:
    """Whether the accounts call one a man (husband, son) and the other a woman (wife, daughter)."""
    mine, theirs = ({_ROLES.get(role.split()[-1], "") for role, _ in node.roles} - {""} for node in (here, there))
    return len(mine) == len(theirs) == 1 and mine != theirs


def _known_people(a: Bearer, b: Bearer) -> bool:
    """Whether both bear full or well-known names of persons, with no part in common: one is no slip for the other."""
    one, two = a.forms[0][0], b.forms[0][0]
    return a.kind == b.kind == "person" and _personal(one) and _personal(two) and not names.share(one, two)


def _personal(name: str) -> bool:
    """Whether a name is surely one of a person: made of several words, or of one known for it."""
    parts = names.fold(name).split()
    signs = script(name) in ("Hani", "Hang") and len(name) > 2
    return len(parts) > 1 or signs or any(words().known(part) & PERSONAL for part in parts)


def _spellings(here: Bearer, there: Bearer) -> bool:
    """Whether two bearers of one account may be one that its spelling hid."""
    return any(
        (here.kind == there.kind or _whole(f, g))
        and names.same(f, here.language, g, there.language, here.kind) >= LIKELY
        for f, _ in here.forms[:FORMS]
        for g, _ in there.forms[:FORMS]
    )


def _repeated(nodes: list[Bearer], beside: dict[tuple[int, int], float], cluster: list[int]) -> list[Tie]:
    """Ties of translated names that stand in the same aligned sentences, twice and more, and each alone so."""
    often = [
        (together, a, b)
        for (a, b), together in sorted(beside.items())
        if together >= REPEATED
        and cluster[a] != cluster[b]
        and _sort(nodes[a]) == _sort(nodes[b]) == "body"
        and min(len(nodes[a].sentences), len(nodes[b].sentences)) > 1
        and not any(nodes[a].account == nodes[other].account for other in _with(cluster, b))
        and not any(nodes[b].account == nodes[other].account for other in _with(cluster, a))
        and _small(nodes[a], nodes[b])
    ]
    rivals: dict[tuple[int, int], int] = defaultdict(int)
    for _, a, b in often:
        rivals[a, nodes[b].account] += 1
        rivals[b, nodes[a].account] += 1
    return [
        Tie(a, b, 0.5 * together, _why_place(nodes[b], nodes[a]), by_place=True)
        for together, a, b in sorted(often, key=lambda item: (-item[0], item[1:]))
        if rivals[a, nodes[b].account] == rivals[b, nodes[a].account] == 1
    ]


def _with(cluster: list[int], node: int) -> list[int]:
    return [other for other, root in enumerate(cluster) if root == cluster[node]]


def _why_place(odd: Bearer, other: Bearer) -> str:
    return f"“{odd.forms[0][0]}” stands where “{other.forms[0][0]}” does in sentences that tell the same"


def _by_place(
    nodes: list[Bearer],
    accounts: list[Account],
    beads: dict[tuple[int, int], list[Bead]],
    cluster: list[int],
    members: dict[int, list[int]],
) -> list[Tie]:
    """Ties of names that sound nothing alike, from their places: in aligned sentences whose other names
    all have partners,
    one name of a kind is left on either side, between the same neighbours."""
    counts: dict[tuple[int, int], int] = defaultdict(int)
    lines = _lines(nodes)
    for (i, j), pairs in sorted(beads.items()):
        for bead in pairs:
            if not bead.left or not bead.right or bead.score < 0.3:
                continue
            left = _line(lines.get(i, []), accounts[i], bead.left)
            right = _line(lines.get(j, []), accounts[j], bead.right)
            for a, b in _left_over(nodes, cluster, left, right):
                counts[min(a, b), max(a, b)] += 1
    return _unrivalled(nodes, cluster, [
        tie for (a, b), times in sorted(counts.items()) if (tie := _place_tie(nodes, cluster, members, a, b, times))
    ])  # fmt: skip


def _place_tie(
    nodes: list[Bearer], cluster: list[int], members: dict[int, list[int]], a: int, b: int, times: int
) -> Tie | None:
    """The tie of two bearers that so many beads leave alone beside each other; None where these are too few, or where
    the one whose name is odd has a place already, or a name as good."""
    seen = min(min(len(nodes[n].sentences), nodes[n].named) for n in (a, b))
    if times < 0.6 * seen or _known_people(nodes[a], nodes[b]):
        return None
    odd, other = (a, b) if len(members[cluster[a]]) < len(members[cluster[b]]) else (b, a)
    named = _sort(nodes[odd]) != "body"
    if named and len(members[cluster[odd]]) > 1:
        return None
    weight = 0.3 + 0.02 * min(times, 10)
    heirs = nodes[odd].kind == "place" and names.one_state(nodes[odd].forms[0][0], nodes[other].forms[0][0])
    slip = named and nodes[odd].named == 1 and not heirs
    return Tie(other, odd, weight, _why_place(nodes[odd], nodes[other]), by_place=True, odd=slip)


def _unrivalled(nodes: list[Bearer], cluster: list[int], ties: list[Tie]) -> list[Tie]:
    """The ties, the strongest first; of an odd one that may stand for several, those with the one likeliest alone."""
    votes: dict[int, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    for tie in ties:
        here, there = nodes[tie.left], nodes[tie.right]
        alike = names.same(here.forms[0][0], here.language, there.forms[0][0], there.language, here.kind)
        votes[tie.right][cluster[tie.left]] += tie.weight + 10 * alike
    best = {}
    for odd, found in votes.items():
        ranked = sorted(found.items(), key=lambda item: (-item[1], item[0]))
        clear = len(ranked) == 1 or ranked[0][1] >= CLEAR * ranked[1][1] or _sort(nodes[odd]) == "body"
        best[odd] = ranked[0][0] if clear else -1
    kept = [tie for tie in ties if _sort(nodes[tie.right]) == "body" or best[tie.right] == cluster[tie.left]]
    return sorted(kept, key=lambda tie: (-tie.weight, tie.left, tie.right))


def _lines(nodes: list[Bearer]) -> dict[int, list[tuple[int, int]]]:
    """For each account its mentions in order of the text: (start, bearer)."""
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for number, node in enumerate(nodes):
        found[node.account].extend((naming.start, number) for naming in node.namings)
    return {account: sorted(mentions) for account, mentions in found.items()}


def _line(line: list[tuple[int, int]], account: Account, sentences: tuple[int, ...]) -> list[int]:
    """The bearers named in some sentences of an account, in order of the text."""
    start, end = account.sentences[min(sentences)].start, account.sentences[max(sentences)].end
    return [number for _, number in line[bisect_left(line, (start, -1)) : bisect_left(line, (end, -1))]]


def _left_over(nodes: list[Bearer], cluster: list[int], left: list[int], right: list[int]) -> list[tuple[int, int]]:
    """Pairs without a partner on the other side and alone of their sort there: persons and places between the
    same neighbours, translated names wherever they stand."""
    shared = {cluster[node] for node in left} & {cluster[node] for node in right}
    found = []
    for sort in sorted({_sort(nodes[node]) for node in left}):
        a = [node for node in dict.fromkeys(left) if cluster[node] not in shared and _sort(nodes[node]) == sort]
        b = [node for node in dict.fromkeys(right) if cluster[node] not in shared and _sort(nodes[node]) == sort]
        if len(a) != 1 or len(b) != 1:
            continue
        same_place = _between(cluster, shared, left, a[0]) == _between(cluster, shared, right, b[0])
        if (shared and same_place) or (sort == "body" and _small(nodes[a[0]], nodes[b[0]])):
            found.append((a[0], b[0]))
    return found


def _sort(node: Bearer) -> str:
    return "body" if node.kind in BODIES else node.kind


def _small(a: Bearer, b: Bearer) -> bool:
    """Whether two translated names are of a length that fits: words times two at most."""
    one, two = len(a.forms[0][0].split()), len(b.forms[0][0].split())
    return max(one, two) <= 2 * min(one, two) + 1


def _between(cluster: list[int], shared: set[int], line: list[int], node: int) -> tuple[int, int]:
    """The nearest shared clusters before and after a bearer in a line of names; -1 at an end."""
    at = line.index(node)
    before = [cluster[other] for other in line[:at] if cluster[other] in shared]
    after = [cluster[other] for other in line[at + 1 :] if cluster[other] in shared]
    return (before[-1] if before else -1), (after[0] if after else -1)
