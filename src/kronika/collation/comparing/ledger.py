"""How the names of two accounts meet over all their aligned sentences: which have a partner, which are strangers.

One sentence says little of a name that the other lacks. The accounts as a whole say whether the other tells it
elsewhere under the same name, and whether two names stand in each other's place again and again, as translations do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from kronika.collation.comparing import names
from kronika.collation.comparing.slots import Sides
from kronika.collation.comparing.units import Side
from kronika.collation.nearest import LISTED
from kronika.knowledge import gazetteer
from kronika.model import Account, NameMention
from kronika.names import fold, roman

#: Names times letters in which they are looked for: a bead that asks for more is a list beside a list.
LOOKED = 200_000
#: Distinct names of an account that a stranger is looked for among.
FEW = 400
#: Letters in common, of a hundred, below which two names are not compared by sound.
LETTERS = 55.0
#: Letters between two parts of one name: a space and the ending of the first.
GAP = 5


@dataclass(frozen=True, slots=True)
class Stranger:
    """A name that the other side of its bead does not have, or not for it.

    Attributes:
        near: how near anything comes that no other name has claimed.
        taken: how near a name comes that is another's partner ("Cromwell Society" for Cromwell).
    """

    name: NameMention
    near: float
    taken: float


@dataclass(frozen=True, slots=True)
class Meeting:
    """The names of one bead: those met on both sides, one to one, and the strangers of the left and of the right."""

    sides: Sides
    partners: tuple[tuple[NameMention, NameMention], ...]
    strangers: tuple[tuple[Stranger, ...], tuple[Stranger, ...]]


@dataclass
class Ledger:
    """All meetings of two accounts, and what they add up to."""

    meetings: list[Meeting]
    seen: tuple[Counter[str], Counter[str]] = field(default_factory=lambda: (Counter(), Counter()))
    met: tuple[Counter[str], Counter[str]] = field(default_factory=lambda: (Counter(), Counter()))
    together: Counter[tuple[str, str]] = field(default_factory=Counter)

    def again(self, left: NameMention, right: NameMention) -> int:
        """In how many other beads both stand as strangers beside each other."""
        return max(0, self.together[fold(left.name), fold(right.name)] - 1)

    def unmet(self, own: int, name: NameMention) -> int:
        """How often else the name stands where the other account has it not."""
        key = fold(name.name)
        return max(0, self.seen[own][key] - self.met[own][key] - 1)

    def elsewhere(self, own: int, name: NameMention) -> int:
        """How often else the name stands where the other account has it too."""
        return self.met[own][fold(name.name)]


def ledger(beads: Sequence[Sides]) -> Ledger:
    """The names of all beads laid beside each other."""
    book = Ledger([meeting for sides in beads if (meeting := _meeting(sides)) is not None])
    for meeting in book.meetings:
        for own in (0, 1):
            strange = {fold(s.name.name) for s in meeting.strangers[own]}
            here = {fold(n.name) for n in (meeting.sides.right if own else meeting.sides.left).names}
            book.seen[own].update(sorted(here))
            book.met[own].update(sorted(here - strange))
        pairs = {(fold(a.name.name), fold(b.name.name)) for a in meeting.strangers[0] for b in meeting.strangers[1]}
        book.together.update(sorted(pairs))
    return book


def told(name: NameMention, tag: str, other: Account, but: Side) -> float:
    """How likely the other account tells the name anywhere outside a side of a bead, among its names."""
    there = other.language
    forms = {n.name for n in other.names if n.end <= but.start or n.start >= but.end}
    if len(forms) > FEW:
        forms = {form for form in forms if fold(form)[:1] == fold(name.name)[:1]}
    found, wanted, places = 0.0, roman(name.name), set(gazetteer.rows(name.name))
    for form in sorted(forms)[:FEW]:
        # What shares neither letters nor a place is not worth the comparison by sound.
        if fuzz.partial_ratio(wanted, roman(form)) < LETTERS and not places & set(gazetteer.rows(form)):
            continue
        found = max(found, names.likelihood(name.name, tag, form, there, None))
        if found >= names.ONE:
            break
    return found


def _meeting(sides: Sides) -> Meeting | None:
    left, right = sides.left, sides.right
    if len(left.names) * len(right.names) > LISTED:
        return None
    if max(len(left.names), len(right.names), 1) * len(left.text + right.text) > LOOKED:
        return None
    likeness = _likeness(left, right)
    chosen = _matched(sides, likeness)
    strangers, seen = _strangers(sides, 0, likeness, chosen)
    others, seen_there = _strangers(sides, 1, likeness, chosen)
    partners = [(left.names[i], right.names[j]) for i, j in sorted(chosen)]
    partners += [*seen, *((b, a) for a, b in seen_there)]
    # A name in whose words a name of the other side was seen is its partner ("Толстой" in "Лев Николаевич Толстой").
    strangers = tuple(s for s in strangers if not any(_meet(s.name, seen) for _, seen in seen_there))
    others = tuple(s for s in others if not any(_meet(s.name, there) for _, there in seen))
    # …and one that is a part of a name whose other part has a partner ("Maurice'em" before "Mpolo").
    strangers = tuple(s for s in strangers if not _part(s.name, partners, left, right.account.language))
    turned = [(b, a) for a, b in partners]
    others = tuple(s for s in others if not _part(s.name, turned, right, left.account.language))
    return Meeting(sides, tuple(sorted(partners)), (strangers, others))


def _part(name: NameMention, partners: Sequence[tuple[NameMention, NameMention]], here: Side, there: str) -> bool:
    """Whether a name stands next to a partner and is a word of what that partner is on the other side."""
    return any(
        _next(name, own, here) and any(_alike(name, here.account.language, word, there) for word in other.name.split())
        for own, other in partners
        if len(other.name.split()) > len(own.name.split())
    )


def _next(a: NameMention, b: NameMention, where: Side) -> bool:
    """Whether nothing but a space, and perhaps a case ending, stands between two names."""
    start, end = min(a.end, b.end), max(a.start, b.start)
    between = where.account.source.text[start:end]
    return start <= end <= start + GAP and len(between.split()) <= 1 and not any(c in ",;()&" for c in between)


def _alike(name: NameMention, tag: str, word: str, there: str) -> bool:
    return names.likelihood(name.name, tag, word, there, None) >= names.ONE


def _meet(a: NameMention, b: NameMention) -> bool:
    return a.start < b.end and b.start < a.end


def _likeness(left: Side, right: Side) -> dict[tuple[int, int], float]:
    """How alike the names of both sides are; a name that stands there letter by letter is compared with no other."""
    tags = left.account.language, right.account.language
    here, there = [fold(n.name) for n in left.names], [fold(n.name) for n in right.names]
    out = {}
    for i, a in enumerate(left.names):
        for j, b in enumerate(right.names):
            if here[i] == there[j]:
                out[i, j] = 1.0
            elif here[i] in there or there[j] in here:
                # One of them has its own; the other may still be a short form of it.
                out[i, j] = names.ONE if set(here[i].split()) & set(there[j].split()) else 0.0
            else:
                out[i, j] = names.alike(a, tags[0], b, tags[1])
    return out


def _matched(sides: Sides, likeness: dict[tuple[int, int], float]) -> set[tuple[int, int]]:
    """Names of both sides one to one, the likeliest first; of equals those that stand alike in their sentences."""

    def rank(cell: tuple[int, int]) -> tuple[float, float, float, int, int]:
        a, b = sides.left.names[cell[0]], sides.right.names[cell[1]]
        equal = fold(a.name) == fold(b.name)
        return (-float(equal), -round(likeness[cell], 2), _apart(sides, a, b), *cell)

    used: tuple[set[int], set[int]] = (set(), set())
    chosen = set()
    for i, j in sorted((cell for cell, value in likeness.items() if value >= names.ONE), key=rank):
        if i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
            chosen.add((i, j))
    return chosen


def _apart(sides: Sides, a: NameMention, b: NameMention) -> float:
    here = (a.start - sides.left.start) / max(1, sides.left.end - sides.left.start)
    there = (b.start - sides.right.start) / max(1, sides.right.end - sides.right.start)
    return abs(here - there)


def _strangers(
    sides: Sides, own: int, likeness: dict[tuple[int, int], float], chosen: set[tuple[int, int]]
) -> tuple[tuple[Stranger, ...], list[tuple[NameMention, NameMention]]]:
    """The names of a side without a partner; and those whose partner stands in words that no reader took for a name."""
    here, there = (sides.right, sides.left) if own else (sides.left, sides.right)
    wide = sides.left_around if own else sides.right_around
    matched, claimed = {cell[own] for cell in chosen}, {cell[1 - own] for cell in chosen}
    left_over = [at for at in range(len(here.names)) if at not in matched]
    tag, other = here.account.language, there.account.language
    free = _free(there, [there.names[at] for at in sorted(claimed)])
    found, seen = [], []
    for at in left_over:
        name = here.names[at]
        column = [likeness[(k, at) if own else (at, k)] for k in range(len(there.names))]
        taken = max((column[k] for k in claimed), default=0.0)
        near = max((value for k, value in enumerate(column) if k not in claimed), default=0.0)
        sighting = names.unrecognised(name, tag, free, other)
        if sighting.likelihood >= names.ONE:
            start, end = there.start + sighting.start, there.start + sighting.end
            seen.append((name, _made(name, start, end, there.account.source.text[start:end])))
            continue
        near = max(near, sighting.likelihood)
        if near < names.ONE and wide is not there:
            near = max(near, names.best(name, tag, wide))
        if near < names.ONE:
            found.append(Stranger(name, near, taken))
    return tuple(found), seen


def _made(like: NameMention, start: int, end: int, text: str) -> NameMention:
    return NameMention(start, end, text, like.kind, text)


def _free(where: Side, claimed: Sequence[NameMention]) -> str:
    """The words of a side with the names blotted out that are partners already; as long as the side."""
    text, at, out = where.account.source.text, where.start, []
    for name in claimed:
        end = max(at, name.end)
        out += [text[at : max(at, name.start)], "\n" * (end - max(at, name.start))]
        at = end
    return "".join([*out, text[at : where.end]])
