"""A sentence as relations see it: names as one unit each, every other word with what its language's pack says of it."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from kronika import languages
from kronika.languages.sections.names import Names
from kronika.model import NameMention
from kronika.reading.names.tokens import plain, tokens


class Unit(NamedTuple):
    """A name or a word.

    Attributes:
        word: its plain form, "" for names. name: the mention, where it is one.
        kin, rank: the tie it names ("wife") and a word that narrows a tie ("eldest").
        occupation, country: what a person is, and the country an adjective belongs to, in English.
        marks: letters: c copula, & conjunction, a article, p possessor sign, h possessive pronoun, m member, w written
            work, t title, ',' comma, '.' any other sign.
    """

    start: int
    end: int
    text: str
    word: str = ""
    name: NameMention | None = None
    kin: str | None = None
    rank: str | None = None
    occupation: str | None = None
    country: str | None = None
    marks: str = ""

    @property
    def person(self) -> bool:
        """Whether it names a person."""
        return self.name is not None and self.name.kind == "person"


class Lexicon:
    """The words of a pack that relations turn on, found with or without their endings."""

    def __init__(self, pack: Names) -> None:
        self.pack = pack
        self._tables = [
            {plain(k): v for k, v in table.items()}
            for table in (pack.kin, pack.kin_words, pack.occupations, pack.nationalities)
        ]
        self.ranks = {tuple(plain(k).split()): v for k, v in pack.kin_words.items() if " " in k}
        self._stems = [{k[:-1]: v for k, v in table.items() if k.endswith("*")} for table in self._tables]
        fields = (
            ("c", pack.copulas),
            ("&", pack.conjunctions),
            ("a", pack.articles),
            ("p", pack.possessor),
            ("h", pack.possessive),
            ("m", pack.members),
            ("w", pack.authors),
            ("t", pack.titles),
        )
        self._marks: dict[str, str] = {}
        for letter, entries in fields:
            for entry in entries:
                low = plain(entry)
                self._marks[low] = self._marks.get(low, "") + letter
        self._endings = {plain(e.partition("=")[0]) for e in (*pack.endings, *pack.joined)}
        self._longest = max(map(len, self._endings), default=0)
        self._restore = {plain(k): plain(v) for k, v in pack.restore.items()}
        self._cache: dict[str, tuple[str | None, str | None, str | None, str | None, str]] = {}

    def of(self, word: str) -> tuple[str | None, str | None, str | None, str | None, str]:
        """Tie, narrowing word, occupation, country and marks of a plain word."""
        found = self._cache.get(word)
        if found is None:
            if len(self._cache) > 50_000:
                self._cache.clear()
            bare = self._bare(word)
            kin, rank, occupation, country = (self._look(word, i, bare) for i in range(4))
            marks = self._marks.get(word, "") or next(
                (m for b in bare if (m := self._marks.get(b, "")) in ("m", "w")), ""
            )
            found = self._cache[word] = kin, rank, occupation, country, marks
        return found

    def _look(self, word: str, which: int, bares: list[str]) -> str | None:
        table = self._tables[which]
        if word in table:
            return table[word]
        for bare in bares:
            if bare in table:
                return table[bare]
        stems = self._stems[which]
        return next((stems[word[:n]] for n in range(len(word), 2, -1) if word[:n] in stems), None) if stems else None

    def _bare(self, word: str) -> list[str]:
        """The word without an ending; a doubled consonant before it is written once."""
        found = []
        for size in range(min(self._longest, len(word) - 3), 0, -1):  # the longest ending first
            stem, ending = word[:-size], word[-size:]
            if ending in self._endings:
                found.append(stem)
                if stem[-1] == stem[-2] and ending in self.pack.doubled:
                    found.append(stem[:-1])
        return found


@lru_cache(maxsize=64)
def lexicon(tag: str) -> Lexicon:
    """The lexicon of a language."""
    return Lexicon(languages.section(tag, Names))


def units(text: str, start: int, end: int, names: list[NameMention], known: Lexicon) -> list[Unit]:
    """The units of a sentence, in order. `names`: those inside it, in order, none nested."""
    found: list[Unit] = []
    at = start
    for name in names:
        found += _words(text, at, name.start, known)
        country = known.of(plain(name.text))[3] if name.kind == "group" else None
        found.append(Unit(name.start, name.end, name.text, name=name, country=country))
        at = max(at, name.end)
    return found + _words(text, at, end, known)


def _words(text: str, start: int, end: int, known: Lexicon) -> list[Unit]:
    found = []
    for token in tokens(text, start, end) if start < end else []:
        if not token.text[0].isalnum():
            found.append(Unit(*token, marks="," if token.text in ",/" else "'" if token.text in "'’-" else "."))
            continue
        word = plain(token.text)
        kin, rank, occupation, country, marks = known.of(word)
        found.append(Unit(*token, word, None, kin, rank, occupation, country, marks))
        found = _compound(text, found, known)
        pair = known.ranks.get((found[-2].word, word)) if known.ranks and len(found) > 1 else None
        if pair:
            found[-2:] = [unit._replace(rank=pair) for unit in found[-2:]]
    return found


def _compound(text: str, found: list[Unit], known: Lexicon) -> list[Unit]:
    """The units with the last ones as one, where hyphens make a single word of kin of them ("brother-in-law")."""
    for size in (5, 3):
        parts = found[-size:]
        if len(parts) < size or any(p.text not in "-‐‑" or len(p.text) != 1 for p in parts[1::2]):
            continue
        start, end = parts[0].start, parts[-1].end
        if end - start == sum(len(p.text) for p in parts) and (kin := known.of(plain(text[start:end]))[0]):
            return [*found[:-size], Unit(start, end, text[start:end], plain(text[start:end]), kin=kin)]
    return found
