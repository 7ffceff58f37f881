"""Names as a spaCy pipeline finds them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from kronika import languages
from kronika.languages.sections.names import Names
from kronika.model import Account, DateMention, Lessons, NameMention
from kronika.reading.assertions.grammar import grammar
from kronika.reading.names import evidence, spans
from kronika.reading.names.base_form import Forms
from kronika.reading.names.find import mention
from kronika.reading.names.spans import Name
from kronika.reading.names.tokens import tokens

N = TypeVar("N", Name, NameMention)

KINDS = {
    # OntoNotes, and the CoNLL and WikiNER labels
    "PERSON": "person", "PER": "person", "GPE": "place", "LOC": "place", "FAC": "place", "ORG": "organization",
    "NORP": "group", "WORK_OF_ART": "work", "LAW": "work", "EVENT": "event",
    # labels of the Polish, Romanian, Swedish, Norwegian and Danish pipelines
    "PERSNAME": "person", "PLACENAME": "place", "GEOGNAME": "place", "ORGNAME": "organization",
    "ORGANIZATION": "organization", "FACILITY": "place", "NAT_REL_POL": "group", "PRS": "person", "EVN": "event",
    "WRK": "work", "GPE_LOC": "place", "GPE_ORG": "place", "EVT": "event",
    # labels of pipelines made by hand
    "PLACE": "place", "LOCATION": "place", "GROUP": "group", "WORK": "work",
}  # fmt: skip
"""Labels of entities, in capitals, to kinds of names; dates, amounts and "miscellaneous" are no names."""


def joined(account: Account, docs: dict[int, Any], own: list[NameMention], lessons: Lessons) -> list[NameMention]:
    """The names of the pipeline, and those of the embedded reader where the pipeline has none, in order."""
    text, tag = account.source.text, account.language
    pack = languages.section(tag, Names)
    sentences = [tokens(text, s.start, s.end) for s in account.sentences]
    flat = [token for sentence in sentences for token in sentence]
    found = spans.trimmed(text, _entities(account, docs), flat, pack)
    found = evidence.taught(text, _apart_from(account.dates, sorted(found)), sentences, lessons)
    bases = {form: base for form, _, base in lessons.names}
    forms = Forms(pack, tag, (text[n.start : n.end] for n in found), bases, lessons.endings)
    made = [mention(text, name, forms, pack) for name in found]
    return sorted([*made, *_apart_from(made, sorted(own))])


def _entities(account: Account, docs: dict[int, Any]) -> list[Name]:
    articles = grammar(account.language).articles
    found = []
    for index, doc in docs.items():
        begin = account.sentences[index].start
        for entity in doc.ents:
            label = entity.label_
            kind = KINDS.get(label.upper())
            while len(entity) > 1 and entity[0].text in articles:  # "the Rhine"; "The Hague" stays whole
                entity = entity[1:]
            if kind is not None:
                why = (f"the pipeline calls it {label}",)
                found.append(Name(begin + entity.start_char, begin + entity.end_char, kind, why))
    return found


def _apart_from(taken: Sequence[DateMention | NameMention], names: Sequence[N]) -> list[N]:
    """The names that share no letter with what is taken; both are in order, `taken` without overlaps."""
    kept, at = [], 0
    for name in names:
        while at < len(taken) and taken[at].end <= name.start:
            at += 1
        if at == len(taken) or taken[at].start >= name.end:
            kept.append(name)
    return kept
