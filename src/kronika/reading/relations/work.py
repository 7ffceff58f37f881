"""Who wrote, painted or made a named work, and to whom a letter is addressed."""

from __future__ import annotations

from kronika.languages.sections.names import Names
from kronika.model import NameMention, Relation
from kronika.reading.relations.units import Unit


def find(line: list[Unit], before: list[list[Unit]], pack: Names, source_id: str) -> list[Relation]:
    """The authors of named works: "Trotsky's autobiography My Life", "his letter, entitled …", "My Life by Trotsky"."""
    found = []
    for at, unit in enumerate(line):
        if unit.name is None or unit.name.kind != "work":
            continue
        word = next((i for i in range(at - 1, max(-1, at - 9), -1) if "w" in line[i].marks), None)
        if word is None:
            continue
        author = _author(line, word, before)
        if author is not None:
            spans = [unit.start, unit.end, line[word].start]
            if author.start >= line[0].start:
                spans += [author.start, author.end]
            found.append(Relation("author", author, unit.name, source_id, min(spans), max(spans), 0.75))
        reader = next(
            (u.name for u in line[word + 1 : at] if u.name is not None and u.name.kind in ("organization", "person")),
            None,
        )
        reader = reader or next(
            (u.name for u in line[max(0, word - 3) : word] if u.name is not None and u.name.kind == "organization"),
            None,
        )
        if reader is not None and reader != author:
            found.append(
                Relation(
                    "addressed to", unit.name, reader, source_id, min(reader.start, line[word].start), unit.end, 0.6
                )
            )
    return found


def _author(line: list[Unit], word: int, before: list[list[Unit]]) -> NameMention | None:
    """The person right beside the word for the work, else the person that the sentence, or the one before, is about."""
    for i in range(word - 1, max(-1, word - 4), -1):
        if line[i].person:
            return line[i].name
        if line[i].name is not None:
            break
    for i in range(word + 1, min(len(line), word + 4)):
        if line[i].person and "p" in line[i - 1].marks:
            return line[i].name
    for units in [line[:word], *reversed(before)]:
        person = next((u.name for u in units if u.person), None)
        if person is not None:
            return person
    return None
