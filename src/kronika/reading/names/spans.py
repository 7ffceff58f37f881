"""Spans of names: their edges put right, their kind made out."""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

from kronika.languages.sections.names import Names
from kronika.model import NameKind
from kronika.reading.names.features import classes_of_pack
from kronika.reading.names.tokens import Token, plain

_JOINERS = "-‐‑'’:"
_OPEN, _CLOSE = "\"'„“”«»‘’([‹", "\"'„“”«»‘’)]›"


class Name(NamedTuple):
    """A stretch of text that names something; `kind` "other" where it is none of person, place, organization."""

    start: int
    end: int
    kind: str
    why: tuple[str, ...] = ()
    within: tuple[int, int] | None = None


def trimmed(text: str, names: list[Name], sentences: list[list[Token]], pack: Names) -> list[Name]:
    """The names with their edges put right: endings written with a hyphen or apostrophe in, stray signs out."""
    joined = frozenset(plain(e) for e in pack.joined)
    flat = [t for s in sentences for t in s]
    starts = [t.start for t in flat]
    result = []
    for name in names:
        start, end = name.start, name.end
        at = bisect_left(starts, end)
        if _tail(flat, at, end, joined):
            end = flat[at + 1].end
        while end > start and text[end - 1] in _CLOSE + ",;:!?-–—" and text[end - 1] not in _balanced(text[start:end]):
            end -= 1
        while start < end and text[start] in _OPEN + ",;:!?-–—" and text[start] not in _balanced(text[start:end]):
            start += 1
        if any(c.isalnum() for c in text[start:end]):
            result.append(name._replace(start=start, end=end))
    return result


def _tail(flat: list[Token], at: int, end: int, joined: frozenset[str]) -> bool:
    """Whether what follows a name is a hyphen or the like and an ending, without a space."""
    return (
        at + 1 < len(flat)
        and flat[at].start == end
        and flat[at].text in _JOINERS
        and flat[at + 1].start == flat[at].end
        and flat[at + 1].text.islower()
        and plain(flat[at + 1].text) in joined
    )


def _balanced(written: str) -> str:
    """The brackets that both open and close inside a name."""
    return "()" if "(" in written and ")" in written else ""


def kind_of(written: str, kind: str, pack: Names) -> NameKind:
    """The kind of a name that the learnt reader left open: event, group or work by its head words."""
    if (
        kind == "person"
        or kind == "place"
        or kind == "organization"
        or kind == "work"
        or kind == "event"
        or kind == "group"
    ):
        return kind  # type: ignore[return-value]
    found = classes_of_pack(pack)
    letters = "".join(found.of(plain(w)) for w in written.split())
    return "event" if "e" in letters else "group" if "g" in letters or "n" in letters else "work"
