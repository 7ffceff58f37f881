"""Where sentences, headings, captions and list items begin and end."""

from __future__ import annotations

from collections.abc import Iterator

from kronika import languages
from kronika.languages.sections.sentences import Sentences
from kronika.model import Block, Sentence, SentenceKind, Source
from kronika.reading.sentences_boundaries import cut, habits
from kronika.reading.sentences_languages import told_apart
from kronika.reading.sentences_lines import paragraphs


def split(source: Source) -> list[Sentence]:
    """The sentences of a source, in order, without the white space and bullets between them.

    Structure that the file format states (`source.blocks`) is kept; the rest is told from the text.
    """
    pack = languages.section(source.language, Sentences)
    text = source.text
    ways = habits(text)
    found: list[Sentence] = []
    for start, end, kind in _paragraphs(source, pack):
        spans = list(cut(text, start, end, pack, ways)) if kind != "table" else [(start, end)]
        if kind == "heading" and len(spans) > 1:
            stated = any(block.start < end and start < block.end for block in source.blocks)
            spans, kind = ([(start, end)], kind) if stated else (spans, "prose")
        found += [Sentence(a, b, kind) for a, b in spans if _said(text, a, b)]
    return told_apart(source, found)


def _said(text: str, start: int, end: int) -> bool:
    """Whether a stretch holds a letter or a digit."""
    return text[start].isalnum() or any(map(str.isalnum, text[start:end]))


def _paragraphs(source: Source, pack: Sentences) -> Iterator[tuple[int, int, SentenceKind]]:
    """The paragraphs of a text, cut where a stated block begins or ends, and with its kind."""
    blocks = [block for block in source.blocks if block.kind != "prose"]
    at = 0
    for paragraph in paragraphs(source.text, pack):
        start = paragraph.start
        while at < len(blocks) and blocks[at].end <= start:
            at += 1
        n = at
        while n < len(blocks) and blocks[n].start < paragraph.end:
            yield from _within(source.text, start, paragraph.end, blocks[n], paragraph.kind)
            start = max(start, min(blocks[n].end, paragraph.end))
            n += 1
        if start < paragraph.end and source.text[start : paragraph.end].strip():
            yield start, paragraph.end, paragraph.kind


def _within(
    text: str, start: int, end: int, block: Block, kind: SentenceKind
) -> Iterator[tuple[int, int, SentenceKind]]:
    """What of a paragraph comes before a block, and the block."""
    a, b = max(start, block.start), min(end, block.end)
    if start < a and text[start:a].strip():
        yield start, a, kind
    if a < b and text[a:b].strip():
        yield _trimmed(text, a, b, block.kind)


def _trimmed(text: str, start: int, end: int, kind: SentenceKind) -> tuple[int, int, SentenceKind]:
    inner = text[start:end]
    start += len(inner) - len(inner.lstrip())
    return start, start + len(inner.strip()), kind
