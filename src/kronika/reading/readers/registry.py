"""Readers by name."""

from __future__ import annotations

from kronika.errors import BadRequest
from kronika.reading.readers.embedded import Embedded
from kronika.reading.readers.protocol import Reader

FORMS = "embedded, spacy:PIPELINE or llm:MODEL@URL"


def reader(name: str = "embedded") -> Reader:
    """The reader of a name: "embedded", "spacy:PIPELINE" (several with commas) or "llm:MODEL@URL".

    Raises BadRequest for any other name, and where the pipeline is not installed.
    """
    sort, _, rest = name.strip().partition(":")
    if sort == "embedded" and not rest:
        return Embedded()
    if sort == "spacy" and rest:
        from kronika.reading.readers.spacy_reader import SpacyReader

        return SpacyReader.installed(rest)
    if sort == "llm" and rest:
        from kronika.reading.readers.llm_reader import LlmReader

        return LlmReader.at(rest)
    raise BadRequest(f"no reader is called {name!r}; there are {FORMS}")
