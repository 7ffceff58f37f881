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
from kronika.model import Account, Assertion, Dependence, Entity, Event, Passage, Quantity, Span

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


def _participants(told: Sequence[Assertion], here: Setting) -> list[tuple[str, str]]:
    """(role, entity id), best supported first; of the roles of one entity those that most voices give it."""
    support: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for one in told:
        for role, participants in one.roles.items():
            for participant in participants:
                if not isinstance(participant, Quantity):
                    who = here.referents.of(participant, one.source_id)
                    if who is not None:
                        support[who][role].add(one.source_id)
    chosen = []
    for who, roles in support.items():
        most = max(len(sources) for sources in roles.values())
        chosen += [(_rank(role), -len(sources), role, who) for role, sources in roles.items() if len(sources) == most]
    return [(role, who) for _, _, role, who in sorted(chosen)]


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
