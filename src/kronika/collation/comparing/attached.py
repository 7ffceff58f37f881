"""A date that both accounts tell, and that belongs to one event here and to another there.

"In 1935 he was allowed back, and was ambassador" and "he was allowed back, and was ambassador in 1935" hold the same
dates and the same events, and disagree. Only a date that stands in the clause of its event counts; one that opens the
sentence, or runs before all its verbs, may hold for all of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kronika.collation.comparing import dates
from kronika.collation.comparing.findings import Finding, span
from kronika.collation.comparing.matched import Partners, partners
from kronika.collation.comparing.telling import Tellings, Told
from kronika.model import Account, Assertion, DateMention, Span

#: Types whose date is that of the telling and not of what is told: "its publication was reported in August".
WORD = frozenset({"report", "statement", "testimony", "warning"})


def findings(told: Tellings) -> Iterator[Finding]:
    """Dates that hang on different events of aligned sentences."""
    for at, found in partners(told):
        left, right = told.by_bead[at]
        for one in found:
            yield from _moved(one, found, left, right)
        yield from _reported(found, left, right)


def _moved(one: Partners, all: Sequence[Partners], left: Sequence[Told], right: Sequence[Told]) -> Iterator[Finding]:
    """The date of an event that is, on the other side, the date of another event which both tell."""
    for here, there, mine, yours, swap in (
        (one.left, one.right, left, right, False),
        (one.right, one.left, right, left, True),
    ):
        date = own_date(here)
        if date is None or _wide(date, here, mine) or (own_date(there) is not None and swap):
            continue
        for other in all:
            a, b = (other.right, other.left) if swap else (other.left, other.right)
            moved = own_date(b) if other is not one else None
            if moved is None or dates.verdict(date, moved) != "agrees" or _wide(moved, b, yours):
                continue
            before = own_date(a)
            exchanged = own_date(there)
            if before is not None and dates.verdict(before, moved) != "contradicts":
                continue
            if exchanged is not None and dates.verdict(exchanged, date) != "contradicts":
                continue
            evidence = {
                "people": min(one.people, other.people),
                "sure": min(one.sure, other.sure),
                "exchanged": float(before is not None and exchanged is not None),
                "order": float(
                    (here.assertion.start < a.assertion.start) == (there.assertion.start < b.assertion.start)
                ),
            }
            yield _finding(here, date, b, moved, evidence, swap)


def _reported(all: Sequence[Partners], left: Sequence[Told], right: Sequence[Told]) -> Iterator[Finding]:
    """What happened then in one account, and in the other was only told of then."""
    for one in all:
        for here, there, yours, swap in ((one.left, one.right, right, False), (one.right, one.left, left, True)):
            date = own_date(here)
            if date is None or own_date(there) is not None or here.type in WORD:
                continue
            for word in yours:
                told_then = own_date(word) if word.type in WORD else None
                if told_then is None or dates.verdict(date, told_then) not in ("agrees", "refines"):
                    continue
                if any(o.type in WORD for o in (left if not swap else right)):
                    continue
                evidence = {"people": one.people, "sure": min(one.sure, word.assertion.confidence + 0.2), "word": 1.0}
                yield _finding(here, date, word, told_then, evidence, swap)


def own_date(told: Told) -> DateMention | None:
    """The date that stands in the clause of an assertion and is read as its date; None where it has none of its own."""
    where = told.assertion.date_span
    if where is None or not told.assertion.start <= where[0] < told.assertion.end:
        return None
    if _broken(told.assertion, where, told.account) and any(
        not _broken(other, where, told.account)
        for other in told.account.assertions
        if other.sentence == told.assertion.sentence and other.date_span == where
    ):
        return None
    return next((d for d in told.account.dates if (d.start, d.end) == where), None)


def _broken(assertion: Assertion, where: tuple[int, int], account: Account) -> bool:
    """Whether a comma parts an event from the date: "elected in 1881, then she resigned"."""
    trigger = assertion.trigger or (assertion.start, assertion.end)
    between = account.source.text[min(trigger[1], where[1]) : max(trigger[0], where[0])]
    return any(c in between for c in ",;:，、；،؛")


def _wide(date: DateMention, told: Told, all: Sequence[Told]) -> bool:
    """Whether a date stands before everything its sentence tells: it may then hold for all of it."""
    same = [o for o in all if o.assertion.sentence == told.assertion.sentence]
    return len(same) > 1 and all_after(date, same)


def all_after(date: DateMention, told: Sequence[Told]) -> bool:
    """Whether a date stands before all events of a sentence."""
    return all(date.start < (o.assertion.trigger or (o.assertion.start, 0))[0] for o in told)


def _finding(
    here: Told, date: DateMention, there: Told, moved: DateMention, evidence: dict[str, float], swap: bool
) -> Finding:
    first, second = (there, moved), (here, date)
    (a, x), (b, y) = (first, second) if swap else (second, first)
    reported = bool(evidence.get("word"))
    mine, yours = a.type.replace("_", " "), b.type.replace("_", " ")
    reasons = (
        f"both hold the date {date.text!r}; it is that of the {mine} here and of the {yours} there",
        "each stands in the clause of its event, and both accounts tell both events"
        if not reported
        else "the other account does not date the event itself",
    )
    return Finding(
        "reported" if reported else "attached",
        "outcome" if reported else "date",
        _around(a, x),
        _around(b, y),
        f"{x.edtf or x.stated}: {mine}",
        f"{y.edtf or y.stated}: {yours}",
        evidence,
        reasons,
    )


def _around(told: Told, date: DateMention) -> Span:
    """The date with the word that names its event, and what stands between."""
    trigger = told.assertion.trigger or (told.assertion.start, told.assertion.end)
    return span(told.account, min(date.start, trigger[0]), max(date.end, trigger[1]))
