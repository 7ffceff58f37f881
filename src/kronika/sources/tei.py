"""TEI P5: the text of the body with pages as places; the editors' reading where a choice is given; notes last."""

from __future__ import annotations

import msgspec

from kronika.model import SentenceKind
from kronika.sources.draft import Draft
from kronika.sources.limits import Limits
from kronika.sources.markup import Tag, Weaver, Words, tokens

_SKIPPED = frozenset(
    [
        "teiHeader",
        "fw",
        "orig",
        "sic",
        "abbr",
        "del",
        "surplus",
        "facsimile",
        "sourceDoc",
        "standOff",
        "figDesc",
        "graphic",
    ]
)
# Only within <choice> are these the other reading; alone they are the text.
_IN_CHOICE = frozenset({"orig", "sic", "abbr"})
_KINDS: dict[str, SentenceKind] = {
    "head": "heading",
    "item": "list",
    "cell": "table",
    "l": "verse",
    "caption": "caption",
    "titlePart": "heading",
}
_BLOCKS = frozenset(
    [
        "p",
        "ab",
        "head",
        "lg",
        "list",
        "item",
        "table",
        "row",
        "div",
        "front",
        "body",
        "back",
        "opener",
        "closer",
        "salute",
        "signed",
        "dateline",
        "sp",
        "speaker",
        "stage",
        "quote",
        "q",
        "titlePage",
        "titlePart",
        "docAuthor",
        "epigraph",
        "postscript",
        "trailer",
        "argument",
    ]
)
_INLINE_Q = frozenset({"q", "quote"})
_HEADER = {
    "title": "title",
    "author": "author",
    "date": "date",
    "licence": "licence",
    "publisher": "publisher",
    "language": "",
}


class _Walk:
    """The state of one reading."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.main, self.notes = Weaver(text), Weaver(text)
        self.stack: list[Tag] = []
        self.starts: list[int] = []
        self.page = ""
        self.header: dict[str, str] = {}
        self.language: str | None = None

    @property
    def weaver(self) -> Weaver:
        return self.notes if any(tag.name == "note" for tag in self.stack) else self.main

    def skipped(self) -> bool:
        names = [tag.name for tag in self.stack]
        return any(
            name in _SKIPPED and (name not in _IN_CHOICE or (at and names[at - 1] == "choice"))
            for at, name in enumerate(names)
        )

    def within(self, name: str) -> bool:
        return any(tag.name == name for tag in self.stack)


def read(text: str, limits: Limits) -> Draft:
    """The text of a TEI document, with offsets into the file."""
    walk = _Walk(text)
    for token in tokens(text, xml=True):
        if isinstance(token, Words):
            _words(walk, token)
        elif token.opens:
            _opened(walk, token, limits)
        else:
            _closed(walk, token)
    draft = _joined(walk.main.draft(), walk.notes.draft())
    said = walk.header
    title = said.pop("title", "")
    return msgspec.structs.replace(draft, title=title, language=walk.language, metadata=said)


def _words(walk: _Walk, words: Words) -> None:
    if walk.within("teiHeader"):
        key = _HEADER.get(walk.stack[-1].name if walk.stack else "")
        value = " ".join(walk.text[words.start : words.end].split())
        if key and value:
            walk.header.setdefault(key, value)
    elif walk.within("text") and not walk.skipped():
        walk.weaver.add(words.start, words.end, words.literal)


def _opened(walk: _Walk, tag: Tag, limits: Limits) -> None:
    weaver = walk.weaver
    if tag.name == "pb":
        walk.page = tag.attributes.get("n", "") or walk.page
    elif tag.name in ("lb", "cb", "pb") and tag.attributes.get("break") != "no":
        weaver.apart(" ", tag.start)
    if tag.name == "language" and not walk.language:
        walk.language = tag.attributes.get("ident") or None
    if tag.name in ("text", "TEI") and "lang" in tag.attributes:
        walk.language = tag.attributes["lang"]
    _gap(walk, tag)
    if not tag.closes and len(walk.stack) < limits.tags:
        if tag.name == "note":
            walk.notes.apart("\n\n", tag.start)
        walk.stack.append(tag)
        walk.starts.append(walk.weaver.next_start)


def _closed(walk: _Walk, tag: Tag) -> None:
    depth = next((n for n, entry in enumerate(reversed(walk.stack[-64:])) if entry.name == tag.name), None)
    if depth is None:
        return
    for _ in range(depth + 1):
        weaver = walk.weaver
        entry, start = walk.stack.pop(), walk.starts.pop()
        kind: SentenceKind | None = _KINDS.get(entry.name) or (
            "prose" if entry.name in ("p", "ab") and walk.page else None
        )
        if entry.name == "note":
            kind = "note"
        if kind and not walk.within("teiHeader") and weaver.length > start:
            weaver.block(start, kind, f"p. {walk.page}" if walk.page else "")
    _gap(walk, tag)


def _gap(walk: _Walk, tag: Tag) -> None:
    if tag.name in ("l", "item", "row", "cell"):
        walk.weaver.apart("\n", tag.start)
    elif tag.name in _BLOCKS and tag.name not in _INLINE_Q:
        walk.weaver.apart("\n\n", tag.start)


def _joined(main: Draft, notes: Draft) -> Draft:
    """The main text with the notes after it."""
    if not notes.text:
        return main
    shift = len(main.text) + 2
    first = notes.pieces[0]
    gap = (msgspec.structs.replace(first, start=len(main.text), original_end=first.original_start, copied=False),)
    moved = tuple(msgspec.structs.replace(piece, start=piece.start + shift) for piece in notes.pieces)
    blocks = tuple(msgspec.structs.replace(b, start=b.start + shift, end=b.end + shift) for b in notes.blocks)
    return Draft(f"{main.text}\n\n{notes.text}", main.pieces + gap + moved, main.blocks + blocks)
