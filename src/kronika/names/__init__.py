"""One name beside another: folding keys, transliteration, `same` with its reasons, the index."""

from kronika.knowledge.letters import fold
from kronika.names.keys import keys
from kronika.names.person import distinct, shortens
from kronika.names.same import explain, same

__all__ = ["distinct", "explain", "fold", "keys", "same", "shortens"]
