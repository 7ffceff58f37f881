"""Gathering where the accounts are too many for one memory: each is known by its print, all by their background.

A print is made of one account alone; the background is sums over all of them, exact whatever the order (whole numbers).
From both, `Fingerprints` of any few accounts are made as `gather` makes them of a whole collection.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

import numpy as np

from kronika.collation.encoders import embedded, knows
from kronika.collation.gather import CROWD, JOIN, NEAREST, RARE, Group, explained, joined
from kronika.collation.gather_evidence import log_odds
from kronika.collation.gather_fingerprints import (
    ENOUGH,
    Fingerprints,
    Floats,
    counted,
    spread,
    together,
    unit,
    weighted,
)
from kronika.knowledge import wordvectors
from kronika.languages.packs import base
from kronika.model import Account, Noun

# Unit vectors as whole numbers: fine enough that sums are exact and likeness is the same to three places.
_FINE, _COARSE = 32767, 127
# Two vectors less alike than this are no candidates: on development data accounts of one story lie above 0.3.
LIKE = 0.2
# So many accounts are to meet under a key of planes; keys of so many planes at least, for vectors and for topics each.
_MEET, _FEWEST_BITS, _TABLES = 16, 4, 12


class Print(Noun, frozen=True):
    """What gathering knows of an account.

    Attributes:
        known: whether the sentence encoder knows its language.
        marks: mark to weight, the weights of its sentences added up.
        topic, centre: a unit vector each, as 16-bit whole numbers.
        sentences, words: rows of 8-bit whole numbers, a row a sentence.
    """

    id: str
    language: str
    known: bool
    marks: dict[str, float]
    topic: bytes
    centre: bytes
    sentences: bytes
    words: bytes


class Sums(Noun, frozen=True):
    """How many accounts, and the sums of their vectors, of one language."""

    language: str
    count: int
    topic: bytes
    centre: bytes


class Background(Noun, frozen=True):
    """What a whole collection has in common.

    Attributes:
        size: how many accounts. sums: by language.
        frequency: in how many accounts a mark stands, where in more than one.
    """

    size: int
    sums: tuple[Sums, ...]
    frequency: dict[str, int]


def print_of(account: Account) -> Print:
    """The print of an account; the same wherever and beside whatever it is made."""
    encoder = embedded()
    texts = [account.text_of(at) for at in spread(account)]
    vectors, words = encoder.encode(texts), wordvectors.table().of(texts)
    return Print(
        account.id,
        account.language,
        knows(encoder, account.language),
        dict(sorted(counted(account).items())),
        _whole(unit(words.sum(axis=0, keepdims=True)), _FINE, np.int16),
        _whole(unit(vectors.sum(axis=0, keepdims=True)), _FINE, np.int16),
        _whole(_full(vectors), _COARSE, np.int8),
        _whole(_full(words), _COARSE, np.int8),
    )


def _whole(rows: Floats, scale: int, kind: type[np.generic]) -> bytes:
    return np.rint(rows * scale).astype(kind).tobytes()


def _full(rows: Floats) -> Floats:
    """Rows whose largest number is 1: their length does not matter, and so they keep most of their figures."""
    largest: Floats = np.abs(rows).max(axis=1, keepdims=True, initial=0.0)
    full: Floats = (rows / np.maximum(largest, 1e-6)).astype(np.float32)
    return full


def _rows(data: bytes, kind: type[np.generic], width: int) -> Floats:
    return np.frombuffer(data, kind).astype(np.float32).reshape(-1, width)


def summed(prints: Iterable[Print | Sums]) -> list[Sums]:
    """The sums of prints (or of sums), one a language; exact in any order."""
    count: dict[str, int] = {}
    total: dict[tuple[str, str], np.ndarray] = {}
    for one in prints:
        tag = base(one.language)
        count[tag] = count.get(tag, 0) + (one.count if isinstance(one, Sums) else 1)
        for part in ("topic", "centre"):
            kind = np.int64 if isinstance(one, Sums) else np.int16
            row = np.frombuffer(getattr(one, part), kind).astype(np.int64)
            total[tag, part] = total.get((tag, part), 0) + row
    return [
        Sums(tag, count[tag], total[tag, "topic"].tobytes(), total[tag, "centre"].tobytes()) for tag in sorted(count)
    ]


def background(sums: Iterable[Sums], frequency: Mapping[str, int]) -> Background:
    """The background of a collection from its sums and from how many accounts bear each mark."""
    merged = summed(sums)
    kept = {mark: number for mark, number in sorted(frequency.items()) if number > 1}
    return Background(sum(one.count for one in merged), tuple(merged), kept)


def fingerprints_of(prints: Sequence[Print], behind: Background) -> Fingerprints:
    """Fingerprints of some accounts of a collection, as those of all of it."""
    marks = weighted([one.marks for one in prints], behind.frequency, behind.size)
    topics = unit(np.stack([_off(one, "topic", behind) for one in prints]))
    centres = unit(np.stack([_off(one, "centre", behind) for one in prints]))
    sentences, words = (
        [unit(_rows(getattr(one, part), np.int8, width)) for one in prints]
        for part, width in (("sentences", centres.shape[1]), ("words", topics.shape[1]))
    )
    known = [one.known for one in prints]
    return Fingerprints(marks, sentences, words, centres, topics, known, together(topics, marks, centres))


def _off(one: Print, part: str, behind: Background) -> Floats:
    """A vector without what all have in common; a topic without what its language has, where there are enough."""
    sums = [s for s in behind.sums if s.language == base(one.language)] if part == "topic" else []
    if not sums or sums[0].count < ENOUGH:
        sums = list(behind.sums)
    count = sum(s.count for s in sums)
    total = np.sum([np.frombuffer(getattr(s, part), np.int64) for s in sums], axis=0)
    row = np.frombuffer(getattr(one, part), np.int16).astype(np.float32)
    off: Floats = ((row - total / (count + ENOUGH)) / _FINE).astype(np.float32)
    return off


def keys_of(prints: Fingerprints, size: int) -> list[list[str]]:
    """For each account the keys under which it may meet others: rare marks, and sides of random planes (Charikar 2002).

    The more accounts, the more planes a key has, so that about as many meet under each.
    """
    bits = max(_FEWEST_BITS, math.ceil(math.log2(max(size, 1) / _MEET)))
    places = 1 << np.arange(bits, dtype=np.int64)
    found: list[list[str]] = []
    for vector, topic, marks in zip(prints.vectors, prints.topics, prints.marks, strict=True):
        sides = [(row @ table) > 0 for row in (vector, topic) for table in _planes(len(row), bits)]
        rare = sorted(marks, key=lambda key: (-marks[key], key))[:RARE]
        found.append([f"{n} {int(side @ places)}" for n, side in enumerate(sides)] + [f"m{mark}" for mark in rare])
    return found


@lru_cache(8)
def _planes(width: int, bits: int) -> Floats:
    return np.random.default_rng(17).standard_normal((_TABLES, width, bits)).astype(np.float32)


def vectors_of(prints: Fingerprints) -> list[tuple[bytes, bytes]]:
    """What is compared where accounts meet: the vector and the topic of each, as 16-bit numbers."""
    pairs = zip(prints.vectors, prints.topics, strict=True)
    return [(vector.astype("<f2").tobytes(), topic.astype("<f2").tobytes()) for vector, topic in pairs]


def neighbours(met: Mapping[str, tuple[bytes, bytes]]) -> list[tuple[str, str, float]]:
    """The pairs under one key that are alike enough: both ids, and how alike, to four places.

    Under a key with too many accounts to tell anything, each meets only those next to it in order of id.
    """
    ids = sorted(met)
    near = CROWD if len(ids) <= CROWD else 3
    sides = [np.stack([np.frombuffer(met[id][k], "<f2").astype(np.float32) for id in ids]) for k in (0, 1)]
    found = []
    for at, id in enumerate(ids):
        alike = np.maximum(*(rows[at + 1 : at + 1 + near] @ rows[at] for rows in sides))
        found += [(id, ids[at + 1 + n], round(float(x), 4)) for n, x in enumerate(alike) if x >= LIKE]
    return found


def nearest(met: Iterable[tuple[float, str]]) -> list[str]:
    """Of the accounts that one met, the ids of those most alike, in order of id."""
    best = sorted({(-alike, id) for alike, id in met})
    return sorted(dict.fromkeys(id for _, id in best[:NEAREST]))


def ties(one: Print, others: Sequence[Print], behind: Background) -> list[float]:
    """Log odds that an account tells one story with each of some others, to four places."""
    made = fingerprints_of([one, *others], behind)
    return [round(log_odds(made, 0, k), 4) for k in range(1, len(others) + 1)]


def blocks(edges: Iterable[tuple[str, str, float]], largest: int) -> list[list[str]]:
    """Accounts that hang together by ties, the strongest first, none more than `largest`; each sorted, in order."""
    home: dict[str, str] = {}
    members: dict[str, list[str]] = {}
    for left, right, odds in sorted(edges, key=lambda edge: (-edge[2], edge[0], edge[1])):
        if odds <= JOIN:
            break
        a, b = (home.setdefault(id, id) for id in (left, right))
        if a == b or len(members.get(a, [a])) + len(members.get(b, [b])) > largest:
            continue
        both = members.pop(a, [a]) + members.pop(b, [b])
        members[a] = both
        home.update(dict.fromkeys(both, a))
    return sorted(sorted(found) for found in members.values())


def gathered(prints: Sequence[Print], behind: Background) -> list[Group]:
    """The groups among the accounts of a block, as `gather` tells them; members are indices."""
    made = fingerprints_of(prints, behind)
    count = len(prints)
    pairs = {(i, j): log_odds(made, i, j) for i in range(count) for j in range(i + 1, count)}
    tags = [one.language for one in prints]
    groups = joined(count, pairs, made)
    return sorted((explained(g, pairs, made, list(range(count)), tags) for g in groups), key=lambda g: g.members)


__all__ = [
    "JOIN", "Background", "Group", "Print", "Sums", "background", "blocks", "fingerprints_of", "gathered", "keys_of",
    "nearest", "neighbours", "print_of", "summed", "ties", "vectors_of",
]  # fmt: skip
