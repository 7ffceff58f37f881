"""Where one sentence ends and the next begins, within a paragraph.

Rules over the sign, the word before it and the word after it, in the manner of Mikheev (2002); what abbreviations and
ordinals a language has stands in its pack, and a text shows some of its own abbreviations (Kiss and Strunk 2006).
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cache

import msgspec

from kronika.languages.sections.sentences import Sentences

# Signs that end a sentence in any language (Unicode: Sentence_Terminal), but the full stop and its like.
_FINAL = "։!?…‥‼⁇⁈⁉؟۔।॥።፧፨။។៕༎᠃᠉܀܁߹᥄᥅"
_WIDE = "。！？｡．"  # may be followed by the next sentence without a space
_CLOSERS = "\"'”’»›)\\]}」』】〉》）］"
_AMBIGUOUS = "“«‘‹"  # close in some languages, open in others: they close where they stick to the full stop
_OPENERS = "\"'“”„‚«»‹›‘’([{¿¡—–‒―-「『【〈《（・•"
_CLAUSE = 5  # spaces before the year in "В мае 1911 г. …": with fewer, the date only opens its sentence
LONGEST = 4_000
"""A sentence without any sign is cut at a space before this many code points, so that no stage meets an endless one."""
_TOKEN = 40
_ROMAN = re.compile(r"[IVXLCDM]+\Z")
_VOWELS = frozenset("aeiouyrlæøœıəαεηιουωаеёиоуыэюярліѣєї")
# Symbols of units take no full stop in any language: one after them ends the sentence.
_UNITS = frozenset(
    [
        "km",
        "cm",
        "mm",
        "dm",
        "kg",
        "mg",
        "ha",
        "hl",
        "dl",
        "ml",
        "kW",
        "kWh",
        "MW",
        "Hz",
        "kHz",
        "MHz",
        "mph",
        "kph",
        "км",
        "см",
        "мм",
        "кг",
        "га",
    ]
)
_BRACKETS = re.compile(r"[(（\[][^()（）\[\]]{1,600}[)）\]]|「[^「」]{1,600}」|『[^『』]{1,600}』")


class Place(msgspec.Struct, frozen=True):
    """A possible end of a sentence.

    Attributes:
        sign: where the signs begin. end: past the signs and the closing quotes: here the sentence would end.
        resume: where the next sentence would begin (past white space and a stray comma).
    """

    sign: int
    end: int
    resume: int
    stray: bool = False


class Habits(msgspec.Struct, frozen=True):
    """What a text shows of itself.

    Attributes:
        abbreviations: words (small letters) that stand with a full stop before small letters, and never without one.
        low: True where sentences begin in small letters, since the text has no capitals.
    """

    abbreviations: frozenset[str] = frozenset()
    low: bool = False


def habits(text: str) -> Habits:
    """The habits of a text, from one pass over it."""
    dotted = Counter(
        m[1].casefold() for m in re.finditer(r"(?<![\w.])([^\W\d_]{1,8})\.(?= [^\W\d_])", text) if _low(text, m)
    )
    if dotted:
        plain = Counter(m[0].casefold() for m in re.finditer(r"(?<![\w.])[^\W\d_]{1,8}\b(?!\.)", text))
        dotted = Counter({word: count for word, count in dotted.items() if not plain[word]})
    capitals = any(character.isupper() for character in text[:20_000])
    return Habits(frozenset(dotted), low=not capitals)


def _low(text: str, match: re.Match[str]) -> bool:
    return text[match.end() + 1 : match.end() + 2].islower()


def cut(text: str, start: int, end: int, pack: Sentences, ways: Habits) -> Iterator[tuple[int, int]]:
    """The spans of the sentences in `text[start:end]`, one paragraph."""
    first = begin = _skip(text, start, end)
    shelters = _shelters(text, start, end)
    for place in _places(text, start, end, pack):
        if place.end <= begin:
            continue
        if place.resume < end and (
            _sheltered(place, shelters, first) or not _ends(text, first, end, place, pack, ways)
        ):
            continue
        yield from _bounded(text, begin, place.end, pack)
        first = begin = _skip(text, place.resume, end)
    if begin < end:
        yield from _bounded(text, begin, end, pack)


@cache
def _signs(extra: str) -> re.Pattern[str]:
    signs = re.escape("." + _FINAL + _WIDE + extra)
    return re.compile(
        rf"(?P<sign>[{signs}]+)(?P<close>(?:[{_CLOSERS}]|[{_AMBIGUOUS}](?=[\s.,;:!?)]|\Z)|\s[»›](?=[\s.,;:]|\Z))*"
        rf"(?:\[\d{{1,3}}\]|[¹²³⁰⁴-⁹])*)(?P<stray>,(?=\s))?(?P<space>\s*)"
    )


def _places(text: str, start: int, end: int, pack: Sentences) -> Iterator[Place]:
    for m in _signs(pack.terminators + pack.question_sign).finditer(text, start, end):
        close = m.end("close")
        wide = m["sign"][-1] in _WIDE or (m["sign"][-1] in "!?" and _is_wide(text[close : close + 1]))
        if close == end or m["space"] or wide or _glued(text, m, pack):
            yield Place(m.start("sign"), close, m.end(), bool(m["stray"]))


def _is_wide(character: str) -> bool:
    """Whether a character is of a script that sets no spaces between sentences (kana, Han)."""
    return "\u3000" <= character <= "\u9fff" or character > "\U00020000"


def _glued(text: str, m: re.Match[str], pack: Sentences) -> bool:
    """Whether the space was lost: "1928.durante", "ended.The man"."""
    if m["sign"] not in (".", "!", "?") or m["close"] or m["stray"]:
        return False
    after = re.compile(r"[^\W\d_]{2,40}").match(text, m.end())
    token = _before(text, 0, m.start())
    if after is None or not token:
        return False
    if token.isdigit() and len(token) == 4:
        return not (pack.ordinal_dot and after[0].islower())
    capital = after[0][0].isupper() and after[0][1:].islower() and text[after.end() : after.end() + 1] in " ,\n"
    return len(token) > 1 and token.isalpha() and token.islower() and capital and token not in pack.known


def _ends(text: str, first: int, end: int, place: Place, pack: Sentences, ways: Habits) -> bool:
    """Whether a sentence ends at a place."""
    sign = text[place.sign : place.end].rstrip(_CLOSERS + _AMBIGUOUS)
    after = _after(text, place.resume, end)
    if not after:
        return True
    if place.stray and (after[0].islower() or _before(text, first, place.sign).casefold() in pack.known):
        return False
    if sign[:1] and sign[0] in pack.question_sign:
        return _asks(text, first, place.sign, pack)
    if pack.quoting and place.end == place.resume and text[place.end - 1] in "」』）”":
        return not text.startswith(pack.quoting, place.resume)
    if sign != ".":
        return sign[-1:] in _WIDE or not after[0].islower() or ways.low
    return _stops(text, first, place, after, pack, ways)


def _stops(text: str, first: int, place: Place, after: str, pack: Sentences, ways: Habits) -> bool:
    """Whether a full stop before the word `after` ends a sentence."""
    token = _before(text, first, place.sign)
    closed = place.end > place.sign + 1
    begins = after in pack.starting and not _is_initial(text, place.resume, after)
    lost = place.resume == place.end and not closed and token.isdigit()
    if after[0].islower() and not ways.low and not lost:
        return False
    if not token or (closed and not place.stray and len(token) > 2):
        return token.casefold() not in pack.roles or after[0].isupper()
    if token[-1].isdigit():
        return _number_ends(text, first, place, token, after, pack)
    if _ROMAN.match(token) and pack.ordinal_dot:
        return begins
    if pack.roles.get(token.casefold()) == "dated" and _after_number(text, first, place.sign - len(token)):
        return begins or text.count(" ", first, place.sign) > _CLAUSE
    if len(token) == 1 and place.sign > 1 and text[place.sign - 2] in "-’'":
        return True  # "17-м.", an ending
    return _word_ends(token, after, begins, pack, ways)


def _word_ends(token: str, after: str, begins: bool, pack: Sentences, ways: Habits) -> bool:
    """Whether a word with a full stop ends a sentence before a capitalised word, a number or the like."""
    if len(token) == 1 and token.isupper():
        return begins
    role = pack.roles.get(token.casefold())
    if role in ("titles", "inner"):
        return False
    if role == "numbered":
        return not after[0].isdigit() and not _ROMAN.match(after)
    if role == "closing" or token in _UNITS:
        return True
    letter = len(token) == 1 and token.islower()
    if role == "trailing" or letter or _dotted(token) or token.casefold() in ways.abbreviations:
        return begins
    return begins or token.isupper() or not _vowelless(token)


def _vowelless(token: str) -> bool:
    """Whether a short token cannot be a word, having no vowel: an abbreviation that no pack lists."""
    plain = unicodedata.normalize("NFD", token.casefold())
    cased = token.casefold() != token.upper()
    return 1 < len(token) < 5 and token.isalpha() and cased and not any(letter in _VOWELS for letter in plain)


def _after_number(text: str, first: int, at: int) -> bool:
    """Whether a number, arabic or roman, stands before `at`."""
    before = text[max(first, at - 12) : at].split()
    return bool(before) and (before[-1][-1].isdigit() or _ROMAN.match(before[-1]) is not None)


def _is_initial(text: str, at: int, after: str) -> bool:
    """Whether the word after a place is one letter with a full stop of its own ("А. С. Пушкин")."""
    found = text.find(after, at, at + _TOKEN)
    return len(after) == 1 and text[found + 1 : found + 2] == "."


def _dotted(token: str) -> bool:
    """Whether a token is made of letters with full stops between ("U.S", "a.m", "i.e")."""
    parts = token.split(".")
    return len(parts) > 1 and all(0 < len(part) < 4 and part.isalpha() for part in parts)


def _number_ends(text: str, first: int, place: Place, token: str, after: str, pack: Sentences) -> bool:
    """Whether a number with a full stop ends a sentence, or is an ordinal or the number of a list item."""
    digits = token.rstrip(".")
    short = digits.isdigit() and len(digits) < 4
    if place.sign - len(token) <= first:  # "1. Introduction"
        return False
    if not pack.ordinal_dot:
        return not (after[0].isdigit() and len(digits) < 3)
    if after[0].isdigit():
        return len(digits) > 2 and len(after) > 2
    if after in pack.ordinals:
        return False
    if short and pack.ordinal_capital:
        return after in pack.starting
    return not (short and _word_back(text, first, place.sign - len(token)) in pack.articles)


def _asks(text: str, first: int, end: int, pack: Sentences) -> bool:
    """Whether a sentence holds a question word."""
    words = re.findall(r"[^\W\d_]+", text[max(first, end - 300) : end].casefold())
    return end - first < 50 or not pack.question_words or bool(set(words) & set(pack.question_words))


def _before(text: str, first: int, at: int) -> str:
    """The word that ends at `at`, with inner full stops, apostrophes and hyphens left off ("U.S", "10", "Dr")."""
    start = at
    while start > first and at - start < _TOKEN and (text[start - 1].isalnum() or text[start - 1] == "."):
        start -= 1
    return text[start:at].strip(".") if at - start < _TOKEN else text[start:at]


def _word_back(text: str, first: int, at: int) -> str:
    while at > first and text[at - 1].isspace():
        at -= 1
    start = at
    while start > first and at - start < _TOKEN and text[start - 1].isalpha():
        start -= 1
    return text[start:at]


def _after(text: str, at: int, end: int) -> str:
    """The first word or sign at `at`, opening quotes, brackets and dashes passed over; "" at the end."""
    while at < end and (text[at] in _OPENERS or text[at].isspace()):
        at += 1
    stop = at
    while stop < end and stop - at < _TOKEN and text[stop].isalnum():
        stop += 1
    return text[at : max(stop, at + 1)] if at < end else ""


def _skip(text: str, at: int, end: int) -> int:
    while at < end and text[at].isspace():
        at += 1
    return at


def _shelters(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The brackets of a paragraph, in order: a full stop inside one ends no sentence of the text around it."""
    return [m.span() for m in _BRACKETS.finditer(text, start, end)]


def _sheltered(place: Place, shelters: list[tuple[int, int]], first: int) -> bool:
    """Whether a place lies within brackets that opened inside the sentence that began at `first`."""
    while shelters and shelters[0][1] <= place.sign:
        shelters.pop(0)
    return bool(shelters) and first < shelters[0][0] < place.sign and place.end < shelters[0][1]


def _bounded(text: str, start: int, end: int, pack: Sentences) -> Iterator[tuple[int, int]]:
    """The span without white space at its end, cut where it is endless or the language ends sentences by spaces."""
    end = _rstrip(text, start, end)
    longest = 160 if pack.space_ends else LONGEST
    while end - start > longest:
        at = max(text.rfind(sign, start + longest // 3, start + longest) for sign in ("; ", ", ", " ", "\n"))
        at = at + 1 if at > 0 else start + longest
        yield start, _rstrip(text, start, at)
        start = _skip(text, at, end)
    if start < end:
        yield start, end


def _rstrip(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end
