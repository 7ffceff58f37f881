"""The public functions: the one room that knows every stage.

A file becomes a source, a source an account, accounts a collation, a collation a chronicle. Accounts are read twice in
a build: once by themselves, and once more with what the others taught (`Lessons`); never in a loop.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Protocol

import msgspec

from kronika import chronicle, collation, sources
from kronika.chronicle import Chronicle
from kronika.errors import BadInput, Problem
from kronika.knowledge.authority import Authority
from kronika.knowledge.authority import load as load_authority
from kronika.model import Account, Bead, Discrepancy, Lessons, Source
from kronika.reading import known as names_known
from kronika.reading import readers
from kronika.reading.readers import Reader

Given = str | Path | Source
Known = str | Path | Authority
ReadOne = Callable[[Source, Lessons], Account]


class Steps(Protocol):
    """Told how far a long piece of work is."""

    def __call__(self, step: str, done: int, total: int) -> None: ...


def open_source(path: str | Path) -> Source:
    """The source in one file: decoded, its main text cut out, web residue cleaned, with an exact map back.

    Raises BadInput where nothing can be read of it; what could not be read of the rest is in `Source.problems`.
    """
    return sources.open_source(path)


def read(
    source: Source | str,
    language: str | None = None,
    reader: str | Reader | None = None,
    *,
    known: Known | None = None,
) -> Account:
    """One source, or a text, read. `language` (a BCP 47 tag) says what the source leaves open.

    `known` is a list of known people and places, or the CSV file that holds it (docs/authorities.md): its names are
    found, and `Account.identifiers` has what it knows of them.

    `reader` is the name of another reader than the embedded one (docs/readers.md), or such a reader itself. Raises
    BadRequest where there is none of that name.
    """
    made = source if isinstance(source, Source) else Source(source)
    if language is not None and language != made.language:
        made = msgspec.structs.replace(made, language=language)
    if known is None:
        return _reader(reader).read(made)
    listed = authority(known)
    return names_known.identified(_reader(reader).read(made, names_known.lessons(made, listed)), listed)


def authority(known: Known) -> Authority:
    """A user's list of known people and places: the list itself, or that in a CSV file. Raises BadInput."""
    return known if isinstance(known, Authority) else load_authority(known)


def align(account_a: Account, account_b: Account) -> list[Bead]:
    """The sentence alignment of two accounts, in any two languages; a bead with an empty side is an omission."""
    return collation.align(account_a, account_b)


def compare(
    account_a: Account,
    account_b: Account,
    *,
    min_confidence: float | None = None,
    min_severity: float | None = None,
) -> list[Discrepancy]:
    """Where two accounts differ, gravest first. None for a bound: the calibrated default, already applied."""
    return collation.compare(account_a, account_b, min_confidence=min_confidence, min_severity=min_severity)


def gather(accounts: Sequence[Account]) -> list[list[int]]:
    """Which accounts tell the same story: groups of their indices, each index once."""
    return collation.gather(list(accounts))


def load(path: str | Path) -> Chronicle:
    """The chronicle in a `.db` file, or in the folder that `kronika build` made. Raises BadBook."""
    return chronicle.load(path)


def intake(given: Iterable[Given]) -> tuple[list[Source], list[Problem], int]:
    """The sources in files, folders and what is a source already, in an order that does not depend on theirs.

    Returns (sources, problems, how many files of kinds that are not read were passed over in folders).
    """
    given = list(given)
    found = sources.open_all([item for item in given if not isinstance(item, Source)])
    ready = [item for item in given if isinstance(item, Source)]
    return _unique([*found.sources, *ready]), list(found.problems), found.ignored


def build(
    paths_or_sources: Iterable[Given] | Given,
    *,
    cache: chronicle.ReadingCache | None = None,
    steps: Steps | None = None,
    reader: str | Reader | None = None,
    known: Known | None = None,
) -> Chronicle:
    """A chronicle of all the accounts: everything together.

    `cache` (from `kronika.chronicle.reading_cache`) spares what was read before; the book is the same without it.
    `reader` and `known` as for `read`: the entities that the list has bear its identifiers. What could not be read of
    a source is in its `problems`; a file that could not be opened at all is left out (`intake` tells which). Raises
    BadInput where no account at all can be read.
    """
    single = isinstance(paths_or_sources, str | Path | Source)
    given: list[Given] = [paths_or_sources] if single else list(paths_or_sources)  # type: ignore[list-item, arg-type]
    opened, failed, _ = intake(given)
    if not opened:
        raise BadInput(", ".join(str(p.source) for p in failed) or "nothing given", "no account could be read")
    tell = steps or _silent
    listed = None if known is None else authority(known)
    taught = [names_known.lessons(source, listed) if listed else Lessons() for source in opened]
    read_one = _remembering(_reader(reader), cache)
    accounts = _read_all(opened, taught, read_one, tell)
    beads = collation.all_beads(accounts)
    more = [names_known.joined(*pair) for pair in zip(taught, collation.lessons(accounts, beads), strict=True)]
    accounts = _read_again(accounts, taught, more, read_one, tell)
    tell("comparing", 0, 1)
    book = _assemble(accounts, beads, listed)
    tell("comparing", 1, 1)
    return book


def assembled(accounts: Sequence[Account]) -> Chronicle:
    """A chronicle of accounts that are read already: what `build` makes of their sources with the embedded reader."""
    ordered = sorted(accounts, key=lambda account: account.id)
    beads = collation.all_beads(ordered)
    nothing = [Lessons() for _ in ordered]
    ordered = _read_again(ordered, nothing, collation.lessons(ordered, beads), _reader(None).read, _silent)
    return _assemble(ordered, beads)


def _assemble(
    accounts: list[Account], beads: dict[tuple[int, int], list[Bead]], known: Authority | None = None
) -> Chronicle:
    identities = collation.identities(accounts, beads, known)
    found = collation.compare_all(accounts, beads, identities)
    return chronicle.assemble(
        accounts,
        beads,
        passages=collation.passages(accounts, beads),
        identities=identities,
        discrepancies=found,
        dependence=collation.dependence(accounts, beads),
    )


def _read_all(opened: list[Source], taught: list[Lessons], read_one: ReadOne, tell: Steps) -> list[Account]:
    accounts = []
    for done, (source, lesson) in enumerate(zip(opened, taught, strict=True)):
        tell("reading", done, len(opened))
        accounts.append(read_one(source, lesson))
    return accounts


def _read_again(
    accounts: list[Account], before: list[Lessons], lessons: list[Lessons], read_one: ReadOne, tell: Steps
) -> list[Account]:
    """The second reading, of those accounts only that the others taught something."""
    again = []
    for done, (account, known, lesson) in enumerate(zip(accounts, before, lessons, strict=True)):
        tell("reading again", done, len(accounts))
        again.append(account if lesson == known else read_one(account.source, lesson))
    return again


def _reader(given: str | Reader | None) -> Reader:
    return readers.reader(given) if isinstance(given, str) else given or readers.reader()


def _remembering(reader: Reader, cache: chronicle.ReadingCache | None) -> ReadOne:
    """Reads with a reader what it has not read before; what was left unanswered is not remembered."""

    def read_one(source: Source, lessons: Lessons) -> Account:
        known = cache.get(source, lessons, reader.name) if cache else None
        if known is None:
            known = reader.read(source, lessons)
            if cache and readers.settled(known):
                cache.put(source, lessons, known, reader.name)
        return known

    return read_one


def _unique(found: list[Source]) -> list[Source]:
    """Sources in the order of their ids; those that share one get a suffix by their place in the order of content."""
    ordered = sorted(found, key=lambda s: (s.key, s.text, s.origin, s.title or "", s.language or ""))
    shared = {key for key, count in Counter(s.key for s in ordered).items() if count > 1}
    taken = {s.key for s in ordered} - shared
    named = []
    for source in ordered:
        if source.key in shared:
            number = 1
            while (key := f"{source.key}~{number}") in taken:
                number += 1
            taken.add(key)
            source = msgspec.structs.replace(source, id=key)
        named.append(source)
    return sorted(named, key=lambda s: s.key)


def _silent(step: str, done: int, total: int) -> None:
    """Tells nobody."""
