"""The words that evidence stands in, and how an account is referred to: what every format quotes."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from kronika.chronicle import Chronicle
from kronika.model import Assertion, Span
from kronika.publishing.titles import account_title

_UNFIT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Quote(NamedTuple):
    """Words of an account with what stands round them; offsets in code points."""

    source_id: str
    start: int
    end: int
    exact: str
    prefix: str
    suffix: str
    language: str


class Quotes:
    """Looks up words, sentences, titles and languages by source id."""

    def __init__(self, chronicle: Chronicle) -> None:
        self._accounts = {account.id: account for account in chronicle.accounts}
        self._starts = {a.id: [s.start for s in a.sentences] for a in chronicle.accounts}

    def of(self, span: Span | Assertion, around: int = 32) -> Quote | None:
        """The quotation of a span; None where the book has no such source."""
        account = self._accounts.get(span.source_id)
        if account is None:
            return None
        text = account.source.text
        exact = text[span.start : span.end]
        prefix, suffix = text[max(0, span.start - around) : span.start], text[span.end : span.end + around]
        return Quote(span.source_id, span.start, span.end, exact, prefix, suffix, account.language)

    def sentence(self, span: Span | Assertion) -> str:
        """The sentence that a span begins in; the words themselves where there is none."""
        account = self._accounts.get(span.source_id)
        if account is None:
            return ""
        at = bisect_right(self._starts[account.id], span.start) - 1
        if at < 0:
            return account.source.text[span.start : span.end]
        return account.text_of(at)

    def title(self, source_id: str) -> str:
        """What an account is called."""
        account = self._accounts.get(source_id)
        return account_title(account.source) if account else source_id

    def language(self, source_id: str) -> str:
        """The language of an account."""
        account = self._accounts.get(source_id)
        return account.language if account else "und"


def fit_for_xml(words: str) -> str:
    """The words with what XML 1.0 cannot hold (section 2.2) as U+FFFD, letter for letter."""
    return _UNFIT_XML.sub("\ufffd", words)


def fit_for_text(words: str) -> str:
    """The words on one line, without letters that UTF-8 cannot hold."""
    return " ".join(re.sub("[\ud800-\udfff\x00-\x08\x0b\x0e-\x1f]", "\ufffd", words).split())
