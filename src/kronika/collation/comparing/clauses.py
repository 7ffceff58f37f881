"""A whole clause that one side of a sentence has and the other has not.

Translators add and drop phrases that say little. A clause counts only where the sentence is longer by all of it, where
none of its words is explained by any word of the other side while the rest of the sentence is, and where it holds
something worth telling: a name, a number, or an event that the silent account does not have there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from kronika.collation.comparing import names, unread, wordlore, wordtable
from kronika.collation.comparing.findings import Finding, span
from kronika.collation.comparing.slots import Sides
from kronika.collation.comparing.units import Side
from kronika.collation.comparing.wordtable import WordTable
from kronika.knowledge import events
from kronika.knowledge.events import related
from kronika.names import fold

#: The shortest clause, in letters, and in words.
LETTERS, WORDS = 18, 3
#: The sentence is longer by so many times the clause: lengths of translations vary, and by less says nothing.
LONGER = 1.3
#: A word of fewer letters says little of what a clause means.
SHORT = 4
#: The words of the clause are explained less than this, and less by this much than those around it and those there.
EXPLAINED, LESS = 0.2, 0.25
#: From this gravity on an event is worth telling by itself.
WORTH = 0.5

_CLAUSE = re.compile(r"[^,;:()–—“”„«»\"]+")


@dataclass(frozen=True)
class Opposite:
    """One side of a bead beside the other, with the words of both laid over each other."""

    sides: Sides
    own: int

    @cached_property
    def here(self) -> Side:
        """The side that may say more."""
        return (self.sides.left, self.sides.right)[self.own]

    @cached_property
    def there(self) -> Side:
        """The side that may be silent, with its neighbours where the border of the bead is uncertain."""
        return (self.sides.right, self.sides.left)[self.own]

    @cached_property
    def table(self) -> WordTable:
        """Which words explain which."""
        return wordtable.table(self.sides.left, self.sides.right)


def findings(beads: Sequence[Sides]) -> Iterator[Finding]:
    """The clauses that stand on one side of a bead alone."""
    if not beads:
        return
    pair = beads[0].pair
    longer = len(pair.left.source.text) / max(1, len(pair.right.source.text))
    for sides in beads:
        for own, ratio in ((0, longer), (1, 1 / longer)):
            both = Opposite(sides, own)
            surplus = (both.here.end - both.here.start) - (both.there.end - both.there.start) * ratio
            if surplus >= LONGER * LETTERS:
                yield from _of(both, surplus)


def _of(both: Opposite, surplus: float) -> Iterator[Finding]:
    here, table = both.here, both.table
    words, explained = table.of(both.own), table.explained(both.own)
    other_words, other = table.of(1 - both.own), table.explained(1 - both.own)
    told = np.array([len(word) >= SHORT or word.isdigit() for word in words.texts], bool)
    there = np.array([len(word) >= SHORT or word.isdigit() for word in other_words.texts], bool)
    if not table.likeness.size or not there.any():
        return
    for match in _CLAUSE.finditer(here.text):
        start, end = _trimmed(here, match)
        inside = words.inside(start, end)
        clause = np.zeros(len(told), bool)
        clause[inside.start : inside.stop] = True
        if end - start < LETTERS or len(inside) < WORDS or (told & clause).sum() < 2 or (told & ~clause).sum() < 2:
            continue
        own, rest, back = (
            float(values.mean()) for values in (explained[told & clause], explained[told & ~clause], other[there])
        )
        if surplus < LONGER * (end - start) or own > EXPLAINED or min(rest, back) - own < LESS:
            continue
        held, event = _names(both, start, end), _event(both, start, end)
        if held is None or not (held or event >= WORTH):
            continue
        yield _finding(
            both,
            start,
            end,
            surplus,
            {"explained": own, "rest": rest, "back": back, "held": float(held), "event": event},
        )


def _trimmed(here: Side, match: re.Match[str]) -> tuple[int, int]:
    text = match.group()
    start = here.start + match.start() + len(text) - len(text.lstrip())
    return start, here.start + match.start() + len(text.rstrip())


def _names(both: Opposite, start: int, end: int) -> int | None:
    """How many names and numbers of a clause the silent account lacks; None where it has one of them."""
    here, there, own = both.here, both.there, both.own
    known = both.sides.pair.known
    bound = {known.get((1 - own, n.start, n.end)) for n in there.names} - {None}
    inside = [n for n in here.names if start <= n.start < end]
    tag = here.account.language
    if any(known.get((own, n.start, n.end)) in bound or names.best(n, tag, there) >= names.ONE for n in inside):
        return None
    digits = re.findall(r"\d+", here.account.source.text[start:end])
    if any(run.lstrip("0") in there.digits for run in digits):
        return None
    return len(inside) + len(digits) + _capitals(both, start, end)


def _capitals(both: Opposite, start: int, end: int) -> int:
    """How many words of a clause have a capital within the sentence and stand nowhere in the other account."""
    here, there = both.here, both.there
    if wordlore.capitals(here.account.source.text) > unread.NOUNS:
        return 0
    words = both.table.of(both.own)
    whole = fold(there.account.source.text[: wordlore.SAMPLE * 10])
    return sum(
        words.texts[k][:1].isupper()
        and words.starts[k] > max(start, here.start)
        and len(words.texts[k]) >= SHORT
        and fold(words.texts[k]) not in whole
        and not any(n.start <= words.starts[k] < n.end for n in here.names)
        for k in words.inside(start, end)
    )


def _event(both: Opposite, start: int, end: int) -> float:
    """The gravity of the gravest event that a clause names and that no sentence next to it tells there; 0 for none."""
    here, there = both.here.account, both.there.account
    near = range(both.there.sentences[0] - 1, both.there.sentences[-1] + 2)
    types = {a.type for a in there.assertions if a.sentence in near}
    found = [
        events.severity(a.type)
        for a in here.assertions
        if a.trigger and start <= a.trigger[0] < end and not any(related(a.type, t) for t in types)
    ]
    return max(found, default=0.0)


def _finding(both: Opposite, start: int, end: int, surplus: float, evidence: dict[str, float]) -> Finding:
    words = span(both.here.account, start, end)
    left, right = (None, words) if both.own else (words, None)
    here_value, there_value = (None, words.text) if both.own else (words.text, None)
    evidence |= {
        "bead": both.sides.bead.score,
        "surplus": min(3.0, surplus / (end - start)),
        "sentences": float(len(both.sides.bead.left) + len(both.sides.bead.right) - 2),
    }
    why = (
        "no word of the clause has a partner in the other sentence, and the words around it have theirs",
        "the sentence is longer by all of it",
    )
    return Finding("clause", "omission", left, right, here_value, there_value, evidence, why, relation="omits")
