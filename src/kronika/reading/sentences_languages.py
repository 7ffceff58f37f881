"""Sentences in another language than their source: quotations, parallel texts, a translation printed beside."""

from __future__ import annotations

import msgspec

from kronika.languages import base
from kronika.languages.identify import rank
from kronika.model import Sentence, Source

SHORTEST = 60  # code points; shorter ones are told wrongly one time in a hundred, longer ones one in thousands
SAMPLE = 10  # sentences looked at before all are: most sources hold one language, and looking costs time
_SURE = 0.9
_UNLIKELY = 0.02


def told_apart(source: Source, sentences: list[Sentence]) -> list[Sentence]:
    """The sentences, those that are clearly in another language than the source marked with it."""
    if source.language is None:
        return sentences
    long = [at for at, sentence in enumerate(sentences) if sentence.end - sentence.start >= SHORTEST]
    step = max(1, len(long) // SAMPLE)
    if not any(_other(source, sentences[at]) for at in long[::step]):
        return sentences
    others = {at: tag for at in long if (tag := _other(source, sentences[at]))}
    return [
        msgspec.structs.replace(sentence, language=others[at]) if at in others else sentence
        for at, sentence in enumerate(sentences)
    ]


def _other(source: Source, sentence: Sentence) -> str | None:
    """The language of a sentence where it is surely not its source's; else None."""
    ranked = rank(source.text[sentence.start : min(sentence.end, sentence.start + 200)])
    own = base(source.language)
    if not ranked or ranked[0][1] < _SURE or base(ranked[0][0]) == own:
        return None
    likely = sum(probability for tag, probability in ranked if base(tag) == own)
    return ranked[0][0] if likely <= _UNLIKELY else None
