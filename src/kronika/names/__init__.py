"""One name beside another: folding keys, transliteration, `same` with its reasons, the index."""

from kronika.knowledge.letters import fold
from kronika.names.same import explain, same

__all__ = ["explain", "fold", "same"]
