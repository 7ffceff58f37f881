"""kronika: several accounts of the same events, read into one sourced chronicle."""

from kronika import names
from kronika.api import align, open_source, read
from kronika.model import Account, Source

__all__ = ["Account", "Source", "align", "names", "open_source", "read"]
