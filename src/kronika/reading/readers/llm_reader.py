"""A reader that asks a language model for the assertions, and keeps what the text bears out.

Used only where a user names it: the account's text goes to the endpoint. Sentences, dates, names, quantities and
relations are the embedded reader's.
"""

from __future__ import annotations

import re
from collections import Counter

import msgspec

from kronika.errors import BadRequest, Problem
from kronika.model import Account, Assertion, Lessons, Source
from kronika.reading.read import read
from kronika.reading.readers import llm_prompt
from kronika.reading.readers.llm_answers import kept
from kronika.reading.readers.llm_endpoint import Endpoint, Unanswered
from kronika.reading.readers.protocol import UNANSWERED

_FORM = re.compile(r"(?P<model>[^\s]+)@(?P<url>https?://\S+)")


class LlmReader:
    """Reads by asking the model of an endpoint."""

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint
        self.name = f"llm:{endpoint.model}@{endpoint.url}"

    @classmethod
    def at(cls, form: str) -> LlmReader:
        """The reader of "MODEL@URL". Raises BadRequest."""
        match = _FORM.fullmatch(form)
        if match is None:
            raise BadRequest(f"llm:{form}: not of the form llm:MODEL@URL")
        return cls(Endpoint(match["model"], match["url"]))

    def read(self, source: Source, lessons: Lessons | None = None) -> Account:
        """The account: assertions of the model, as far as their words stand in the text."""
        account = read(source, lessons)
        found: list[Assertion] = []
        dropped: Counter[str] = Counter()
        problems: list[Problem] = []
        parts = llm_prompt.parts(account)
        for first, last in parts:
            try:
                answer = self._endpoint.ask(llm_prompt.system(), llm_prompt.question(account, first, last))
            except Unanswered as reason:
                problems.append(Problem(account.id, f"sentences {first + 1} to {last}", f"{UNANSWERED}: {reason}"))
                continue
            found += kept(answer, account, first, last, dropped, f"the model {self._endpoint.model}")
        problems += [*_left_out(account, parts), *_dropped(account, dropped)]
        return msgspec.structs.replace(account, assertions=_unique(found), problems=[*account.problems, *problems])


def _unique(found: list[Assertion]) -> list[Assertion]:
    """In the order of the text; of those with one type and one evidence the first."""
    once = {(a.start, a.end, a.type): a for a in reversed(found)}
    return [once[key] for key in sorted(once)]


def _left_out(account: Account, parts: list[tuple[int, int]]) -> list[Problem]:
    count = len(account.sentences) - sum(last - first for first, last in parts)
    if not count:
        return []
    return [Problem(account.id, "", f"{count} sentences are too long to ask a language model about")]


def _dropped(account: Account, dropped: Counter[str]) -> list[Problem]:
    total = sum(dropped.values())
    if not total:
        return []
    reasons = ", ".join(f"{count} {reason}" for reason, count in sorted(dropped.items()) if count)
    return [Problem(account.id, "", f"{total} assertions of the language model were dropped: {reasons}")]
