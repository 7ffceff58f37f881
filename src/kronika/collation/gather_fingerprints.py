"""What an account is about, in numbers that do not depend on its language: marks, word vectors, sentence vectors."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
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
    held = [spread(account) for account in accounts]
    texts = [[account.text_of(at) for at in places] for account, places in zip(accounts, held)]
    flat = [text for here in texts for text in here]
    edges = np.cumsum([0] + [len(here) for here in texts])
    vectors, words = encoder.encode(flat), wordvectors.table().of(flat)
    sums, means = (
        np.array([rows[a:b].sum(axis=0) for a, b in pairwise(edges)], np.float32).reshape(len(texts), rows.shape[1])
        for rows in (words, vectors)
    )
    topics = _off_language(unit(sums), [base(account.language) for account in accounts])
    bearing = weighted([counted(account) for account in accounts])
    centres = unit(_off_mean(unit(means)))
    sentences = [unit(vectors[a:b]) for a, b in pairwise(edges)]
    per_sentence = [unit(words[a:b]) for a, b in pairwise(edges)]
    known = [knows(encoder, account.language) for account in accounts]
    return Fingerprints(bearing, sentences, per_sentence, centres, topics, known, together(topics, bearing, centres))


def together(topics: Floats, bearing: list[dict[str, float]], centres: Floats) -> Floats:
    """Unit rows of all of it, for finding neighbours."""
    return unit(np.concatenate([0.7 * topics, 0.7 * unit(hashed(bearing)), 0.5 * centres], axis=1))


def spread(account: Account) -> list[int]:
    """The sentences by which an account is known, by index."""
    count = len(account.sentences)
    if count <= SENTENCES:
        return list(range(count))
    return [int(at) for at in np.linspace(0, count - 1, SENTENCES)]


def counted(account: Account) -> Counter[str]:
    """The marks of an account with their weights added up."""
    total: Counter[str] = Counter()
    for here in marks(account):
        for key, weight in here.items():
            total[key] += weight  # type: ignore[assignment]
    return total


def weighted(
    found: Sequence[Mapping[str, float]], frequency: Mapping[str, int] | None = None, size: int | None = None
) -> list[dict[str, float]]:
    """The marks of accounts as rows of unit length, rare marks weighing more.

    `frequency`: in how many of the `size` accounts of the collection each mark stands; None: these are all there are.
    """
    known = Counter(key for here in found for key in here) if frequency is None else frequency
    total = (len(found) if size is None else size) + _PRIOR
    rows = []
    for here in found:
        row = {key: float(np.log1p(count) * np.log(total / (known.get(key, 1) + 0.5)))
               for key, count in sorted(here.items())}  # fmt: skip
        length = float(np.sqrt(sum(value * value for value in row.values()))) or 1.0
        rows.append({key: value / length for key, value in row.items()})
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
    return unit(out)


def unit(rows: Floats) -> Floats:
    """The rows, each of length 1."""
    found: Floats = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-6)
    return found
