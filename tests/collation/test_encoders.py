"""Encoders and word vectors: one protocol, nothing computed twice."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from stories import story

from kronika.collation.encoders import LONGEST, Remembering, Vectors, embedded, knows
from kronika.collation.encoders_extra import Straightened, encoder
from kronika.errors import BadRequest
from kronika.knowledge import wordvectors


class Counting:
    """A tiny encoder: lengths and vowels."""

    name = "counting"
    languages: frozenset[str] = frozenset()

    def __init__(self) -> None:
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.asked += texts
        return np.array([[len(text), sum(c in "aeiou" for c in text)] for text in texts], np.float32).reshape(-1, 2)


def test_no_text_is_encoded_twice() -> None:
    plain = Counting()
    encoder = Remembering(plain)
    first = encoder.encode(["one", "two", "one"])
    again = encoder.encode(["two", "one"])
    assert plain.asked == ["one", "two"]
    assert np.array_equal(first, first[[0, 1, 0]])
    assert np.array_equal(again, first[[1, 0]])
    assert encoder.computed == 2


def test_memory_is_bounded_and_so_is_a_text() -> None:
    plain = Counting()
    encoder = Remembering(plain, kept=2)
    encoder.encode(["a", "b", "c"])
    encoder.encode(["c", "a", "x" * 1_000_000])
    assert plain.asked[:4] == ["a", "b", "c", "a"]
    assert max(map(len, plain.asked)) == LONGEST


def test_an_encoder_without_languages_knows_all() -> None:
    assert knows(Counting(), "hu")
    assert knows(embedded(), "pt-BR")
    assert not knows(embedded(), "hu")
    assert not knows(embedded(), None)


def test_odd_characters_do_no_harm() -> None:
    vectors = embedded().encode(["\ud800 lone surrogate", "", "\x00"])
    assert vectors.shape == (3, 512)
    assert np.isfinite(vectors).all()


@pytest.mark.parametrize("tag", ["hu", "el", "ru", "pt"])
def test_word_vectors_find_the_translation(tag: str) -> None:
    sides = []
    for language in ("en", tag):
        rows = wordvectors.table().of(story("fire")[language])
        rows = rows - rows.mean(axis=0)
        sides.append(rows / np.linalg.norm(rows, axis=1, keepdims=True))
    likest = (sides[0] @ sides[1].T).argmax(axis=1)
    assert sum(likest == np.arange(8)) >= 6


def test_words_in_no_list_have_no_vector_and_long_runs_end() -> None:
    rows = wordvectors.table().of(["", "12345", "𐎠𐎡", "x" * 100_000])
    assert rows.shape == (4, wordvectors.table().dimensions)
    assert np.isfinite(rows).all()
    assert not rows[:2].any()


def test_a_cone_is_straightened() -> None:
    def crowded(texts: Sequence[str]) -> Vectors:
        rows = np.array([[10.0, len(text) % 7 - 3, sum(map(ord, text)) % 5 - 2] for text in texts], np.float32)
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)

    plain = crowded(["a fox", "two wolves in the wood"])
    straight = Straightened("cone", crowded).encode(["a fox", "two wolves in the wood"])
    assert plain[0] @ plain[1] > 0.8
    assert straight[0] @ straight[1] < 0.6


def test_encoders_have_names() -> None:
    assert encoder() is embedded()
    with pytest.raises(BadRequest, match="no encoder"):
        encoder("oracle")
