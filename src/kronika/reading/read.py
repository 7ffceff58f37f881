"""One source, read: the stages of reading in their order."""

from __future__ import annotations

import msgspec

from kronika import languages
from kronika.model import Account, Lessons, Source
from kronika.reading import assertions, dates, names, quantities, relations, sentences
from kronika.reading.relations import descriptions


def read(source: Source, lessons: Lessons | None = None) -> Account:
    """The account that a source gives; pure in both arguments.

    `lessons` are what the other accounts taught about reading this one (names, endings, words).
    The source of the result always has a language.
    """
    account = begun(source)
    return finished(msgspec.structs.replace(account, names=names.find(account, lessons or Lessons())))


def begun(source: Source) -> Account:
    """The first stages: the language told, the sentences and the dates found."""
    if source.language is None:
        source = msgspec.structs.replace(source, language=languages.identify(source.text)[0])
    account = Account(source, sentences=sentences.split(source), problems=list(source.problems))
    return msgspec.structs.replace(account, dates=dates.find(account))


def finished(account: Account) -> Account:
    """The last stages, for an account that has its sentences, dates and names."""
    account = msgspec.structs.replace(account, quantities=quantities.find(account))
    account = msgspec.structs.replace(account, relations=relations.find(account))
    return descriptions.resolved(msgspec.structs.replace(account, assertions=assertions.find(account)))
