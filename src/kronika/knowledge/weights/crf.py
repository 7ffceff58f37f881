"""The weights of a linear-chain CRF (Lafferty and others 2001), packed small, and the best labels by them.

Training is python-crfsuite's (tools/train_names.py); reading adds the weights up here, because the sum of a word's
attributes can then be kept and a whole account read at once. A file is xz-compressed: a line of JSON (labels, scale,
transitions, what it was made from), then for every attribute its CRC-32, a bit mask of its labels, and one signed
byte a label.
"""

from __future__ import annotations

import json
import lzma
import zlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

from kronika.errors import BadPack

FOLDER = Path(__file__).parent
Floats = np.ndarray
_TOGETHER = 256
"""Sentences that are labelled at once."""


class Weights:
    """What was learnt: a vector of scores, one a label, for every attribute; scores of label after label.

    `hashes`: those of the attributes, rising, in the order of the rows of `table`.

    Attributes:
        labels: in the order of the vectors.
        about: language, sets and licences it was learnt from, and how the tokens are to be looked at.
    """

    def __init__(
        self,
        labels: tuple[str, ...],
        hashes: Floats,
        table: Floats,
        transitions: Floats,
        about: dict[str, object],
    ):
        self.labels, self.about = labels, about
        self.transitions = transitions
        self._hashes = hashes
        self._found = np.append(hashes, np.uint32(0))
        self._table = np.vstack([table, np.zeros((1, len(labels)), np.float32)])  # the last row: nothing was learnt

    def vector(self, attributes: Iterable[str]) -> Floats:
        """The sum of the scores of attributes (at least one), one a label."""
        total: Floats = self.sums(hashed([tuple(attributes)]))[0]
        return total

    def sums(self, lists: Hashed, prefix: str = "") -> Floats:
        """What `vector` gives for each list of attributes (none empty), all with one prefix: (lists, labels)."""
        wanted = lists.after(prefix)
        rows = np.searchsorted(self._hashes, wanted)
        rows = np.where(self._found[rows] == wanted, rows, len(self._table) - 1)
        total: Floats = np.add.reduceat(self._table[rows], lists.starts, axis=0)
        return total


class Hashed(NamedTuple):
    """Lists of attributes as what is looked up of them: hashes, lengths in bytes, and where each list starts."""

    hashes: Floats
    lengths: Floats
    starts: Floats

    def after(self, prefix: str) -> Floats:
        """The hashes of the attributes behind a prefix.

        The CRC of two texts that follow each other is that of the second, turned by what the first and the length of
        the second alone decide: attributes are hashed once for all the prefixes that they are asked with.
        """
        if not prefix:
            return self.hashes
        longest = int(self.lengths.max(initial=0))
        found: Floats = self.hashes ^ _turns(prefix, 1 << longest.bit_length())[self.lengths]
        return found


@cache
def _turns(prefix: str, longest: int) -> Floats:
    """For each length of an attribute below the longest what a prefix changes in its hash."""
    start = zlib.crc32(prefix.encode())
    return np.array([zlib.crc32(bytes(n), start) ^ zlib.crc32(bytes(n)) for n in range(longest)], np.uint32)


def hashed(lists: list[tuple[str, ...]]) -> Hashed:
    """Lists of attributes, none empty, hashed to be looked up in any weights."""
    raw = [name.encode("utf-8", "surrogatepass") for names in lists for name in names]
    starts = np.cumsum([0, *map(len, lists[:-1])])
    return Hashed(
        np.fromiter(map(zlib.crc32, raw), np.uint32, len(raw)), np.fromiter(map(len, raw), np.intp, len(raw)), starts
    )


def pack(
    labels: list[str],
    state: dict[tuple[str, str], float],
    transitions: dict[tuple[str, str], float],
    about: dict[str, object],
) -> bytes:
    """The weights as the bytes of a file; weights that round to nothing are left out."""
    top = max(map(abs, state.values()), default=1.0)
    scale = min(top, 8.0) / 127
    at = {label: i for i, label in enumerate(labels)}
    table: dict[int, list[int]] = {}
    for (name, label), weight in state.items():
        small = max(-127, min(127, round(weight / scale)))
        if small:
            table.setdefault(zlib.crc32(name.encode()), [0] * len(labels))[at[label]] = small
    rows = sorted(table)
    masks = [sum(1 << i for i, w in enumerate(table[r]) if w) for r in rows]
    head = {
        "labels": labels,
        "scale": scale,
        "rows": len(rows),
        "about": about,
        "transitions": [[round(transitions.get((a, b), 0.0), 3) for b in labels] for a in labels],
    }
    body = (
        np.array(rows, "<u4").tobytes()
        + np.array(masks, "<u2").tobytes()
        + np.array([w for r in rows for w in table[r] if w], "i1").tobytes()
    )
    return lzma.compress(json.dumps(head, ensure_ascii=False, sort_keys=True).encode() + b"\n" + body, preset=9)


def unpack(packed: bytes) -> Weights:
    """The weights of a file's bytes. Raises ValueError, KeyError or lzma.LZMAError where they are none."""
    head_line, body = lzma.decompress(packed).split(b"\n", 1)
    head = json.loads(head_line)
    labels, count = tuple(head["labels"]), head["rows"]
    rows = np.frombuffer(body, "<u4", count)
    masks = np.frombuffer(body, "<u2", count, 4 * count)
    values = np.frombuffer(body, "i1", -1, 6 * count)
    table = np.zeros((count, len(labels)), np.float32)
    where = (masks[:, None] >> np.arange(len(labels), dtype=np.uint16)) & 1 == 1
    table[where] = values * np.float32(head["scale"])
    return Weights(labels, rows, table, np.array(head["transitions"], np.float32), head["about"])


@cache
def load(name: str) -> Weights | None:
    """The weights that ship under a name ("names-hu"), or None. Raises BadPack where the file is spoilt."""
    file = FOLDER / f"{name}.crf.xz"
    if not file.is_file():
        return None
    try:
        return unpack(file.read_bytes())
    except (ValueError, KeyError, lzma.LZMAError) as error:
        raise BadPack(f"{file.name}: {error}") from error


def best(scores: Floats, lengths: Floats, transitions: Floats) -> Floats:
    """The best label of every token (Viterbi), as numbers, all sentences at once.

    `scores`: (tokens, labels), sentence after sentence; `lengths`: the tokens of each sentence.
    """
    found = np.zeros(len(scores), np.int8)
    begins = np.cumsum(lengths) - lengths
    order = np.argsort(-lengths, kind="stable")
    order = order[lengths[order] > 0]
    for at in range(0, len(order), _TOGETHER):
        some = order[at : at + _TOGETHER]
        _best(scores, begins[some], lengths[some], transitions, found)
    return found


def _best(scores: Floats, begins: Floats, lengths: Floats, transitions: Floats, found: Floats) -> None:
    """Viterbi over sentences of falling length; puts the labels where the tokens stand."""
    longest = int(lengths[0])
    lives = [int(n) for n in np.searchsorted(-lengths, -np.arange(longest))]  # how many are longer than that
    score = scores[begins]
    back = np.zeros((longest, len(begins), transitions.shape[0]), np.int8)
    for t in range(1, longest):
        live = lives[t]
        step = score[:live, :, None] + transitions[None]
        back[t, :live] = step.argmax(axis=1)
        score[:live] = step.max(axis=1) + scores[begins[:live] + t]
    label = score.argmax(axis=1)
    for t in range(longest - 1, -1, -1):
        live = lives[t]
        found[begins[:live] + t] = label[:live]
        label[:live] = back[t, np.arange(live), label[:live]]
