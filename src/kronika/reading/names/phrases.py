"""Set phrases of a pack in a text: bodies and events known by name, also in small letters, with or without endings."""

from __future__ import annotations

from typing import NamedTuple

from kronika.languages.sections.names import Names
from kronika.reading.names.tokens import Token, plain, tokens


class Phrase(NamedTuple):
    """One phrase: its words (a stem ends in `*`) and the kind of what it names."""

    words: tuple[str, ...]
    kind: str


class Phrases:
    """The phrases of a pack, found by their first word."""

    def __init__(self, pack: Names) -> None:
        self._first: dict[str, list[Phrase]] = {}
        self._stems: dict[str, list[Phrase]] = {}
        self._kept: dict[str, list[Phrase]] = {}
        for kind, entries in (("organization", pack.bodies), ("event", pack.named_events)):
            for entry in entries:
                words = _words(entry)
                table = self._stems if words[0].endswith("*") else self._first
                table.setdefault(words[0].rstrip("*"), []).append(Phrase(words, kind))
        self._longest = max(map(len, self._stems), default=0)

    def find(self, sentence: list[Token]) -> list[tuple[int, int, str]]:
        """(first token, last token exclusive, kind) of the phrases of a sentence, the longest at each place."""
        found: list[tuple[int, int, str]] = []
        if not self._first and not self._stems:
            return found
        past = 0
        low = [plain(t.text) for t in sentence]
        for at, word in enumerate(low):
            starting = self._kept.get(word)
            if starting is None:
                starting = self._kept[word] = self._starting(word)
            if not starting or at < past:
                continue
            fitting = [p for p in starting if _fits(p.words, low, at)]
            if fitting:
                best = max(fitting, key=lambda p: (len(p.words), p))
                past = at + len(best.words)
                found.append((at, past, best.kind))
        return found

    def _starting(self, word: str) -> list[Phrase]:
        if len(self._kept) > 200_000:
            self._kept.clear()
        found = list(self._first.get(word, ()))
        for size in range(3, min(len(word), self._longest) + 1):
            found += self._stems.get(word[:size], ())
        return found


def _words(entry: str) -> tuple[str, ...]:
    words: list[str] = []
    for token in tokens(entry):
        if token.text == "*" and words:
            words[-1] += "*"
        else:
            words.append(plain(token.text))
    return tuple(words)


def _fits(words: tuple[str, ...], low: list[str], at: int) -> bool:
    if at + len(words) > len(low):
        return False
    return all(
        have.startswith(want[:-1]) and len(have) - len(want) < 5 if want.endswith("*") else have == want
        for want, have in zip(words, low[at:])
    )


_made: dict[int, Phrases] = {}


def phrases_of_pack(pack: Names) -> Phrases:
    """The phrases of a pack, made once."""
    found = _made.get(id(pack))
    if found is None:
        found = _made[id(pack)] = Phrases(pack)
    return found
