"""What people ask a book: events by person, place, type and time; what is known of one of them; words in the texts."""

from kronika.chronicle.questions.asking import Wanted, count, events, events_at
from kronika.chronicle.questions.evidence import Answer, Told, Value, evidence
from kronika.chronicle.questions.search import Hit, search

__all__ = ["Answer", "Hit", "Told", "Value", "Wanted", "count", "events", "events_at", "evidence", "search"]
