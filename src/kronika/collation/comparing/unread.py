"""Names that no reader took for one: runs of capitalised words that nothing on the other side explains."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kronika.collation.comparing import names
from kronika.collation.comparing.ledger import Meeting, Stranger
from kronika.collation.comparing.units import Side
from kronika.collation.comparing.wordlore import GIVEN, HUMAN, PLACES, bits, share
from kronika.collation.comparing.wordtable import Words, WordTable
from kronika.knowledge.weights.words import words as known_words
from kronika.model import NameKind, NameMention
from kronika.names import fold

#: The commonest words of a language: a capital letter makes no name of them.
COMMON = 1500
#: Within a sentence a capital makes a name of all but the very commonest words (a sentence may begin inside another).
OFTEN = 300
#: Likeness of a word on the other side from which a word cannot be a name that the other side lacks: the vectors of two
#: towns of one land are near, too.
EXPLAINED = 0.35
#: From this share of capitals within sentences on, nouns are written with them.
NOUNS = 0.24


def runs(
    meeting: Meeting, own: int, table: WordTable, capitals: float, kinds: Sequence[NameKind], most: int
) -> list[Stranger]:
    """The runs of one side of a bead (0 left, 1 right), as strangers; at most `most`.

    `capitals` is the account's share of capitals within sentences, `kinds` the kinds of names that are compared.
    """
    where, other = (meeting.sides.right, meeting.sides.left) if own else (meeting.sides.left, meeting.sides.right)
    words, tag, text = table.of(own), where.account.language, where.account.source.text
    weak = capitals > NOUNS
    open_ = _open(meeting, own, table, kinds)
    sure = {k for k in open_ if _named(words.texts[k], tag, weak or _begins(text, words.starts[k], where.start))}
    found = []
    for run in _together(open_, words, text):
        # Beside a word that is known as a name an unknown one is part of it.
        run = [k for k in run if k in sure or known_words().rank(words.texts[k].casefold(), tag) < 0]
        if sure.intersection(run):
            mention = _made(text, words.starts[run[0]], words.ends[run[-1]], len(run))
            near = names.best(mention, tag, other)
            if near < names.ONE:
                found.append(Stranger(mention, near, 0.0))
    return found[:most]


def _open(meeting: Meeting, own: int, table: WordTable, kinds: Sequence[NameKind]) -> list[int]:
    """The capitalised words of a side that are in no name or date yet and that the other side does not explain."""
    where: Side = meeting.sides.right if own else meeting.sides.left
    taken = [(s.name.start, s.name.end) for s in meeting.strangers[own] if s.name.kind in kinds]
    taken += [(d.start, d.end) for d in where.dates]
    # A part of a longer name may be what differs: "Midsomer Norton" in "Midsomer Norton Terrace" beside "Terrace".
    taken += [
        (pair[own].start, pair[own].end)
        for pair in meeting.partners
        if len(pair[own].text.split()) <= len(pair[1 - own].text.split())
    ]
    words, explained = table.of(own), table.explained(own)
    return [
        k
        for k, text in enumerate(words.texts)
        if explained[k] < EXPLAINED
        and text[:1].isupper()
        and not any(s < words.ends[k] and words.starts[k] < e for s, e in taken)
    ]


def _named(word: str, tag: str, weak: bool) -> bool:
    """Whether a capital makes a name of a word; where it is weak, of what is known as one and is no common word."""
    rank = known_words().rank(word.casefold(), tag)
    tables = known_words().known(fold(word))
    known = bool(tables & (HUMAN | PLACES))
    if weak:
        return (known and rank < 0) or (bool(tables & GIVEN) and rank > COMMON)
    return len(word) > 1 and (rank < 0 or rank > COMMON or (known and rank > OFTEN))


def _begins(text: str, at: int, first: int) -> bool:
    """Whether a sentence, a heading or quoted words may begin at a place."""
    before = text[max(first, at - 3) : at].rstrip(" ")
    return not before or not (before[-1].isalnum() or before[-1] == ",")


def _together(open_: Sequence[int], words: Words, text: str) -> Iterator[list[int]]:
    """Words that stand next to each other, small ones ("de", "van der") between them allowed."""
    run: list[int] = []
    for k in open_:
        if run and not _joined(run[-1], k, words, text):
            yield run
            run = []
        run.append(k)
    if run:
        yield run


def _joined(a: int, b: int, words: Words, text: str) -> bool:
    between = text[words.ends[a] : words.starts[b]]
    return b - a <= 2 and len(between) <= 6 and not any(c in ',;:()[]«»„“”"—–' for c in between)


def _made(text: str, start: int, end: int, parts: int) -> NameMention:
    words = text[start:end]
    tables = bits(words)
    kind: NameKind = "person" if parts > 1 or share(tables, HUMAN) > share(tables, PLACES) else "place"
    return NameMention(start, end, words, kind, words)
