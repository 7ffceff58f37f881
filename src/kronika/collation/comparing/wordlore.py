"""What is known of the words of a name: people's, places', or words of the language as well."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kronika.knowledge.weights.words import words
from kronika.names import fold

GIVEN, HUMAN, PLACES = 1, 1 | 2 | 4, 8 | 16 | 64 | 128
"""Tables of known words: given names; given, family and person names; places, towns, countries, lands."""
#: Characters of an account that tell how it uses capitals.
SAMPLE = 20_000


def bits(name: str) -> list[int]:
    """For each word of a name the tables that hold it."""
    return [words().known(word) for word in fold(name).split()]


def share(found: Sequence[int], wanted: int) -> float:
    """The share of the words that one of the wanted tables holds; 0 of none."""
    return sum(bool(b & wanted) for b in found) / len(found) if found else 0.0


def known(found: Sequence[int], gazetted: bool) -> float:
    """How far a name is known at all, in [0, 1]."""
    return max(share(found, PLACES | HUMAN), float(gazetted))


def plain(name: str, tag: str) -> float:
    """The share of a name's words that are words of its language as well: such names are translated."""
    long = [word for word in re.split(r"[\s\-’']+", name.casefold()) if len(word) > 2]
    return sum(words().rank(word, tag) >= 0 for word in long) / len(long) if long else 0.0


def capitals(text: str) -> float:
    """The share of words within sentences that begin with a capital: where nouns do, a capital says little."""
    inside = re.findall(r"(?<=[^\W\d_][ ,] )\w|(?<=[^\W\d_] )\w", text[:SAMPLE])
    return sum(c.isupper() for c in inside) / len(inside) if inside else 0.0
