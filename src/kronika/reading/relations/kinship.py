"""Kin and other lasting ties between persons: "his wife, Natalia", "Gorky's son Maxim", "Olga was the sister of Leon".

A tie needs the person it belongs to and the person who has it. Both are looked for beside the word of kin, by what the
pack says of possession; only then a possessive ("his", an ending of possession) takes the plainest antecedent.
"""

from __future__ import annotations

from kronika.languages.sections.names import Names
from kronika.model import NameMention, Relation
from kronika.names import roman
from kronika.reading.names.tokens import plain
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
        if not unit.kin or _nested(line, at, pack) or _title(line, at, pack):
            continue
        tie = _joined(line, at, found, pack) or _tie(line, at, before, pack, _shared(line, at, found), topic)
        if tie:
            subject, target, confidence = tie
            if subject.name == target.name and subject.kind == target.kind:
                continue
            kind = " ".join(filter(None, (_rank(line, at), unit.kin)))
            spans = [unit.start, unit.end, subject.start, subject.end]
            if line[0].start <= target.start:
                spans += [target.start, target.end]
            found.append(Relation(kind, subject, target, source_id, min(spans), max(spans), confidence))
    return found


def _nested(line: list[Unit], at: int, pack: Names) -> bool:
    """Whether the tie is to someone's relative who is not named, or that relative's: "his wife's brother", "o irmão da
    sua esposa", "брат его жены". Whose brother it is cannot be told by names then."""
    small = "pahtr'"
    for step in (1, -1):
        i = at + step
        passed = []
        while 0 <= i < len(line) and (
            line[i].rank
            or (line[i].marks and not line[i].kin and set(line[i].marks) <= set(small))
            or ("h" in line[i].marks and "." not in line[i].marks)
            or (i > 0 and "'" in line[i - 1].marks and len(line[i].word) == 1)
        ):
            passed.append(line[i].marks)
            i += step
        if not 0 <= i < len(line) or not line[i].kin or any("." in marks for marks in passed):
            continue
        owned = any(set(marks) & set("ph'") for marks in passed) or not passed
        if owned and not _title(line, i, pack):
            return True
    return False


def _title(line: list[Unit], at: int, pack: Names) -> bool:
    """Whether a word of kin is only a title: "Father Johnson", "Frau Berger"."""
    unit = line[at]
    before_name = "t" in unit.marks and unit.text[0].isupper() and at + 1 < len(line) and line[at + 1].person
    return before_name and not _his(line, at, pack) and _owner_before(line, at, pack) is None


def _joined(
    line: list[Unit], at: int, found: list[Relation], pack: Names
) -> tuple[NameMention, NameMention, float] | None:
    """A second tie of the one who has the tie before: "the sister of Leon and the first wife of Max"."""
    last = found[-1] if found else None
    if last is None or not isinstance(last.subject, NameMention) or not isinstance(last.target, NameMention):
        return None
    if last.target.start < line[0].start or last.subject.start > last.target.start or last.target.end > line[at].start:
        return None
    before = _owner_before(line, at, pack)
    owner = before or _owner_after(line, at, pack)[0]
    between = [u for u in line[:at] if u.start >= last.target.end and (owner is None or u.name != owner)]
    plainly = all(u.rank or u.kin == last.type.split()[-1] or set(u.marks) & set("&,at'p") for u in between)
    joined = any("&" in u.marks for u in between)
    his = any("h" in u.marks for u in between)
    if owner is None and joined and his and all(u.rank or set(u.marks) & set("&,ah") for u in between):
        named = _named_after(line, at + 1, pack, None)
        return (last.subject, last.target, 0.8) if named is None else None
    if owner is None or owner in (last.subject, last.target) or not joined or not plainly:
        return None
    return last.subject, owner, 0.85


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
    subject = _named_after(line, max(end, at + 1), pack, owner or after)
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
        name = line[i].name
        declined = name is not None and name.text != name.name
        marked = bool(pack.possessed) or signed or declined or line[i].text.endswith(("'s", "’s", "'", "’"))
        return name if marked else None
    return None


def _owner_after(line: list[Unit], at: int, pack: Names) -> tuple[NameMention | None, int]:
    """The possessor that stands after ("son of Gorky", "сын Горького"), and where what follows it begins."""
    i = at + 1
    while i < len(line) and (line[i].rank or line[i].country):
        i += 1
    if i < len(line) and "p" in line[i].marks:
        j = i + 1
        while j < len(line) and (
            set(line[j].marks) & set("atp") or line[j].occupation or line[j].country or line[j].rank
        ):
            j += 1
        if j < len(line) and line[j].person:
            return line[j].name, j + 1
        return None, at + 1
    if i < len(line) and _genitive(line, i, pack, at):
        return line[i].name, i + 1
    return None, at + 1


def _genitive(line: list[Unit], at: int, pack: Names, kin: int = -1) -> bool:
    """Whether a name right after a word of kin is declined as its possessor ("сын Горького"), and does not only agree
    with it ("с сыном Павлом"). `kin`: where that word stands, the unit before where none is given."""
    name, word = line[at].name, line[kin if kin >= 0 else at - 1]
    if not line[at].person or name is None or name.name == name.text or pack.possessed:
        return False
    return word.word == _nominative(word, pack) or _sounds(word.text[-1]) != _sounds(name.text[-1])


def _nominative(unit: Unit, pack: Names) -> str:
    """The form of a word of kin that the pack lists first: the one it has as a subject."""
    return next((plain(word) for word, kind in pack.kin.items() if kind == unit.kin), unit.word)


def _sounds(letter: str) -> str:
    """The sound a case ends in, hard and soft alike (а and я, ы and и, y and i)."""
    return roman(letter)[-1:].replace("y", "i") or letter


def _his(line: list[Unit], at: int, pack: Names) -> bool:
    """Whether "his" or "her" stands with the word of kin, before it or right after it (Greek, Romanian)."""
    near = [line[i] for i in range(max(0, at - 4), min(len(line), at + 2)) if i != at and not _article(line, i)]
    return any("h" in u.marks for u in near) and not any("." in u.marks for u in near if u.end <= line[at].start)


def _article(line: list[Unit], at: int) -> bool:
    """Whether a word for "his" is here only the sign of a possessor that follows ("lui Ion")."""
    return "p" in line[at].marks and at + 1 < len(line) and line[at + 1].person


def _possessed(unit: Unit, pack: Names) -> bool:
    """Whether the word of kin is itself marked as someone's ("fia", "karısı")."""
    return bool(pack.possessed) and unit.kin is not None


def _named_after(line: list[Unit], at: int, pack: Names, owner: NameMention | None) -> NameMention | None:
    """The person named after the word of kin: "wife, Natalia", past other ties of the same person; past a copula where
    the owner of the tie is known ("Leon's predecessor was Carl")."""
    i = at
    steps = 0
    while i < len(line) and steps < 9:
        unit = line[i]
        if unit.person:
            if not _owns_next(line, i, pack):
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
                or (i == at and "h" in unit.marks)
                or (owner is not None and "c" in unit.marks)
                or unit.word == ""
            )
            or ("." in unit.marks and unit.text not in "-–—(:/")
            or ("&" in unit.marks and steps > 1)
        ):
            return None
        i += 1
        steps += 1
    return None


def _owns_next(line: list[Unit], at: int, pack: Names) -> bool:
    """Whether a name is only the possessor of a further tie: "Kamenev első felesége", or follows one: "esposa de X"."""
    i = at + 1
    while i < len(line) and (line[i].rank or "'" in line[i].marks or "'" in line[i - 1].marks):
        i += 1
    if i < len(line) and line[i].kin and (i > at + 1 or not line[i].marks):
        return True
    if at and line[at - 1].kin and _genitive(line, at, pack):
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
    """Whose "his" it is: who is joined to the tie by "and", else the first person of the sentence so far, else the one
    person of the sentence before, or the one there of the same family name; None where it may be several."""
    own = _right_before(line) or _beside(line, subject) or _first_person(line, subject)
    if own is not None and _one_of_two(line, own):
        return None
    if own is not None:
        names_here = {n.name for n in (u.name for u in line if u.person) if n is not None and n.name != subject.name}
        return own, 0.8 if len(names_here) == 1 else 0.65
    if topic is not None and topic.name != subject.name:
        return topic, 0.65
    for earlier in reversed(before):
        people = {u.name.name: u.name for u in earlier if u.person and u.name and u.name.name != subject.name}
        if people:
            kin = [name for name in people.values() if _one_family(name.name, subject.name)]
            found = kin if len(kin) == 1 else list(people.values())
            return (found[0], 0.6) if len(found) == 1 else None
    return None


def _right_before(line: list[Unit]) -> NameMention | None:
    """The person joined by "and" to the tie itself: "Carl and his son"."""
    i = len(line) - 1
    while i >= 0 and (line[i].rank or "h" in line[i].marks):
        i -= 1
    joined = 0 < i < len(line) - 1 and "&" in line[i].marks and line[i - 1].person
    return line[i - 1].name if joined else None


def _one_of_two(line: list[Unit], name: NameMention) -> bool:
    """Whether a name is joined to another person's by "and": "his" is not surely either's."""
    at = next(i for i, unit in enumerate(line) if unit.name == name)
    return at + 2 < len(line) and "&" in line[at + 1].marks and line[at + 2].person


def _one_family(one: str, two: str) -> bool:
    """Whether two full names end, or begin, with the same word."""
    a, b = one.split(), two.split()
    return min(len(a), len(b)) > 1 and (a[-1] == b[-1] or a[0] == b[0])
