"""Dates of assertions: the date of the clause, of the clause before in the same breath, or none."""

from __future__ import annotations

from kronika.model import DateMention, NameMention
from kronika.reading.assertions.clauses import Clause
from kronika.reading.assertions.kinds import kinds
from kronika.reading.assertions.tokens import Line

_NEAR = 6  # tokens between a noun of action and its own date
_HEADS = frozenset(":–—-")


def dates_in(line: Line, start: int, end: int) -> list[tuple[int, DateMention]]:
    """The dates of a stretch of tokens, each with its first token, in order."""
    found: list[tuple[int, DateMention]] = []
    for at in range(start, end):
        date = line.tokens[at].date
        if date is not None and (not found or found[-1][1] is not date):
            found.append((at, date))
    return found


def heading_date(line: Line) -> DateMention | None:
    """The date that opens a line of a list ("2004: …"); it dates all that the line tells."""
    if not line.tokens or line.tokens[0].date is None:
        return None
    date = line.tokens[0].date
    after = next((t for t in line.tokens if t.date is not date), None)
    return date if after is not None and after.text in _HEADS and date.edtf else None


def life_spans(line: Line) -> list[tuple[NameMention, DateMention]]:
    """Names of people with life dates in brackets behind them: "Jochi (1185–1226)"."""
    found = []
    for at in range(1, len(line.tokens) - 2):
        if line.tokens[at].text != "(":
            continue
        name, date = line.tokens[at - 1].name, line.tokens[at + 1].date
        if name is None or date is None or "person" not in kinds(name):
            continue
        years = (date.edtf or "").split("/")
        if len(years) == 2 and all(y.isdigit() and len(y) == 4 for y in years):
            closed = next((t for t in line.tokens[at + 1 :] if t.date is not date), None)
            if closed is not None and closed.text == ")" and 12 <= int(years[1]) - int(years[0]) <= 110:
                found.append((name, date))
    return found


def taken(line: Line, nouns: set[int]) -> dict[int, DateMention]:
    """Dates that belong to a noun of action because they stand right before it ("the 2004 tsunami")."""
    found: dict[int, DateMention] = {}
    for at in nouns:
        for back in (at - 1, at - 2):
            if back >= 0 and (date := line.tokens[back].date) is not None:
                found[at] = date
                break
            if back >= 0 and not line.tokens[back].word:
                break
    return found


def date_of(
    line: Line,
    found: list[Clause],
    index: int,
    at: int,
    alone: bool,
    captured: dict[int, DateMention],
    goes_on: bool = False,
    verb: bool = True,
) -> DateMention | None:
    """The date of the trigger at a token of a clause.

    A noun of action has the date right before it or closely after it, and any of its clause where it is `alone` (no
    verb tells an event there). A verb has the nearest date of its clause that belongs to no noun; else that of the
    clause before in the same unit, if the two are joined.
    """
    if at in captured and captured[at].edtf:
        return captured[at]
    clause = found[index]
    owned = {id(date) for noun, date in captured.items() if noun != at} | {id(date) for _, date in life_spans(line)}
    here = [row for row in dates_in(line, clause.start, clause.end) if id(row[1]) not in owned]
    if not alone:
        close = [date for place, date in here if 0 < place - at <= _NEAR]
        return close[0] if close else None
    if here:
        ordered = sorted(here, key=lambda row: (not row[1].edtf, abs(row[0] - at), row[0]))
        return ordered[0][1]
    before = _from_before(line, found, index, owned, goes_on)
    if before is not None:
        return before
    inside = [date for _, date in dates_in(line, clause.start, clause.end) if date.edtf]
    return inside[0] if verb and len(inside) == 1 else None


def _from_before(line: Line, found: list[Clause], index: int, owned: set[int], goes_on: bool) -> DateMention | None:
    for step in range(index - 1, -1, -1):
        if found[step].unit != found[index].unit:
            return None
        rows = [r for r in dates_in(line, found[step].start, found[step].end) if r[1].edtf and id(r[1]) not in owned]
        if rows:
            place, date = rows[-1]
            fronted = place - found[step].start <= 1
            aside = found[step].opener in ("rel", "paren") and found[index].opener not in ("coord", "rel")
            if not aside:
                return date if found[index].opener in ("coord", "rel") or fronted or goes_on else None
    return None
