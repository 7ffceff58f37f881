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

import numpy as np

from kronika.errors import BadPack

FOLDER = Path(__file__).parent
Floats = np.ndarray
_REMEMBERED = 200_000


class Weights:
    """What was learnt: a vector of scores, one a label, for every attribute; scores of label after label.

    Attributes:
        labels: in the order of the vectors.
        about: language, sets and licences it was learnt from, and how the tokens are to be looked at.
    """

    def __init__(
        self,
        labels: tuple[str, ...],
        rows: dict[int, int],
        table: Floats,
        transitions: Floats,
        about: dict[str, object],
    ):
        self.labels, self.about = labels, about
        self._rows, self.transitions = rows, transitions
        self._seen: dict[str, _Seen] = {}
        self._table = np.vstack([table, np.zeros((1, len(labels)), np.float32)])  # the last row: nothing was learnt

    def vector(self, attributes: Iterable[str]) -> Floats:
        """The sum of the scores of attributes, one a label."""
        total: Floats = self._table[[self.row(name) for name in attributes] or [-1]].sum(axis=0, dtype=np.float32)
        return total

    def row(self, attribute: str) -> int:
        """The row of `rows` that holds the scores of an attribute; that of none where nothing was learnt of it."""
        return self._rows.get(zlib.crc32(attribute.encode("utf-8", "surrogatepass")), len(self._table) - 1)

    def rows(self, numbers: Floats) -> Floats:
        """The scores of rows: one axis more than `numbers`, one score a label."""
        found: Floats = self._table[numbers]
        return found

    def sums(self, lists: list[tuple[str, ...]], prefix: str = "") -> Floats:
        """What `vector` gives for each list of attributes (none empty), all with one prefix: (lists, labels)."""
        seen = self._seen.get(prefix)
        if seen is None:
            seen = self._seen[prefix] = _Seen(self._rows, zlib.crc32(prefix.encode()), len(self._table) - 1)
        flat = np.fromiter((seen[name] for names in lists for name in names), np.intp)
        starts = np.cumsum([0, *map(len, lists[:-1])])
        total: Floats = np.add.reduceat(self._table[flat], starts, axis=0)
        return total


class _Seen(dict[str, int]):
    """Attribute to row, each looked up once: most endings and classes are those of many words."""

    def __init__(self, rows: dict[int, int], start: int, none: int) -> None:
        super().__init__()
        self._rows, self._start, self._none = rows, start, none

    def __missing__(self, name: str) -> int:
        row = self._rows.get(zlib.crc32(name.encode("utf-8", "surrogatepass"), self._start), self._none)
        if len(self) > _REMEMBERED:
            self.clear()
        self[name] = row
        return row


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
    return Weights(
        labels, {int(r): i for i, r in enumerate(rows)}, table, np.array(head["transitions"], np.float32), head["about"]
    )


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


def best(emissions: list[Floats], transitions: Floats) -> list[Floats]:
    """The best row of labels for each sentence (Viterbi), all sentences at once.

    `emissions`: for each sentence a (length, labels) array. The result holds label numbers.
    """
    order = sorted(range(len(emissions)), key=lambda i: -len(emissions[i]))
    found: list[Floats] = [np.zeros(0, np.int8)] * len(emissions)
    for at in range(0, len(order), 256):
        batch = [i for i in order[at : at + 256] if len(emissions[i])]
        if batch:
            for i, labels in zip(batch, _best([emissions[i] for i in batch], transitions)):
                found[i] = labels
    return found


def _best(batch: list[Floats], transitions: Floats) -> list[Floats]:
    """Viterbi over sentences of falling length."""
    lengths = np.array([len(e) for e in batch])
    longest, labels = int(lengths[0]), transitions.shape[0]
    score = np.stack([e[0] for e in batch])
    back = np.zeros((longest, len(batch), labels), np.int8)
    for t in range(1, longest):
        live = int((lengths > t).sum())
        step = score[:live, :, None] + transitions[None]
        back[t, :live] = step.argmax(axis=1)
        score[:live] = step.max(axis=1) + np.stack([e[t] for e in batch[:live]])
    paths = []
    for i, length in enumerate(lengths):
        path = np.zeros(length, np.int8)
        path[-1] = score[i].argmax()
        for t in range(length - 1, 0, -1):
            path[t - 1] = back[t, i, path[t]]
        paths.append(path)
    return paths
