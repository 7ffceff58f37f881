"""Peoples and adherents: "Bolsheviks", "trockisták", "the Germans"; also in small letters."""

from __future__ import annotations

from kronika.languages.sections.names import Names
from kronika.reading.names.features import classes_of_pack
from kronika.reading.names.spans import Name
from kronika.reading.names.tokens import Token


def laid_over(text: str, names: list[Name], sentences: list[list[Token]], pack: Names) -> list[Name]:
    """The names with the groups that the pack has words for; a single word taken for something else becomes one."""
    known = classes_of_pack(pack)
    if not pack.groups:
        return names
    by_start = {n.start: n for n in names}
    covered = sorted((n.start, n.end) for n in names)
    found: list[Name] = []
    at = 0
    for token in (t for s in sentences for t in s if known.of_written[t.text] and len(t.text) > 3):
        letters = known.of_written[token.text]
        if "g" not in letters or ("n" in letters and token.text.islower()):
            continue
        while at < len(covered) and covered[at][1] <= token.start:
            at += 1
        if at >= len(covered) or covered[at][0] >= token.end:
            found.append(Name(token.start, token.end, "group", ("a word for a group",)))
        elif (own := by_start.get(token.start)) and own.end == token.end and own.kind == "other":
            by_start[token.start] = own._replace(kind="group")
    return sorted([*by_start.values(), *found]) if len(by_start) == len(names) else sorted([*names, *found])
