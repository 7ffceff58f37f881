"""Kin and other lasting ties between persons: "his wife, Natalia", "Gorky's son Maxim", "Olga was the sister of Leon".

A tie needs the person it belongs to and the person who has it. Both are looked for beside the word of kin, by what the
pack says of possession; only then a possessive ("his", an ending of possession) takes the plainest antecedent.
"""

from __future__ import annotations

from kronika.languages.sections.names import Names
from kronika.model import NameMention, Relation
from kronika.reading.relations.units import Unit

_SOCIAL = frozenset({"friend", "comrade", "companion", "colleague", "ally"})


def find(
    line: list[Unit], before: list[list[Unit]], pack: Names, source_id: str, topic: NameMention | None = None
) -> list[Relation]:
    """The ties that a sentence states.

    `before`: the two sentences before it, for antecedents. `topic`: whose "his" the sentence before spoke of.
    """
    found: list[Relation] = []
    for at, unit in enumerate(line):
        if unit.kin and (tie := _tie(line, at, before, pack, _shared(line, at, found), topic)):
            subject, target, confidence = tie
            if subject.name == target.name and subject.kind == target.kind:
                continue
            kind = " ".join(filter(None, (_rank(line, at), unit.kin)))
            spans = [unit.start, unit.end, subject.start, subject.end]
            if line[0].start <= target.start:
                spans += [target.start, target.end]
            found.append(Relation(kind, subject, target, source_id, min(spans), max(spans), confidence))
    return found


def _shared(line: list[Unit], at: int, found: list[Relation]) -> NameMention | None:
    """The owner of the tie before, where this one is joined to it: "his wife Natalia and eldest son, Lev"."""
    last = found[-1] if found else None
    if last is None or isinstance(last.subject, str) or not isinstance(last.target, NameMention):
        return None
    between = [u for u in line[:at] if u.start >= last.subject.end]
    joined = any("&" in u.marks or u.marks == "," for u in between)
    plainly = all(u.rank or set(u.marks) & set("&,ah") for u in between)
    return last.target if joined and plainly and last.subject.end <= line[at].start and between else None


def _rank(line: list[Unit], at: int) -> str | None:
    """What narrows the tie: a word beside the word of kin ("eldest", "first"), or two ("mais velho")."""
    for i in (at - 1, at + 1):
        if 0 <= i < len(line) and line[i].rank:
            return line[i].rank
    return None


def _tie(
    line: list[Unit],
    at: int,
    before: list[list[Unit]],
    pack: Names,
    shared: NameMention | None,
    topic: NameMention | None = None,
) -> tuple[NameMention, NameMention, float] | None:
    """Who has the tie, to whom, and how sure that is."""
    owner, past = _owner_before(line, at, pack), at
    his = _his(line, at, pack)
    after, end = _owner_after(line, at, pack) if owner is None and not his else (None, at + 1)
    subject = _named_after(line, max(end, at + 1))
    if owner is not None and subject is None and line[at].kin in _SOCIAL and pack.possessed:
        # "X, together with his comrade Y": in languages that mark possession on the noun, Y may stand before it.
        other = _last_person(line[:at], exclude=owner)
        if other is not None:
            return owner, other, 0.6
    owner = owner or after
    subject = subject or _named_before(line, past, owner)
    if subject is None:
        return None
    if owner is not None:
        return (subject, owner, 0.9) if owner != subject else None
    if shared is not None and shared != subject:
        return subject, shared, 0.8
    if his or _possessed(line[at], pack):
        found = _antecedent(line[:at], before, subject, topic)
        return (subject, found[0], found[1]) if found else None
    return None


def _owner_before(line: list[Unit], at: int, pack: Names) -> NameMention | None:
    """The possessor that stands before: "Gorky's son", "Gorky fia"; past narrowing words and adjectives of country."""
    if not pack.possessor_first:
        return None
    i = at - 1
    signed = False
    while i >= 0 and (
        line[i].rank
        or line[i].country
        or line[i].occupation
        or "'" in line[i].marks
        or "a" in line[i].marks
        or (i > 0 and "'" in line[i - 1].marks)
    ):
        signed = signed or "'" in line[i].marks
        i -= 1
    if i >= 0 and line[i].person:
        marked = bool(pack.possessed) or signed or line[i].text.endswith(("'s", "’s", "'", "’"))
        return line[i].name if marked else None
    return None


def _owner_after(line: list[Unit], at: int, pack: Names) -> tuple[NameMention | None, int]:
    """The possessor that stands after ("son of Gorky", "сын Горького"), and where what follows it begins."""
    i = at + 1
    while i < len(line) and (line[i].rank or line[i].country):
        i += 1
    if i < len(line) and "p" in line[i].marks:
        j = i + 1
        while j < len(line) and ("a" in line[j].marks or "t" in line[j].marks or line[j].occupation or line[j].country):
            j += 1
        if j < len(line) and line[j].person:
            return line[j].name, j + 1
        return None, at + 1
    if pack.every_word and not pack.possessor and i < len(line) and line[i].person:
        name = line[i].name
        if name is not None and name.name != name.text and not _same_case(line[at], pack):
            return name, i + 1
    return None, at + 1


def _same_case(unit: Unit, pack: Names) -> bool:
    """Whether the word of kin itself stands in an oblique case, so that a name after it may only agree with it."""
    forms = [w for w, kind in pack.kin.items() if kind == unit.kin]
    return bool(forms) and unit.text.lower() != forms[0]


def _his(line: list[Unit], at: int, pack: Names) -> bool:
    """Whether "his" or "her" stands with the word of kin, before it or right after it (Greek, Romanian)."""
    near = [line[i] for i in range(max(0, at - 4), min(len(line), at + 2)) if i != at]
    return any("h" in u.marks for u in near) and not any("." in u.marks for u in near if u.end <= line[at].start)


def _possessed(unit: Unit, pack: Names) -> bool:
    """Whether the word of kin is itself marked as someone's ("fia", "karısı")."""
    return bool(pack.possessed) and unit.kin is not None


def _named_after(line: list[Unit], at: int) -> NameMention | None:
    """The person named after the word of kin: "wife, Natalia", past other ties of the same person."""
    i = at
    steps = 0
    while i < len(line) and steps < 9:
        unit = line[i]
        if unit.person:
            if not _owns_next(line, i):
                return unit.name
            steps = 0
        elif "p" in unit.marks and steps == 0 and i == at and i + 1 < len(line) and line[i + 1].person:
            pass  # "his colleague of NAME" where the possessor is already known: the name is the colleague
        elif (
            not (
                unit.rank
                or unit.country
                or unit.occupation
                or unit.kin
                or unit.name
                or set(unit.marks) & {",", "a", "t", "p", "&"}
                or unit.word == ""
            )
            or ("." in unit.marks and unit.text not in "-–—(:/")
            or ("&" in unit.marks and steps > 1)
        ):
            return None
        i += 1
        steps += 1
    return None


def _owns_next(line: list[Unit], at: int) -> bool:
    """Whether a name is only the possessor of a further tie: "Kamenev első felesége", or follows one: "esposa de X"."""
    i = at + 1
    while i < len(line) and (line[i].rank or "'" in line[i].marks or "'" in line[i - 1].marks):
        i += 1
    if i < len(line) and line[i].kin and (i > at + 1 or not line[i].marks):
        return True
    back = at - 1
    while back >= 0 and ("p" in line[back].marks or "a" in line[back].marks):
        back -= 1
    return (
        back < at - 1
        and back >= 0
        and (line[back].kin is not None or line[back].rank is not None)
        and "p" in line[back + 1].marks
    )


def _named_before(line: list[Unit], at: int, owner: NameMention | None) -> NameMention | None:
    """The person before: "Olga, Trotsky's sister", "Olga was the sister of Trotsky"."""
    joined = False
    i = at - 1
    steps = 0
    while i >= 0 and steps < 7:
        unit = line[i]
        if unit.person and unit.name != owner:
            return unit.name if joined else None
        if unit.name is not None and unit.name != owner:
            return None
        joined = joined or "c" in unit.marks or "," in unit.marks
        plainly = (
            unit.rank
            or unit.country
            or unit.occupation
            or unit.kin
            or unit.name
            or unit.word == ""
            or len(unit.word) < 4
            or set(unit.marks) & set("ca,pt&h")
        )
        if not plainly or "." in unit.marks:
            return None
        i -= 1
        steps += 1
    return None


def _first_person(line: list[Unit], exclude: NameMention | None) -> NameMention | None:
    return next(
        (u.name for u in line if u.person and u.name is not None and (exclude is None or u.name.name != exclude.name)),
        None,
    )


def _last_person(line: list[Unit], exclude: NameMention) -> NameMention | None:
    return next(
        (u.name for u in reversed(line) if u.person and u.name is not None and u.name.name != exclude.name), None
    )


def _beside(line: list[Unit], subject: NameMention) -> NameMention | None:
    """A person set off by a comma just before: "Jean, together with his colleague"."""
    for i in range(len(line) - 2, max(-1, len(line) - 8), -1):
        name = line[i].name
        if line[i].person and name is not None and name.name != subject.name:
            return name if line[i + 1].marks == "," else None
    return None


def _antecedent(
    line: list[Unit], before: list[list[Unit]], subject: NameMention, topic: NameMention | None
) -> tuple[NameMention, float] | None:
    """Whose "his" it is: the first person of the sentence so far, else of the sentence before."""
    own = _beside(line, subject) or _first_person(line, subject)
    if own is not None:
        people = {n.name for n in (u.name for u in line if u.person) if n is not None and n.name != subject.name}
        return own, 0.8 if len(people) == 1 else 0.65
    if topic is not None and topic.name != subject.name:
        return topic, 0.65
    for earlier in reversed(before):
        person = _first_person(earlier, subject)
        if person is not None:
            return person, 0.6
    return None
