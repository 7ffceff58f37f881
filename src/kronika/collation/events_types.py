"""How near two event types are: whether two accounts may mean one event by them."""

from __future__ import annotations

from functools import cache

from kronika.knowledge import events as inventory

# Types that accounts use for one and the same event, beside those that the hierarchy joins: what one calls
# exile another calls deportation, and a translator's "took office" is another's "was appointed". A type may
# stand in several rows. Written from the meanings of the types, not from texts.
NEAR = tuple(
    frozenset(row.split())
    for row in (
        "exile deportation expulsion dismissal move",
        "arrest detention imprisonment capture abduction",
        "release pardon amnesty liberation acquittal rescue rehabilitation",
        "appointment election accession coronation inauguration office reign succession promotion nomination",
        "dismissal deposition resignation abdication demotion expulsion replacement coup seizure_of_power",
        "coup seizure_of_power revolution uprising accession",
        "reinstatement readmission rehabilitation return",
        "killing murder assassination execution massacre death suicide",
        "killing attack injury violence massacre bombing",
        "attack battle invasion siege war conquest bombing",
        "invasion conquest occupation annexation war",
        "battle victory defeat conquest",
        "destruction fire bombing attack",
        "repression violence dispersal",
        "flight escape escape_attempt journey departure evacuation migration",
        "journey voyage arrival departure return visit move exploration expedition landing embarkation",
        "departure retreat withdrawal return evacuation",
        "dispatch expedition journey deportation",
        "move migration settlement residence",
        "protest demonstration riot strike uprising",
        "uprising revolution riot",
        "accusation lawsuit trial investigation conviction sentence",
        "confession recantation testimony statement",
        "capitulation recantation renunciation support",
        "interrogation investigation trial testimony",
        "law promulgation ruling decision ban order reform abolition vote",
        "decision ruling order refusal permission",
        "statement speech report criticism warning letter denial promise demand proposal",
        "appeal request demand letter",
        "publication writing letter report translation performance",
        "meeting negotiation congress visit",
        "treaty alliance negotiation armistice recognition cession",
        "founding construction opening unification settlement independence",
        "joining membership enlistment education service",
        "education graduation work",
        "work office appointment",
        "funeral burial ceremony commemoration",
        "earthquake tsunami disaster",
        "tsunami flood storm disaster",
        "fire accident disaster eruption epidemic famine",
        "marriage engagement",
        "trade donation transfer cession",
        "transfer deportation dispatch journey move",
        "dispute split scandal",
        "illness injury",
        "illness epidemic",
        "discovery exploration invention",
        "award commemoration promotion appointment naming",
        "referendum vote election",
        "candidacy nomination election",
        "dissolution abolition ban split",
        "retirement resignation dismissal",
        "conversion baptism",
        "torture interrogation injury violence",
        "mobilization enlistment",
        "naming recognition declaration_of_war independence",
        "expulsion ban ruling",
    )
)

# What happens once to one person: the same patient is the same event, whatever the dates say.
ONCE = frozenset(("birth", "death", "burial", "funeral", "baptism"))


@cache
def line(type: str) -> tuple[str, ...]:
    """A type and those above it, the nearest first: execution, killing, death."""
    return inventory.ancestors(type) or (type,)


@cache
def closeness(a: str, b: str) -> float:
    """How likely two types are to be names of one event, from 0 (never) to 1 (the same type)."""
    if a == b:
        return 1.0
    up, down = line(a), line(b)
    if a in down or b in up:
        return 0.8
    if set(up) & set(down):
        return 0.6
    if any(set(up) & row and set(down) & row for row in NEAR):
        return 0.6 if any(a in row and b in row for row in NEAR) else 0.4
    first, second = inventory.kind(a), inventory.kind(b)
    if inventory.incompatible(a, b):
        return 0.0
    return 0.2 if first is not None and second is not None and first.group == second.group else 0.0


@cache
def once(type: str) -> bool:
    """True for what happens to one person only once."""
    return bool(ONCE & set(line(type)))
