"""What a person is: occupation, office, nationality, member of a body or group."""

from __future__ import annotations

from kronika.languages.sections.names import Names
from kronika.model import NameMention, Relation
from kronika.reading.relations.units import Unit


def find(line: list[Unit], before: list[list[Unit]], pack: Names, source_id: str) -> list[Relation]:
    """The occupations, nationalities and memberships that a sentence states."""
    found: list[Relation] = []
    for at, unit in enumerate(line):
        if unit.person and unit.name is not None:
            for words in (_words_before(line, at, pack), _words_after(line, at, pack)):
                found += _told(unit.name, words, source_id)
                found += _office(line, unit.name, words, source_id)
            mate = _joined_before(line, at)
            if mate is not None:
                found += _told(mate, _words_after(line, at, pack), source_id)
        if "m" in unit.marks:
            found += _member(line, at, pack, source_id)
    return found


def _joined_before(line: list[Unit], at: int) -> NameMention | None:
    """The person whom "and" joins to one of whom a copula then says something: "Paul and Carl were composers"."""
    told = at + 1 < len(line) and "c" in line[at + 1].marks and "&" not in line[at + 1].marks
    return line[at - 2].name if told and at > 1 and "&" in line[at - 1].marks and line[at - 2].person else None


def _told(person: NameMention, words: list[Unit], source_id: str) -> list[Relation]:
    """The relations of a person with the words that stand in apposition or predicate; nothing without an occupation."""
    found = []
    if not any(u.occupation or (u.name and u.name.kind == "group") for u in words):
        return []
    start = min(person.start, words[0].start)
    end = max(person.end, words[-1].end)
    for unit in words:
        if unit.occupation:
            found.append(Relation("occupation", person, unit.occupation, source_id, start, end, 0.85))
        elif unit.country:
            found.append(Relation("nationality", person, unit.country, source_id, start, end, 0.8))
        elif unit.name is not None and unit.name.kind == "group":
            found.append(Relation("member", person, unit.name, source_id, start, end, 0.8))
    return found


def _office(line: list[Unit], person: NameMention, words: list[Unit], source_id: str) -> list[Relation]:
    """What someone rules or serves: "Mary, queen of Scotland"."""
    if not words or not words[-1].occupation:
        return []
    at = line.index(words[-1]) + 1
    signs = 0
    while at < len(line) and set(line[at].marks) & set("pa") and signs < 3:
        at, signs = at + 1, signs + 1
    land = line[at].name if at < len(line) and signs else None
    owned = any("p" in unit.marks for unit in line[at - signs : at])
    if land is None or land.kind not in ("place", "organization") or not owned:
        return []
    start, end = min(person.start, words[0].start), max(person.end, land.end)
    return [Relation(words[-1].occupation or "", person, land, source_id, start, end, 0.75)]


def _fits(unit: Unit) -> bool:
    return bool(
        (unit.occupation and not unit.kin)
        or unit.country
        or "&" in unit.marks
        or (unit.name is not None and unit.name.kind == "group")
    )


def _words_before(line: list[Unit], at: int, pack: Names) -> list[Unit]:
    """The words of standing right before a name: "the French mathematician and Trotskyist Jean"; not those that follow
    another name in a language where titles do ("Gorkij íróhoz Rakovszkij érdekében")."""
    i = at - 1
    if i >= 0 and line[i].marks == ",":
        i -= 1
    last = i
    while i >= 0 and _fits(line[i]) and at - i < 8:
        i -= 1
    if pack.surname_first and i >= 0 and line[i].person:
        return []
    words = line[i + 1 : last + 1]
    while words and "&" in words[0].marks and not words[0].occupation:
        words = words[1:]
    # "X and Y, a diplomat and the writer Z": a conjunction next to the name joins names, not words of standing.
    return words if words and "&" not in words[-1].marks else []


def _words_after(line: list[Unit], at: int, pack: Names) -> list[Unit]:
    """The words of standing after a name: "Jean, a French mathematician", "Jean was the last Trotskyist"."""
    i = at + 1
    joined = False
    while (i < len(line) and i - at < 5 and not _fits(line[i])) or (
        i < len(line) and "&" in line[i].marks and not line[i].occupation
    ):
        unit = line[i]
        if unit.name is not None or "." in unit.marks or "&" in unit.marks:
            return []
        if "c" in unit.marks or "," in unit.marks:
            joined = True
        elif not (joined and (unit.rank or "a" in unit.marks or len(unit.word) > 3)):
            return []
        i += 1
    first = i
    while i < len(line) and _fits(line[i]) and i - first < 7:
        i += 1
    words = line[first:i]
    while words and "&" in words[-1].marks:
        words = words[:-1]
    direct = first == at + 1
    if direct and words and pack.surname_first and words[0].occupation:
        return words
    # A name after the words owns them: "Lenin, the writer Gorky".
    if words and i < len(line) and line[i].person:
        return []
    return words if words and (joined or (direct and any(u.country for u in words) and len(words) > 1)) else []


def _member(line: list[Unit], at: int, pack: Names, source_id: str) -> list[Relation]:
    """Membership: a body beside the word for it, a person in front."""
    body = next(
        (u.name for u in line[at + 1 : at + 5] if u.name is not None and u.name.kind in ("organization", "group")), None
    )
    if body is None and pack.possessor_first:
        body = next(
            (
                u.name
                for u in reversed(line[max(0, at - 4) : at])
                if u.name is not None and u.name.kind in ("organization", "group")
            ),
            None,
        )
    person = next((u.name for u in reversed(line[:at]) if u.person), None)
    if body is None or person is None:
        return []
    between = [u for u in line if person.end <= u.start < line[at].start]
    if len(between) > 8 or not any(set(u.marks) & {"c", ","} for u in between):
        return []
    return [Relation("member", person, body, source_id, person.start, max(body.end, line[at].end), 0.75)]
