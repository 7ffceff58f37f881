"""One book out of many accounts: events and entities, in order, kept in a file, corrected by people, asked."""

from kronika.chronicle import curation, questions
from kronika.chronicle.assemble import assemble
from kronika.chronicle.book import Chronicle, Decided
from kronika.chronicle.store import ReadingCache, book_path, load, reading_cache, save

__all__ = [
    "Chronicle", "Decided", "ReadingCache", "assemble", "book_path", "curation", "load", "questions", "reading_cache",
    "save",
]  # fmt: skip
