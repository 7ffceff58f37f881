"""A file becomes a source: decoded, its main text cut out, web residue cleaned, with an exact map back."""

from kronika.sources.formats import IN_FOLDERS
from kronika.sources.limits import Limits
from kronika.sources.opening import (
    Intake,
    is_side_file,
    open_all,
    open_source,
    sources_in,
    sources_within,
    unique,
)

__all__ = [
    "IN_FOLDERS",
    "Intake",
    "Limits",
    "is_side_file",
    "open_all",
    "open_source",
    "sources_in",
    "sources_within",
    "unique",
]
