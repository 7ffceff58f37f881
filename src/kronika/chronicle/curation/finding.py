"""Which pieces of a book's evidence a decision means, by the keys it was given."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from kronika.chronicle.curation.acts import Key
from kronika.collation.events_types import closeness


class Finder:
    """The pieces of evidence of a book.

    A key finds the piece that is equal to it; else one at the same span; else the one that overlaps it most and was
    read alike; else, where its source is no longer in the book, one of the same words (an account that was mended or
    given another id). What finds none of these is orphaned.
    """

    def __init__(self, pieces: Iterable[Key]) -> None:
        self._exact: set[Key] = set()
        self._in: dict[str, list[Key]] = defaultdict(list)
        self._words: dict[tuple[str, str], list[Key]] = defaultdict(list)
        for piece in pieces:
            self._exact.add(piece)
            self._in[piece.source_id].append(piece)
            self._words[(piece.text, piece.reading)].append(piece)

    def piece(self, key: Key) -> Key | None:
        """The piece that a key means, or None."""
        if key in self._exact:
            return key
        if key.source_id in self._in:
            return self._overlapping(key)
        alike = self._words.get((key.text, key.reading), []) if key.text else []
        return min(alike, default=None)

    def thing(self, keys: Sequence[Key], where: Mapping[Key, int]) -> int | None:
        """The thing that most keys of a group mean, by the thing each piece is `where`; None where none is found.

        Of equals the one with the first piece.
        """
        found = [piece for key in keys if (piece := self.piece(key)) is not None and piece in where]
        votes = Counter(where[piece] for piece in found)
        first = {where[piece]: piece for piece in sorted(found, reverse=True)}
        return min(votes, key=lambda thing: (-votes[thing], first[thing]), default=None)

    def _overlapping(self, key: Key) -> Key | None:
        best: tuple[int, Key] | None = None
        for other in self._in[key.source_id]:
            shared = min(key.end, other.end) - max(key.start, other.start)
            if shared <= 0 or shared * 2 < min(key.end - key.start, other.end - other.start):
                continue
            if key.reading == other.reading or closeness(key.reading, other.reading) >= 0.6:
                exact = 2 * ((key.start, key.end) == (other.start, other.end)) + (key.reading == other.reading)
                weight = shared * 4 + exact
                if best is None or (weight, best[1]) > (best[0], other):
                    best = (weight, other)
        return None if best is None else best[1]
