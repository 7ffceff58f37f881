"""One book out of many accounts: events and entities, in order, kept in a file, corrected by people, asked."""

from kronika.chronicle.assemble import assemble
from kronika.chronicle.book import Chronicle, Decided

__all__ = ["Chronicle", "Decided", "assemble"]
