"""Names that the learnt reader passed over and that the word beside them gives away: a title, an initial, "in".

Only words with a capital are taken that the pack has no class for, and where every noun has a capital, no common ones.
"""

from __future__ import annotations

from kronika.knowledge.weights.words import words
from kronika.languages.sections.names import Names
from kronika.reading.names.features import Classes
from kronika.reading.names.line import Line
from kronika.reading.names.spans import Name
from kronika.reading.names.tokens import Token, plain, plain_words

_PEOPLE, _PLACES, _TOWNS, _GIVEN = 0b111, 0b1101_1000, 0b0101_0000, 1
_COMMON = 3000
_LONGEST = 3


class Beside:
    """What may be a name in one language."""

    def __init__(self, pack: Names, known: Classes, tag: str) -> None:
        self._pack, self._known, self._tag = pack, known, tag

    def found(self, line: Line) -> list[Name]:
        """The names of a sentence that stand beside a telling word and belong to no name yet."""
        tokens, owners = line.tokens, line.owners()
        found: list[Name] = []
        past = -1
        for at in line.capitals:
            if at < max(1, past) or owners[at] is not None or not _capital(tokens[at].text):
                continue
            name = self._person(tokens, owners, at) or self._place(tokens, at)
            if name is not None:
                found.append(name)
                past = next((i for i in range(at, len(tokens)) if tokens[i].start >= name.end), len(tokens))
        return found

    def _person(self, tokens: list[Token], owners: list[Name | None], at: int) -> Name | None:
        before = at - 1
        if tokens[before].text == "." and tokens[before].end == tokens[before - 1].end + 1 and before > 0:
            before -= 1
        if owners[before] is not None or not self._unknown(tokens[at].text):
            return None
        word = tokens[before].text
        letters = self._known.of(plain(word)) if len(word) > 1 else ""
        end = self._end(tokens, owners, at)
        if "t" in letters and not set(letters) & {"k", "n"} and len(word) > 1:
            return Name(tokens[at].start, end, "person", ("after a title",))
        if before == at - 2 and len(word) == 1 and word.isupper() and self._rare(tokens[at].text):
            return Name(tokens[before].start, end, "person", ("after an initial",))
        return None

    def _place(self, tokens: list[Token], at: int) -> Name | None:
        word, before = tokens[at].text, tokens[at - 1]
        low = plain(word)
        if not before.text.islower() or not self._unknown(word):
            return None
        bits, lead = words().known(low), plain(before.text)
        fits = bits & _PLACES if lead in plain_words(self._pack.inside) else 0
        if lead in plain_words(self._pack.locative):
            fits |= bits & _TOWNS
        if not fits or (at + 1 < len(tokens) and _capital(tokens[at + 1].text)):
            return None
        return Name(tokens[at].start, tokens[at].end, "place", ("after a word that stands before places",))

    def _end(self, tokens: list[Token], owners: list[Name | None], at: int) -> int:
        last = at
        while last + 1 < len(tokens) and last - at < _LONGEST - 1:
            after = tokens[last + 1]
            if owners[last + 1] is not None or not _capital(after.text) or not self._rare(after.text):
                break
            last += 1
        return tokens[last].end

    def _unknown(self, word: str) -> bool:
        """Whether a word has no class in the pack and, where nouns have capitals, is no common word."""
        low = plain(word)
        if self._known.of(low):
            return False
        return not self._pack.capital_nouns or not 0 <= words().rank(low, self._tag) < _COMMON

    def _rare(self, word: str) -> bool:
        low = plain(word)
        if self._known.of(low):
            return False
        return bool(words().known(low) & _PEOPLE) or words().rank(low, self._tag) < 0


def _capital(word: str) -> bool:
    return len(word) > 2 and word[0].isupper() and word[1:].islower()
