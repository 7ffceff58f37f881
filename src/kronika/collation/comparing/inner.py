"""What one account leaves out within a sentence that both tell: a person, a title.

A name without a partner is mostly a name that was translated, read on one side only, or told by a pronoun. It is left
out only where nothing of it stands anywhere in the other account, where the sentence is as much longer as the name, and
where all else that the sentence names has its partner.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from anyascii import anyascii
from rapidfuzz import fuzz

from kronika.collation.comparing import names, wordlore
from kronika.collation.comparing.findings import Finding, Pair, span
from kronika.collation.comparing.slots import Sides
from kronika.collation.comparing.units import Side, side
from kronika.knowledge import gazetteer
from kronika.languages.packs import section
from kronika.languages.sections.names import Names
from kronika.model import NameMention
from kronika.names import fold

#: From this likeness of any part on, a name may stand on the other side after all.
PART = 0.35
#: Letters in common, in a hundred, from which a word of the other account is looked at as a form of a part of a name.
ALIKE = 50.0
#: The least share of spaces in a text that parts its words by them.
SPACED = 0.05
#: Letters in common, in a hundred, from which a title is taken to stand in the other account as it is.
KEPT = 85.0
#: Letters before a title in which a word for a work introduces it.
NEAR = 30
#: More names than this in a sentence make a list, from which translators drop.
MOST = 12
#: Letters in which names are looked for: an account of a megabyte is a library.
LOOKED = 400_000

_QUOTED = re.compile(r"[“„«\"»‹›”「『]([^“”„«»\"‹›「」『』\n]{2,80})[”“»\"«›‹」』]")


@dataclass(frozen=True, slots=True)
class Left:
    """What stands on one side alone: a stretch of it, and what it is."""

    start: int
    end: int
    text: str
    what: str  # "person" or "title"
    sure: float
    quoted: bool = False


def findings(beads: Sequence[Sides]) -> Iterator[Finding]:
    """The names of people and the titles that one side of a sure bead has and the other account nowhere."""
    if not beads:
        return
    pair = beads[0].pair
    texts = pair.left.source.text, pair.right.source.text
    # Where no space parts the words, no name is looked for in them as surely as this asks.
    if max(map(len, texts)) > LOOKED or any(text.count(" ") < len(text) * SPACED for text in texts):
        return
    whole = _whole(pair)
    longer = len(pair.left.source.text) / max(1, len(pair.right.source.text))
    for sides in beads:
        if len(sides.left.names) > MOST or len(sides.right.names) > MOST:
            continue
        yield from _of_side(sides, sides.left, sides.right, whole, longer, True)
        yield from _of_side(sides, sides.right, sides.left, whole, 1 / longer, False)


def _whole(pair: Pair) -> tuple[Side, Side]:
    return side(pair.left, range(len(pair.left.sentences))), side(pair.right, range(len(pair.right.sentences)))


def _of_side(
    sides: Sides, here: Side, there: Side, whole: tuple[Side, Side], longer: float, on_left: bool
) -> Iterator[Finding]:
    account = whole[1 if on_left else 0]
    missing = [*_people(sides, here, there, account, on_left), *_titles(here, there, account)]
    if not missing:
        return
    surplus = (here.end - here.start) - (there.end - there.start) * longer
    needed = sum(one.end - one.start for one in missing)
    others = _without_partner(sides, here, there, on_left, missing)
    strange = _without_partner(sides, there, here, not on_left, ())
    # A stranger on the other side may be another name for the same person: the comparison of names tells of it.
    missing = [one for one in missing if one.what != "person" or not strange]
    for one in missing:
        evidence = {
            "bead": sides.bead.score,
            "surplus": max(-3.0, min(3.0, surplus / max(1, needed))),
            "person": float(one.what == "person"),
            "words": float(min(4, len(one.text.split()))),
            "others": float(others),
            "strange": float(strange),
            "sure": one.sure,
            "sentences": float(len(sides.bead.left) + len(sides.bead.right) - 2),
            "known": float(len(here.names) - others - len(missing)),
        }
        words = span(here.account, one.start, one.end)
        why = (
            f"{one.text!r} stands nowhere in the other account",
            "the rest of the sentence has its partner there, and is as much shorter"
            if surplus >= needed / 2
            else "the rest of the sentence has its partner there",
        )
        left, right = (words, None) if on_left else (None, words)
        here_value, there_value = (one.text, None) if on_left else (None, one.text)
        yield Finding("inner", "omission", left, right, here_value, there_value, evidence, why, relation="omits")


def _people(sides: Sides, here: Side, there: Side, account: Side, on_left: bool) -> Iterator[Left]:
    """People by their full name of whom no part stands in the other account."""
    for name in here.names:
        if name.kind != "person" or len(name.name.split()) < 2 or gazetteer.rows(name.name):
            continue
        if _gloss(name, here) or _bound(sides, name, account, on_left) or _stands(name, here.account.language, account):
            continue
        yield Left(name.start, name.end, name.text, "person", name.confidence)


def _gloss(name: NameMention, where: Side) -> bool:
    """Whether a name stands in brackets right after another: "Jacques Lefevre (Jakob Faber)" is one man."""
    before = where.account.source.text[max(where.start, name.start - 3) : name.start].rstrip()
    return before.endswith(("(", "[", "（")) and any(0 < name.start - other.end <= 3 for other in where.names)


def _bound(sides: Sides, name: NameMention, account: Side, on_left: bool) -> bool:
    """Whether identity binds a name to one of the other account."""
    known, own = sides.pair.known, 0 if on_left else 1
    thing = known.get((own, name.start, name.end))
    return thing is not None and any(known.get((1 - own, n.start, n.end)) == thing for n in account.names)


def _stands(name: NameMention, tag: str, account: Side) -> bool:
    """Whether a name, or a part of it that is no mere initial, stands in an account in any form."""
    there = account.account.language
    if any(names.alike(name, tag, other, there) >= PART for other in account.names):
        return True
    parts = [part for part in name.name.split() if len(part) > 2]
    # A given name that stands there only as part of another's full name is that other's: two men called Joseph.
    given = [part for part in parts if wordlore.share(wordlore.bits(part), wordlore.GIVEN)]
    unclaimed = _unclaimed(account) if given and len(given) < len(parts) else account.text
    if names.unrecognised(name, tag, unclaimed, there).likelihood >= PART:
        return True
    words, loose = _words(account.text), _words(unclaimed)
    return any(
        names.likelihood(part, tag, word, there, None) >= PART
        for part in parts
        for word in _alike(part, loose if part in given else words)
    )


def _unclaimed(account: Side) -> str:
    """The words of an account without the full names of people."""
    text, at, out = account.account.source.text, account.start, []
    for name in account.names:
        if name.kind == "person" and len(name.name.split()) > 1 and name.start >= at:
            out.append(text[at : name.start])
            at = name.end
    return " ".join([*out, text[at : account.end]])


@lru_cache(8)
def _words(text: str) -> frozenset[str]:
    """The words of a text, and each particle with what follows it: "du Pont" is "Dupont" elsewhere."""
    single = re.findall(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*", text)
    joined = {a + b for a, b in pairwise(single) if len(a) <= 3}
    return frozenset(joined | {word for word in single if len(word) >= 3})


def _alike(part: str, words: frozenset[str]) -> list[str]:
    """The words that share enough letters with a part of a name to be worth a look."""
    wanted = _folded(part)
    return [word for word in sorted(words) if fuzz.ratio(wanted, _folded(word)) >= ALIKE]


@lru_cache(200_000)
def _folded(text: str) -> str:
    return fold(anyascii(text))


def _titles(here: Side, there: Side, account: Side) -> Iterator[Left]:
    """Titles in quotation marks, or named after a word for a work, where the other side has fewer of them.

    What is in quotation marks on both sides is one and the same, translated; what is in none is looked for by itself.
    """
    mine, yours = _works(here), _works(there)
    more = len(_QUOTED.findall(here.text)) - len(_QUOTED.findall(there.text))
    quoted, bare = [one for one in mine if one.quoted], [one for one in mine if not one.quoted]
    other = sum(not one.quoted for one in yours)
    tag = here.account.language
    for group, odd in ((bare, len(bare) - other - max(0, -more)), (quoted, more - max(0, other - len(bare)))):
        loose = [one for one in group if not _told(one, tag, there, account)]
        if odd > 0 and len(loose) == odd:
            yield from loose


def _told(one: Left, tag: str, there: Side, account: Side) -> bool:
    """Whether a title stands in the other account in its own letters, or nearly: most are translated, some are kept.

    A place or person taken for a title stands there as what it is.
    """
    if gazetteer.rows(one.text) or fuzz.partial_ratio(_folded(one.text), _folded(account.text)) >= KEPT:
        return True
    mention = NameMention(one.start, one.end, one.text, "work", one.text)
    return names.best(mention, tag, there) >= names.ONE or names.best(mention, tag, account) >= KEPT / 100


def _works(where: Side) -> list[Left]:
    """The titles of a side: works by name, and what stands in quotation marks, where a word for a work comes before."""
    found = [
        Left(n.start, n.end, n.text, "title", n.confidence, _marked(n, where))
        for n in where.names
        if n.kind == "work" and _introduced(n.start, where)
    ]
    for match in _QUOTED.finditer(where.text):
        start, end = where.start + match.start(1), where.start + match.end(1)
        if _introduced(start, where) and not any(one.start < end and start < one.end for one in found):
            found.append(Left(start, end, match.group(1), "title", 0.8, True))
    return sorted(found, key=lambda one: one.start)


def _marked(name: NameMention, where: Side) -> bool:
    """Whether a name stands in quotation marks."""
    before = where.account.source.text[max(0, name.start - 2) : name.start].rstrip()
    return before[-1:] in tuple('“„«"»‹「『')


def _introduced(start: int, where: Side) -> bool:
    """Whether a word for a work stands close before, in the same clause: "her novel, …", "poema «…»"."""
    before = where.account.source.text[max(where.start, start - NEAR) : start].casefold()
    words = section(where.account.language, Names)
    heads = {head.casefold().rstrip("*") for head in (*words.works, *words.authors)}
    return any(len(head) > 3 and re.search(rf"(?<!\w){re.escape(head)}\w{{0,4}}\W", before) for head in sorted(heads))


def _without_partner(sides: Sides, here: Side, there: Side, on_left: bool, missing: Sequence[Left]) -> int:
    """How many other names of a side have no partner on the other."""
    known, own = sides.pair.known, 0 if on_left else 1
    bound = {known.get((1 - own, n.start, n.end)) for n in there.names} - {None}
    tag = here.account.language
    return sum(
        1
        for n in here.names
        if not any(one.start < n.end and n.start < one.end for one in missing)
        and known.get((own, n.start, n.end)) not in bound
        and names.best(n, tag, there) < names.ONE
    )
