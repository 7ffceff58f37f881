"""Text put together from paragraphs that a library gives: formats whose original is the text as extracted."""

from __future__ import annotations

from kronika.model import Block, SentenceKind
from kronika.sources.draft import Draft


class Paragraphs:
    """Paragraphs of one text, each with its kind and place; notes come last."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.blocks: list[Block] = []
        self.notes: list[tuple[str, str]] = []
        self.length = 0
        self.title = ""

    def add(self, text: str, kind: SentenceKind = "prose", place: str = "", gap: str = "\n\n") -> None:
        """One paragraph more; nothing where it is empty. A note waits for the end."""
        text = text.strip(" \t\r\n")
        if not text:
            return
        if kind == "note":
            self.notes.append((text, place))
            return
        self._put(text, kind, place, gap)

    def draft(self) -> Draft:
        """What was put together."""
        for text, place in self.notes:
            self._put(text, "note", place, "\n\n")
        self.notes = []
        return Draft("".join(self.parts), blocks=tuple(self.blocks), title=self.title)

    def _put(self, text: str, kind: SentenceKind, place: str, gap: str) -> None:
        if self.parts:
            self.parts.append(gap)
            self.length += len(gap)
        if kind == "heading" and not self.title:
            self.title = text
        self.blocks.append(Block(self.length, self.length + len(text), kind, place))
        self.parts.append(text)
        self.length += len(text)
