"""What sort of thing a name may name, for the finding of roles."""

from __future__ import annotations

from functools import lru_cache

from kronika.knowledge import gazetteer
from kronika.model import NameMention


def kinds(name: NameMention) -> frozenset[str]:
    """The kind of a name, and `person` beside it where a lone word was called something else on thin evidence.

    A single capitalised word that no gazetteer knows may be a person whatever the first guess ("Temüjin").
    """
    return _kinds(name.kind, name.name)


@lru_cache(16384)
def _kinds(kind: str, base: str) -> frozenset[str]:
    thin = kind in ("place", "organization", "work") and base.isalpha() and base[:1].isupper() and not base.isupper()
    return frozenset({kind, "person"}) if thin and not gazetteer.rows(base) else frozenset({kind})
