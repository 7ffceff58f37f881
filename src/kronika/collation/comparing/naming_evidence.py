"""What speaks for and against two names, left over beside each other, being two things: numbers for a model."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kronika.collation.comparing import ledger, names, places, wordlore, wordtable
from kronika.collation.comparing.ledger import Ledger, Meeting, Stranger
from kronika.collation.comparing.slots import Sides
from kronika.collation.comparing.wordlore import HUMAN, PLACES
from kronika.collation.comparing.wordtable import Words, WordTable
from kronika.collation.encoders import Encoder, knows
from kronika.knowledge import gazetteer
from kronika.model import NameMention

#: What the encoder says of two names when it does not know a language: what it says of any two.
UNKNOWN = {"sense": 0.28, "sense_max": 0.45, "sense_min": 0.36}
#: From this likeness on to some words of the other side a name is translated there.
TRANSLATED = 0.7


@dataclass(frozen=True, slots=True)
class Candidate:
    """One end of a pair: a stranger, and whether a reader took it for a name."""

    stranger: Stranger
    read: bool

    @property
    def name(self) -> NameMention:
        """The mention; of a run of words one made for it."""
        return self.stranger.name


def gathered(
    pairs: Sequence[tuple[Candidate, Candidate]],
    meeting: Meeting,
    book: Ledger,
    table: WordTable,
    encoder: Encoder,
    counts: tuple[int, int],
) -> list[dict[str, float]]:
    """The evidence of each pair of one bead; `counts` are the names left over on both sides."""
    sides = meeting.sides
    senses = _senses(pairs, sides, table, encoder)
    out = []
    for (a, b), sense in zip(pairs, senses):
        evidence = sides.evidence(a.name, b.name) | _of_kinds(a, b, meeting, counts) | _of_knowledge(a, b, sides)
        evidence |= _of_words(a.name, b.name, sides, table) | _of_accounts(a.name, b.name, sides, book) | sense
        for feature in ("plain_max", "places", "organizations"):
            evidence[f"blind_{feature}"] = evidence["blind"] * evidence[feature]
        out.append(evidence)
    return out


def _senses(
    pairs: Sequence[tuple[Candidate, Candidate]], sides: Sides, table: WordTable, encoder: Encoder
) -> list[dict[str, float]]:
    """How near the names of each pair are to each other for the sentence encoder, and to anything on the other side."""
    if not all(knows(encoder, account.language) for account in (sides.left.account, sides.right.account)):
        return [UNKNOWN | {"blind": 1.0, "translated": 0.0} for _ in pairs]
    forms = [sorted({pair[own].name.name for pair in pairs}) for own in (0, 1)]
    vectors = [dict(zip(some, encoder.encode(some))) for some in forms]
    best: list[dict[str, float]] = []
    for own in (0, 1):
        sizes = {size for name in forms[own] for size in _sizes(name)}
        stretches = _stretches(table.of(1 - own), (sides.left if own else sides.right).account.source.text, sizes)
        there = encoder.encode(stretches) if stretches else None
        best.append(
            {name: float((there @ vectors[own][name]).max()) if there is not None else 0.0 for name in forms[own]}
        )
    out = []
    for a, b in pairs:
        nearest = best[0][a.name.name], best[1][b.name.name]
        out.append(
            {
                "sense": float(vectors[0][a.name.name] @ vectors[1][b.name.name]),
                "sense_max": max(nearest),
                "sense_min": min(nearest),
                "translated": 10 * max(0.0, max(nearest) - TRANSLATED),
                "blind": 0.0,
            }
        )
    return out


def _sizes(name: str) -> tuple[int, ...]:
    count = min(3, len(name.split()))
    return (count, count + 1) if count == 1 else (count - 1, count, count + 1)


def _stretches(words: Words, text: str, sizes: set[int]) -> list[str]:
    return [
        text[words.starts[at] : words.ends[at + size - 1]]
        for size in sorted(sizes)
        for at in range(len(words.texts) - size + 1)
    ]


def _of_kinds(a: Candidate, b: Candidate, meeting: Meeting, counts: tuple[int, int]) -> dict[str, float]:
    """What sort of names they are, how they look, and what else is left over."""
    here, there, sides = a.name, b.name, meeting.sides
    kinds = {here.kind, there.kind}
    loose = not (a.read and b.read)
    one_kind = len(kinds) == 1 or loose
    persons, places_ = one_kind and "person" in kinds, one_kind and "place" in kinds
    parts = len(here.name.split()), len(there.name.split())
    bound = {sides.pair.known.get((own, n.start, n.end), -1 - own) for own, n in enumerate((here, there))}
    one_script = names.latin(here.text) == names.latin(there.text)
    return {
        "one_kind": float(one_kind),
        "persons": float(persons),
        "places": float(places_),
        "organizations": float("organization" in kinds),
        "loose": float(loose),
        "near_max": max(a.stranger.near, b.stranger.near),
        "near_min": min(a.stranger.near, b.stranger.near),
        "taken": max(a.stranger.taken, b.stranger.taken),
        "bound": float(len(bound) == 1),
        "met": len(meeting.partners) / (len(meeting.partners) + max(1, *counts)),
        "lone": float(max(counts) <= 1),
        "more_left": float(max(0, counts[0] - 1) + max(0, counts[1] - 1)),
        "words": float(min(3, parts[0]) + min(3, parts[1])),
        "full": float(min(parts) > 1),
        "length": min(20.0, float(min(len(here.name), len(there.name)))),
        "first": float(here.start == sides.left.start) + float(there.start == sides.right.start),
        "one_script": float(one_script),
        "people_written": float(persons and one_script),
        "place_written": float(places_ and one_script),
        "full_people": float(persons and min(parts) > 1),
    }


def _of_knowledge(a: Candidate, b: Candidate, sides: Sides) -> dict[str, float]:
    """What is known of the names and their words."""
    here, there = a.name, b.name
    tags = sides.left.account.language, sides.right.account.language
    bits = [wordlore.bits(n.name) for n in (here, there)]
    plain = [wordlore.plain(n.name, tag) for n, tag in zip((here, there), tags)]
    rows = [bool(gazetteer.rows(n.name)) for n in (here, there)]
    human, placed = ([wordlore.share(b, wanted) for b in bits] for wanted in (HUMAN, PLACES))
    return {
        "alike": names.alike(here, tags[0], there, tags[1]),
        "plain_max": max(plain),
        "plain_min": min(plain),
        "human_max": max(human),
        "human_min": min(human),
        "placed_max": max(placed),
        "placed_min": min(placed),
        "gazetted": float(sum(rows)),
        "two_places": float(all(rows) and places.apart(here.name, tags[0], there.name, tags[1])),
        "loose_known": 0.0 if a.read and b.read else min(wordlore.known(b, r) for b, r in zip(bits, rows)),
    }


def _of_words(here: NameMention, there: NameMention, sides: Sides, table: WordTable) -> dict[str, float]:
    """What the words of the bead say: whether the names are explained, whether their surroundings fit."""
    left, right = table.left.inside(here.start, here.end), table.right.inside(there.start, there.end)
    means = [
        sum(float(values[k]) for k in stretch) / max(1, len(stretch))
        for values, stretch in ((table.explained(0), left), (table.explained(1), right))
    ]
    return {
        "around": table.around(left, right),
        "meaning": wordtable.meaning(here.name, there.name),
        "explained_max": max(means),
        "explained_min": min(means),
        "crossed": float(table.likeness[left.start : left.stop, right.start : right.stop].max(initial=0.0)),
    }


def _of_accounts(here: NameMention, there: NameMention, sides: Sides, book: Ledger) -> dict[str, float]:
    """What the rest of both accounts says of the two names."""
    tags = sides.left.account.language, sides.right.account.language
    ends = ((0, here, sides.right), (1, there, sides.left))
    elsewhere = [
        max(float(book.elsewhere(own, name) > 0), ledger.told(name, tags[own], other.account, other))
        for own, name, other in ends
    ]
    unmet = [book.unmet(own, name) for own, name, _ in ends]
    return {
        "told_max": max(elsewhere),
        "told_min": min(elsewhere),
        "again": math.log1p(book.again(here, there)),
        "unmet_max": math.log1p(max(unmet)),
        "unmet_min": math.log1p(min(unmet)),
    }


def reasons(a: Candidate, b: Candidate, evidence: Mapping[str, float]) -> tuple[str, ...]:
    """What speaks for a difference, for a reader."""
    here, there = a.name.name, b.name.name
    told = [f"aligned sentences: “{here}” has no partner there, nor “{there}” here"]
    if evidence["two_places"]:
        told.append("the gazetteer knows both, as two places")
    if evidence["told_max"] >= names.ONE:
        told.append("one of the two stands in both accounts elsewhere, under its own name")
    if evidence["around"] >= ALIKE:
        told.append("the same words stand around both")
    if evidence["lone"]:
        told.append("no other name is left over in these sentences")
    if evidence["loose"]:
        told.append(f"“{here if b.read else there}” was read as no name, and nothing in the other sentence explains it")
    return tuple(told)


#: Surroundings of two names from which they are called the same.
ALIKE = 0.3
