"""Text on its way from a file to a source, and edits of it that keep the map back to the original exact."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator

import msgspec

from kronika.errors import Problem
from kronika.model import Block, Piece


class Draft(msgspec.Struct, frozen=True):
    """A text with its map to the original and what the file says of itself.

    Attributes:
        text: the text so far. pieces: its map, as in `Source.pieces`; empty: the text is the original.
        blocks: structure stated by the format. part: which text of the file this is, where it holds several.
        title, language: as the file states them. metadata, notes, problems: as in `Source`.
    """

    text: str
    pieces: tuple[Piece, ...] = ()
    blocks: tuple[Block, ...] = ()
    part: str = ""
    title: str = ""
    language: str | None = None
    metadata: dict[str, str] = {}
    notes: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


class Edit(msgspec.Struct, frozen=True, order=True):
    """`text[start:end]` becomes `replacement`."""

    start: int
    end: int
    replacement: str = ""


def edited(draft: Draft, edits: Iterable[Edit]) -> Draft:
    """The draft with all edits made, its map and its blocks carried along.

    Edits are taken in order of start; one that overlaps an earlier one is left out.
    """
    chosen = list(_apart(edits))
    if not chosen:
        return draft
    parts: list[str] = []
    pieces: list[Piece] = []
    old = _Walk(draft)
    length, at = 0, 0
    for edit in chosen:
        parts.append(draft.text[at : edit.start])
        pieces += old.copied(at, edit.start, length)
        length += edit.start - at
        if edit.replacement:
            a, b = old.original(edit.start, edit.end)
            in_step = len(edit.replacement) == b - a == 1
            pieces.append(Piece(length, a, b, in_step))
            parts.append(edit.replacement)
            length += len(edit.replacement)
        at = edit.end
    parts.append(draft.text[at:])
    pieces += old.copied(at, len(draft.text), length)
    blocks = _moved(draft.blocks, chosen)
    return msgspec.structs.replace(draft, text="".join(parts), pieces=joined(pieces), blocks=blocks)


def joined(pieces: list[Piece]) -> tuple[Piece, ...]:
    """The same map in the fewest pieces: stretches that run in step and follow one another are one."""
    made: list[Piece] = []
    for piece in pieces:
        last = made[-1] if made else None
        if (
            last is not None
            and last.copied
            and piece.copied
            and piece.start - last.start == piece.original_start - last.original_start
        ):
            made[-1] = Piece(last.start, last.original_start, piece.original_end)
        else:
            made.append(piece)
    return tuple(made)


def _apart(edits: Iterable[Edit]) -> Iterator[Edit]:
    end = 0
    for edit in sorted(edits):
        if edit.start >= end:
            yield edit
            end = edit.end


class _Walk:
    """The map of a draft, asked for stretches in order."""

    def __init__(self, draft: Draft) -> None:
        size = len(draft.text)
        self.pieces = draft.pieces or (Piece(0, 0, size),)
        self.size = size
        self.at = 0

    def copied(self, start: int, end: int, target: int) -> Iterator[Piece]:
        """The pieces that map the old stretch, once it stands at `target`."""
        while start < end:
            self._seek(start)
            piece = self.pieces[self.at]
            stop = min(end, self._end(self.at))
            if piece.copied:
                a = piece.original_start + start - piece.start
                yield Piece(target, a, a + stop - start)
            else:
                yield Piece(target, piece.original_start, piece.original_end, False)
            target += stop - start
            start = stop

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the original behind an old stretch; for an empty one, the place between its neighbours."""
        self._seek(max(0, start if start < self.size else self.size - 1))
        first = self.pieces[self.at]
        a = first.original_start + start - first.start if first.copied else first.original_start
        if end <= start:
            return a, a
        last = self.pieces[self._index(end - 1)]
        b = last.original_start + end - last.start if last.copied else last.original_end
        return a, max(a, b)

    def _end(self, at: int) -> int:
        return self.pieces[at + 1].start if at + 1 < len(self.pieces) else self.size

    def _seek(self, offset: int) -> None:
        while self.at + 1 < len(self.pieces) and self.pieces[self.at + 1].start <= offset:
            self.at += 1

    def _index(self, offset: int) -> int:
        return bisect_right(self.pieces, offset, lo=self.at, key=lambda piece: piece.start) - 1


def _moved(blocks: tuple[Block, ...], edits: list[Edit]) -> tuple[Block, ...]:
    """The blocks where the edits have put them; those that became empty are gone."""
    starts = [edit.start for edit in edits]
    shifts, shift = [0], 0
    for edit in edits:
        shift += len(edit.replacement) - (edit.end - edit.start)
        shifts.append(shift)

    def place(offset: int, is_end: bool) -> int:
        at = bisect_right(starts, offset - 1 if is_end else offset)
        if at and offset < edits[at - 1].end:  # inside a replaced stretch
            edit = edits[at - 1]
            return edit.start + shifts[at - 1] + (len(edit.replacement) if is_end else 0)
        return offset + shifts[at]

    moved = (
        msgspec.structs.replace(block, start=place(block.start, False), end=place(block.end, True)) for block in blocks
    )
    return tuple(block for block in moved if block.start < block.end)
