"""The stages of finding names, in their order."""

from __future__ import annotations

import msgspec

from kronika import languages
from kronika.languages.sections.names import Names
from kronika.model import Account, Lessons, NameMention
from kronika.reading.names import evidence, noise, spans, tagger, titles
from kronika.reading.names.base_form import Forms
from kronika.reading.names.spans import Name
from kronika.reading.names.tokens import Token, tokens


def find(account: Account, lessons: Lessons) -> list[NameMention]:
    """The names that the account's text holds, in order of their start; nested ones say what they stand in."""
    text, tag = account.source.text, account.language
    pack = languages.section(tag, Names)
    sentences = [tokens(text, s.start, s.end) for s in account.sentences]
    names = _tagged(sentences, tag, noise.print_read_by_machine(text))
    names = spans.trimmed(text, names, sentences, pack)
    names = [n for n in names if not _dated(n, account)]
    names = evidence.recurring(text, names, sentences, pack)
    names = evidence.taught(text, names, sentences, lessons)
    forms = Forms(
        pack, (text[n.start : n.end] for n in names), {f: base for f, _, base in lessons.names}, lessons.endings
    )
    return sorted(_mention(text, name, forms, pack) for name in names)


def _tagged(sentences: list[list[Token]], tag: str, old_print: bool) -> list[Name]:
    """What the learnt reader finds; sentences without capitals in a script that has them are passed over."""
    reader = tagger.for_language(tag, old_print)
    if reader is None:
        return []
    live = [s for s in sentences if any(t.text[0].isalpha() and not t.text.islower() for t in s)]
    found = []
    for sentence, labels in zip(live, reader.label(live)):
        for first, last, kind in tagger.spans(labels):
            found.append(Name(sentence[first].start, sentence[last - 1].end, kind))
    return found


def _dated(name: Name, account: Account) -> bool:
    return any(d.start < name.end and name.start < d.end for d in account.dates)


def _mention(text: str, name: Name, forms: Forms, pack: Names) -> NameMention:
    written = text[name.start : name.end]
    kind = spans.kind_of(written, name.kind, pack)
    bare, title = titles.apart(text, name, pack)
    mention = NameMention(name.start, name.end, written, kind, forms.base(bare, kind), title=title, why=name.why)
    return msgspec.structs.replace(mention, within=name.within) if name.within else mention
