"""What a printed report of a book says, before any format: entries, claims, numbered notes with the evidence."""

from __future__ import annotations

from typing import NamedTuple

from kronika.chronicle import Chronicle
from kronika.model import Entity, Event, Span
from kronika.publishing import dates
from kronika.publishing.quotes import Quotes, fit_for_text
from kronika.publishing.titles import event_title, plain

MOST_NOTES = 6  # quotations an event


class Entry(NamedTuple):
    """One event: when, what, each claim in a line, and the numbers of the notes that prove it."""

    when: str
    title: str
    claims: tuple[str, ...]
    notes: tuple[int, ...]


class Report(NamedTuple):
    """A report: every text is one line without markup. `notes` are numbered from 1."""

    title: str
    accounts: tuple[str, ...]
    entries: tuple[Entry, ...]
    disagreements: tuple[tuple[str, tuple[int, ...]], ...]
    people: tuple[str, ...]
    notes: tuple[str, ...]


class Notes:
    """Quotations in the order in which they are first needed, each once."""

    def __init__(self, chronicle: Chronicle) -> None:
        self.quotes = Quotes(chronicle)
        self.texts: list[str] = []
        self._numbers: dict[str, int] = {}

    def number(self, span: Span) -> int:
        """The number of the note that quotes the sentence of a span."""
        language, title = self.quotes.language(span.source_id), self.quotes.title(span.source_id)
        text = fit_for_text(f"{title} ({language}): “{self.quotes.sentence(span)[:1500]}”")
        if text not in self._numbers:
            self.texts.append(text)
            self._numbers[text] = len(self.texts)
        return self._numbers[text]


def report(chronicle: Chronicle) -> Report:
    """The report of a book."""
    notes = Notes(chronicle)
    labels = chronicle.labels()
    entries = tuple(_entry(event, labels, notes) for event in chronicle.events)
    disagreements = tuple(
        (
            fit_for_text(f"{d.explanation} ({d.kind}, {d.relation})"),
            tuple(notes.number(side) for side in (d.left, d.right) if side is not None),
        )
        for d in sorted(chronicle.discrepancies, key=lambda d: -d.severity)
    )
    accounts = tuple(
        fit_for_text(f"{notes.quotes.title(a.id)} ({a.language})" + (f", {a.source.origin}" if a.source.origin else ""))
        for a in chronicle.accounts
    )
    people = tuple(_person(entity) for entity in chronicle.entities)
    return Report("Chronicle", accounts, entries, disagreements, people, tuple(notes.texts))


def _entry(event: Event, labels: dict[str, str], notes: Notes) -> Entry:
    when = " / ".join(dates.words(one) for one in event.told_dates) or "undated"
    claims = [
        fit_for_text(
            f"{plain(c.slot)}: {dates.words(c.value) if c.slot == 'date' else labels.get(c.value, c.value)} – "
            + "; ".join(notes.quotes.title(key) for key in c.source_ids)
            + (f" ({c.independent} independent)" if c.independent != len(c.source_ids) else "")
        )
        for c in event.claims
    ]
    spans = [Span(one.source_id, one.start, one.end) for one in event.assertions[:MOST_NOTES]]
    numbers = tuple(dict.fromkeys(notes.number(span) for span in spans))
    return Entry(fit_for_text(when), fit_for_text(event_title(event, labels)), tuple(claims), numbers)


def _person(entity: Entity) -> str:
    names = "; ".join(f"{tag}: {', '.join(entity.names[tag])}" for tag in sorted(entity.names))
    return fit_for_text(f"{entity.label} ({entity.kind}) – {names}")
