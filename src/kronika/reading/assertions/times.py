"""Dates of assertions: the date of the clause, of the clause before in the same breath, or none."""

from __future__ import annotations

from kronika.model import DateMention
from kronika.reading.assertions.clauses import Clause
from kronika.reading.assertions.tokens import Line

_NEAR = 6  # tokens between a noun of action and its own date


def dates_in(line: Line, start: int, end: int) -> list[tuple[int, DateMention]]:
    """The dates of a stretch of tokens, each with its first token, in order."""
    found: list[tuple[int, DateMention]] = []
    for at in range(start, end):
        date = line.tokens[at].date
        if date is not None and (not found or found[-1][1] is not date):
            found.append((at, date))
    return found


def date_of(line: Line, found: list[Clause], index: int, at: int, noun: bool, alone: bool) -> DateMention | None:
    """The date of the trigger at a token of a clause.

    A noun of action takes a date that follows it closely, or any of its clause where it is `alone` (no verb tells an
    event there). A verb takes the nearest date of its clause that no noun stands nearer to; else that of the clause
    before in the same unit, if the two are joined.
    """
    clause = found[index]
    here = dates_in(line, clause.start, clause.end)
    if noun and not alone:
        close = [date for place, date in here if 0 < place - at <= _NEAR]
        return close[0] if close else None
    if here:
        ordered = sorted(here, key=lambda row: (abs(row[0] - at), row[0]))
        valued = [date for _, date in ordered if date.edtf]
        return valued[0] if valued else ordered[0][1]
    return _from_before(line, found, index)


def _from_before(line: Line, found: list[Clause], index: int) -> DateMention | None:
    for step in range(index - 1, -1, -1):
        if found[step].unit != found[index].unit and found[index].opener != "":
            return None
        dates = [date for _, date in dates_in(line, found[step].start, found[step].end) if date.edtf]
        if dates:
            first = found[step].start
            fronted = line.tokens[first].date is dates[0] or (
                first + 1 < found[step].end and line.tokens[first + 1].date is dates[0]
            )
            joined = found[index].opener in ("coord", "rel", "but", "") or fronted
            return dates[-1] if joined else None
    return None
