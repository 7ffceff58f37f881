"""The exceptions a user can meet, and `Problem`, the value that says what could not be read.

Bad input is expected: it becomes a `Problem` that travels with the results while the rest goes on. An exception is
raised only where nothing is left to go on with.
"""

from __future__ import annotations

import msgspec


class KronikaError(Exception):
    """The base of every error that kronika raises on purpose; its text is one line for a user."""


class BadInput(KronikaError):
    """A file or text that cannot be read: names it, and says why.

    Attributes:
        origin: the file, as the user named it.
        reason: why, in words that follow a colon.
    """

    def __init__(self, origin: str, reason: str) -> None:
        super().__init__(f"{origin}: {reason}")
        self.origin = origin
        self.reason = reason


class BadDate(KronikaError, ValueError):
    """A string that is no EDTF date; shows where it stops being one."""


class BadPack(KronikaError):
    """A language pack or other shipped or given data that does not fit its schema."""


class BadBook(KronikaError):
    """A chronicle that cannot be opened, written or brought up to date."""


class BadRequest(KronikaError):
    """A question or command that makes no sense: an unknown name, format or option."""


class Problem(msgspec.Struct, frozen=True, order=True):
    """What could not be read, and why, as a value.

    Attributes:
        source: the file or source id it is about.
        place: where in it (a line, page, entry or span, in words), or "" for the whole.
        reason: one line in plain words.
    """

    source: str
    place: str
    reason: str

    def __str__(self) -> str:
        where = f"{self.source}, {self.place}" if self.place else self.source
        return f"{where}: {self.reason}"

    def to_dict(self) -> dict[str, object]:
        """The problem as plain values, ready for `json.dumps`."""
        return {"source": self.source, "place": self.place, "reason": self.reason}
