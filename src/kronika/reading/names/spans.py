"""Spans of names: their edges put right, their kind made out."""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

from kronika.languages.sections.names import Names
from kronika.model import NameKind
from kronika.reading.names.features import Classes, classes_of_pack
from kronika.reading.names.lands import is_land, is_place
from kronika.reading.names.tokens import Token, plain, plain_words

_JOINERS = "-‐‑'’:"
_OPEN, _CLOSE = "\"'„“”«»‘’([‹", "\"'„“”«»‘’)]›"


class Name(NamedTuple):
    """A stretch of text that names something; `kind` "other" where it is none of person, place, organization."""

    start: int
    end: int
    kind: str
    why: tuple[str, ...] = ()
    within: tuple[int, int] | None = None


def trimmed(text: str, names: list[Name], flat: list[Token], pack: Names) -> list[Name]:
    """The names with their edges put right: endings written with a hyphen or apostrophe in, stray signs out."""
    joined = frozenset(plain(e) for e in pack.joined)
    starts = [t.start for t in flat]
    result = []
    for name in names:
        start, end = name.start, name.end
        at = bisect_left(starts, start)
        if at > 1 and starts[at : at + 1] == [start]:  # in scripts that put no spaces a name may begin within a token
            start = _after_hyphen(flat, at, end, pack)
        if start >= end:
            continue
        at = bisect_left(starts, end)
        if _tail(flat, at, end, joined):
            end = flat[at + 1].end
        while end > start and text[end - 1] in _CLOSE + ",;:!?-–—" and text[end - 1] not in _balanced(text[start:end]):
            end -= 1
        while start < end and text[start] in _OPEN + ",;:!?-–—" and text[start] not in _balanced(text[start:end]):
            start += 1
        if any(c.isalnum() for c in text[start:end]):
            result += _apart(text, name._replace(start=start, end=end))
    return result


def _after_hyphen(flat: list[Token], at: int, end: int, pack: Names) -> int:
    """Where a name begins; behind what is but the second half of a word with a hyphen ("sous-marin de Jean Dupont")."""
    if flat[at - 1].text not in "-‐‑" or not flat[at - 2].text[0].isalpha():
        return flat[at].start
    word = flat[at]
    half = flat[at - 2].end == flat[at - 1].start and flat[at - 1].end == word.start
    if not half or plain(word.text) in plain_words(pack.particles):
        return word.start
    if word.text.islower():
        return next((t.start for t in flat[at:] if t.start >= end or t.text[0].isupper()), end)
    return end if word.end == end and set(classes_of_pack(pack).of_written[word.text]) & set("txo") else word.start


def _apart(text: str, name: Name) -> list[Name]:
    """The places of a list that were taken for one; addresses with numbers stay whole."""
    written = text[name.start : name.end]
    parts = written.split(", ")
    if (
        name.kind != "place"
        or len(parts) < 2
        or any(c.isdigit() for c in written)
        or not all(p[:1].isupper() for p in parts)
    ):
        return [name]
    result, at = [], name.start
    for part in parts:
        result.append(name._replace(start=at, end=at + len(part)))
        at += len(part) + 2
    return result


def without_standing(names: list[Name], flat: list[Token], pack: Names) -> list[Name]:
    """Persons without the word for what they are, where it has a capital and stands before a full name."""
    known = classes_of_pack(pack)
    starts = [t.start for t in flat]
    result = []
    for name in names:
        inside = flat[bisect_left(starts, name.start) : bisect_left(starts, name.end)]
        letters = known.of(plain(inside[0].text)) if name.kind == "person" and len(inside) > 2 else ""
        if set(letters) & {"g", "x"} and "t" not in letters and inside[1].text[0].isupper():
            name = name._replace(start=inside[1].start)
        result.append(name)
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


def split(text: str, names: list[Name], flat: list[Token], pack: Names) -> list[Name]:
    """The names with those cut in two that are two: a case ending inside ("Szovjetunióból Törökországba"), or a place
    named elsewhere at the end of a person ("Lev Alma Ata")."""
    starts = [t.start for t in flat]
    places = {p for n in names if n.kind == "place" and " " in (p := plain(text[n.start : n.end]))}
    result = []
    for name in names:
        inside = flat[bisect_left(starts, name.start) : bisect_left(starts, name.end)]
        cut = _cut(text, name, inside, places, pack) if len(inside) > 1 else 0
        if not cut:
            result.append(name)
            continue
        last = next((t for t in reversed(inside[:cut]) if not t.text[0].islower()), inside[cut - 1])
        result.append(name._replace(end=last.end, why=("two names side by side",)))
        result.append(Name(inside[cut].start, name.end, "place", ("two names side by side",)))
    return result


def _cut(text: str, name: Name, inside: list[Token], places: set[str], pack: Names) -> int:
    """The token at which the second name begins; 0 where there is but one. `places` of several words stand elsewhere,
    and up to four letters of an ending may follow them."""
    capital = [i for i in range(1, len(inside)) if inside[i].text[0].isupper() and inside[i - 1].text[0].isalpha()]
    name_text = text[name.start : name.end]
    for i in capital:
        rest = plain(text[inside[i].start : name.end])
        if (
            name.kind == "person"
            and len(capital) > 1
            and i < capital[-1]
            and is_place(rest)
            and not is_place(name_text)
        ):
            return i
        if name.kind == "person" and any(rest[: len(rest) - n] in places for n in range(min(5, len(rest)))):
            return i
        if not pack.every_word and pack.restore and _ended_place(inside[i - 1].text, pack):
            return i
        if name.kind == "person" and pack.restore and _ended_place(inside[-1].text, pack) and i == len(inside) - 1:
            return i
    return 0


def _ended_place(word: str, pack: Names) -> bool:
    """Whether a word is the name of a country with a case ending on it."""
    if not word.endswith(tuple(pack.endings)):
        return False
    for ending in pack.endings:
        stem = word[: -len(ending)]
        if len(ending) > 1 and word.endswith(ending) and len(stem) > 3:
            bare = stem[:-1] + pack.restore.get(stem[-1], stem[-1])
            if is_land(bare):
                return True
    return False


def with_place_heads(text: str, names: list[Name], flat: list[Token], pack: Names) -> list[Name]:
    """The names with those of persons that a word for a place turns into places: "floresta de Medvedev"."""
    known = classes_of_pack(pack)
    starts = [t.start for t in flat]
    result = []
    for name in names:
        if name.kind == "person" and " " not in text[name.start : name.end]:
            at = bisect_left(starts, name.start)
            after = bisect_left(starts, name.end)
            if (
                pack.possessor_first
                and after < len(flat)
                and _place_head(flat[after], known)
                and flat[after].start == name.end + 1
            ):
                name = name._replace(end=flat[after].end, kind="place", why=("before a word for a place",))
            elif (
                at > 1 and _place_head(flat[at - 2], known) and plain(flat[at - 1].text) in plain_words(pack.possessor)
            ):
                name = name._replace(start=flat[at - 2].start, kind="place", why=("after a word for a place",))
        result.append(name)
    return result


def _place_head(token: Token, known: Classes) -> bool:
    return token.text.islower() and "l" in known.of(plain(token.text))


def derived(text: str, names: list[Name], flat: list[Token], pack: Names) -> list[Name]:
    """The names with the adjectives of lands that stand right before a place: "kazahsztáni Alma Ata"."""
    if not pack.derived:
        return names
    starts = [t.start for t in flat]
    found = []
    for name in names:
        at = bisect_left(starts, name.start)
        if name.kind != "place" or at == 0 or not flat[at - 1].text.islower():
            continue
        word = flat[at - 1]
        if any(word.text.endswith(e) and is_land(word.text[: -len(e)]) for e in pack.derived):
            found.append(Name(word.start, word.end, "place", ("an adjective of a land",)))
    return sorted([*names, *found])
