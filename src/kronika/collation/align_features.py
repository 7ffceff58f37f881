"""What speaks for a bead, as numbers: likeness of the words by several channels, length, punctuation."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kronika.collation.align_cover import Cover, Words

Floats = NDArray[np.float32]
Shape = tuple[int, int]

# Bead shapes that a path may take: sentences left, sentences right. A gap is one sentence long; a longer omission
# is several gaps in a row.
SHAPES: tuple[Shape, ...] = (
    (1, 1), (1, 2), (2, 1), (2, 2), (1, 3), (3, 1), (2, 3), (3, 2), (1, 4), (4, 1), (3, 3), (1, 0), (0, 1),
)  # fmt: skip
CHANNELS = ("sentences", "words", "marks")
PER_CHANNEL = 4
FEATURES = (
    *(f"{channel} {what}" for channel in CHANNELS for what in ("likeness", "margin", "square", "gain")),
    *("cover likeness", "cover margin", "cover sum", "cover gain", "cover least"),
    *("length", "length square", "end", "question", "opening", "one"),
)
GAP_FEATURES = (
    "one", "length", "sentences best", "words best", "marks best", "marks borne", "sentences fit", "words fit",
    "cover best", "cover sum", "cover fit",
)  # fmt: skip
SUMMED = 20.0  # what a sum of gains is divided by, so that it is about one
NEIGHBOURS = 4  # how many likest sentences make the background of a margin


class Side(NamedTuple):
    """One account (or a stretch of it) as arrays, one row a sentence.

    Attributes:
        channels: additive vectors, a block's vector is the sum of its rows, one matrix a channel.
        words: the words of the sentences.
        lengths: characters.
        ends: class of the last character; opens: class of the first one.
    """

    channels: tuple[Floats, ...]
    words: Words
    lengths: Floats
    ends: NDArray[np.int8]
    opens: NDArray[np.int8]

    def cut(self, start: int, end: int) -> Side:
        """The stretch of sentences start to end."""
        return Side(
            tuple(rows[start:end] for rows in self.channels),
            self.words.cut(start, end),
            self.lengths[start:end],
            self.ends[start:end],
            self.opens[start:end],
        )


_ENDS = {
    "?": 1,
    "？": 1,
    "؟": 1,
    ";": 4,
    "!": 2,
    "！": 2,
    ":": 3,
    "：": 3,
    ".": 5,
    "。": 5,
    "।": 5,
    "…": 5,
    "،": 4,
    ",": 4,
}
_QUOTES = "\"'”»’«“„‘)」』›‹"


def punctuation(text: str) -> tuple[int, int]:
    """Classes of how a sentence ends and begins: 0 is no mark; a closing quotation mark adds 8 to the end."""
    bare = text.rstrip()[-8:]
    stripped = bare.rstrip(_QUOTES)
    quoted = 8 if len(stripped) < len(bare) else 0
    end = _ENDS.get(stripped[-1:], 0) + quoted
    opening = 1 if text[:1] in '"“„«»‘「『—–-' else 2 if text[:1].isdigit() else 0
    return end, opening


def _windows(rows: NDArray[np.floating], size: int) -> Floats:
    total = np.concatenate([np.zeros_like(rows[:1]), np.cumsum(rows, axis=0, dtype=np.float64)])
    summed: Floats = (total[size:] - total[:-size]).astype(np.float32)
    return summed


def _unit(rows: Floats) -> Floats:
    unit: Floats = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-6)
    return unit


class Grid:
    """All beads between two stretches: features of every bead of a shape at once.

    Cells [i, j] of the arrays stand for the bead that starts at left sentence i and right sentence j.
    """

    def __init__(self, left: Side, right: Side, ratio: float) -> None:
        self.left, self.right, self.ratio = left, right, ratio
        self.rows, self.columns = len(left.lengths), len(right.lengths)
        self._likeness = [
            {(p, q): _unit(_windows(a, p)) @ _unit(_windows(b, q)).T
             for p in range(1, 5) for q in range(1, 5)
             if p <= self.rows and q <= self.columns and ((p, q) in SHAPES or p == 1 or q == 1 or p == q)}
            for a, b in zip(left.channels, right.channels)
        ]  # fmt: skip
        cover = Cover(left.words, right.words)
        self._cover = {shape: cover.likeness(*shape) for shape in self._likeness[0]}
        self.cover: Floats = self._cover[1, 1][0]
        self._likeness.append({shape: found[0] for shape, found in self._cover.items()})
        self._level = [self._background(likeness[1, 1]) for likeness in self._likeness]
        lesser = 1 if self.rows <= self.columns else 0
        # How well the sentences of the shorter side find a partner at all: low where the accounts are independent.
        self._fit = [float(self._likeness[k][1, 1].max(axis=lesser).mean()) for k in (0, 1, 3)]

    @staticmethod
    def _background(cells: Floats) -> tuple[Floats, Floats]:
        wide, high = min(NEIGHBOURS, cells.shape[1]), min(NEIGHBOURS, cells.shape[0])
        across = np.sort(cells, axis=1)[:, -wide:].mean(axis=1)
        down = np.sort(cells, axis=0)[-high:].mean(axis=0)
        return across, down

    def bead(self, shape: Shape) -> Floats:
        """Features of the beads of a shape with both sides: (rows - p + 1, columns - q + 1, FEATURES)."""
        p, q = shape
        high, wide = self.rows - p + 1, self.columns - q + 1
        out = np.zeros((high, wide, len(FEATURES)), np.float32)
        for k, likeness in enumerate(self._likeness):
            cells = likeness[shape]
            across, down = self._level[k]
            level = (_windows(across, p)[:, None] / p + _windows(down, q)[None, :] / q) / 2
            at = k * PER_CHANNEL
            out[:, :, at] = cells
            out[:, :, at + 1] = cells - level
            out[:, :, at + 2] = np.maximum(cells, 0) ** 2
            if p + q > 2:
                out[:, :, at + 3] = cells - self._best_part(likeness, shape)
        out[:, :, at + 2] = self._cover[shape][1] / SUMMED
        out[:, :, at + 4] = self._cover[shape][2]
        at += 5
        a, b = _windows(self.left.lengths, p)[:, None], _windows(self.right.lengths, q)[None, :] * self.ratio
        off = np.abs(a - b) / np.sqrt(30.0 + 3.0 * (a + b))
        out[:, :, at] = np.minimum(off, 6.0)
        out[:, :, at + 1] = np.minimum(np.abs(np.log((a + 8.0) / (b + 8.0))), 2.0)
        ends = self.left.ends[p - 1 :][:, None], self.right.ends[q - 1 :][None, :]
        out[:, :, at + 2] = ends[0] == ends[1]
        out[:, :, at + 3] = (ends[0] % 8 == 1) != (ends[1] % 8 == 1)
        out[:, :, at + 4] = self.left.opens[:high][:, None] == self.right.opens[:wide][None, :]
        out[:, :, at + 5] = 1.0
        return out

    def _best_part(self, likeness: dict[Shape, Floats], shape: Shape) -> Floats:
        """The best likeness of the block with its first or last sentence of one side left out."""
        p, q = shape
        high, wide = self.rows - p + 1, self.columns - q + 1
        parts = []
        if p > 1 and (p - 1, q) in likeness:
            cells = likeness[p - 1, q]
            parts += [cells[:high, :wide], cells[1 : high + 1, :wide]]
        if q > 1 and (p, q - 1) in likeness:
            cells = likeness[p, q - 1]
            parts += [cells[:high, :wide], cells[:high, 1 : wide + 1]]
        likest: Floats = np.maximum.reduce(parts)
        return likest

    def gap(self, side: int) -> Floats:
        """Features of leaving out each sentence of the left (0) or right (1) side: (sentences, GAP_FEATURES)."""
        here = (self.left, self.right)[side]
        out = np.ones((len(here.lengths), len(GAP_FEATURES)), np.float32)
        out[:, 1] = np.log1p(here.lengths * (1.0 if side == 0 else self.ratio)) / 5.0
        for k, likeness in enumerate(self._likeness):
            cells = likeness[1, 1] if side == 0 else likeness[1, 1].T
            level = self._level[k][1 - side]
            out[:, (2, 3, 4, 8)[k]] = (cells - level[None, :] / 2).max(axis=1)
        out[:, 5] = np.linalg.norm(here.channels[2], axis=1) / 10.0
        out[:, 6], out[:, 7], out[:, 10] = self._fit
        total = self._cover[1, 1][1]
        out[:, 9] = total.max(axis=1 - side) / SUMMED
        return out
