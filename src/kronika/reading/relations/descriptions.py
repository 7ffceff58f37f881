"""Whom a description means: "the composer", "his father", where the account has told of one such person alone.

A description stands for a name where exactly one person was said before to be that (a composer, someone's father), and
the words say no more than that. "A composer", "the composer of the opera", "the composers" are left alone.
"""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from kronika.knowledge import given_names
from kronika.model import Account, Mention, NameMention, Participant
from kronika.reading.names.tokens import plain_words
from kronika.reading.relations.units import Lexicon, Unit, lexicon, units

REACH = 3_000
"""Code points after which what someone is said to be is not taken up by a bare description."""
AHEAD = 24
"""Code points after a description in which the sign of a possessor ("of the opera") is looked for."""
MOST = 5
"""Words of a description; a longer one says more than what someone is."""
_PARENT = {"son": {"m": "father", "f": "mother"}, "daughter": {"m": "father", "f": "mother"}}


class _Said(NamedTuple):
    """That someone is something, and where the text has said so."""

    what: str
    name: NameMention
    end: int


def resolved(account: Account) -> Account:
    """The account with the names that the descriptions among the participants stand for, where that is clear."""
    said = _said(account)
    if not said:
        return account
    known = lexicon(account.language)
    changed = []
    for assertion in account.assertions:
        roles = {role: tuple(_meant(account, p, said, known) for p in held) for role, held in assertion.roles.items()}
        changed.append(assertion if roles == assertion.roles else msgspec.structs.replace(assertion, roles=roles))
    return msgspec.structs.replace(account, assertions=changed)


def _said(account: Account) -> list[_Said]:
    """What the account says of its people: occupations and kin, and who is a parent by having a child."""
    found = []
    for relation in account.relations:
        subject, target = relation.subject, relation.target
        if not isinstance(subject, NameMention) or subject.kind != "person":
            continue
        if relation.type == "occupation" and isinstance(target, str):
            found.append(_Said(target, subject, relation.end))
        elif isinstance(target, NameMention) and target.kind == "person":
            tie = relation.type.split()[-1]
            found.append(_Said(tie, subject, relation.end))
            parent = _PARENT.get(tie, {}).get(given_names.gender(target.name.split()[0]) or "")
            if parent:
                found.append(_Said(parent, target, relation.end))
    return found


def _meant(account: Account, participant: Participant, said: list[_Said], known: Lexicon) -> Participant:
    """A description with the name it stands for; anything else, and what stays unclear, as it was."""
    if not isinstance(participant, Mention) or participant.entity is not None:
        return participant
    text, end = account.source.text, participant.end
    what = _described(units(text, participant.start, end, [], known), known)
    after = units(text, end, min(len(text), end + AHEAD), [], known)
    if what is None or (after and set(after[0].marks) & set("p'")):
        return participant
    people = {
        fact.name.name: fact.name
        for fact in said
        if fact.what == what and fact.end <= participant.start and participant.start - fact.end < REACH
    }
    if len(people) != 1:
        return participant
    name = next(iter(people.values()))
    return msgspec.structs.replace(participant, entity=name.name, entity_kind=name.kind)


def _described(line: list[Unit], known: Lexicon) -> str | None:
    """What a phrase says someone is, where it says nothing else; None for a new, a plural or a fuller description."""
    if not 0 < len(line) <= MOST or line[0].word in plain_words(known.pack.indefinite):
        return None
    heads = {what for unit in line if (what := unit.kin or unit.occupation)}
    small = all(
        unit.kin or unit.occupation or unit.rank or unit.country or set(unit.marks) & set("ath") for unit in line
    )
    return next(iter(heads)) if len(heads) == 1 and small else None
