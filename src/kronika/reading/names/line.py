"""A sentence with the names in it."""

from __future__ import annotations

from bisect import bisect_left

from kronika.languages.sections.names import Names
from kronika.reading.names.spans import Name
from kronika.reading.names.tokens import Token, plain, plain_words


class Line:
    """A sentence with the names in it: which name each token belongs to."""

    def __init__(self, tokens: list[Token], names: list[Name]) -> None:
        self.tokens = tokens
        self.names = names
        self.capitals = [i for i, token in enumerate(tokens) if token.text[0].isupper()]
        """Which tokens begin with a capital: names are looked for at these alone."""
        self._starts = [token.start for token in tokens]

    def owners(self) -> list[Name | None]:
        """For each token the name it stands in."""
        found: list[Name | None] = [None] * len(self.tokens)
        for name in self.names:
            for i in range(bisect_left(self._starts, name.start), bisect_left(self._starts, name.end)):
                found[i] = name
        return found


def is_particle(token: Token, pack: Names) -> bool:
    """Whether a token is a small word that stands inside names ("van", "de")."""
    return token.text.islower() and plain(token.text) in plain_words(pack.particles)
