"""A source becomes an account: sentences, dates, names, quantities, assertions, each with the words that say so."""

from kronika.reading.read import read

__all__ = ["read"]
