"""What people ask a book: events by person, place, type and time; what is known of one of them; words in the texts."""

from kronika.chronicle.questions.asking import Wanted, count, events, events_at
from kronika.chronicle.questions.evidence import Answer, Told, Value, evidence
from kronika.chronicle.questions.listing import accounts_at, discrepancies_at, entities_at, labels_at, sources_at
from kronika.chronicle.questions.search import Hit, search

__all__ = [
    "Answer", "Hit", "Told", "Value", "Wanted", "accounts_at", "count", "discrepancies_at", "entities_at", "events",
    "events_at", "evidence", "labels_at", "search", "sources_at",
]  # fmt: skip
