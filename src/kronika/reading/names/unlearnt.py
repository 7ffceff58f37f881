"""What weights for languages without training text miss most: bodies by their head words, titles, days, lone works.

Each rule was kept because it helped on languages left out of training.
"""

from __future__ import annotations

from kronika.knowledge.weights.words import words
from kronika.languages.sections.names import Names
from kronika.reading.names.features import Classes
from kronika.reading.names.line import Line, is_particle
from kronika.reading.names.spans import Name
from kronika.reading.names.tokens import Token, plain, plain_words

_GIVEN, _PEOPLE, _TOWNS = 1, 0b111, 0b0101_1000
_COMMON = 300


def amended(line: Line, known: Classes, pack: Names, tag: str) -> list[Name]:
    """The names of a sentence that was read with weights for languages without their own, put right."""
    line.names = _bodies(line, known, pack)
    line.names = _told(line)
    return _by_heads(_bare(line, known, tag), line, known)


def _bodies(line: Line, known: Classes, pack: Names) -> list[Name]:
    """A head word with a capital takes what follows it: "Universiteit van Amsterdam", "Uniwersytet Jagielloński"."""
    owners = line.owners()
    found: list[Name] = []
    at = 0
    while at < len(line.tokens):
        token = line.tokens[at]
        own = owners[at]
        letters = known.of(plain(token.text)) if len(token.text) > 3 and token.text[0].isupper() else ""
        kind = "organization" if "o" in letters else "place" if "l" in letters else ""
        if not kind or (own is not None and own.kind not in ("other", kind)) or pack.capital_nouns:
            at += 1
            continue
        end = _body_end(line.tokens, at, pack)
        first = at
        leftward = kind == "organization" or (pack.possessor_first and end == at + 1)
        while leftward and first > 1 and _modifies(line.tokens[first - 1], line.tokens[first], owners[first - 1]):
            first -= 1
        if end > at + 1 or first < at:
            found.append(Name(line.tokens[first].start, line.tokens[end - 1].end, kind, (f"a word for a {kind}",)))
        at = end
    kept = [n for n in line.names if not any(f.start < n.end and n.start < f.end for f in found)]
    return sorted([*kept, *found])


def _told(line: Line) -> list[Name]:
    """Single words that the reader took for a work or an event: they are what they are known as, or nothing."""
    result = []
    for name in line.names:
        inside = [t for t in line.tokens if name.start <= t.start < name.end]
        if name.kind != "other" or len(inside) != 1:
            result.append(name)
            continue
        bits = words().known(plain(inside[0].text))
        kind = "person" if bits & _PEOPLE else "place" if bits & _TOWNS else ""
        if kind:
            result.append(name._replace(kind=kind, why=(f"known as the name of a {kind}",)))
    return result


def _modifies(word: Token, head: Token, owner: Name | None) -> bool:
    """Whether a word with a capital right before a head word is part of its name: of none yet, or a place by itself."""
    if not word.text[0].isupper() or word.end + 1 != head.start:
        return False
    return owner is None or (owner.kind in ("place", "other", "organization") and owner.start == word.start)


def _bare(line: Line, known: Classes, tag: str) -> list[Name]:
    """The names without days and months, and persons without the title or the common word at the sentence's start that
    was taken in: "Bishop Phillip Garrigan", "Segundo Al Gore"."""
    result = []
    for name in line.names:
        inside = [t for t in line.tokens if name.start <= t.start < name.end]
        if not inside or inside[0].start > name.start:
            result.append(name)  # in scripts that put no spaces a name may stand inside a token
            continue
        if all("m" in known.of(plain(t.text)) for t in inside if t.text[0].isalpha()):
            continue
        while name.kind == "person" and len(inside) > 1 and _no_name(inside[0], line, known, tag):
            inside = inside[1:]
        end = name.end
        while len(inside) > 1 and inside[-1].text.islower() and len(inside[-1].text) < 4 and _apart(inside):
            inside = inside[:-1]
            end = inside[-1].end
        result.append(name._replace(start=inside[0].start, end=end))
    return result


def _apart(inside: list[Token]) -> bool:
    """Whether a space stands before the last of some tokens."""
    return inside[-1].start > inside[-2].end


def _no_name(first: Token, line: Line, known: Classes, tag: str) -> bool:
    """Whether a word before other words of a name is a title or, at the sentence's start, a common word."""
    low = plain(first.text)
    if first.text in "." or "t" in known.of(low):
        return True
    return first is line.tokens[0] and 0 <= words().rank(low, tag) < _COMMON and not words().known(low) & _GIVEN


def _by_heads(names: list[Name], line: Line, known: Classes) -> list[Name]:
    """Names of several words whose head word says what they are: a park is a place, an academy a body."""
    result = []
    for name in names:
        inside = [t.text for t in line.tokens if name.start <= t.start < name.end]
        letters = (
            "".join(known.of(plain(w)) for w in inside if w[0].isupper() and len(w) > 2) if len(inside) > 1 else ""
        )
        kind = (
            "organization"
            if "o" in letters and "l" not in letters
            else "place"
            if "l" in letters and "o" not in letters
            else ""
        )
        if kind and name.kind != kind and name.kind != "other" and "t" not in letters:
            name = name._replace(kind=kind, why=(f"a word for a {kind}",))
        result.append(name)
    return result


def _body_end(tokens: list[Token], at: int, pack: Names) -> int:
    """Where a body's name ends: capitals and, between them, particles and articles."""
    end = at + 1
    i = end
    while i < len(tokens) and i - end < 4:
        word = tokens[i].text
        if word[0].isupper() and word[0].isalpha():
            i += 1
            end = i
        elif is_particle(tokens[i], pack) and plain(word) not in plain_words(pack.conjunctions):
            i += 1
        else:
            break
    return end
