"""The desk: the reader in a browser of this machine, with curation."""

from kronika.web.serving import serve

__all__ = ["serve"]
