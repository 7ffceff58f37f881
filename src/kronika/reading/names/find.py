"""The stages of finding names, in their order."""

from __future__ import annotations

import msgspec

from kronika import languages
from kronika.languages.sections.names import Names
from kronika.model import Account, Lessons, NameMention
from kronika.reading.names import amends, events, evidence, groups, noise, spans, tagger, titles, uncased, works
from kronika.reading.names.base_form import Forms
from kronika.reading.names.spans import Name
from kronika.reading.names.tokens import Token, tokens


def find(account: Account, lessons: Lessons) -> list[NameMention]:
    """The names that the account's text holds, in order of their start; nested ones say what they stand in."""
    text, tag = account.source.text, account.language
    pack = languages.section(tag, Names)
    old_print = noise.print_read_by_machine(text)
    sentences = [tokens(text, s.start, s.end, old_print) for s in account.sentences]
    flat = [token for sentence in sentences for token in sentence]
    names = spans.trimmed(text, _tagged(text, sentences, tag, old_print), flat, pack)
    names = spans.split(text, _undated(names, account), flat, pack)
    names = names if old_print else spans.without_standing(names, flat, pack)
    bases = {form: base for form, _, base in lessons.names}
    forms = Forms(pack, tag, (text[n.start : n.end] for n in names), bases, lessons.endings)
    universal = tagger.is_universal(tag, old_print)
    names = amends.amended(text, names, sentences, pack, forms, universal)
    names = evidence.recurring(text, names, sentences, forms, universal)
    names = spans.with_place_heads(text, names, flat, pack)
    names = spans.derived(text, names, flat, pack)
    for layer in (events, works, groups):
        names = layer.laid_over(text, names, sentences, pack)
    names = evidence.taught(text, names, sentences, lessons)
    return sorted(mention(text, name, forms, pack) for name in names)


def _tagged(text: str, sentences: list[list[Token]], tag: str, old_print: bool) -> list[Name]:
    """What the learnt reader finds; sentences without capitals in a script that has them are passed over."""
    reader = tagger.for_language(tag, old_print)
    if reader is None:
        return []
    found = []
    live = []
    for sentence in sentences:
        if not any(_may_name(t.text) for t in sentence):
            continue
        if _without_case(sentence):
            found += uncased.find(text, sentence, tag)
        else:
            live.append(sentence)
    for sentence, names in zip(live, reader.find(live)):
        for first, last, kind in names:
            found.append(Name(sentence[first].start, sentence[last - 1].end, kind))
    return found


def _may_name(word: str) -> bool:
    return word[0].isalpha() and (not word.islower() or uncased.caseless(word))


def _without_case(sentence: list[Token]) -> bool:
    """Whether most letters of a sentence are of a script without capitals."""
    letters = [t.text for t in sentence if t.text[0].isalpha()]
    return sum([not w.isascii() and uncased.caseless(w) for w in letters]) * 2 > len(letters)


def _undated(names: list[Name], account: Account) -> list[Name]:
    """The names that share no letter with a date; of one behind a date the rest ("In May Brown ordered")."""
    text = account.source.text
    days = bytearray(len(text) + 1)
    for date in account.dates:
        days[date.start : date.end] = b"\1" * (date.end - date.start)
    kept = []
    for name in names:
        start = name.start
        while start < name.end and (days[start] or (start > name.start and text[start].isspace())):
            start += 1
        if start < name.end and not any(days[start : name.end]) and (start == name.start or text[start].isupper()):
            kept.append(name._replace(start=start))
    return kept


def mention(text: str, name: Name, forms: Forms, pack: Names) -> NameMention:
    """The name in a stretch of text, with its base form, its kind and the title beside it."""
    written = text[name.start : name.end]
    kind = spans.kind_of(written, name.kind, pack)
    bare, title = titles.apart(text, name, pack)
    made = NameMention(name.start, name.end, written, kind, forms.base(bare, kind), title=title, why=name.why)
    return msgspec.structs.replace(made, within=name.within) if name.within else made
