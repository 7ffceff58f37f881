"""Language knowledge as data: packs, their schema, and the identifier of languages."""

from kronika.languages.identify import identify
from kronika.languages.packs import base, section, stated, tags

__all__ = ["base", "identify", "section", "stated", "tags"]
