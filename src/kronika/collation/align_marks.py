"""Marks of a sentence that survive translation: numbers by value, dates, names by sound, as sparse weights."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

import numpy as np
from anyascii import anyascii
from numpy.typing import NDArray

from kronika.model import Account

Marks = list[dict[str, float]]

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_NUMBER = re.compile(r"\d+(?:[.,:\u00a0\u202f ]\d{3}(?!\d)|[.,:]\d+)*")
_SEPARATOR = re.compile(r"[.,:\u00a0\u202f ]")
_LONGEST_WORD = 40
_LONGEST_NUMBER = 18

# Spellings of one sound, commoner writing systems first; the order matters (sch before ch before c).
_SOUNDS = (
    ("tsch", "s"), ("sch", "s"), ("tch", "s"), ("shch", "s"), ("sz", "s"), ("zs", "s"), ("cs", "s"), ("cz", "s"),
    ("ts", "s"), ("tz", "s"), ("sh", "s"), ("zh", "s"), ("ch", "s"), ("dzs", "s"), ("dj", "s"), ("gi", "si"),
    ("ge", "se"), ("ph", "f"), ("th", "t"), ("kh", "h"), ("gh", "g"), ("ck", "k"), ("qu", "k"), ("ce", "se"),
    ("ci", "si"), ("x", "ks"), ("c", "k"), ("q", "k"), ("z", "s"), ("w", "b"), ("v", "b"), ("p", "b"),
    ("f", "b"), ("d", "t"), ("g", "k"), ("l", "r"), ("m", "n"), ("h", ""),
)  # fmt: skip
_VOWEL = re.compile(r"[aeiouyj\W]")
_TWICE = re.compile(r"(.)\1+")


@lru_cache(65536)
def sound(word: str) -> str:
    """The consonants of a word by broad class, so that Trotsky, Троцкий and トロツキー share their beginning."""
    text = anyascii(word[:_LONGEST_WORD]).lower()
    for spelt, heard in _SOUNDS:
        text = text.replace(spelt, heard)
    return _TWICE.sub(r"\1", _VOWEL.sub("", text))


@lru_cache(65536)
def _letters(word: str) -> str:
    return anyascii(word[:_LONGEST_WORD]).lower().replace("'", "")


def marks(account: Account) -> Marks:
    """For each sentence the marks it bears, key to weight.

    `#1917` a number by its digits or a year, `@10` a month the reader of dates found, `~trt` a name by sound, `=trots`
    by its letters. Names are capitalised words (not the first of the sentence, unless seen elsewhere inside one); in
    scripts without capitals, runs of letters that are not too common.
    """
    texts = [account.text_of(i) for i in range(len(account.sentences))]
    words = [_WORD.findall(text[:4000]) for text in texts]
    inside = {word for found in words for word in found[1:] if word[0].isupper()}
    count = Counter(word for found in words for word in set(found))
    common = max(3.0, 0.2 * len(texts))
    out: Marks = []
    for text, found in zip(texts, words):
        here: dict[str, float] = {}
        for number in _NUMBER.findall(text[:4000]):
            _add(here, _number_keys(number))
        for at, word in enumerate(found):
            _add(here, _name_keys(word, at == 0 and word not in inside, count[word] > common))
        out.append(here)
    _add_dates(account, out)
    return out


def _add(here: dict[str, float], keys: Iterable[tuple[str, float]]) -> None:
    for key, weight in keys:
        here[key] = max(here.get(key, 0.0), weight)


def _number_keys(number: str) -> list[tuple[str, float]]:
    digits = _SEPARATOR.sub("", number)[:_LONGEST_NUMBER]
    return [("#" + (digits.lstrip("0") or "0"), 1.0 if len(digits) > 1 else 0.5)]


def _name_keys(word: str, doubtful: bool, frequent: bool) -> list[tuple[str, float]]:
    cased = word[0].isupper()
    if len(word) < 2 or (frequent and not cased):
        return []
    if not cased and word[0].islower():
        weight = 0.3 if len(word) >= 5 else 0.0  # a word of the text: cognates and loans may still agree
    else:
        weight = (0.5 if doubtful else 1.0) if cased else 0.5
    if not weight:
        return []
    letters, heard = _letters(word), sound(word)
    keys = [("=" + letters[:5], weight)] if len(letters) >= 4 else []
    keys += [("~" + heard[:3], 0.6 * weight)] if len(heard) >= 3 and weight > 0.3 else []
    keys += [("~" + heard[:5], 0.8 * weight)] if len(heard) >= 4 and weight > 0.3 else []
    return keys


def _add_dates(account: Account, out: Marks) -> None:
    for mention in account.dates:
        at = account.sentence_at(mention.start)
        if mention.edtf is None or not 0 <= at < len(out):
            continue
        for year, month, day in re.findall(r"(\d{4}|XXXX)-(\d\d)(?:-(\d\d))?", mention.edtf)[:2]:
            if int(month) <= 12:
                _add(out[at], [("@" + month, 1.0)])
            if mention.basis == "explicit" and year != "XXXX":
                _add(out[at], [("#" + year, 1.0)])
            if day and int(month) <= 12:
                _add(out[at], [("#" + day.lstrip("0"), 0.5)])


def hashed(rows: Marks, columns: int = 256) -> NDArray[np.float32]:
    """The marks folded into a few columns, each with a sign of its own (feature hashing, Weinberger et al. 2009)."""
    out = np.zeros((len(rows), columns), np.float32)
    for k, row in enumerate(rows):
        for key, value in row.items():
            code = key_code(key)
            out[k, code % columns] += value if code & 0x10000 else -value
    return out


@lru_cache(200_000)
def key_code(key: str) -> int:
    """A number that depends on the letters of a key alone (FNV-1a)."""
    code = 2166136261
    for byte in key.encode("utf-8", "surrogatepass"):
        code = (code ^ byte) * 16777619 & 0xFFFFFFFF
    return code ^ code >> 15


def mark_vectors(left: Marks, right: Marks) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """The marks that both sides bear as additive rows, one column a mark, weighted by how rare it is.

    The last column is what a sentence bears that the other account never does; it counts for the norm alone, as
    columns of opposite places (one left, one right).
    """
    counts = Counter(key for here in left for key in here), Counter(key for here in right for key in here)
    shared = sorted(key for key in counts[0] if key in counts[1])
    at = {key: k for k, key in enumerate(shared)}
    total = len(left) + len(right)
    idf = [np.log(1.0 + total / (counts[0][key] + counts[1][key])) for key in shared]
    sides = []
    for side, rows in enumerate((left, right)):
        matrix = np.zeros((len(rows), len(shared) + 2), np.float32)
        for i, here in enumerate(rows):
            lone = 0.0
            for key, weight in here.items():
                if key in at:
                    matrix[i, at[key]] = weight * idf[at[key]]
                elif key[0] in "#@":
                    lone += weight
            matrix[i, len(shared) + side] = lone
        sides.append(matrix)
    return sides[0], sides[1]
