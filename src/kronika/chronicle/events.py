"""One event of a book out of the assertions that tell it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kronika.chronicle import ids, values
from kronika.chronicle.entities import display_names
from kronika.chronicle.silence import Silence
from kronika.chronicle.voices import Voices
from kronika.collation.referents import Referents
from kronika.model import Account, Assertion, Dependence, Entity, Event, NameMention, Part, Passage, Quantity, Span

MAIN_ROLES = ("agent", "patient", "with", "recipient", "body", "topic", "beneficiary", "work")
PLACE_ROLES = ("place", "destination", "origin")


@dataclass(frozen=True)
class Setting:
    """What an event of a book is made in: who is who, what stands where, who depends on whom."""

    order: dict[str, int]
    texts: dict[str, str]
    referents: Referents[str]
    names: dict[str, str]
    voices: Voices
    silence: Silence

    def quote(self, source_id: str, start: int, end: int) -> Span:
        """The span with its text."""
        return Span(source_id, start, end, self.texts.get(source_id, "")[start:end])

    def place_of(self, one: Assertion) -> tuple[int, int, int, str]:
        """Where an assertion stands: the order in which the accounts tell it."""
        return self.order.get(one.source_id, len(self.order)), one.start, one.end, one.type


def setting(
    accounts: Sequence[Account],
    entities: Sequence[Entity],
    dependence: Iterable[Dependence],
    passages: Sequence[Passage],
) -> Setting:
    """The setting of a book, from its parts."""
    mentions = ((m.source_id, m.start, m.end, e.id) for e in entities for m in e.mentions)
    return Setting(
        order={account.id: position for position, account in enumerate(accounts)},
        texts={account.id: account.source.text for account in accounts},
        referents=Referents(mentions, accounts),
        names=display_names(entities),
        voices=Voices(dependence),
        silence=Silence(accounts, passages),
    )


def event(assertions: Iterable[Assertion], here: Setting) -> Event:
    """The event that some assertions tell (at least one); its id, claims, date and all come from them alone."""
    told = sorted(assertions, key=here.place_of)
    participants = _participants(told, here)
    type = values.type_(told, here.voices)
    return Event(
        id=ids.of_event(told),
        type=type,
        date=values.date(told),
        claims=values.claims(told, here.referents, here.names, here.voices, here.quote),
        participants=participants,
        place=next((who for role, who in participants if role == "place"), None),
        assertions=told,
        factuality=values.factuality(told, here.voices),
        after=next((one.after for one in told if one.after), None),
        before=next((one.before for one in told if one.before), None),
        silent=here.silence.of(told),
        title=title(type, participants, here.names),
        confidence=_confidence(told, here.voices),
    )


def title(type: str, participants: Sequence[tuple[str, str]], names: dict[str, str]) -> str:
    """The type and who it befell or who did it, in words: "Arrest: Christian Rakovsky"."""
    for roles in (("patient",), ("agent",), MAIN_ROLES, PLACE_ROLES):
        who = list(dict.fromkeys(names[id] for role, id in participants if role in roles and id in names))
        if who:
            return f"{type.replace('_', ' ').capitalize()}: {', '.join(who[:3])}"
    return type.replace("_", " ").capitalize()


@dataclass
class _Support:
    """Which accounts give an entity a role, and whether any of them names it there."""

    sources: set[str]
    named: bool = False


def _participants(told: Sequence[Assertion], here: Setting) -> list[Part]:
    """(role, entity id), best supported first; of the roles of one entity those that most accounts give it.

    Who is outnumbered by another in the same role stands in the claims alone.
    """
    support: dict[str, dict[str, _Support]] = defaultdict(lambda: defaultdict(lambda: _Support(set())))
    for one in told:
        for role, participants in one.roles.items():
            for participant in participants:
                who = None if isinstance(participant, Quantity) else here.referents.of(participant, one.source_id)
                if who is not None:
                    support[role][who].sources.add(one.source_id)
                    support[role][who].named |= isinstance(participant, NameMention)
    kept = {(role, who): s for role, all in support.items() for who, s in all.items() if not _outvoted(s, all.values())}
    most: dict[str, int] = {}
    for (_, who), s in kept.items():
        most[who] = max(most.get(who, 0), len(s.sources))
    rows = [(_rank(role), -len(s.sources), role, who) for (role, who), s in kept.items()]
    return [Part(role, who) for _, count, role, who in sorted(rows) if -count == most[who]]


def _outvoted(one: _Support, all: Iterable[_Support]) -> bool:
    """True where other accounts put another in the role: twice as many, or as many by name against a pronoun."""
    needed = len(one.sources) * (2 if one.named else 1)
    return any(
        not one.sources & other.sources and len(other.sources) >= needed and (one.named or other.named) for other in all
    )


def _rank(role: str) -> int:
    known = (*MAIN_ROLES, *PLACE_ROLES)
    return known.index(role) if role in known else len(known)


def _confidence(told: Sequence[Assertion], voices: Voices) -> float:
    """That at least one of the independent voices was read rightly."""
    best: dict[str, float] = {}
    for one in told:
        voice = voices.of(one.source_id)
        best[voice] = max(best.get(voice, 0.0), one.confidence)
    wrong = 1.0
    for confidence in best.values():
        wrong *= 1.0 - confidence
    return round(1.0 - wrong, 4)
