"""Which language a text is in.

The script decides where one language writes it; else a statistical model (py3langid, naive Bayes over byte n-grams)
ranks the languages of the script, and words and letters that one of a few close languages has decide between them.
"""

from __future__ import annotations

import math
import re
import tomllib
from bisect import bisect_right
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from kronika.errors import BadPack

SAMPLE = 12_000
"""Code points that are looked at: more changes no answer on the development sets and costs time."""
_DATA = Path(__file__).parent / "data" / "identification.toml"
_WORD = re.compile(r"[^\W\d_]+")
_WHOLE_WORD = 1.0
_LETTER = 0.5
_RARE = 0.33  # decides only where a text is so short or noisy that the model cannot: 40 code points and fewer
_SELDOM = 0.05
_MOST = 12.0  # so that a long text's words outweigh the model, but no single habit of it without end


class Close(msgspec.Struct, frozen=True):
    """What one of several close languages has and the others have not."""

    words: str = ""
    letters: str = ""


class Identification(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`data/identification.toml`; the meaning of each field is told there."""

    frequent: tuple[str, ...]
    seldom: tuple[str, ...]
    model: dict[str, str]
    scripts: dict[str, tuple[str, ...]]
    only: dict[str, str]
    candidates: dict[str, tuple[str, ...]]
    close: tuple[dict[str, Close], ...]


def identify(text: str, among: tuple[str, ...] | None = None) -> tuple[str, float]:
    """The language of a text as a BCP 47 tag, and how sure that is in [0, 1].

    `among` restricts the answer to these tags. ("und", 0.0) where the text has no letters.
    """
    ranked = rank(text, among)
    return ranked[0] if ranked else ("und", 0.0)


def rank(text: str, among: tuple[str, ...] | None = None) -> list[tuple[str, float]]:
    """The likely languages of a text, best first, with probabilities that sum to at most 1."""
    sample = _sample(text)
    counts = scripts(sample)
    if not counts:
        return []
    script = _main_script(counts)
    only = knowledge().only.get(script)
    if only and (among is None or only in among):
        return [(only, round(counts[script] / counts.total(), 6) if script != "Kana" else 1.0)]
    allowed = knowledge().candidates.get(script)
    scores = {
        tag: probability
        for tag, probability in _modelled(sample)
        if (allowed is None or tag in allowed) and (among is None or _kin(tag, among))
    }
    if not scores:
        return [(among[0], 1.0)] if among and len(among) == 1 else []
    return _normal(_told_apart(sample, scores), among)


def margin(text: str) -> float:
    """By how much (natural logarithm of odds) the likeliest language of a text leads the next; 0.0 if unknown.

    This tells a text decoded rightly from one with a few wrong letters, where both are surely one language.
    """
    scores = [probability for _, probability in _modelled(_sample(text))[:2]]
    return math.log(max(scores[0], 1e-12) / max(scores[1], 1e-12)) if len(scores) == 2 else 0.0


def scripts(text: str) -> Counter[str]:
    """How many letters of each script (ISO 15924) a text has."""
    starts, ends, names = _ranges()
    found: Counter[str] = Counter()
    for character, count in Counter(text).items():
        at = bisect_right(starts, ord(character)) - 1
        if at >= 0 and ord(character) <= ends[at] and character.isalpha():
            found[names[at]] += count
    return found


def _sample(text: str) -> str:
    """The beginning, and of a long text also its middle, without web addresses and long tokens."""
    if len(text) > SAMPLE:
        half = SAMPLE // 2
        text = text[:half] + "\n" + text[len(text) // 2 : len(text) // 2 + half]
    return re.sub(r"(?:https?://|www\.)[!-~]+|[!-~]{60,}", " ", text) if len(text) > 10 else text


def _main_script(counts: Counter[str]) -> str:
    """The script that most letters are in; Japanese as soon as a twentieth of a text in Han characters is kana."""
    if counts["Kana"] and counts["Kana"] * 20 >= counts["Hani"] and counts["Kana"] + counts["Hani"] >= counts["Latn"]:
        return "Kana"
    weights = {name: count * (3 if name in ("Hani", "Hang") else 1) for name, count in counts.items()}
    return max(sorted(weights), key=lambda name: weights[name])


def _modelled(sample: str) -> list[tuple[str, float]]:
    renamed, frequent = knowledge().model, knowledge().frequent
    merged: dict[str, float] = {}
    for label, probability in _model().rank(sample):
        tag = renamed.get(label, label)
        if tag:
            prior = 1.0 if tag in frequent else _SELDOM if tag in knowledge().seldom else _RARE
            merged[tag] = merged.get(tag, 0.0) + float(probability) * prior
    return sorted(merged.items(), key=lambda item: (-item[1], item[0]))


def _told_apart(sample: str, scores: dict[str, float]) -> dict[str, float]:
    """The probabilities once the words and letters of close languages have been counted."""
    best = max(sorted(scores), key=lambda tag: scores[tag])
    groups = [group for group in _close_groups() if best in group]
    if not groups:
        return scores
    words = Counter(word.casefold() for word in _WORD.findall(sample))
    letters = Counter(sample.casefold())
    told = {tag: math.log(max(probability, 1e-6)) for tag, probability in scores.items()}
    for group in groups:
        points = {tag: _points(own, signs, words, letters) for tag, (own, signs) in group.items() if tag in scores}
        most = max(points.values(), default=0.0)
        scale = min(1.0, _MOST / most) if most else 0.0
        for tag, value in points.items():
            told[tag] += value * scale
    top = max(told.values())
    return {tag: math.exp(value - top) for tag, value in told.items()}


def _points(own: frozenset[str], signs: str, words: Counter[str], letters: Counter[str]) -> float:
    shared = sum(count for word, count in words.items() if word in own)
    return _WHOLE_WORD * shared + _LETTER * sum(letters[c] for c in signs)


@cache
def _close_groups() -> list[dict[str, tuple[frozenset[str], str]]]:
    """The groups of close languages: for each the words that not all of its group have, and its letters."""
    made = []
    for group in knowledge().close:
        lists = [set(close.words.split()) for close in group.values()]
        common = lists[0].intersection(*lists[1:])
        made.append({tag: (frozenset(close.words.split()) - common, close.letters) for tag, close in group.items()})
    return made


def _normal(scores: dict[str, float], among: tuple[str, ...] | None) -> list[tuple[str, float]]:
    total = sum(scores.values())
    ordered = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    return [(_kin(tag, among) or tag if among else tag, round(value / total, 6)) for tag, value in ordered]


def _kin(tag: str, among: tuple[str, ...]) -> str | None:
    """The tag of `among` that is this language, with or without a region; None where none is."""
    return next((other for other in among if other == tag or other.split("-")[0] == tag), None)


@cache
def knowledge() -> Identification:
    """The identifier's data. Raises BadPack where the file does not fit."""
    try:
        return msgspec.convert(tomllib.loads(_DATA.read_text(encoding="utf-8")), Identification)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise BadPack(f"languages/{_DATA.name}: {error}") from error


@cache
def _ranges() -> tuple[list[int], list[int], list[str]]:
    rows = []
    for name, spans in knowledge().scripts.items():
        for span in spans:
            first, _, last = span.partition("-")
            rows.append((int(first, 16), int(last or first, 16), name))
    rows.sort()
    return [a for a, _, _ in rows], [b for _, b, _ in rows], [name for _, _, name in rows]


@cache
def _model() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
