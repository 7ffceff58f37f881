"""What the reader of names sees of a token: its letters, its shape, what is known of it, and its neighbours.

The evidence is laid out so that the learnt weights of a word can be added up once and kept: what a token says of itself
(`Evidence.own`), of its neighbours one and two places away (`near`, `far`), and a few pairs of small classes. The names
of the attributes are the same in training (tools/train_names.py) and in reading.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from anyascii import anyascii

from kronika import languages
from kronika.knowledge.weights.words import words
from kronika.languages.sections.names import Names
from kronika.reading.names.tokens import Token, plain

_LONGEST = 40
_PACK_CLASSES = (
    ("t", "titles"), ("x", "occupations"), ("k", "kin"), ("o", "organizations"), ("l", "places"), ("w", "works"),
    ("e", "events"), ("n", "nationalities"), ("m", "not_names"), ("i", "locative"), ("d", "particles"),
    ("a", "articles"), ("s", "people"), ("g", "groups"), ("y", "after"),
)  # fmt: skip


class Evidence(NamedTuple):
    """What one word says, wherever it stands.

    Attributes:
        own: attributes of the token itself. near, far: of a token whose neighbour it is.
        shape: its capitals and signs. kind: what is known of it, as a small class.
        word: its letters, as pairs see them. known: the attributes that its letters have no part in.
    """

    own: tuple[str, ...]
    near: tuple[str, ...]
    far: tuple[str, ...]
    shape: str
    kind: str
    word: str
    known: tuple[str, ...] = ()


class _Written(dict[str, str]):
    """What a question says of the plain form of words as they are written, each asked once."""

    def __init__(self, ask: Callable[[str], str]) -> None:
        super().__init__()
        self._ask = ask

    def __missing__(self, word: str) -> str:
        if len(self) > 200_000:
            self.clear()
        found = self[word] = self._ask(plain(word))
        return found


class Classes:
    """The word classes of a language's pack: letters for a plain word."""

    def __init__(self, pack: Names) -> None:
        self._whole: dict[str, str] = {}
        self._stems: dict[str, str] = {}
        for letter, field in _PACK_CLASSES:
            for entry in getattr(pack, field):
                for word in entry.split():
                    stem = plain(word.rstrip("*."))
                    table = self._stems if word.endswith("*") else self._whole
                    if letter not in table.get(stem, ""):
                        table[stem] = table.get(stem, "") + letter
        self._longest = max(map(len, self._stems), default=0)
        self.of: Callable[[str], str] = lru_cache(maxsize=200_000)(self._of)
        """The letters of the classes that a plain word belongs to, "" for none; asked of every word many times."""
        self.of_written = _Written(self.of)
        """The same of words as they are written."""

    def _of(self, word: str) -> str:
        letters = self._whole.get(word, "")
        for size in range(min(len(word), self._longest), 2, -1):
            found = self._stems.get(word[:size])
            if found:
                return letters + "".join(c for c in found if c not in letters)
        return letters


_made: dict[int, Classes] = {}


def classes_of_pack(pack: Names) -> Classes:
    """The word classes of a pack, made once (packs are loaded once and kept)."""
    found = _made.get(id(pack))
    if found is None:
        found = _made[id(pack)] = Classes(pack)
    return found


def classes(tag: str) -> Classes:
    """The word classes of a language."""
    return classes_of_pack(languages.section(tag, Names))


def shape(word: str) -> str:
    """The pattern of capitals, digits and signs of a token."""
    if word.isdigit():
        return "4" if len(word) == 4 else "2" if len(word) <= 2 else "9"
    first = word[0]
    if not first.isalnum():
        return first if first in ".,;:!?-–—()[]'’\"„“”«»/&" else "?"
    if len(word) == 1:
        return "I" if first.isupper() else "i" if first.islower() else "u"
    if "." in word:
        return "U.S."
    if word.isupper():
        return "XX" if len(word) < 5 else "XXX"
    if first.isupper() or first.istitle():
        return "Xx" if word[1:].islower() else "XxX"
    if word.islower():
        return "xx"
    return "xX" if any(c.isupper() for c in word) else "uu"


def _bucket(rank: int) -> str:
    return "-" if rank < 0 else "0" if rank < 100 else "1" if rank < 1000 else "2" if rank < 4000 else "3"


def _strongest(bits: int) -> str:
    """The strongest that is known: country, given name with or without place, family name, city, place, part of one."""
    given, family, person, place, city, inside, country, land = (bits >> i & 1 for i in range(8))
    if country:
        return "C"
    if given:
        return "g" if city else "G"
    if city:
        return "b" if family or person else "B"
    if family or person:
        return "f" if place else "F"
    return "P" if place else "L" if land else "Q" if inside else "-"


_MAIN = tuple(map(_strongest, range(256)))


@lru_cache(maxsize=100_000)
def _stem_bits(low: str) -> int:
    """What is known of a word once up to four letters of an ending are off; 0 where nothing is."""
    known = words().known
    for cut in range(1, min(4, len(low) - 4) + 1):
        bits = known(low[:-cut]) & 0b1001_0111
        if bits:
            return bits
    return 0


def _evidence(word: str, tag: str, universal: bool) -> Evidence:
    form, low = shape(word), plain(word)
    if not word[0].isalpha():
        sign = ("w=" + (word if not word.isdigit() else "9"), "sh=" + form)
        return Evidence(sign, sign, sign, form, form, sign[0])
    known_words = words()
    bits, rank = known_words.known(low), _bucket(known_words.rank(low, tag))
    stem = 0 if bits else _stem_bits(low)
    pack = classes(tag).of(low)
    main = _MAIN[bits]
    capital = form[0] in "XIU"
    kind = pack[:1] or (main if capital or form == "uu" else rank)
    known = (
        "k=" + main,
        "r=" + rank,
        f"kr={main}{rank}{form}",
        f"b={bits}",
        f"st={_MAIN[stem]}{rank}",
        *["c=" + c for c in pack],
    )
    return _spelt(_letters(word, low, universal), form, kind, known)


def _letters(word: str, low: str, universal: bool) -> str:
    if not universal:
        return word.casefold()
    return low if low.isascii() else anyascii(low).lower()


def _spelt(letters: str, form: str, kind: str, known: tuple[str, ...]) -> Evidence:
    """The evidence of a word of these letters, of which this is known."""
    size = len(letters)
    ends = [f"e{n}=" + letters[-n:] for n in (1, 2, 3, 4, 5) if size > n]
    begins = [f"p{n}=" + letters[:n] for n in (2, 3, 4, 5, 6) if size >= n]
    token, shown, tail = "w=" + letters, "sh=" + form, letters[-3:]
    own = (token, shown, *known, *ends, *begins, f"e3s={tail}{form}")
    near = (token, shown, known[0], known[2], *known[5:], "e3=" + tail, "p5=" + letters[:5])
    far = (token, shown, known[0], *known[5:])
    return Evidence(own, near, far, form, kind, letters, known)


class Reader:
    """Evidence of words in one language, each word looked at once."""

    def __init__(self, tag: str, universal: bool) -> None:
        self._tag, self._universal = tag, universal
        self._seen: dict[str, Evidence] = {}

    def __call__(self, word: str) -> Evidence:
        """What a word says; kept, for those who ask again and again."""
        found = self._seen.get(word)
        if found is None:
            if len(self._seen) > 200_000:
                self._seen.clear()
            found = self._seen[word] = self.looked_at(word)
        return found

    def looked_at(self, word: str) -> Evidence:
        """What a word says."""
        return _evidence(word[:_LONGEST], self._tag, self._universal)

    def respelt(self, word: str, seen: Evidence) -> Evidence:
        """What a word says, where another reader, who may spell letters beyond ASCII otherwise, has looked it up."""
        if word.isascii() or not seen.known:
            return seen
        letters = _letters(word[:_LONGEST], plain(word[:_LONGEST]), self._universal)
        return seen if letters == seen.word else _spelt(letters, seen.shape, seen.kind, seen.known)


EDGE = Evidence(("w=<>",), ("w=<>",), ("w=<>",), "<>", "<>", "<>")
_OPENERS = frozenset("\"'„“”«»‘’([–—-•*…:¿¡")


def places(sentence: list[Token]) -> list[str]:
    """For every token whether it opens the sentence or a quotation ("1", "2") or stands inside ("0"), and how many
    of the sentence's words have a capital ("a" few, "b" half, "c" nearly all, "d" all in capitals)."""
    texts = [t.text for t in sentence]
    letters = [w for w in texts if w[0].isalpha()]
    upper = sum([w[0].isupper() for w in letters])
    longer = [w for w in letters if len(w) > 1]
    shouted = sum(map(str.isupper, longer))
    share = upper / len(letters) if letters else 0.0
    long = len(longer)
    case = (
        "d"
        if long > 1 and shouted > 0.7 * long
        else "c"
        if share > 0.75 and len(letters) > 2
        else "b"
        if share > 0.4
        else "a"
    )
    marks, opened, first = [], True, True
    for text in texts:
        sign = text[0]
        if sign.isalpha():
            marks.append(("1" if first else "2" if opened else "0") + case)
            opened = first = False
        else:
            marks.append("0" + case)
            opened = opened or sign in _OPENERS if sign not in "'’-–" else opened
            first = first or sign in ".!?"
    return marks


PAIRS: tuple[tuple[str, tuple[tuple[str, int], ...]], ...] = (
    ("3=", (("shape", -1), ("shape", 0), ("shape", 1), ("place", 0))),
    ("wp=", (("word", -1), ("shape", 0))),
    ("wn=", (("word", 1), ("shape", 0))),
    ("kp=", (("kind", -1), ("kind", 0), ("shape", 0))),
    ("kn=", (("kind", 1), ("kind", 0), ("shape", 0))),
    ("kk=", (("kind", 0), ("shape", 0), ("place", 0))),
)
"""The attributes that join a token with its neighbours: what they begin with, and of which token which field (its
place, as `places` says it, or one of its `Evidence`)."""


def pair_names(left: Evidence, own: Evidence, right: Evidence, place: str) -> tuple[str, ...]:
    """The attributes that join a token with its neighbours."""
    of = (own, right, left)
    return tuple(
        begin + "|".join(place if field == "place" else getattr(of[step], field) for field, step in fields)
        for begin, fields in PAIRS
    )


def attributes(sentence: list[Token], reader: Callable[[str], Evidence]) -> list[list[str]]:
    """All attributes of the tokens of a sentence, as the learner takes them."""
    seen = [EDGE, EDGE, *(reader(t.text) for t in sentence), EDGE, EDGE]
    marks = places(sentence)
    rows = []
    for i in range(len(sentence)):
        far_left, left, own, right, far_right = seen[i : i + 5]
        rows.append(
            [
                *own.own,
                *("-1" + a for a in left.near),
                *("+1" + a for a in right.near),
                *("-2" + a for a in far_left.far),
                *("+2" + a for a in far_right.far),
                *pair_names(left, own, right, marks[i]),
            ]
        )
    return rows
