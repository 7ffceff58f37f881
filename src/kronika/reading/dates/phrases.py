"""Single dates with the words around them: early and about, before and since, ranges and lists."""

from __future__ import annotations

import msgspec

from kronika.reading.dates.atoms import Atom
from kronika.reading.dates.scan import Item, Stretch
from kronika.reading.dates.values import Value

_replace = msgspec.structs.replace


class Phrase(msgspec.Struct, frozen=True):
    """One date as its whole phrase says it, before the account's context is known.

    Attributes:
        start, end: code points.
        value, until: beginning and end of a range; `until` None for one date.
        shape: of its first date. step: for relative dates.
        cues: kinds of the words before it that had a say ("at", "deny", "since" …).
        item, last: the first and last item of its dates in the stretch.
    """

    start: int
    end: int
    value: Value
    until: Value | None
    shape: str
    step: tuple[str, str, int] | None
    cues: frozenset[str]
    stretch: Stretch
    item: int
    last: int


def phrases(stretch: Stretch, atoms: list[Atom]) -> list[Phrase]:
    """The dates of a stretch with their modifiers; ranges joined, shared years shared."""
    made: list[Phrase] = []
    for atom in atoms:
        phrase = _modified(stretch, atom, made[-1].last if made else -1)
        if made and (joined := _joined(stretch, made[-1], phrase)):
            made[-1] = joined
            continue
        made.append(phrase)
        _share(stretch, made)
    return made


_BEFORE = ("part", "about", "before", "after", "since", "until", "between", "from", "at", "deny")
_BEHIND = ("part2", "about2", "before2", "after2", "since2", "until2", "between2", "deny2")


def _modified(stretch: Stretch, atom: Atom, taken: int) -> Phrase:
    """An atom with the modifiers on both sides of it."""
    value, start, end, cues = atom.value, atom.start, atom.end, set()
    at = atom.first - 1
    whole = atom.start == stretch.items[atom.first].start
    while whole and at > taken and stretch.codes[2 * at + 1] in "szqhd" and atom.first - at <= 6:
        item = stretch.items[at]
        kind = next((kind for kind in _BEFORE if kind in item.values), None)
        if kind is None and "of" not in item.values:
            break
        if stretch.codes[2 * at + 1] in "hd" and kind not in ("part", "about", "deny"):
            break
        if kind:
            cues.add(kind)
            value = _applied(value, kind, item)
            if kind not in ("at", "deny", "since", "until"):
                start = item.start
        at -= 1
    value, end, last = _behind(stretch, atom, value, end, cues)
    return Phrase(start, end, value, atom.until, atom.shape, atom.step, frozenset(cues), stretch, atom.first, last)


def _behind(stretch: Stretch, atom: Atom, value: Value, end: int, cues: set[str]) -> tuple[Value, int, int]:
    at = last = atom.last
    if atom.end != stretch.items[atom.last].end:
        return value, end, last
    while at + 1 < len(stretch.items) and stretch.codes[2 * at + 1] in "szqhtd":
        item = stretch.items[at + 1]
        kind = next((kind for kind in _BEHIND if kind in item.values), None)
        if kind is None:
            if "of" in item.values and at + 2 < len(stretch.items) and at == atom.last:
                following = stretch.items[at + 2]
                if any(kind in following.values for kind in _BEHIND[:2]):
                    at += 1
                    continue
            break
        cues.add(kind)
        if kind != "deny2":
            value, end, last = _applied(value, kind.rstrip("2"), item, kind), item.end, at + 1
        at += 1
    return value, end, last


def _applied(value: Value, kind: str, item: Item, key: str | None = None) -> Value:
    if kind == "part":
        return _replace(value, part=str(item.values[key or "part"])) if value.part is None else value
    if kind == "about":
        return _replace(value, about=True)
    if kind in ("before", "after"):
        return _replace(value, open=kind)
    return value


def _joined(stretch: Stretch, a: Phrase, b: Phrase) -> Phrase | None:
    """The range that two neighbouring dates make, or None where they make none."""
    if a.until or b.until or a.step or b.step or a.stretch is not b.stretch:
        return None
    if a.item == b.item:  # two days of one list: "between 12 and 14 May"
        if "between" in a.cues or "between2" in b.cues:
            return _replace(a, end=b.end, until=b.value)
        return None
    between = stretch.items[a.last + 1 : b.item]
    gap = stretch.codes[2 * a.last + 1]
    closed = "between2" in b.cues or "between" in a.cues
    opened = "fend" in stretch.items[a.last].values or "since2" in a.cues
    shut = "until2" in b.cues or "uend" in stretch.items[b.last].values
    if not between:
        linked = (
            gap in "hH" or (opened and shut and gap in "szc") or (gap == "z" and "to" in stretch.items[a.last].values)
        )
    else:
        kinds = {kind for item in between for kind in item.values}
        linked = (
            bool(kinds & {"to", "until"})
            or (opened and shut)
            or (closed and bool(kinds & {"and", "to"}))
            or _through(a, b, kinds)
        )
        linked = linked and all(_links(item) for item in between) and gap in "szcdtqr"
    if not linked or not _fits(a.value, b.value, bool(between)):
        return None
    first = _shared(a.value, b.value)
    return _replace(a, end=b.end, value=first, until=b.value, last=b.last, cues=a.cues | b.cues)


def _through(a: Phrase, b: Phrase, kinds: set[str]) -> bool:
    """ "From 1929 until 1934": opening and closing word, nothing between them."""
    return ("from" in a.cues or "since" in a.cues or "since2" in a.cues) and ("until" in kinds or "until2" in b.cues)


_LINKS = ("to", "until", "and", "of", "at", "part", "about", "from", "since", "between", "year")


def _links(item: Item) -> bool:
    return any(kind in item.values for kind in _LINKS)


def _fits(a: Value, b: Value, worded: bool) -> bool:
    """True where `a` can be the beginning of a range that `b` ends."""
    if a.open or b.open:
        return False
    if a.dated and b.dated:
        return _order(a) < _order(b)
    if a.day is not None and b.day is not None and a.month == b.month and not a.dated and not b.dated:
        return a.day < b.day
    if a.year is None and b.year is None and a.decade is None and b.decade is None:
        return a.month is not None and b.month is not None
    return worded or a.month is not None or b.month is not None


def _order(value: Value) -> tuple[int, int, int]:
    year = value.year
    if year is None:
        year = value.decade if value.decade is not None else (value.century or 0) * 100
    return year, value.month or 0, value.day or 0


def _shared(a: Value, b: Value) -> Value:
    """`a` with what only `b` says: the year, where `a` is a day or month without one."""
    if not a.dated and b.year is not None and a.month is not None and a.decade is None:
        year = b.year
        if (
            b.month is not None
            and b.month <= 12 < 13
            and a.month <= 12
            and (a.month, a.day or 0) > (b.month, b.day or 31)
        ):
            year -= 1
        return _replace(a, year=year)
    return a


def _share(stretch: Stretch, made: list[Phrase]) -> None:
    """In "in March and on 4 April 1917" the first month belongs to the year of the second."""
    if len(made) < 2:
        return
    a, b = made[-2], made[-1]
    between = stretch.items[a.last + 1 : b.item]
    if (
        a.until
        or a.step
        or b.step
        or a.value.dated
        or b.value.year is None
        or a.value.month is None
        or b.value.month is None
    ):
        return
    kinds = {kind for item in between for kind in item.values}
    gap = stretch.codes[2 * a.last + 1]
    listed = ("and" in kinds or "or" in kinds or "to" in kinds) and all(
        _links(item) or "or" in item.values for item in between
    )
    if listed or (not between and gap in "c/h"):
        made[-2] = _replace(a, value=_shared(a.value, b.value))
