"""A reader that takes names, and who does what, from an installed spaCy pipeline; the rest is the embedded reader's."""

from __future__ import annotations

import importlib
import re
from collections.abc import Sequence
from typing import Any

import msgspec

from kronika import languages
from kronika.errors import BadRequest
from kronika.model import Account, Lessons, Source
from kronika.reading import names
from kronika.reading.read import begun, finished
from kronika.reading.readers.spacy_names import joined
from kronika.reading.readers.spacy_roles import corrected

LONGEST = 20_000
"""Sentences with more characters are left to the embedded reader: a pipeline needs memory in step with their length."""

_SURROGATES = re.compile("[\ud800-\udfff]")


class SpacyReader:
    """Reads the accounts in the languages of its pipelines; those in other languages as the embedded reader does."""

    def __init__(self, pipelines: Sequence[Any]) -> None:
        self._pipelines = {pipe.meta.get("lang", "xx"): pipe for pipe in reversed(pipelines)}
        marks = (f"{p.meta.get('lang', 'xx')}_{p.meta.get('name', '')}@{p.meta.get('version', '')}" for p in pipelines)
        self.name = "spacy:" + ",".join(marks)

    @classmethod
    def installed(cls, listing: str) -> SpacyReader:
        """The reader with the installed pipelines of a list (comma separated). Raises BadRequest."""
        try:
            spacy = importlib.import_module("spacy")
        except ImportError as error:
            raise BadRequest("spaCy is not installed; it comes with: pip install 'kronika[spacy]'") from error
        pipelines = []
        for name in filter(None, map(str.strip, listing.split(","))):
            try:
                pipelines.append(spacy.load(name))
            except (OSError, ImportError, ValueError) as error:
                raise BadRequest(f"the spaCy pipeline {name} cannot be loaded: {_line(error)}") from error
        if not pipelines:
            raise BadRequest("name a spaCy pipeline: spacy:PIPELINE")
        return cls(pipelines)

    def read(self, source: Source, lessons: Lessons | None = None) -> Account:
        """The account: names of the pipeline, roles put right by its parser where it has one."""
        account = begun(source)
        own = names.find(account, lessons or Lessons())
        pipe = self._pipelines.get(languages.base(account.language)) or self._pipelines.get("xx")
        docs = _docs(pipe, account) if pipe is not None else {}
        if docs:
            own = joined(account, docs, own, lessons or Lessons())
        account = finished(msgspec.structs.replace(account, names=own))
        if not any(doc.has_annotation("DEP") for doc in docs.values()):
            return account
        return msgspec.structs.replace(account, assertions=corrected(account, docs))


def _docs(pipe: Any, account: Account) -> dict[int, Any]:
    """Sentence index to the parsed sentence; offsets in it count from the beginning of the sentence."""
    rows = [(account.text_of(i), i) for i in range(len(account.sentences))]
    rows = [(_SURROGATES.sub("?", text), i) for text, i in rows if 0 < len(text) <= min(LONGEST, pipe.max_length)]
    return {i: doc for doc, i in pipe.pipe(rows, as_tuples=True, batch_size=64)}


def _line(error: Exception) -> str:
    return " ".join(str(error).split())[:200]
