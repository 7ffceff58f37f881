"""One name beside another: folding keys, transliteration, `same` with its reasons, the index."""

from kronika.knowledge.letters import fold
from kronika.names.core import core
from kronika.names.endings import bases
from kronika.names.evidence import roman
from kronika.names.index import Found, Index
from kronika.names.keys import keys
from kronika.names.person import distinct, share, shortens
from kronika.names.place import one_state, other_places
from kronika.names.same import explain, same

__all__ = [
    "Found", "Index", "bases", "core", "distinct", "explain", "fold", "keys", "one_state", "other_places", "roman",
    "same", "share", "shortens",
]  # fmt: skip
