"""The book in one SQLite file; docs/chronicle.md writes the schema out."""

from kronika.chronicle.store.cache import ReadingCache, reading_cache
from kronika.chronicle.store.connection import book_path
from kronika.chronicle.store.loading import load
from kronika.chronicle.store.writing import save

__all__ = ["ReadingCache", "book_path", "load", "reading_cache", "save"]
