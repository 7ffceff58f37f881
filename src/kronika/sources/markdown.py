"""Markdown (CommonMark) without its marks.

Line by line and by regular expressions, because the libraries for Markdown give no offsets within a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from kronika.model import Block, SentenceKind
from kronika.sources.draft import Draft, Edit, edited

_FRONT = re.compile(r"\A---[ \t]*\n(.{0,10000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S)
_FENCE = re.compile(r"^(?:```|~~~)[^\n]*$", re.M)
_HEADING = re.compile(r"^ {0,3}(#{1,6})[ \t]+(?P<text>[^\n]*?)[ \t#]*$", re.M)
_SETEXT = re.compile(r"^(?P<text>[^\n]+)\n(?:=+|-{3,})[ \t]*$", re.M)
_RULE = re.compile(r"^ {0,3}(?:[-*_][ \t]?){3,}$", re.M)
_ITEM = re.compile(r"^ {0,9}(?:[-*+]|\d{1,4}[.)])[ \t]+", re.M)
_QUOTE = re.compile(r"^ {0,3}(?:>[ \t]?)+", re.M)
_IMAGE = re.compile(r"!\[([^\[\]\n]{0,500})\]\([^()\n]{0,1000}\)(?:\{[^{}\n]{0,200}\})?")
_LINK = re.compile(r"(?<!!)\[([^\[\]\n]{1,500})\](?:\([^()\n]{0,1000}\)|\[[^\[\]\n]{0,100}\])")
_NOTE_MARK = re.compile(r"\[\^[^\]\n]{1,40}\](?!:)")
_AUTO = re.compile(r"<(https?://[^<>\s]{1,1000})>")
_STRONG = re.compile(r"(\*\*\*|\*\*|\*|~~|`)(?=\S)([^\n*`~]{1,1000}?)(?<=\S)\1")
_UNDER = re.compile(r"(?<!\w)(__|_)(?=\S)([^\n_]{1,1000}?)(?<=\S)\1(?!\w)")
_ESCAPE = re.compile(r"\\(?=[!-/:-@\[-`{-~])")
_TAG = re.compile(r"</?[A-Za-z][^<>\n]{0,300}>|<!--[^<>]{0,2000}-->")
_TABLE_LINE = re.compile(r"^\|?[ \t]*:?-{3,}:?[ \t]*(?:\|[ \t:-]*)+$", re.M)
_FIELDS = {"title", "author", "date", "language", "lang", "license", "licence", "url", "source", "publisher"}


def read(text: str) -> Draft:
    """The words of a Markdown text; headings, lists and front matter (title, author, date …) are kept as such."""
    draft = Draft(text)
    front = _FRONT.match(text)
    if front:
        draft = _stated(edited(draft, [Edit(0, front.end())]), front[1])
    code = [m.span() for m in _FENCE.finditer(draft.text)]
    draft = edited(draft, [Edit(a, b) for a, b in code])
    draft = _headings(draft)
    draft = edited(draft, [Edit(m.start(), m.end()) for p in (_RULE, _TABLE_LINE) for m in p.finditer(draft.text)])
    draft = edited(draft, [Edit(m.start(), m.end()) for m in _QUOTE.finditer(draft.text)])
    draft = _items(draft)
    for rewrite in (_images, _inline, _inline, _escapes):
        draft = edited(draft, rewrite(draft.text))
    return draft


def _stated(draft: Draft, front: str) -> Draft:
    """The draft with what plain `key: value` lines of the front matter say."""
    pairs = (line.split(":", 1) for line in front.splitlines() if re.match(r"[A-Za-z]\w*\s*:", line))
    said = {key.strip().lower(): value.strip().strip("\"'") for key, value in pairs}
    kept = {key: value for key, value in said.items() if key in _FIELDS and value}
    language = kept.pop("language", None) or kept.pop("lang", None)
    return msgspec.structs.replace(draft, title=kept.pop("title", ""), language=language, metadata=kept)


def _headings(draft: Draft) -> Draft:
    edits, spans = [], []
    for m in _HEADING.finditer(draft.text):
        edits += [Edit(m.start(), m.start("text")), Edit(m.end("text"), m.end())]
        spans.append(m.span("text"))
    for m in _SETEXT.finditer(draft.text):
        if not m["text"].lstrip().startswith(("#", "-", "*", ">", "|")) and m["text"].strip():
            edits.append(Edit(m.end("text"), m.end()))
            spans.append(m.span("text"))
    return edited(_with(draft, spans, "heading"), edits)


def _items(draft: Draft) -> Draft:
    edits, spans = [], []
    for m in _ITEM.finditer(draft.text):
        stop = draft.text.find("\n", m.end())
        edits.append(Edit(m.start(), m.end()))
        spans.append((m.end(), stop if stop >= 0 else len(draft.text)))
    return edited(_with(draft, spans, "list"), edits)


def _with(draft: Draft, spans: list[tuple[int, int]], kind: SentenceKind) -> Draft:
    blocks = [*draft.blocks, *(Block(a, b, kind) for a, b in spans if a < b)]
    title = draft.title or next((draft.text[a:b] for a, b in spans if kind == "heading" and a < b), "")
    return msgspec.structs.replace(draft, blocks=tuple(sorted(blocks)), title=title)


def _images(text: str) -> Iterator[Edit]:
    for m in _IMAGE.finditer(text):
        yield Edit(m.start(), m.start(1))
        yield Edit(m.end(1), m.end())


def _inline(text: str) -> Iterator[Edit]:
    for m in _NOTE_MARK.finditer(text):
        yield Edit(m.start(), m.end())
    for m in _TAG.finditer(text):
        yield Edit(m.start(), m.end())
    for pattern, group in ((_LINK, 1), (_AUTO, 1), (_STRONG, 2), (_UNDER, 2)):
        for m in pattern.finditer(text):
            yield Edit(m.start(), m.start(group))
            yield Edit(m.end(group), m.end())


def _escapes(text: str) -> Iterator[Edit]:
    for m in _ESCAPE.finditer(text):
        yield Edit(m.start(), m.end())
