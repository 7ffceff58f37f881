"""What the words leave out, taken from the account: the year before, the day before, the heading."""

from __future__ import annotations

import msgspec

from kronika.edtf import day_number, earliest, from_day_number, latest
from kronika.reading.dates.phrases import Phrase
from kronika.reading.dates.values import Value, edtf, valid

_replace = msgspec.structs.replace


class Resolved(msgspec.Struct, frozen=True):
    """A phrase with its value: EDTF or None, and how it came about."""

    phrase: Phrase
    edtf: str | None
    basis: str
    after: str | None = None
    before: str | None = None
    why: tuple[str, ...] = ()


class Narrative:
    """Where in time an account stands: the last date it told, for those that tell less."""

    def __init__(self, document: Value | None = None) -> None:
        self.document = document
        self.last: Value | None = document
        self.year = document.year if document else None
        self.told = document is None  # True once the account has told a year beside its own

    def resolve(self, phrase: Phrase, dateline: bool = False) -> Resolved:
        """The value of a phrase from its words and what stood before; remembers it for the next.

        A `dateline` is the day the account was written: until it tells another year, days and months without one
        are those nearest to it.
        """
        if phrase.step:
            return self._relative(phrase)
        if phrase.value.dated and phrase.value.year is not None:
            self.told = self.told or (self.document is not None and phrase.value.year != self.document.year)
        if dateline and phrase.value.year is not None and self.document is None:
            self.document, self.told = phrase.value, False
        value, filled = self._filled(phrase.value)
        until = self._end(value, phrase.until) if phrase.until is not None else None
        text = edtf(value)
        if phrase.until is not None and until is not None:
            text = _range(value, until, text)
        elif phrase.until is not None and not value.dated:
            text = None
        self._remember(value, until)
        why = (f"the year {value.year} stands before it",) if filled and value.year is not None else ()
        return Resolved(phrase, text, "context" if filled else "explicit", why=why)

    def _filled(self, value: Value) -> tuple[Value, bool]:
        """A value with year (and month) taken from before; and whether anything had to be."""
        if value.short:
            return self._century(value), True
        if value.dated:
            return value, False
        if value.month is None and value.day is not None:
            if self.last and self.last.month is not None and self.last.month <= 12:
                candidate = _replace(value, year=self.last.year, month=self.last.month)
                return (candidate if valid(candidate) else value), True
            return value, True
        if self.year is None:
            return value, True
        candidate = _replace(value, year=self._year_for(value, self.year))
        return (candidate if valid(candidate) else value), True

    def _year_for(self, value: Value, year: int) -> int:
        """The year of a day or month that names none.

        Beside a dateline the nearest one, the past before the future. In a story the year it has reached, or the
        next where the story goes on from a year's last months to another's first.
        """
        if not self.told and self.document is not None and self.document.month is not None:
            return min((year - 1, year, year + 1), key=lambda y: (_distance(self.document, value, y), -y))
        last = self.last
        month = _FIRST_MONTH.get(value.month or 0, value.month or 0)
        if last is None or last.year != year or last.month is None or last.month > 12 or not month:
            return year
        return year + 1 if last.month - month >= _TURN else year

    def _century(self, value: Value) -> Value:
        """A year or decade of two digits: in the century the account is in, else the twentieth."""
        century = self.year // 100 if self.year and self.year >= 1000 else 19
        if value.decade is not None:
            return _replace(value, decade=century * 100 + value.decade % 100, short=False)
        return _replace(value, year=century * 100 + (value.year or 0) % 100, short=False)

    def _end(self, start: Value, end: Value) -> Value | None:
        if end.short:
            end = self._century(end)
        if end.dated:
            return end
        if start.year is None:
            return None
        year = start.year
        if end.month is None and end.day is not None:
            end = _replace(end, month=start.month)
        if start.month and end.month and (end.month, end.day or 31) < (start.month, start.day or 0):
            year += 1
        end = _replace(end, year=year)
        return end if valid(end) else None

    def _remember(self, value: Value, until: Value | None) -> None:
        if value.year is not None and not value.short and value.open is None:
            self.year = value.year
            self.last = value
            if until is not None and until.year is not None and until.year == value.year:
                self.last = until

    def _relative(self, phrase: Phrase) -> Resolved:
        kind, unit, amount = phrase.step or ("", "", 0)
        anchor = self.last
        moved = _moved(anchor, kind, unit, amount, phrase.value) if anchor else None
        if moved is None:
            bound = edtf(anchor) if anchor else None
            after, before = (bound, None) if amount > 0 else (None, bound) if amount < 0 else (None, None)
            return Resolved(phrase, None, "relative", after, before)
        self._remember(moved, None)
        why = (f"counted from {edtf(anchor)}",) if anchor else ()
        return Resolved(phrase, edtf(moved), "relative", why=why)


# A story that has reached November and names January means the next one; measured on war narratives, smaller steps
# back are as often flashbacks.
_TURN = 10
# The past counts nearer than the future: news tells more of what was.
_FUTURE = 2.0


def _distance(document: Value | None, value: Value, year: int) -> float:
    """How far from the dateline a day or month would lie in a year, in months; the future is farther."""
    if document is None or document.year is None or document.month is None or value.month is None:
        return 0.0
    month = _FIRST_MONTH.get(value.month, value.month)
    months = (year - document.year) * 12 + month - document.month + ((value.day or 15) - (document.day or 15)) / 31
    return months * _FUTURE if months > 0 else -months


def _range(value: Value, until: Value, text: str | None) -> str | None:
    start, end = text, edtf(until)
    if start is None or end is None:
        return None
    first, last = start.split("/")[0], end.split("/")[-1]
    begin, finish = earliest(first), latest(last)
    # "1928-12.3.21": what would end before it starts are two numbers that happen to stand together.
    return f"{first}/{last}" if begin is None or finish is None or begin <= finish else None


def _moved(anchor: Value, kind: str, unit: str, amount: int, own: Value) -> Value | None:
    """The anchor moved by a number of units, as exact as the anchor and the unit allow; None where it cannot be."""
    if anchor.year is None:
        return None
    if kind == "within":
        return _within(anchor, unit, amount, own)
    if kind == "month":
        return _month_moved(anchor, own.month or 0, amount)
    if unit == "year":
        return Value(anchor.year + amount)
    if unit == "month" and anchor.month is not None and anchor.month <= 12:
        months = anchor.year * 12 + anchor.month - 1 + amount
        return Value(months // 12, months % 12 + 1)
    if unit in ("day", "week") and anchor.day is not None and anchor.month is not None:
        days = day_number((anchor.year, anchor.month, anchor.day)) + amount * (7 if unit == "week" else 1)
        if unit == "week":
            return None
        return Value(*from_day_number(days))
    if unit == "decade" and amount == 0:
        return Value(decade=anchor.year // 10 * 10)
    if unit == "century" and amount == 0 and anchor.year > 0:
        return Value(century=anchor.year // 100)
    return None


def _within(anchor: Value, unit: str, amount: int, own: Value) -> Value | None:
    """A day of a month, or a month of a year, that lies so many months or years from the anchor's."""
    year, month = anchor.year or 0, own.month
    if unit == "year":
        year += amount
    elif anchor.month is None or anchor.month > 12:
        return None
    else:
        months = year * 12 + anchor.month - 1 + amount
        year, month = months // 12, months % 12 + 1
    moved = Value(year, month, own.day)
    return moved if month is not None and valid(moved) else None


_FIRST_MONTH = {21: 3, 22: 6, 23: 9, 24: 12}


def _month_moved(anchor: Value, month: int, amount: int) -> Value:
    """ "The following spring", "next March": the first such after the anchor; the last before it; the same."""
    year = anchor.year or 0
    if amount == 0:
        return Value(year, month)
    begin = _FIRST_MONTH.get(month, month)
    if anchor.month is None:
        return Value(year + amount, month)
    at = _FIRST_MONTH.get(anchor.month, anchor.month)
    if amount > 0:
        return Value(year if begin > at else year + 1, month)
    return Value(year if begin < at else year - 1, month)
