"""The user's list of known names beside a text: which of them stand in it, whatever case ending they bear.

What is found is given as `Lessons`, as what the other accounts teach is, so that every reader can use it.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from kronika import languages
from kronika.knowledge import gazetteer, given_names
from kronika.knowledge.authority import Authority, Entry
from kronika.knowledge.letters import fold
from kronika.model import Account, Lessons, Source
from kronika.names import bases, shortens
from kronika.reading.names.tokens import SIGNS, Token, tokens
from kronika.reading.names.uncased import caseless

LONGEST = 8
"""Words of a listed name that are looked for; a longer one has to be found by its variants."""
_GAP = 4
"""Signs and spaces that may stand between two words of a name."""


def lessons(source: Source, known: Authority) -> Lessons:
    """The names of the list that stand in a source, as written, with the kind and the form that the list gives.

    A single word counts where it begins with a capital (in scripts that have them) and never stands in small letters in
    the same text, and where nothing else known bears it: Sofia may be a town.
    """
    tag = source.language or languages.identify(source.text)[0]
    found = tokens(source.text)
    trie = _trie(known)
    small = {token.text.casefold() for token in found if _small(token.text)}
    words = [_forms(token.text, tag) if token.text[0].isalnum() else () for token in found]
    taught = {form: (entry.kind, form) for form, entry in _of_signs(source.text, known)}
    at = 0
    while at < len(found):
        size, form = _longest(found, words, at, trie)
        entry = _one(known.named(form)) if size else None
        written = source.text[found[at].start : found[at + size - 1].end] if size else ""
        if entry is None or not _trusted(written, entry, small):
            at += 1
            continue
        taught[written] = entry.kind, _shown(entry, form, written)
        at += size
    return Lessons(names=tuple((form, kind, base) for form, (kind, base) in sorted(taught.items())))


def joined(one: Lessons, other: Lessons) -> Lessons:
    """Two lessons as one; where both speak of a form, the first is right."""
    mine = {form for form, _, _ in one.names}
    return msgspec.structs.replace(
        other,
        names=tuple(sorted([*one.names, *(row for row in other.names if row[0] not in mine)])),
        not_names=tuple(form for form in other.not_names if form not in mine),
    )


def identified(account: Account, known: Authority) -> Account:
    """The account with the identifiers that the list gives to its names; a family name alone has those of the one
    listed person in the account whose name it is short for."""
    kinds = {name.name: name.kind for name in account.names}
    entries = {}
    for form, kind in kinds.items():
        bearing = known.named(form)
        entry = _one([e for e in bearing if e.kind == kind] or bearing)
        if entry is not None:
            entries[form] = entry
    people = [form for form, entry in entries.items() if entry.kind == "person" and " " in form]
    for form, kind in kinds.items():
        if kind == "person" and not known.named(form):
            full = [name for name in people if shortens(form, name, account.language) == "family"]
            if len({entries[name].id for name in full}) == 1:
                entries[form] = entries[full[0]]
    found = {form: dict(entry.identifiers) for form, entry in sorted(entries.items()) if entry.identifiers}
    return msgspec.structs.replace(account, identifiers=found)


def _one(entries: Iterable[Entry]) -> Entry | None:
    """The one entry there is; None for none and for several."""
    found = list(entries)
    return found[0] if len(found) == 1 else None


_Trie = dict[str, "_Trie"]
_END = ""


def _trie(known: Authority) -> _Trie:
    """The names of a list word by word; under `_END` the folded name that may end there."""
    root: _Trie = {}
    for entry in known.entries:
        for name, _ in entry.every_name():
            node = root
            for token in tokens(name[:200])[: 2 * LONGEST]:
                if token.text[0].isalnum():
                    node = node.setdefault(fold(token.text), {})
            node.setdefault(_END, {})[fold(name)] = {}
    root.pop(_END, None)
    return root


def _of_signs(text: str, known: Authority) -> list[tuple[str, Entry]]:
    """The names of the list in scripts that put no spaces, wherever they stand in a text."""
    named = {form: entry for entry in known.entries for form, _ in entry.every_name() if SIGNS.fullmatch(form)}
    return [(form, named[form]) for form in sorted(named) if form in text and _one(known.named(form))]


def _forms(word: str, tag: str) -> tuple[str, ...]:
    """A word folded, and what it may be without its case ending."""
    plain = fold(word)
    bare = [fold(form) for form in bases(word, tag)] if not _small(word) else []
    return tuple(dict.fromkeys(form for part in (plain, *bare) for form in (part,) if " " not in form and form))


def _longest(found: list[Token], words: list[tuple[str, ...]], at: int, trie: _Trie) -> tuple[int, str]:
    """How many tokens from here on are a name of the list, and which name; (0, "") where none is."""
    best = 0, ""
    paths = [trie]
    for here in range(at, min(len(found), at + 2 * LONGEST)):
        if here > at and found[here].start - found[here - 1].end > _GAP:
            break
        if not words[here]:
            if here == at or found[here].text not in "-‐‑–.'’·":
                break
            continue
        paths = [node[form] for node in paths for form in words[here] if form in node]
        ended = [name for node in paths for name in node.get(_END, {})]
        if ended:
            best = here - at + 1, ended[0]
        if not paths:
            break
    return best


def _trusted(written: str, entry: Entry, small: set[str]) -> bool:
    """Whether words of the text are surely the entry's name and no common word or something else of that name."""
    if _small(written):
        return False
    if " " in written or not written[0].isalpha():
        return True
    if written.casefold() in small:
        return False
    if entry.kind == "person":
        return not gazetteer.rows(written)
    return entry.kind != "place" or not given_names.known(written)


def _small(written: str) -> bool:
    """Whether words are in small letters, in a script that has others."""
    return written.islower() and not caseless(written)


def _shown(entry: Entry, form: str, written: str) -> str:
    """The base form: the list's name that was found, in the list's letters."""
    return next((name for name, _ in entry.every_name() if fold(name) == form), written)
