"""Readers that can be swapped: the embedded one, a spaCy pipeline, a language model (docs/readers.md)."""

from kronika.reading.readers.protocol import Reader, settled
from kronika.reading.readers.registry import reader

__all__ = ["Reader", "reader", "settled"]
