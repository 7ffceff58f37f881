"""How much speaks for two assertions telling one event, and against it.

Weights of evidence that add up (Good 1950; record linkage after Fellegi and Sunter 1969): above 0 for one event.
They were set by hand so that each rule of historians' practice holds: a passage that two accounts share and a type that
fits are enough; a type and a year never are; a name that stands everywhere says less than a rare one; two dates in
dispute speak against, and are outweighed by the same people at the same place of the telling.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence

from kronika import edtf
from kronika.collation.events_beads import Alignment
from kronika.collation.events_evidence import Told, shares
from kronika.collation.events_types import closeness, once

BASE = -3.0
SAME_TYPE, SAME_PASSAGE, NEXT_PASSAGE, OTHER_PASSAGE = 1.5, 2.4, 0.8, -1.6
SHARED_THING, SHARED_ELSEWHERE, RIVAL_PATIENT, RIVAL_OTHER = 1.6, 0.7, -1.4, -0.5
SHARED_PLACE, OTHER_PLACE = 0.8, -0.7
SAME_DAY, NEAR_DATE, FAR_DATE = 1.6, 0.6, -2.2
SAME_NUMBER, OTHER_NUMBER = 1.0, -0.4
TURN, ALONE = 0.3, 0.6
GUESSED = 0.3  # a rival that only a pronoun stands for is more often misread than another person
ONE_ACCOUNT = -0.6  # an account rarely tells an event twice without saying so
ONLY_ONCE, DISPUTED = 1.6, -1.0
MONTHS = 31
YEARS = 366


class Weights:
    """The weight of evidence for any two assertions of a book."""

    def __init__(self, alignment: Alignment, told: Sequence[Told]) -> None:
        self._alignment = alignment
        self._worth = {thing: _worth(count, len(told)) for thing, count in shares(told).items()}
        self._types: dict[tuple[int, int], list[str]] = defaultdict(list)
        for one in told:
            self._types[one.at[0], one.sentence].append(one.type)

    def of(self, a: Told, b: Told) -> float:
        """Above 0 where two assertions more likely tell one event than two; -inf where they cannot."""
        near = closeness(a.type, b.type)
        standing = self._standing(a, b)
        if near <= 0 or (near < 0.3 and not (standing == "same" and self._only(a, b))):
            return -math.inf
        told = self._participants(a, b) + self._where(a, b) + _numbers(a, b)
        when = _when(a, b, aligned=standing == "same")
        score = BASE + SAME_TYPE * near + told + when
        if standing == "one account":
            # What an account tells under two names that are not of one line (capitulated, admitted) it means as two.
            return score + _within(a, b, told) if near >= 0.8 else -math.inf
        score += {"same": SAME_PASSAGE, "beside": NEXT_PASSAGE, "apart": OTHER_PASSAGE}.get(standing, 0.0)
        if standing == "same":
            score += ALONE if self._alone(a, b) else -TURN * min(3, abs(a.turn - b.turn))
        elif told <= 0 and when < SAME_DAY:
            return -math.inf  # a type and a year alone never make one event of two
        if near >= 0.6 and once(a.type) and once(b.type) and a.who.get("patient", _NONE) & b.who.get("patient", _NONE):
            score += ONLY_ONCE - min(0.0, when - DISPUTED)  # nobody dies twice, whatever the dates
        return score

    def _standing(self, a: Told, b: Told) -> str:
        if a.at[0] == b.at[0]:
            return "one account"
        return self._alignment.standing(a.at[0], a.sentence, b.at[0], b.sentence)

    def _participants(self, a: Told, b: Told) -> float:
        score, met = 0.0, set[int]()
        for role in sorted(set(a.who) & set(b.who)):
            if role in ("place", "origin"):
                continue
            shared = a.who[role] & b.who[role]
            for thing in sorted(shared - met):
                score += SHARED_THING * self._worth[thing] * 0.6 ** len(met)
                met.add(thing)
            if not shared and not (a.who[role] & b.people or b.who[role] & a.people):
                sure = 1.0 if a.who[role] - a.guessed and b.who[role] - b.guessed else GUESSED
                score += sure * (RIVAL_PATIENT if role in ("patient", "destination") else RIVAL_OTHER)
        for thing in sorted((a.people & b.people) - met):
            score += SHARED_ELSEWHERE * self._worth[thing]
        return score

    def _alone(self, a: Told, b: Told) -> bool:
        """True where neither sentence tells another event that could be meant by the other's."""
        rivals = sum(closeness(type, b.type) >= 0.6 for type in self._types[a.at[0], a.sentence])
        return rivals + sum(closeness(type, a.type) >= 0.6 for type in self._types[b.at[0], b.sentence]) <= 2

    def _only(self, a: Told, b: Told) -> bool:
        """True where both sentences tell one thing each, so that even a type far off may be the same thing misread."""
        return len(self._types[a.at[0], a.sentence]) == len(self._types[b.at[0], b.sentence]) == 1

    def _where(self, a: Told, b: Told) -> float:
        if not a.places or not b.places:
            return 0.0
        shared = a.places & b.places
        return max(SHARED_PLACE * self._worth[thing] for thing in shared) if shared else OTHER_PLACE


_NONE: frozenset[int] = frozenset()


def _worth(count: int, total: int) -> float:
    """What sharing a thing tells, from 0.4 (it stands in every assertion) to 1 (it is rare)."""
    if total <= 8 or count <= 1:
        return 0.8
    return 0.4 + 0.6 * min(1.0, math.log(total / count) / math.log(total / 4))


def _when(a: Told, b: Told, aligned: bool) -> float:
    if a.days is None or b.days is None or a.date is None or b.date is None:
        return 0.0
    relation = edtf.relation(a.date, b.date)
    if relation != "contradicts":
        narrow = max(a.days[1] - a.days[0], b.days[1] - b.days[0]) <= MONTHS
        return (SAME_DAY if relation == "agrees" and narrow else NEAR_DATE) if relation != "overlaps" else NEAR_DATE / 2
    gap = max(a.days[0] - b.days[1], b.days[0] - a.days[1])
    if aligned:
        return -0.5 if not (a.stated and b.stated) else -1.2
    return FAR_DATE / 2 if gap <= MONTHS * 2 else FAR_DATE if gap <= YEARS * 2 else 2 * FAR_DATE


def _numbers(a: Told, b: Told) -> float:
    if not a.numbers or not b.numbers:
        return 0.0
    shared = {value for value, _ in a.numbers} & {value for value, _ in b.numbers}
    return SAME_NUMBER if shared else OTHER_NUMBER


def _within(a: Told, b: Told, told: float) -> float:
    """Two assertions of one account: a heading and its text, a caption, or a thing taken up again."""
    if a.sentence == b.sentence and a.trigger == b.trigger:
        return 1.0
    same_roles = a.who == b.who and bool(a.people)
    score = ONE_ACCOUNT + (0.6 if same_roles else 0.0)
    if a.sentence == b.sentence:
        score -= 1.5
    return score + (0.0 if told > 0 else -2.0)
