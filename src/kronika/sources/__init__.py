"""A file becomes a source: decoded, its main text cut out, web residue cleaned, with an exact map back."""

from kronika.sources.limits import Limits
from kronika.sources.opening import Intake, open_all, open_source, unique

__all__ = ["Intake", "Limits", "open_all", "open_source", "unique"]
