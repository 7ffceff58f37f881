"""HTML and XML cut into tags and text with exact offsets.

The usual libraries give no offsets into the file, so the cutting is our own. It never fails: what is no tag is text. It
expands no entity that a document declares, reads no external one, and its work grows with the length of the file.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

import msgspec

from kronika.model import Block, Piece, SentenceKind
from kronika.sources.draft import Draft, joined

_NAME = re.compile(r"/?([A-Za-z_][^\s/>]{0,100})")
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]{1,100})(?:\s{0,20}=\s{0,20}(?:"([^"]*)"|'([^']*)'|([^\s"'>]{1,4000})))?""")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_WORD_OR_SPACE = re.compile(r"[^\s\u200b]+|[\s\u200b]+")
_RAW = ("script", "style", "textarea", "xmp", "noembed", "noframes")
_GAPS = ("", " ", "\t", "\n", "\n\n")  # what may stand between words, the stronger break later
_LONGEST_TAG = 65_536


class Tag(msgspec.Struct, frozen=True):
    """A start tag, an end tag or both in one.

    Attributes:
        name: without prefix, in small letters in HTML. attributes: names in small letters, without prefix.
        start, end: where it stands in the file.
    """

    name: str
    start: int
    end: int
    opens: bool
    closes: bool
    attributes: dict[str, str] = {}


class Words(msgspec.Struct, frozen=True):
    """Text between tags, as a stretch of the file. `literal`: entities are none (CDATA)."""

    start: int
    end: int
    literal: bool = False


def tokens(text: str, xml: bool = False) -> Iterator[Tag | Words]:
    """The tags and texts of a document in order; comments, declarations and (in HTML) scripts are left out."""
    at, words = 0, 0
    missing: set[str] = set()
    while (opening := text.find("<", at)) >= 0:
        found = _markup(text, opening, xml, missing)
        if found is None:
            at = opening + 1
            continue
        token, end = found
        if words < opening:
            yield Words(words, opening)
        if token is not None:
            yield token
        at = words = end
        if isinstance(token, Tag) and not xml and token.opens and not token.closes and token.name in _RAW:
            at = words = _raw_end(text, end, token.name, missing)
    if words < len(text):
        yield Words(words, len(text))


def _raw_end(text: str, start: int, name: str, missing: set[str]) -> int:
    """Where a script or the like ends: at its end tag, or at the end of the file."""
    if name in missing:
        return len(text)
    m = re.compile(rf"</{name}", re.I).search(text, start)
    if m is None:
        missing.add(name)
    return m.start() if m else len(text)


def _markup(text: str, at: int, xml: bool, missing: set[str]) -> tuple[Tag | Words | None, int] | None:
    """What begins at a "<" and where it ends; None where it is only a sign in the text."""
    for opening, closing in (("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>" if xml else ">")):
        if text.startswith(opening, at):
            end = -1 if closing in missing else text.find(closing, at + len(opening))
            if end < 0:
                missing.add(closing)
                return None
            inner = Words(at + 9, end, True) if opening == "<![CDATA[" else None
            return inner, end + len(closing)
    if text.startswith("<!", at):
        end = _declaration_end(text, at, missing)
        return (None, end) if end else None
    name = _NAME.match(text, at + 1)
    if name is None or ">" in missing:
        return None
    end = _tag_end(text, name.end())
    if end < 0:
        missing.add(">")
        return None
    return _tag(text, at, end, name, xml), end


def _declaration_end(text: str, at: int, missing: set[str]) -> int:
    """The end of a <!DOCTYPE …>, its internal subset included; 0 where there is none."""
    end = -1 if ">" in missing else text.find(">", at)
    if end < 0:
        return 0
    bracket = text.find("[", at, end)
    if bracket < 0:
        return end + 1
    close = re.compile(r"\]\s{0,100}>").search(text, bracket)
    return close.end() if close else end + 1


def _tag_end(text: str, at: int) -> int:
    """Just past the ">" that ends a tag; quotes are heeded within reason; -1 where no ">" follows at all."""
    start, limit = at, at + _LONGEST_TAG
    sign = re.compile(r"[>\"']")
    while m := sign.search(text, at, limit):
        if m[0] == ">":
            return m.end()
        close = text.find(m[0], m.end(), limit)
        if close < 0:
            break
        at = close + 1
    return text.find(">", start) + 1 or -1


def _tag(text: str, at: int, end: int, name: re.Match[str], xml: bool) -> Tag:
    inner = text[name.end() : end - 1]
    attributes: dict[str, str] = {}
    if inner and not inner.isspace() and inner != "/":
        for m in _ATTRIBUTE.finditer(inner):
            value = m[2] if m[2] is not None else m[3] if m[3] is not None else m[4] or ""
            attributes.setdefault(m[1].split(":")[-1].lower(), html.unescape(value))
    ending = text.startswith("</", at)
    plain = name[1].rstrip("/").split(":")[-1]
    closes = ending or inner.endswith("/") or text[end - 2] == "/"
    return Tag(plain if xml else plain.lower(), at, end, not ending, closes, attributes)


class Weaver:
    """Text put together from stretches of a file, with white space made even and breaks between blocks."""

    def __init__(self, original: str) -> None:
        self.original = original
        self.parts: list[str] = []
        self.pieces: list[Piece] = []
        self.blocks: list[Block] = []
        self.length = 0
        self.gap = ""  # what must stand before the next word, one of _GAPS
        self.gap_at = 0

    def add(self, start: int, end: int, literal: bool = False, preserve: bool = False) -> None:
        """The words of a stretch of the file, entities resolved, white space made even unless it is preserved."""
        at = start
        for m in _ENTITY.finditer(self.original, start, end) if not literal else ():
            self._plain(at, m.start(), preserve)
            self._made(html.unescape(m[0]), m.start(), m.end())
            at = m.end()
        self._plain(at, end, preserve)

    def apart(self, gap: str, at: int) -> None:
        """A break before the next word (the strongest asked for wins)."""
        if _GAPS.index(gap) > _GAPS.index(self.gap):
            self.gap, self.gap_at = gap, at

    def block(self, start: int, kind: SentenceKind, place: str = "") -> None:
        """The text since `start` (a length measured before) is of one kind."""
        text = "".join(self.parts[-1:]) if self.parts else ""
        if self.length > start and text:
            self.blocks.append(Block(start, self.length, kind, place))

    @property
    def next_start(self) -> int:
        """Where the next word will stand."""
        return self.length + len(self.gap if self.length else "")

    def draft(self) -> Draft:
        """What was put together."""
        blocks = tuple(sorted(block for block in self.blocks if block.start < block.end))
        return Draft("".join(self.parts), joined(self.pieces) or (Piece(0, 0, 0, False),), blocks)

    def _plain(self, start: int, end: int, preserve: bool) -> None:
        if preserve:
            if start < end:
                self._put(self.original[start:end], start, end)
            return
        for m in _WORD_OR_SPACE.finditer(self.original, start, end):
            if m[0][0].isspace():
                self.apart(" ", m.start())
            elif m[0][0] != "\u200b":
                self._put(m[0], m.start(), m.end())

    def _made(self, text: str, start: int, end: int) -> None:
        if text.isspace() and text != "\n":
            self.apart(" ", start)
        elif text:
            self._put(text, start, end, copied=False)

    def _put(self, text: str, start: int, end: int, copied: bool = True) -> None:
        if self.gap and self.length:
            in_step = self.gap == " " == self.original[self.gap_at : self.gap_at + 1] and self.gap_at + 1 == start
            stop = start if start >= self.gap_at else self.gap_at
            self.pieces.append(Piece(self.length, self.gap_at, stop, in_step))
            self.parts.append(self.gap)
            self.length += len(self.gap)
        self.gap = ""
        last = self.pieces[-1] if self.pieces else None
        if copied and last and last.copied and last.original_end == start:
            self.pieces[-1] = Piece(last.start, last.original_start, end)
        else:
            self.pieces.append(Piece(self.length, start, end, copied))
        self.parts.append(text)
        self.length += len(text)
