"""Who, where, to whom and as what: the roles of one event that aligned sentences fill differently.

Names that differ are found among what is left over (`slots`). Here both sides may hold the same names, and have them in
other parts: ambassador in Moscow, or in Japan and back to Moscow; A arrested B, or B arrested A.
"""

from __future__ import annotations

from collections.abc import Iterator

from kronika.collation.comparing import names, offices, places
from kronika.collation.comparing.findings import Finding, span
from kronika.collation.comparing.matched import Partners, partners
from kronika.collation.comparing.telling import Tellings, Told, same, who
from kronika.knowledge import events
from kronika.model import Mention, NameMention, Span

#: Roles that say where; what is a place of one verb is the destination of another ("exiled at", "exiled to").
WHERE = ("place", "destination")
#: Deeds that people do to each other: who is named first says nothing.
MUTUAL = frozenset({"meets"})


def findings(told: Tellings) -> Iterator[Finding]:
    """Roles of one event that are filled differently."""
    for at, found in partners(told):
        for one in found:
            yield from _exchanged(one)
            yield from _another(one, told, at)
            yield from _where(one, told, at)
            yield from _office(one)


def _mutual(one: Partners) -> bool:
    row = events.kind(one.left.type)
    return (row is not None and row.frame in MUTUAL) or one.left.type in ("marriage", "divorce", "engagement")


def _exchanged(one: Partners) -> Iterator[Finding]:
    """Who did it and whom it befell have changed places."""
    a, b = one.left, one.right
    doer, done = (a.who.get("agent", frozenset()), a.who.get("patient", frozenset()))
    other_doer, other_done = (b.who.get("agent", frozenset()), b.who.get("patient", frozenset()))
    if _mutual(one) or doer & other_doer or done & other_done:
        return
    if doer & other_done and other_doer & done:
        yield _role(one, {"crossed": 1.0}, "who did it to whom is exchanged", "agent", "patient")


def _another(one: Partners, told: Tellings, at: int) -> Iterator[Finding]:
    """Another person in a role, while both accounts name both of them."""
    a, b = one.left, one.right
    if _mutual(one) or one.people < 1:
        return
    for role in ("agent", "patient", "recipient"):
        mine, yours = a.named.get(role, frozenset()), b.named.get(role, frozenset())
        if len(mine) != 1 or len(yours) != 1 or mine == yours:
            continue
        if (mine | yours) & (_elsewhere(a, role) | _elsewhere(b, role)):
            continue
        if mine <= _named_in(told, at, 1) and yours <= _named_in(told, at, 0) and _persons(a, b, role):
            yield _role(one, {"another": 1.0}, f"another is the {role}, and both sentences name both", role, role)


def _elsewhere(told: Told, role: str) -> frozenset[int]:
    return frozenset(thing for other, things in told.who.items() if other != role for thing in things)


def _named_in(told: Tellings, at: int, index: int) -> frozenset[int]:
    """The identities that one side of a bead names."""
    where = told.sides(at)[index]
    known = told.pair.known
    return frozenset(known[key] for n in where.names if (key := (index, n.start, n.end)) in known)


def _persons(a: Told, b: Told, role: str) -> bool:
    return all(
        p.kind in ("person", "organization", "group")
        for t in (a, b)
        for p in t.assertion.roles.get(role, ())
        if isinstance(p, NameMention)
    )


def _where(one: Partners, told: Tellings, at: int) -> Iterator[Finding]:
    """Two places of one event, of which at least one stands on the other side in another part."""
    a, b = one.left, one.right
    for roles in (WHERE, ("origin",)):
        here, there = _place(a, roles), _place(b, roles)
        if here is None or there is None or not _apart(here, there, told):
            continue
        left, right = told.sides(at)
        tags = left.account.language, right.account.language
        mine = names.best(here, tags[0], right) >= names.ONE
        yours = names.best(there, tags[1], left) >= names.ONE
        if not (mine or yours):
            continue
        why = (
            f"both tell of the {a.type.replace('_', ' ')}, and {here.name} stands there in another part"
            if mine
            else (f"both tell of the {a.type.replace('_', ' ')}, and {there.name} stands here in another part")
        )
        evidence = {"people": one.people, "sure": one.sure, "both": float(mine and yours)}
        yield Finding(
            "event_place",
            "place",
            _with_trigger(a, here),
            _with_trigger(b, there),
            here.name,
            there.name,
            evidence,
            (why, same(a, b)),
            details={"event": a.type.replace("_", " ")},
        )


def _place(told: Told, roles: tuple[str, ...]) -> NameMention | None:
    """The one place by name in some roles; None where there is none, or a choice."""
    named = [
        p
        for role in roles
        for p in told.assertion.roles.get(role, ())
        if isinstance(p, NameMention) and p.kind == "place"
    ]
    return named[0] if len(named) == 1 else None


def _apart(here: NameMention, there: NameMention, told: Tellings) -> bool:
    """Whether two places are known to the gazetteer, and neither is the other or holds it."""
    known = told.pair.known
    one, other = known.get((0, here.start, here.end)), known.get((1, there.start, there.end))
    if one is not None and one == other:
        return False
    if places.spelt_alike(here.name, there.name):
        return False
    return places.apart(here.name, told.pair.left.language, there.name, told.pair.right.language)


def _office(one: Partners) -> Iterator[Finding]:
    """Two offices that no translator takes for one."""
    a, b = one.left, one.right
    mine, yours = _offices(a), _offices(b)
    if len(mine) != 1 or len(yours) != 1:
        return
    (here, first), (there, second) = mine[0], yours[0]
    if not offices.apart(first, second):
        return
    yield Finding(
        "office",
        "role",
        span(a.account, here.start, here.end),
        span(b.account, there.start, there.end),
        first,
        second,
        {"people": one.people, "sure": one.sure},
        (f"both tell of the {a.type.replace('_', ' ')}, as {first} here and as {second} there",),
    )


def _offices(told: Told) -> list[tuple[Mention, str]]:
    """The offices of an assertion that the language pack can say in English."""
    found = []
    for part in told.assertion.roles.get("office", ()):
        if isinstance(part, Mention) and (office := offices.of(told.account, part.start, part.end)):
            found.append((part, office))
    return found


def _role(one: Partners, evidence: dict[str, float], why: str, left: str, right: str) -> Finding:
    a, b = one.left, one.right
    return Finding(
        "role",
        "role",
        span(a.account, a.assertion.start, a.assertion.end),
        span(b.account, b.assertion.start, b.assertion.end),
        who(a),
        who(b),
        {"people": one.people, "sure": one.sure} | evidence,
        (why, f"both tell of the {a.type.replace('_', ' ')}"),
    )


def _with_trigger(told: Told, part: NameMention) -> Span:
    """A participant with the word that names its event, and what stands between."""
    trigger = told.assertion.trigger or (part.start, part.end)
    return span(told.account, min(part.start, trigger[0]), max(part.end, trigger[1]))
