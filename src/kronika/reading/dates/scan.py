"""A text as stretches of words that can belong to dates, each with its string of codes."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from kronika.reading.dates.lexicon import NUMBER_CODES, ROMANS, Entry, Lexicon, word_pattern

# A stretch longer than this holds a table or noise; it is cut, so that the grammar's work stays bounded.
_LONGEST_STRETCH = 120
_BLOCK = 20_000
_NOTHING: dict[str, int | str] = {}


class Item(msgspec.Struct, frozen=True):
    """One token or phrase of a stretch.

    Attributes:
        start, end: code points in the whole text.
        code: its kinds, as the lexicon's letter, or what kind of number it is.
        values: kind to value. number: the value of digits, -1 for words. width: how many digits.
    """

    start: int
    end: int
    code: str
    values: dict[str, int | str]
    number: int = -1
    width: int = 0


class Stretch(msgspec.Struct, frozen=True):
    """Neighbouring items; `codes` has for each its letter and the letter of the gap behind it."""

    items: tuple[Item, ...]
    codes: str


_GAPS = {
    "": "z", " ": "s", "\u00a0": "s", "\u202f": "s", "\u2009": "s", ",": "k", ", ": "c", ".": "t", ". ": "d",
    "-": "h", "/": "l", "'": "q", "’": "q", "~": "l", "／": "l", "·": "s", "、": "c",
}  # fmt: skip
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-"))


def gap_code(gap: str) -> str:
    """The letter of what stands between two items: s space, z nothing, c comma, k tight comma, d stop and space,
    t tight stop, h dash, H dash with spaces, l slash, q apostrophe, p opening and r closing bracket, n line break,
    x anything else."""
    known = _GAPS.get(gap)
    if known:
        return known
    if len(gap) > 8:
        return "n" if "\n" in gap else "x"
    plain = gap.translate(_DASHES)
    bare = plain.strip(" \u00a0\u202f\u2009\t")
    if "\n" in bare or "\n" in plain:
        return "n"
    if bare == "-":
        return "H"
    if bare in ("", ",", ".", "/"):
        return {"": "s", ",": "c", ".": "d", "/": "l"}[bare]
    return _ODD.get(bare, "x")


_ODD = {
    ".-": "h", ". -": "H", "(": "p", ")": "r", ".,": "c", ",.": "c", "'-": "h", "’-": "h", ").": "x", "‘": "q",
    "' ": "q", "’ ": "q", " '": "Q", "'": "Q", "’": "Q", "\u2018": "Q", ",'": "Q", "`": "q", '"': "x", ". (": "p",
    ".)": "r", "),": "r", "~": "l", "[": "p", "]": "r", "-'": "h", "ʼ": "q", "°": "s",
}  # fmt: skip


def stretches(text: str, lexicon: Lexicon, start: int = 0, end: int | None = None) -> Iterator[Stretch]:
    """All stretches of `text[start:end]` that can hold a date, in order."""
    for first, last in _blocks(text, start, len(text) if end is None else end):
        block = text[first:last]
        low = block.lower()
        if len(low) != len(block):  # the one capital whose small form is two code points
            low = block.replace("İ", "i").lower()
        words = word_pattern().findall(low)
        if lexicon.stems or not lexicon.anchors.isdisjoint(words) or _DIGIT.search(low):
            yield from _block(block, low, words, lexicon, first)


_DIGIT = re.compile(r"\d")


def _blocks(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The lines of a text; lines beyond all measure are cut between words."""
    at = start
    while at < end:
        cut = text.find("\n\n", at, min(end, at + _BLOCK))
        if cut < 0:
            cut = end if end - at <= _BLOCK else _cut(text, at, at + _BLOCK)
        yield at, cut
        at = max(cut, at + 1)


def _cut(text: str, low: int, high: int) -> int:
    for mark in ("\n", ". ", " "):
        found = text.rfind(mark, low + _BLOCK // 2, high)
        if found > 0:
            return found + 1
    return high


def _block(block: str, low: str, words: list[str], lexicon: Lexicon, offset: int) -> Iterator[Stretch]:
    entries, anchors = lexicon.entries, lexicon.anchors
    spans = [match.span() for match in word_pattern().finditer(low)]
    items: list[Item] = []
    anchored = False
    position, count = 0, len(words)
    while position < count:
        word = words[position]
        begin, finish = spans[position]
        if word[0].isdigit():
            items.append(_number(word, begin + offset, finish + offset))
            anchored, position = True, position + 1
        else:
            item, used = _known(word, position, words, spans, low, entries, offset)
            raw = block[begin:finish]
            if raw in ROMANS and used <= 1:
                values = {**(item.values if item else {}), "roman": ROMANS[raw]}
                code = lexicon.codes["roman"][0] if item is None else _with_roman(item, lexicon)
                item, used = Item(begin + offset, finish + offset, code, values), 1
            if item is None and lexicon.stems and (month := _stem(word, lexicon)):
                item, used = Item(begin + offset, finish + offset, "w", {"weak": month}), 1
            if item is None:
                if anchored:
                    yield from _closed(items, block, offset)
                items, anchored = [], False
                position += 1
                continue
            items.append(item)
            anchored = anchored or word in anchors or "weak" in item.values
            position += used
        if len(items) >= _LONGEST_STRETCH:
            if anchored:
                yield from _closed(items, block, offset)
            items, anchored = [], False
    if anchored:
        yield from _closed(items, block, offset)


def _with_roman(item: Item, lexicon: Lexicon) -> str:
    """The code of a word that may be a Roman numeral, too: the numeral wins unless the word means time itself."""
    return item.code if "month" in item.values or "weak" in item.values else lexicon.codes["roman"][0]


def _stem(word: str, lexicon: Lexicon) -> int:
    """The month that a word of a language without known endings begins with, or 0."""
    for length in range(len(word) - 1, max(3, len(word) - 6), -1):
        month = lexicon.stems.get(word[:length])
        if month:
            return month
    return 0


def _known(
    word: str,
    position: int,
    words: list[str],
    spans: list[tuple[int, int]],
    low: str,
    entries: dict[str, tuple[Entry, ...]],
    offset: int,
) -> tuple[Item | None, int]:
    """The longest entry that begins at a token, and how many tokens it takes."""
    for entry in entries.get(word, ()):
        length = len(entry.rest)
        if length and not _phrase(entry, position, words, spans, low):
            continue
        begin, finish = spans[position][0], spans[position + length][1]
        return Item(begin + offset, finish + offset, entry.code, entry.values), length + 1
    return None, 1


def _phrase(entry: Entry, position: int, words: list[str], spans: list[tuple[int, int]], low: str) -> bool:
    length = len(entry.rest)
    if tuple(words[position + 1 : position + 1 + length]) != entry.rest:
        return False
    for step, stop in enumerate(entry.stops):
        gap = low[spans[position + step][1] : spans[position + step + 1][0]]
        if ("." in gap) != stop or len(gap) > 3 or gap.strip(" .-'’‑–\n\u00a0"):
            return False
    return True


def _number(word: str, start: int, end: int) -> Item:
    width = end - start
    if width > 4:
        return Item(start, end, NUMBER_CODES["9"], _NOTHING, -1, width)
    number = int(word)
    if width <= 2:
        shape = "1" if 1 <= number <= 12 else "2" if 13 <= number <= 31 else "0"
    elif width == 3:
        shape = "3"
    else:
        shape = "4" if 1000 <= number <= 2100 else "5"
    return Item(start, end, NUMBER_CODES[shape], _NOTHING, number, width)


def _closed(items: list[Item], block: str, offset: int) -> Iterator[Stretch]:
    """The stretch that the items make, cut at line breaks and at gaps that no date spans."""
    codes: list[str] = []
    begun = 0
    for at, item in enumerate(items):
        last = at == len(items) - 1
        gap = "x" if last else gap_code(block[item.end - offset : items[at + 1].start - offset])
        codes += (item.code, gap)
        if gap in "xn":
            yield Stretch(tuple(items[begun : at + 1]), "".join(codes))
            codes, begun = [], at + 1
