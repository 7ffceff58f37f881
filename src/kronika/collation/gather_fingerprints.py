"""What an account is about, in numbers that do not depend on its language: marks, word vectors, sentence vectors."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kronika.collation.align_marks import hashed, marks
from kronika.collation.encoders import Encoder, embedded, knows
from kronika.knowledge import wordvectors
from kronika.languages.packs import base
from kronika.model import Account

Floats = NDArray[np.float32]

# A long account is known by so many of its sentences, spread evenly.
SENTENCES = 60
# Accounts of one language from which their own mean is taken off, rather than that of all.
ENOUGH = 6
# What the collection's own counts of marks weigh beside a prior: in a handful of accounts every mark looks rare.
_PRIOR = 20.0


class Fingerprints(NamedTuple):
    """The accounts of a collection as arrays, a row an account.

    Attributes:
        marks: mark to weight, rare marks weighing more, of unit length.
        sentences, words: per account one unit row a sentence, by sentence encoder and by word vectors.
        centres: unit rows, the mean of the account's sentence vectors, the mean of the collection taken off.
        topics: the same of the word vectors, the mean of the language taken off.
        known: whether the sentence encoder knows the account's language.
        vectors: unit rows of all of it together, for finding neighbours.
    """

    marks: list[dict[str, float]]
    sentences: list[Floats]
    words: list[Floats]
    centres: Floats
    topics: Floats
    known: list[bool]
    vectors: Floats


def fingerprints(accounts: Sequence[Account], encoder: Encoder | None = None) -> Fingerprints:
    """The fingerprints of a collection; they depend on it as a whole (what is rare in it, what all have in common)."""
    encoder = encoder or embedded()
    held = [_spread(account) for account in accounts]
    texts = [[account.text_of(at) for at in places] for account, places in zip(accounts, held)]
    flat = [text for here in texts for text in here]
    edges = np.cumsum([0] + [len(here) for here in texts])
    vectors, words = encoder.encode(flat), wordvectors.table().of(flat)
    sums, means = (
        np.array([rows[a:b].sum(axis=0) for a, b in pairwise(edges)], np.float32).reshape(len(texts), rows.shape[1])
        for rows in (words, vectors)
    )
    topics = _off_language(_unit(sums), [base(account.language) for account in accounts])
    bearing = _weighted([_counted(account) for account in accounts])
    centres = _unit(_off_mean(_unit(means)))
    sentences = [_unit(vectors[a:b]) for a, b in pairwise(edges)]
    per_sentence = [_unit(words[a:b]) for a, b in pairwise(edges)]
    known = [knows(encoder, account.language) for account in accounts]
    together = np.concatenate([0.7 * topics, 0.7 * _unit(hashed(bearing)), 0.5 * centres], axis=1)
    return Fingerprints(bearing, sentences, per_sentence, centres, topics, known, _unit(together))


def _spread(account: Account) -> list[int]:
    count = len(account.sentences)
    if count <= SENTENCES:
        return list(range(count))
    return [int(at) for at in np.linspace(0, count - 1, SENTENCES)]


def _counted(account: Account) -> Counter[str]:
    total: Counter[str] = Counter()
    for here in marks(account):
        for key, weight in here.items():
            total[key] += weight  # type: ignore[assignment]
    return total


def _weighted(counted: list[Counter[str]]) -> list[dict[str, float]]:
    frequency = Counter(key for here in counted for key in here)
    total = len(counted) + _PRIOR
    rows = []
    for here in counted:
        row = {key: float(np.log1p(count) * np.log(total / (frequency[key] + 0.5)))
               for key, count in sorted(here.items())}  # fmt: skip
        size = float(np.sqrt(sum(value * value for value in row.values()))) or 1.0
        rows.append({key: value / size for key, value in row.items()})
    return rows


def _off_mean(rows: Floats) -> Floats:
    return rows - rows.mean(axis=0) * (len(rows) / (len(rows) + ENOUGH)) if len(rows) else rows


def _off_language(rows: Floats, languages: list[str]) -> Floats:
    """Rows without the mean of their language: word vectors still say something of the language itself."""
    groups: dict[str, list[int]] = defaultdict(list)
    for k, tag in enumerate(languages):
        groups[tag].append(k)
    out = _off_mean(rows)
    for _, members in sorted(groups.items()):
        if len(members) >= ENOUGH:
            out[members] = _off_mean(rows[members])
    return _unit(out)


def _unit(rows: Floats) -> Floats:
    unit: Floats = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-6)
    return unit
