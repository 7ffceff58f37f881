"""The stages of finding names, in their order."""

from __future__ import annotations

from kronika import languages
from kronika.languages.sections.names import Names
from kronika.model import Account, Lessons, NameKind, NameMention
from kronika.reading.names import base_form, tagger
from kronika.reading.names.tokens import Token, tokens


def find(account: Account, lessons: Lessons) -> list[NameMention]:
    """The names that the account's text holds, in order of their start; nested ones say what they stand in."""
    text, tag = account.source.text, account.language
    pack = languages.section(tag, Names)
    reader = tagger.for_language(tag)
    if reader is None:
        return []
    sentences = [tokens(text, s.start, s.end) for s in account.sentences]
    sentences = [s for s in sentences if _may_hold_names(s)]
    found = []
    for sentence, labels in zip(sentences, reader.label(sentences)):
        for first, last, kind in tagger.spans(labels):
            found.append(_mention(text, sentence[first:last], kind, pack, tag))
    return sorted(m for m in found if not _dated(m, account))


def _may_hold_names(sentence: list[Token]) -> bool:
    """Whether any word has a capital, or is of a script without capitals."""
    return any(t.text[0].isalpha() and not t.text.islower() for t in sentence)


def _mention(text: str, span: list[Token], kind: str, pack: Names, tag: str) -> NameMention:
    start, end = span[0].start, span[-1].end
    known: NameKind = kind if kind in ("person", "place", "organization") else "work"  # type: ignore[assignment]
    written = text[start:end]
    return NameMention(start, end, written, known, base_form.base(written, known, pack))


def _dated(mention: NameMention, account: Account) -> bool:
    return any(d.start < mention.end and mention.start < d.end for d in account.dates)
