"""The names of an account."""

from kronika.reading.names.find import find

__all__ = ["find"]
