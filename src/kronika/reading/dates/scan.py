"""A text as stretches of words that can belong to dates, each with its string of codes."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from kronika.reading.dates.lexicon import ANCHOR_KINDS, NUMBER_CODES, ROMANS, Entry, Lexicon, word_pattern

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
        return "h" if plain == "-" else "H"
    if bare in ("", ",", ".", "/"):
        return {"": "s", ",": "c", ".": "d", "/": "l"}[bare]
    return _ODD.get(bare, "x")


_ODD = {
    ".-": "h", ". -": "H", "(": "p", ")": "r", ".,": "c", ",.": "c", "'-": "h", "’-": "h", ").": "x", "‘": "Q",
    "' ": "q", "’ ": "q", " '": "Q", "'": "Q", "’": "Q", ",'": "Q", "`": "q", '"': "x", ". (": "p",
    ".)": "r", "),": "r", "~": "l", "[": "p", "]": "r", "-'": "h", "ʼ": "q", "°": "s",
}  # fmt: skip


def stretches(
    text: str, lexicon: Lexicon, start: int = 0, end: int | None = None, breaks: frozenset[int] | None = None
) -> Iterator[Stretch]:
    """All stretches of `text[start:end]` that can hold a date, in order.

    `breaks` are the beginnings of sentences: a line break inside a sentence is a space. None: every line break cuts.
    """
    for first, last in _blocks(text, start, len(text) if end is None else end):
        block = text[first:last]
        low = block.lower().replace("ſ", "s")
        if len(low) != len(block):  # the one capital whose small form is two code points
            low = block.replace("İ", "i").lower().replace("ſ", "s")
        words = word_pattern().findall(low)
        points = _points(words, lexicon)
        if points:
            spans = [match.span() for match in word_pattern().finditer(low)]
            yield from _Block(block, low, words, spans, lexicon, first, breaks).stretches(points)


def _points(words: list[str], lexicon: Lexicon) -> list[int]:
    """The tokens around which dates may lie."""
    anchors = lexicon.anchors
    if lexicon.stems:
        return [n for n, w in enumerate(words) if w in anchors or w[0].isdecimal() or _stem(w, lexicon)]
    return [n for n, w in enumerate(words) if w in anchors or w[0].isdecimal()]


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


class _Block(msgspec.Struct):
    """A block of text with its tokens, and the reading of them into stretches."""

    block: str
    low: str
    words: list[str]
    spans: list[tuple[int, int]]
    lexicon: Lexicon
    offset: int
    breaks: frozenset[int] | None

    def stretches(self, points: list[int]) -> Iterator[Stretch]:
        """The stretches around the points, each read once."""
        done = 0
        for point in points:
            if point < done:
                continue
            items, done = self._items(self._begin(point, done))
            if items and self._telling(items):
                yield from self._closed(items)

    def _telling(self, items: list[Item]) -> bool:
        """True where the items can tell a time at all."""
        codes = {item.code for item in items}
        return not self.lexicon.telling.isdisjoint(codes) or not self.lexicon.relating.isdisjoint(codes)

    def _begin(self, point: int, done: int) -> int:
        """The first token of the run of known tokens that a point lies in; at most a few words before it."""
        words, tokens = self.words, self.lexicon.tokens
        at, lowest = point, max(done, point - _LOOK_BACK)
        while at > lowest and (words[at - 1] in tokens or words[at - 1][0].isdecimal() or self._roman(at - 1)):
            at -= 1
        return at

    def _roman(self, at: int) -> bool:
        begin, finish = self.spans[at]
        return finish - begin <= 11 and self._numeral(self.block[begin:finish]) > 0

    def _numeral(self, raw: str) -> int:
        """The value of a Roman numeral, an ordinal ending written onto it or not ("XIXe"); 0 where it is none."""
        if raw in ROMANS:
            return ROMANS[raw]
        if raw[0] not in "IVX" or len(raw) > 11 or raw.isupper():
            return 0
        found = _ROMAN_ORDINAL.fullmatch(raw)
        return ROMANS.get(found[1], 0) if found and found[2] in self.lexicon.pack.ordinal_endings else 0

    def _items(self, at: int) -> tuple[list[Item], int]:
        """The items from a token on, up to one that belongs to no date; and the token behind them."""
        items: list[Item] = []
        count = len(self.words)
        while at < count and len(items) < _LONGEST_STRETCH:
            item, used = self._item(at)
            if item is None:
                if items and at < count and self.words[at] in self.lexicon.tokens and _quiet(items):
                    items, at = [], at + 1
                    continue
                return items, at + 1
            items.append(item)
            at += used
        return items, at

    def _item(self, at: int) -> tuple[Item | None, int]:
        word, (begin, finish), offset = self.words[at], self.spans[at], self.offset
        if word[0].isdecimal():
            return _number(word, begin + offset, finish + offset), 1
        item, used = self._known(word, at)
        raw = self.block[begin:finish]
        if used == 1 and finish - begin <= 11 and (numeral := self._numeral(raw)):
            return self._with_roman(item, numeral, at), 1
        if item is None and self.lexicon.stems and (month := _stem(word, self.lexicon)):
            return Item(begin + offset, finish + offset, "w", {"weak": month}), 1
        return item, used

    def _with_roman(self, item: Item | None, numeral: int, at: int) -> Item:
        """A word that may be a Roman numeral: the numeral wins unless the word is a month."""
        begin, finish = self.spans[at]
        values: dict[str, int | str] = {**(item.values if item else {}), "roman": numeral}
        month = item is not None and ("month" in item.values or "weak" in item.values)
        code = item.code if item is not None and month else self.lexicon.codes["roman"][0]
        return Item(begin + self.offset, finish + self.offset, code, values)

    def _known(self, word: str, at: int) -> tuple[Item | None, int]:
        """The longest entry that begins at a token, and how many tokens it takes."""
        following = self.words[at + 1] if at + 1 < len(self.words) else None
        for entry in self.lexicon.entries.get(word, ()):
            length = len(entry.rest)
            if length and (entry.rest[0] != following or not self._phrase(entry, at)):
                continue
            begin, finish = self.spans[at][0], self.spans[at + length][1]
            return Item(begin + self.offset, finish + self.offset, entry.code, entry.values), length + 1
        return None, 1

    def _phrase(self, entry: Entry, at: int) -> bool:
        length, spans = len(entry.rest), self.spans
        if tuple(self.words[at + 1 : at + 1 + length]) != entry.rest:
            return False
        for step, stop in enumerate(entry.stops):
            gap = self.low[spans[at + step][1] : spans[at + step + 1][0]]
            if ("." in gap) != stop or len(gap) > 3 or gap.strip(" .-'’‑–\n\u00a0"):
                return False
        return True

    def _closed(self, items: list[Item]) -> Iterator[Stretch]:
        """The stretches that the items make, cut at line breaks and at gaps that no date spans."""
        codes: list[str] = []
        begun = 0
        for at, item in enumerate(items):
            last = at == len(items) - 1
            gap = "x" if last or self._sentence_ends(item, items[at + 1]) else self._gap(item.end, items[at + 1].start)
            codes += (item.code, gap)
            if gap in "xn":
                yield Stretch(tuple(items[begun : at + 1]), "".join(codes))
                codes, begun = [], at + 1

    def _sentence_ends(self, year: Item, word: Item) -> bool:
        """Whether a full stop behind a year ends its sentence: a small word with a capital follows ("1850. In May")."""
        if year.width < 3 or not word.values.keys() & {"of", "at"} or "roman" in word.values:
            return False
        gap = self.block[year.end - self.offset : word.start - self.offset]
        return gap[:1] == "." and gap[1:].isspace() and self.block[word.start - self.offset].isupper()

    def _gap(self, start: int, end: int) -> str:
        gap = self.block[start - self.offset : end - self.offset]
        wrapped = "\n" in gap and self.breaks is not None and len(gap) < 8 and "\n\n" not in gap
        if wrapped and self.breaks is not None and self.breaks.isdisjoint(range(start + 1, end + 1)):
            gap = gap.replace("\n", " ")
        return gap_code(gap)


_ROMAN_ORDINAL = re.compile(r"([IVX]+)([^\W\d_A-Z]{1,4})")


def _quiet(items: list[Item]) -> bool:
    """True where none of the items is a number or tells time: nothing is lost by starting anew."""
    return all(not item.width and not any(kind in item.values for kind in ANCHOR_KINDS) for item in items)


# How many words before its first number or month a date may begin.
_LOOK_BACK = 12


def _stem(word: str, lexicon: Lexicon) -> int:
    """The month that a word of a language without known endings begins with, or 0."""
    for length in range(len(word) - 1, max(3, len(word) - 6), -1):
        month = lexicon.stems.get(word[:length])
        if month:
            return month
    return 0


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
