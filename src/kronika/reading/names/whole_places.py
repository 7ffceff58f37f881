"""Places of several words that the gazetteer knows whole: "Mato Grosso do Sul", "Nova Zelândia", "Nizhny Novgorod".

The learnt reader sees words; where it found but a part of such a place, or nothing, the whole outranks it.
"""

from __future__ import annotations

from kronika.knowledge.weights.words import words
from kronika.reading.names.base_form import Forms
from kronika.reading.names.lands import is_large
from kronika.reading.names.line import Line
from kronika.reading.names.spans import Name
from kronika.reading.names.tokens import Token, plain

_LONGEST = 5
_PART_OF_PLACE = 0b1111_1000
_WHY = ("a place of the gazetteer",)


def laid_over(text: str, line: Line, forms: Forms) -> list[Name]:
    """The names of a sentence with the places of several words in it. What reaches beyond such a place stays."""
    tokens, owners = line.tokens, line.owners()
    found: list[Name] = []
    past = 0
    for at in line.capitals:
        if at < past or not _part(tokens[at].text):
            continue
        size = next((n for n in range(_LONGEST, 1, -1) if _known(text, tokens, owners, at, n, forms)), 0)
        if size:
            past = at + size
            found.append(Name(tokens[at].start, tokens[past - 1].end, "place", _WHY))
    if not found:
        return line.names
    return sorted([n for n in line.names if not any(f.start < n.end and n.start < f.end for f in found)] + found)


def _part(word: str) -> bool:
    return bool(words().known(plain(word)) & _PART_OF_PLACE)


def _known(text: str, tokens: list[Token], owners: list[Name | None], at: int, size: int, forms: Forms) -> bool:
    """Whether tokens are a large place, and no name among theirs reaches beyond them or is all of them."""
    if at + size > len(tokens):
        return False
    last = tokens[at + size - 1]
    start, end = tokens[at].start, last.end
    if not last.text[0].isupper() or len(last.text) < 2 or end - start < 6:
        return False
    inside = {owner for owner in owners[at : at + size] if owner is not None}
    if any(o.start < start or o.end > end or (o.start == start and o.end == end) for o in inside):
        return False
    written = text[start:end]
    return "\n" not in written and (is_large(written) or is_large(forms.base(written, "place")))
