"""Two accounts as arrays for alignment: sentence vectors, word vectors, marks, lengths, punctuation."""

from __future__ import annotations

import numpy as np

from kronika.collation.align_features import Side, punctuation
from kronika.collation.align_marks import mark_vectors, marks
from kronika.collation.encoders import Encoder, embedded
from kronika.knowledge import wordvectors
from kronika.model import Account

# How many sentences' worth of doubt the mean of an account's word vectors carries when it is taken off.
_CALM = 5.0


def sides(left: Account, right: Account, encoder: Encoder | None = None) -> tuple[Side, Side]:
    """Both accounts as arrays, one row a sentence."""
    encoder = encoder or embedded()
    texts = [[account.text_of(i) for i in range(len(account.sentences))] for account in (left, right)]
    vectors = encoder.encode(texts[0] + texts[1])
    bearing = mark_vectors(marks(left), marks(right))
    out = []
    for k, here in enumerate(texts):
        lengths = np.array([max(1, len(text)) for text in here], np.float32)
        own = vectors[: len(texts[0])] if k == 0 else vectors[len(texts[0]) :]
        words = wordvectors.table().of(here)
        mean = words.sum(axis=0) / max(1e-6, lengths.sum())
        words = words - mean * lengths[:, None] * (len(here) / (len(here) + _CALM))
        ends, opens = np.array([punctuation(text) for text in here], np.int8).reshape(-1, 2).T
        out.append(Side((own * np.sqrt(lengths)[:, None], words, bearing[k]), lengths, ends, opens))
    return out[0], out[1]
