"""A sentence as words and marks, with what is already known of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from kronika.model import Account, DateMention, NameMention, Quantity
from kronika.reading.assertions.grammar import Grammar

_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|[^\w\s]|_+")
_APOSTROPHE = re.compile(r"['’]")
_MOST = 2000  # tokens of one sentence that are read; the rest of a longer one stays unread


@dataclass(slots=True)
class Token:
    """A word or mark: its span, its small letters, and the name, quantity or date it belongs to."""

    start: int
    end: int
    text: str
    word: bool
    name: NameMention | None = None
    quantity: Quantity | None = None
    date: DateMention | None = None


@dataclass(slots=True)
class Line:
    """A sentence of an account as tokens; `inner` are the names that stand inside longer ones."""

    index: int
    start: int
    end: int
    kind: str
    tokens: list[Token] = field(default_factory=list)
    inner: list[NameMention] = field(default_factory=list)


def lines(account: Account, grammar: Grammar) -> list[Line]:
    """Every sentence of the account as a line; names, quantities and dates are put on their tokens."""
    text = account.source.text
    names = _outermost(account.names)
    inside = _inner(account.names, names)
    found = []
    places = {"name": 0, "quantity": 0, "date": 0}
    for index, sentence in enumerate(account.sentences):
        line = Line(index, sentence.start, sentence.end, sentence.kind)
        line.tokens = cut(text, sentence.start, sentence.end, grammar)
        for slot, mentions in (("name", names), ("quantity", account.quantities), ("date", account.dates)):
            places[slot] = _lay(line.tokens, mentions, slot, places[slot])
        while inside and inside[-1].start < sentence.end:
            line.inner.append(inside.pop())
        found.append(line)
    return found


def _inner(names: Sequence[NameMention], outer: list[NameMention]) -> list[NameMention]:
    """The places named inside longer names ("the Katyn massacre"), the last first."""
    spans = {(name.start, name.end) for name in outer}
    return sorted((n for n in names if n.kind == "place" and (n.start, n.end) not in spans), reverse=True)


def cut(text: str, start: int, end: int, grammar: Grammar) -> list[Token]:
    """The tokens of a stretch of text; elided words and clitics come apart at the apostrophe."""
    tokens: list[Token] = []
    for match in _TOKEN.finditer(text, start, end):
        if len(tokens) >= _MOST:
            break
        written = match.group()
        word = written.casefold()
        first = word[0].isalnum()
        if first and ("'" in written or "’" in written):
            tokens.extend(_parts(match.start(), written, grammar))
        else:
            tokens.append(Token(*match.span(), word, first))
    return tokens


def _parts(start: int, text: str, grammar: Grammar) -> list[Token]:
    """The tokens of a word with apostrophes."""
    made, at = [], 0
    pieces = _APOSTROPHE.split(text)
    for i, piece in enumerate(pieces):
        mark = 1 if i < len(pieces) - 1 else 0
        low = piece.casefold()
        if i and low in grammar.clitics:
            made.append(Token(start + at - 1, start + at + len(piece), "'" + low, True))
        elif i and made and made[-1].text not in grammar.elided:
            last = made[-1]
            last.end, last.text = start + at + len(piece), f"{last.text}'{low}"
        else:
            made.append(Token(start + at, start + at + len(piece), low, True))
        at += len(piece) + mark
    return made


def _outermost(names: Sequence[NameMention]) -> list[NameMention]:
    """Names that stand in no longer one, in order; a nested one counts only through its outer name."""
    kept: list[NameMention] = []
    for name in sorted(names, key=lambda n: (n.start, -n.end)):
        if not kept or name.start >= kept[-1].end:
            kept.append(name)
    return kept


def _lay(tokens: list[Token], mentions: Sequence[NameMention | Quantity | DateMention], slot: str, at: int) -> int:
    """Puts mentions on the tokens they cover; returns where to go on. Both are in order of start."""
    while tokens and at < len(mentions) and mentions[at].end <= tokens[0].start:
        at += 1
    if not tokens or at >= len(mentions) or mentions[at].start >= tokens[-1].end:
        return at
    for token in tokens:
        while at < len(mentions) and mentions[at].end <= token.start:
            at += 1
        if at < len(mentions) and mentions[at].start < token.end and mentions[at].end > token.start:
            setattr(token, slot, mentions[at])
    return at
