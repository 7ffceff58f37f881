"""Roles: from grammatical functions to the roles of an event type, and whether the words' conditions hold."""

from __future__ import annotations

from kronika.knowledge import events as inventory
from kronika.reading.assertions.arguments import Arguments
from kronika.reading.assertions.clauses import Clause
from kronika.reading.assertions.lexicon import Entry
from kronika.reading.assertions.phrases import Phrase
from kronika.reading.assertions.tokens import Line

_PEOPLE = frozenset({"person", "group", "organization", "office"})
_SUITS: dict[str, frozenset[str]] = {
    "at": frozenset({"place", "organization"}),
    "by": _PEOPLE | {"place", "event"},
    "with": _PEOPLE | {"place"},
    "from": _PEOPLE | {"place"},
    "to": _PEOPLE | {"place"},
    "dative": _PEOPLE | {"place"},
    "as": frozenset({"office", "work"}),
    "against": _PEOPLE | {"place"},
    "for": _PEOPLE | {"place", "work"},
    "about": _PEOPLE | {"place", "work", "event"},
    "of": _PEOPLE | {"place", "work", "event", "thing"},
}
"""What sort of thing a function can be at all; others take anything."""

_ROLE_SUITS: dict[str, frozenset[str]] = {
    "place": frozenset({"place", "organization"}),
    "origin": frozenset({"place", "organization"}),
    "destination": frozenset({"place", "organization"}),
    "body": frozenset({"organization", "group"}),
    "office": frozenset({"office"}),
    "agent": _PEOPLE | {"place", "thing", "many"},
}
_BEINGS = _PEOPLE | {"quantity", "many", "thing"}
_OF_PEOPLE = frozenset({"life", "justice", "movement", "office"})
"""Groups of types whose patient is someone."""


def holds(conditions: str, found: Arguments, line: Line, clause: Clause, at: int) -> bool:
    """Whether one of the conditions holds (docs/events.md); an empty list always does."""
    wanted = conditions.replace(" & ", "&").split()
    return not wanted or any(all(_one(c, found, line, clause, at) for c in part.split("&")) for part in wanted)


def _one(condition: str, found: Arguments, line: Line, clause: Clause, at: int) -> bool:
    if condition.startswith("-"):
        return not _one(condition[1:], found, line, clause, at)
    if condition in ("passive", "active", "noun", "reflexive"):
        return {
            "passive": found.passive and not found.noun,
            "active": not found.passive and not found.noun,
            "noun": found.noun,
            "reflexive": found.reflexive,
        }[condition]
    function, _, kind = condition.partition(":")
    if function == "near":
        return any(
            token.text.startswith(kind) and i != at
            for i, token in enumerate(line.tokens[clause.start : clause.end], clause.start)
        )
    if function == "subject" and found.dropped and kind in ("", "person"):
        return True
    return any(not kind or _is(phrase, kind) for phrase in found.of(function) if not kind or _fits(function, phrase))


def _is(phrase: Phrase, kind: str) -> bool:
    if kind == "person":
        return bool(phrase.kinds & {"person", "group"})
    return kind in phrase.kinds


def _fits(function: str, phrase: Phrase) -> bool:
    return function not in _SUITS or bool(phrase.kinds & _SUITS[function])


def kind_of(entry: Entry, found: Arguments, line: Line, clause: Clause, at: int) -> str:
    """The event type that an entry gives with these arguments."""
    for condition, name in entry.group.when.items():
        if holds(condition, found, line, clause, at):
            return name
    return entry.group.type


def assign(name: str, entry: Entry, found: Arguments) -> dict[str, list[Phrase]]:
    """Role to phrases: each phrase takes the first of its functions that the frame knows and that suits it."""
    own = entry.group if name == entry.group.type else None
    table = inventory.roles(name, own.frame if own else "", own.map if own else "")
    row = inventory.kind(name)
    moves = row is not None and row.frame == "moves"
    people = row is not None and (row.group in _OF_PEOPLE or "death" in inventory.ancestors(name))
    roles: dict[str, list[Phrase]] = {}
    for functions, phrase in found.slots:
        if "at" in functions and "to" in functions and moves:
            functions = ("to", *functions)  # French "en", Spanish "en" with verbs of motion
        role = next((r for f in functions if (r := _role(f, phrase, table, found, people))), None)
        if role is not None:
            roles.setdefault(role, []).append(phrase)
    return _tidy(roles)


def _role(
    function: str, phrase: Phrase, table: tuple[tuple[str, str, str], ...], found: Arguments, people: bool
) -> str | None:
    if found.passive and not found.noun:
        if function == "object":
            return None if not phrase.kinds & {"office", "work"} else _role_of("as", phrase, table, people)
        function = {"subject": "object"}.get(function, function)
    if "r" in phrase.pronoun:
        return None
    if function == "of" and not found.noun:
        return None  # a possessor belongs to a noun
    function = "of" if function == "part" else function
    if not _fits(function, phrase):
        return None
    return _role_of(function, phrase, table, people)


def _role_of(function: str, phrase: Phrase, table: tuple[tuple[str, str, str], ...], people: bool) -> str | None:
    for wanted, kind, role in table:
        if wanted == function and (not kind or _is(phrase, kind)):
            allowed = _BEINGS if role == "patient" and people else _ROLE_SUITS.get(role)
            if allowed is None or phrase.kinds & allowed:
                return role
            if role == "patient" and function == "of" and phrase.kinds == {"place"} and phrase.names:
                return "place"  # "among the victims of Oradour"
    return None


def _tidy(roles: dict[str, list[Phrase]]) -> dict[str, list[Phrase]]:
    """A phrase that is both agent and patient by mistake of coordination stays patient only."""
    return {role: phrases for role, phrases in roles.items() if phrases}
