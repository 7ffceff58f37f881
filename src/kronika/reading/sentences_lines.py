"""The lines of a text: which of them are one paragraph, and what a line that is no prose is."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from functools import cache

import msgspec

from kronika.languages.sections.sentences import Sentences
from kronika.model import SentenceKind

_LINE = re.compile(r"[^\n]+")
_ENDED = re.compile(
    r"(?:[.!?…‥‼⁇⁈⁉؟۔।॥።፧៕๚᠃།:։;；：。！？｡．](?:[\"'”’»›)\]}」』】〉》“«‘\s]|\[\d{1,3}\])*,?|[,،、，–—-])\s*\Z"
)
_HYPHEN = re.compile(r"[^\W\d_]{2}[-\u00ad‐]\Z")
_BULLET = re.compile(r"(?:[•*▪‣◦●·∙■□–—-]|\(?(?:\d{1,3}|[a-z])[.)])[ \u00a0](?=\S)")
_BARE_BULLET = "•*▪‣◦●·∙■□"
_NUMBERED_CAPTION = r"\s?\d{0,3}[a-z]?\s?[.:–—-]|\s\d{1,3}\b"
HEADING = 200
"""The longest heading, in code points."""


class Line(msgspec.Struct, frozen=True):
    """A line without the white space around it. `after_blank`: an empty line, or the beginning, stands before it."""

    start: int
    end: int
    after_blank: bool


class Paragraph(msgspec.Struct, frozen=True):
    """A stretch that is one paragraph, heading or the like; `hyphens` are where a line broke a word."""

    start: int
    end: int
    kind: SentenceKind


def lines(text: str) -> list[Line]:
    """The lines of a text that are not empty."""
    found: list[Line] = []
    last = 0
    for m in _LINE.finditer(text):
        inner = m[0].strip()
        if inner:
            start = m.start() + len(m[0]) - len(m[0].lstrip())
            found.append(Line(start, start + len(inner), not found or text.count("\n", last, start) > 1))
            last = start + len(inner)
    return found


def paragraphs(text: str, pack: Sentences) -> Iterator[Paragraph]:
    """The paragraphs of a text, with the kind of each."""
    every = lines(text)
    wrapped = _width(text, every)
    groups = list(_joined(text, every, wrapped))
    prose = sum(1 for group in groups if _ends(text, group[0].start, group[-1].end))
    before: SentenceKind | None = None
    for at, group in enumerate(groups):
        start, end = group[0].start, group[-1].end
        following = groups[at + 1] if at + 1 < len(groups) else None
        kind = _kind(text, group, following, before, pack, prose)
        bare = kind == "list" and text[start] in _BARE_BULLET
        yield Paragraph(start + 2 if bare else start, end, kind)
        before = kind


def _ends(text: str, start: int, end: int) -> bool:
    """Whether a stretch ends with a sign that ends a sentence, or one after which it goes on (a comma, a colon)."""
    if text[end - 1].isalnum():
        return False
    return _ENDED.search(text, max(start, end - 12), end) is not None


def _width(text: str, every: list[Line]) -> int:
    """The width at which a text was wrapped, in code points; 0 where a line end is a paragraph's end.

    A text is wrapped where most of its fuller lines stop in mid-sentence and the next goes on in small letters, or
    where in a script without small letters its lines are of one length.
    """
    pairs = [(a, b) for a, b in itertools.pairwise(every) if not b.after_blank]
    if len(pairs) < 2:
        return 0
    lengths = sorted(a.end - a.start for a, _ in pairs)
    width = lengths[len(lengths) * 9 // 10]
    full = [(a, b) for a, b in pairs if a.end - a.start >= 0.6 * width]
    open_ended = [
        (a, b)
        for a, b in full
        if not _ends(text, a.start, a.end) or _HYPHEN.search(text, max(a.start, a.end - 3), a.end)
    ]
    going_on = sum(1 for _, b in open_ended if not text[b.start].isupper() and not _BULLET.match(text, b.start))
    caseless = sum(1 for a, _ in full if a.end - a.start >= 0.85 * width)
    cased = any(c.isupper() for c in text[:2000])
    if width > 200 or width < 10 or len(open_ended) < 0.4 * len(full):
        return 0
    enough = going_on >= 0.4 * len(open_ended) if cased else caseless >= 0.6 * len(full)
    return width if enough and (going_on > 1 or not cased) else 0


def _joined(text: str, every: list[Line], width: int) -> Iterator[list[Line]]:
    """Lines that are one paragraph, together."""
    group: list[Line] = []
    for line in every:
        if group and not _goes_on(text, group[-1], line, width):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _goes_on(text: str, above: Line, below: Line, width: int) -> bool:
    if below.after_blank or _BULLET.match(text, below.start):
        return False
    low = text[below.start].islower()
    if low and _HYPHEN.search(text, max(above.start, above.end - 3), above.end):
        return True
    if not width:
        return False
    ended = _ends(text, above.start, above.end)
    length = above.end - above.start
    return length >= 0.55 * width or (low and not ended and length >= 0.3 * width)


def _kind(
    text: str, group: list[Line], following: list[Line] | None, before: SentenceKind | None, pack: Sentences, prose: int
) -> SentenceKind:
    start, end = group[0].start, group[-1].end
    ended = _ends(text, start, end)
    if not ended and (text.count("\t", start, end) > 1 or text.count("|", start, end) > 2):
        return "table"
    if _caption_word(text, start, end, pack):
        return "caption"
    if _BULLET.match(text, start) and (not text[start].isdigit() or ended or before == "list"):
        return "list"
    if ended or end - start > HEADING or prose == 0 or len(group) > 3:
        return "prose"
    if before in ("heading", "caption") and not group[0].after_blank and following is not None:
        return "caption"
    return "heading" if following is not None or end - start <= 80 else "prose"


def _caption_word(text: str, start: int, end: int, pack: Sentences) -> bool:
    """Whether a line begins as a caption does: "Figure 3: …", "Abb. 2"."""
    return bool(pack.caption_words) and _captions(pack.caption_words).match(text, start, end) is not None


@cache
def _captions(words: tuple[str, ...]) -> re.Pattern[str]:
    longest = sorted(words, key=lambda word: (-len(word), word))
    return re.compile(rf"[(\[]?(?:{'|'.join(map(re.escape, longest))})(?:{_NUMBERED_CAPTION})", re.I)
