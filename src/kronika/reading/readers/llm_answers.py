"""What of a model's answer may be believed: only what stands in the text, word for word."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import Any, get_args

import msgspec

from kronika.knowledge import events as inventory
from kronika.model import Account, Assertion, DateMention, Factuality, Mention, NameMention, Participant, Quantity
from kronika.reading.readers.llm_prompt import LONGEST
from kronika.reading.readers.llm_prompt import roles as known_roles

CONFIDENCE = 0.6
"""A model says nothing of how sure it is that could be trusted: more likely than not, and less than good packs."""

MOST = 400  # assertions of one answer that are looked at
MOST_WORDS = 50  # participants of one role that are looked at
_FENCE = re.compile(r"```(?:json)?\s*(.*?)```", re.DOTALL)


class _Given(msgspec.Struct):
    """One assertion as the model must give it."""

    type: str
    quote: str
    sentence: int | None = None
    roles: dict[str, list[str] | str | None] | None = None
    date: str | None = None
    factuality: str | None = None
    reporter: str | None = None


class Dropped(Exception):
    """An assertion cannot be kept; the text names the reason in a word or two."""


def kept(answer: str, account: Account, first: int, last: int, dropped: Counter[str], why: str) -> list[Assertion]:
    """The assertions of an answer about sentences `first` to `last` that hold; the others are counted by reason."""
    found: list[Assertion] = []
    try:
        rows = _rows(answer)
    except ValueError:
        dropped["malformed answer"] += 1
        return found
    dropped["too many"] += max(0, len(rows) - MOST)
    for row in rows[:MOST]:
        try:
            found.append(_assertion(msgspec.convert(row, _Given, strict=False), account, first, last, why))
        except msgspec.ValidationError:
            dropped["malformed"] += 1
        except Dropped as reason:
            dropped[str(reason)] += 1
    return found


def _rows(answer: str) -> list[Any]:
    """The list of assertions in an answer, with or without a fence and words around it. Raises ValueError."""
    fenced = _FENCE.search(answer)
    body = fenced.group(1) if fenced else answer
    starts = [at for at in (body.find("{"), body.find("[")) if at >= 0]
    end = max(body.rfind("}"), body.rfind("]"))
    if not starts:
        raise ValueError("no JSON")
    try:
        value = msgspec.json.decode(body[min(starts) : end + 1].encode("utf-8", "replace"))
    except (msgspec.DecodeError, RecursionError) as error:
        raise ValueError("no JSON") from error
    rows = value.get("assertions") if isinstance(value, dict) else value
    if not isinstance(rows, list):
        raise ValueError("no list of assertions")
    return rows


def _assertion(given: _Given, account: Account, first: int, last: int, why: str) -> Assertion:
    if inventory.kind(given.type) is None:
        raise Dropped("unknown type")
    if (given.factuality or "asserted") not in get_args(Factuality):
        raise Dropped("unknown factuality")
    index, start, end = _quote(given, account, first, last)
    sentence = account.sentences[index]
    date = _date(given.date, account, sentence.start, sentence.end)
    return Assertion(
        type=given.type,
        roles=_roles(given, account, start, end),
        start=start,
        end=end,
        source_id=account.id,
        date=date.edtf if date else None,
        after=date.after if date and not date.edtf else None,
        before=date.before if date and not date.edtf else None,
        factuality=given.factuality or "asserted",  # type: ignore[arg-type]  # checked above
        confidence=CONFIDENCE,
        sentence=index,
        trigger=(start, end),
        date_span=(date.start, date.end) if date and date.edtf else None,
        reporter=_reporter(given.reporter, account, sentence.start, sentence.end),
        why=(why,),
    )


# --- the evidence


def _quote(given: _Given, account: Account, first: int, last: int) -> tuple[int, int, int]:
    """(sentence, start, end) of the quoted words. Raises Dropped where they stand nowhere, or no one can tell where."""
    wanted = range(first, last)
    if given.sentence is not None and 1 <= given.sentence <= last - first:
        stated = first + given.sentence - 1
        wanted = range(stated, stated + 1)
    rows = [(i, *span) for i in wanted for span in _places(given.quote, account, i)]
    if not rows and len(wanted) == 1:  # the number was wrong: the words alone must do
        rows = [(i, *span) for i in range(first, last) for span in _places(given.quote, account, i)]
    if not rows:
        raise Dropped("invented words")
    if len({row[0] for row in rows}) > 1:
        raise Dropped("ambiguous words")
    return rows[0]


def _places(words: str, account: Account, index: int) -> list[tuple[int, int]]:
    sentence = account.sentences[index]
    return _standing(words, account.source.text, sentence.start, sentence.end)


def _standing(words: str, text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where words stand in a stretch of text: letter by letter, else once with white space evened out."""
    words = words.strip()
    if len(words) > LONGEST or not any(c.isalnum() for c in words):
        return []
    exact = [span for span in _exact(words, text, start, end) if _whole(text, *span)]
    if exact:
        return exact
    loose = re.compile(r"\s+".join(re.escape(word) for word in words.split()))
    found = [m.span() for m in loose.finditer(text, start, end) if _whole(text, *m.span())]
    return found if len(found) == 1 else []


def _exact(words: str, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = text.find(words, start, end)
    while at >= 0:
        yield at, at + len(words)
        at = text.find(words, at + len(words), end)


def _whole(text: str, start: int, end: int) -> bool:
    """Whether a stretch begins and ends with whole words; scripts without capitals may write words together."""
    return not _joined(text, start) and not _joined(text, end)


def _joined(text: str, at: int) -> bool:
    if not 0 < at < len(text) or not (text[at - 1].isalnum() and text[at].isalnum()):
        return False
    return unicodedata.category(text[at - 1]) != "Lo" and unicodedata.category(text[at]) != "Lo"


# --- participants, dates, reporters


def _roles(given: _Given, account: Account, start: int, end: int) -> dict[str, tuple[Participant, ...]]:
    """The participants. Raises Dropped where a role is unknown or a participant does not stand in the evidence."""
    found: dict[str, tuple[Participant, ...]] = {}
    for role, listing in (given.roles or {}).items():
        if role not in known_roles():
            raise Dropped("unknown role")
        words = [listing] if isinstance(listing, str) else listing or []
        made = {_participant(each, account, start, end) for each in words[:MOST_WORDS]}
        if made:
            found[role] = tuple(sorted(made, key=lambda p: (p.start, p.end)))
    return found


def _participant(words: str, account: Account, start: int, end: int) -> Participant:
    """The name or number that the words are, else the words. Raises Dropped where they do not stand there."""
    names = [n for n in account.names if start <= n.start and n.end <= end]
    places = _standing(words, account.source.text, start, end)
    if not places:
        # A name may be given in its base form where the text has a case ending.
        same = next((n for n in names if n.name.casefold() == words.strip().casefold()), None)
        if same is None:
            raise Dropped("invented participant")
        return same
    low, high = places[0]
    best = max(names, key=lambda n: (_shared(n, low, high), -n.start), default=None)
    if best is not None and _shared(best, low, high) * 2 > high - low:
        return best
    counted = [q for q in account.quantities if start <= q.start and q.end <= end and _shared(q, low, high)]
    return counted[0] if counted else Mention(account.id, low, high, account.source.text[low:high])


def _shared(noun: NameMention | Quantity | DateMention, low: int, high: int) -> int:
    """How many characters a noun and a stretch have in common."""
    return max(0, min(noun.end, high) - max(noun.start, low))


def _date(words: str | None, account: Account, start: int, end: int) -> DateMention | None:
    """What our own reader makes of the quoted words of a date. Raises Dropped where they do not stand there."""
    if not words:
        return None
    places = _standing(words, account.source.text, start, end)
    if not places:
        raise Dropped("invented date")
    inside = [date for date in account.dates if _shared(date, *places[0])]
    return max(inside, key=lambda d: (bool(d.edtf), _shared(d, *places[0]), -d.start), default=None)


def _reporter(words: str | None, account: Account, start: int, end: int) -> str | None:
    if not words:
        return None
    try:
        who = _participant(words, account, start, end)
    except Dropped:
        raise Dropped("invented reporter") from None
    return who.name if isinstance(who, NameMention) else who.text
