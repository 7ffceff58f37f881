"""kronika: several accounts of the same events, read into one sourced chronicle."""

from kronika import names
from kronika.api import align, build, compare, gather, load, open_source, read
from kronika.chronicle import Chronicle
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

__all__ = [
    "Account", "Assertion", "BadBook", "BadDate", "BadInput", "BadPack", "BadRequest", "Bead", "Chronicle", "Claim",
    "DateMention", "Dependence", "Discrepancy", "Entity", "EntityRelation", "Event", "KronikaError", "Lessons", "Mention",
    "NameMention", "Problem", "Quantity", "Relation", "Sentence", "Source", "Span", "align", "build", "compare", "gather",
    "load", "names", "open_source", "read",
]  # fmt: skip
