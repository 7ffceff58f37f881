"""kronika: several accounts of the same events, read into one sourced chronicle.

The nouns are here at once; what works on them is loaded when it is first asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from kronika.errors import BadBook, BadDate, BadInput, BadPack, BadRequest, KronikaError, Problem
from kronika.model import (
    Account,
    Assertion,
    Bead,
    Claim,
    DateMention,
    Dependence,
    Discrepancy,
    Entity,
    EntityRelation,
    Event,
    Lessons,
    Mention,
    NameMention,
    Quantity,
    Relation,
    Sentence,
    Source,
    Span,
)

if TYPE_CHECKING:
    # As themselves, so that type checkers know the rooms that `__getattr__` gives.
    from kronika import api as api
    from kronika import chronicle as chronicle
    from kronika import edtf as edtf
    from kronika import languages as languages
    from kronika import names as names
    from kronika import publishing as publishing
    from kronika.api import align, build, compare, gather, load, open_source, read
    from kronika.chronicle import Chronicle

__all__ = [
    "Account", "Assertion", "BadBook", "BadDate", "BadInput", "BadPack", "BadRequest", "Bead", "Chronicle", "Claim",
    "DateMention", "Dependence", "Discrepancy", "Entity", "EntityRelation", "Event", "KronikaError", "Lessons",
    "Mention", "NameMention", "Problem", "Quantity", "Relation", "Sentence", "Source", "Span", "align", "build",
    "compare", "gather", "load", "names", "open_source", "read",
]  # fmt: skip

_LATER = {
    "Chronicle": "chronicle",
    **dict.fromkeys(("align", "build", "compare", "gather", "load", "open_source", "read"), "api"),
}
_ROOMS = frozenset(
    ("api", "chronicle", "collation", "edtf", "knowledge", "languages", "names", "publishing", "reading", "sources")
)


def __getattr__(name: str) -> Any:
    """A public function, or a room, when it is first asked for (PEP 562)."""
    if name in _LATER:
        value = getattr(import_module(f"kronika.{_LATER[name]}"), name)
    elif name in _ROOMS:
        value = import_module(f"kronika.{name}")
    else:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
