"""What is said not to be so for the sake of what is: "born not in Paris but in Rome"."""

from __future__ import annotations

from dataclasses import dataclass

from kronika.reading.assertions.grammar import Grammar
from kronika.reading.assertions.lexicon import Lexicon
from kronika.reading.assertions.tokens import Line

_REACH = 10  # words between the negator and the word that puts right
_HARD = frozenset(":;–—()[]")


@dataclass(frozen=True)
class Contrast:
    """Tokens of a line: those `denied`, the negators that deny no verb, and what joins the two parts (no clause)."""

    denied: frozenset[int] = frozenset()
    negators: frozenset[int] = frozenset()
    joints: frozenset[int] = frozenset()


NONE = Contrast()


def contrast(line: Line, grammar: Grammar, lexicon: Lexicon, negators: frozenset[str]) -> Contrast:
    """The contrasts of a line that put one phrase in place of another; those of two verbs are clauses of their own."""
    denied: set[int] = set()
    mute: set[int] = set()
    joints: set[int] = set()
    for at, token in enumerate(line.tokens):
        if token.text not in grammar.contrast or token.name is not None:
            continue
        negator = _negator(line, at, negators)
        if negator is None:
            continue
        first = [i for i in range(negator + 1, at) if line.tokens[i].word]
        verbs = [i for i in first if _verb(line, i, grammar, lexicon)]
        if not first or (verbs and (verbs[-1] == first[-1] or not _verbless(line, at, grammar, lexicon))):
            continue
        if token.text in grammar.coordinators and verbs:
            continue
        denied.update(i for i in first if not verbs or i > verbs[-1])
        mute.update(i for i in range(max(0, negator - 1), negator + 2) if line.tokens[i].text in negators)
        joints.update({at, at - 1} if line.tokens[at - 1].text == "," else {at})
    return Contrast(frozenset(denied), frozenset(mute), frozenset(joints)) if denied else NONE


def _negator(line: Line, at: int, negators: frozenset[str]) -> int | None:
    """The negator before the contrast, with nothing but words and one comma between."""
    commas = 0
    for i in range(at - 1, max(-1, at - _REACH - 1), -1):
        token = line.tokens[i]
        commas += token.text == ","
        if token.text in _HARD or commas > 1:
            return None
        if token.text in negators and token.name is None:
            return i
    return None


def _verb(line: Line, at: int, grammar: Grammar, lexicon: Lexicon) -> bool:
    token = line.tokens[at]
    if token.name or token.date or token.quantity or token.text in grammar.prepositions:
        return False
    return grammar.is_verb(token.text) or any(entry.sort == "verbs" for entry, _ in lexicon.words.get(token.text, ()))


def _verbless(line: Line, at: int, grammar: Grammar, lexicon: Lexicon) -> bool:
    """Whether nothing but a phrase follows, up to the next mark."""
    for i in range(at + 1, len(line.tokens)):
        if not line.tokens[i].word:
            return i > at + 1
        if _verb(line, i, grammar, lexicon):
            return False
    return True
