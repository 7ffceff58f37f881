"""The base form of a name: case endings, clitics, articles and the traces of old prints off.

An ending is taken off only on evidence: the bare form stands elsewhere in the account or among the known names, other
endings stand on the same stem, or the ending leaves an unmistakable mark (Hungarian á before -ba). What the pack says
of endings is tried; nothing here knows a language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import product

from kronika.knowledge.weights.words import words
from kronika.languages.sections.names import Names
from kronika.model import NameKind
from kronika.reading.names.features import classes_of_pack
from kronika.reading.names.lands import is_land, is_large, is_place
from kronika.reading.names.tokens import plain, plain_words

_TAIL = re.compile(r"^(.*\w)[-‐‑–’':](\w{1,7})$", re.S)
_BROKEN = re.compile(r"[¬\xad]\s*|=(?=[a-zà-ÿ])|(?<=[a-zà-ÿ])-\s*\n\s*(?=[a-zà-ÿ])")
_QUOTES = "\"'„“”«»‘’‹›()[]"


class Forms:
    """Base forms in one account: what the pack says of endings, and which forms the account has.

    `taught` maps forms as written to the base form that other accounts taught.
    """

    def __init__(
        self, pack: Names, tag: str, seen: Iterable[str], taught: dict[str, str], endings: Iterable[str] = ()
    ) -> None:
        self._pack = pack
        self.tag = tag
        self._seen = frozenset(w for name in seen for w in name.split())
        self._taught = taught
        self._rules = tuple(sorted({_rule(e) for e in (*pack.endings, *endings)}, key=lambda r: (-len(r[0]), r)))
        self._by_ending: dict[str, list[tuple[str, str]]] = {}
        for rule in self._rules:
            self._by_ending.setdefault(rule[0], []).append(rule)
        self._longest = max((len(ending) for ending in self._by_ending), default=0)
        self._joined = frozenset(plain(e) for e in (*pack.joined, *endings))
        self._cache: dict[tuple[str, NameKind], str] = {}
        self._stems: dict[str, set[str]] = {}
        for word in sorted(self._seen):
            for ending, put in self._fitting(word):
                if len(word) - len(ending) > 2:
                    self._stems.setdefault(word[: -len(ending)] + put, set()).add(word)

    def base(self, written: str, kind: NameKind) -> str:
        """The name as it would stand alone."""
        known = self._cache.get((written, kind))
        if known is None:
            known = self._cache[written, kind] = self._base(written, kind)
        return known

    def _base(self, written: str, kind: NameKind) -> str:
        if written in self._taught:
            return self._taught[written]
        name = " ".join(_BROKEN.sub("", written).replace("ſ", "s").split()).strip(_QUOTES + " ")
        name = self._without_clitic(self._without_article(name))
        if not name or kind == "work":
            return name or written
        parts = name.split(" ")
        if len(parts) == 1 and not name[0].isupper():
            return self._of_adjective(name) if kind == "place" else name
        if kind == "place" and len(parts) < 4 and (land := self._of_gazetteer(parts)):
            return land
        if kind == "organization" and self._pack.every_word and len(parts) > 1:
            return name
        first = 0 if self._pack.every_word else len(parts) - 1
        last = self._chain(parts) if kind == "place" else len(parts)
        parts[first:last] = [self._bare_word(word) for word in parts[first:last]]
        if first < last < len(parts) and not is_large(name):
            parts[last - 1] = self._bare_head(parts[last - 1])
        return " ".join(_cased(word) for word in parts)

    def _bare_word(self, word: str) -> str:
        """A word of a name without the ending written behind an apostrophe or hyphen ("Patrice'a"), or else without
        the likeliest ending."""
        bare = self._without_clitic(word)
        return bare if bare != word else self._bare(word)

    def _bare_head(self, word: str) -> str:
        """The word for a place that others hang on: where another ending makes it a common word, it is that word,
        unless that word might as well be a form of this one."""
        for ending, put in self._fitting(word):
            option = word[: -len(ending)] + put
            back = any(option[: -len(e)] + p == word for e, p in self._fitting(option))
            if put and not back and words().rank(plain(option), self.tag) >= 0:
                return option
        return word

    def _chain(self, parts: list[str]) -> int:
        """How many words of a place's name bear its case: those behind a word for a place keep theirs, unless they
        are adjectives that go with it ("Republiki Konga" is of Congo, "Republiki Czeskiej" itself Czech)."""
        if not self._pack.every_word:
            return len(parts)
        known = classes_of_pack(self._pack)
        head = next((i for i, word in enumerate(parts[:-1]) if "l" in known.of_written[word]), len(parts))
        goes = any(put and len(ending) > 1 for ending, put in self._fitting(parts[-1]))
        return len(parts) if goes else min(head + 1, len(parts))

    def _fitting(self, word: str) -> list[tuple[str, str]]:
        """The endings that a word has, each with what is put for it, the longest first."""
        by = self._by_ending
        return [
            rule
            for size in range(min(len(word), self._longest), 0, -1)
            if (ending := word[-size:]) in by
            for rule in by[ending]
        ]

    def _of_adjective(self, word: str) -> str:
        """The land an adjective is made of: "kazahsztáni", Kazahsztán."""
        for ending in self._pack.derived:
            if word.endswith(ending) and is_land(word[: -len(ending)]):
                return word[: -len(ending)].capitalize()
        return word

    def _of_gazetteer(self, parts: list[str]) -> str | None:
        """The land or large town that the gazetteer knows, once endings are off some of the words; None where it knows
        none, and where the name as written is itself of a large place."""
        written = " ".join(parts)
        if is_large(written) or (self._pack.every_word is False and (len(parts) < 2 or is_place(written))):
            return None
        options = [[word, *self._stripped(word)][:9] for word in parts]
        if not self._pack.every_word:
            options[:-1] = [[word] for word in parts[:-1]]
        choices = [" ".join(choice) for choice in product(*options)]
        known = (is_land, is_large) if self._pack.every_word else (is_land,)
        return next((choice for fits in known for choice in choices if fits(choice)), None)

    def _stripped(self, word: str) -> list[str]:
        """The word without each ending that fits, the longest ending first."""
        found = []
        for ending, put in self._fitting(word):
            stem = word[: -len(ending)]
            if len(stem) + len(put) > 3:
                found += [bare for bare, _ in self._restored(stem + put, ending)]
        return list(dict.fromkeys(found))

    def _without_article(self, name: str) -> str:
        first, _, rest = name.partition(" ")
        if rest and first.islower() and plain(first) in plain_words(self._pack.articles):
            return rest
        m = re.match(r"([a-zà-ÿ]{1,5}['’])(?=\w)", name)
        return name[m.end() :] if m and plain(m.group(1).rstrip("'’")) in plain_words(self._pack.articles) else name

    def _without_clitic(self, name: str) -> str:
        m = _TAIL.match(name)
        if m and m.group(2).islower() and plain(m.group(2)) in self._joined:
            return m.group(1)
        return name

    def _bare(self, word: str) -> str:
        """The word without the likeliest ending, or as it is."""
        if not self._rules or len(word) < 4 or word.isupper():
            return word
        best, top = word, (1.5 if self._known(word) else 0.0) + 0.7
        for ending, put in self._fitting(word):
            stem = word[: -len(ending)]
            if len(stem) + len(put) < 4:
                continue
            for bare, sure in self._restored(stem + put, ending):
                score = self._evidence(bare, word) + sure + 0.25 * len(ending)
                if score > top:
                    best, top = bare, score
        return best

    def _restored(self, stem: str, ending: str) -> list[tuple[str, float]]:
        """Stems with how sure their shape makes them: a lengthened or doubled last letter is a sign of an ending."""
        last = stem[-1]
        if last in self._pack.restore:
            return [(stem[:-1] + self._pack.restore[last], 0.7), (stem, -0.3)]
        if ending in self._pack.doubled:
            single = _undoubled(stem)
            return [(single, 0.6)] if single else []
        return [(stem, 0.0)]

    def _evidence(self, bare: str, word: str) -> float:
        found = 2.0 if bare in self._seen else 0.0
        relatives = self._stems.get(bare, set()) - {word}
        return found + (0.6 if relatives else 0.0) + (1.5 if self._known(bare) else 0.0)

    def _known(self, word: str) -> bool:
        """Whether a word is the name of a person, place or land as it stands; in small letters, a common word."""
        if word[0].isupper():
            return bool(words().known(plain(word)) & 0b0101_1111)
        return words().rank(plain(word), self.tag) >= 0


def _rule(entry: str) -> tuple[str, str]:
    ending, _, put = entry.partition("=")
    return ending, put


def _undoubled(stem: str) -> str | None:
    """The stem with its doubled last consonant written once: "Sztálinn" → "Sztálin", "Kováccs" → "Kovács"."""
    if len(stem) > 3 and stem[-1] == stem[-2]:
        return stem[:-1]
    if len(stem) > 4 and stem[-3] == stem[-2] and stem[-1].isalpha():
        return stem[:-3] + stem[-2:]
    return None


def _cased(word: str) -> str:
    """A long word all in capitals as a name is usually written."""
    return word.title() if word.isupper() and len(word) > 5 and word.isalpha() else word
