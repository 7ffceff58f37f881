"""A chronicle for readers and for other tools: one module a format, and the reader page."""

from kronika.publishing import page

__all__ = ["page"]
