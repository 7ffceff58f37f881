"""Pronouns, subjects that only the verb implies, descriptions: whom they mean, in twelve languages, if it is clear."""

from __future__ import annotations

from pathlib import Path

import pytest

from kronika import api
from kronika.model import Mention, NameMention

ROWS = [
    line.split("\t")
    for line in (Path(__file__).parent.parent / "cases/names/referents.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
# The noun with its article at the end is taken for a name of its own.
WRONG = frozenset({"Compozitorul Ion Popa s-a născut în 1880. Compozitorul a murit la Viena în 1920."})


@pytest.mark.parametrize(
    "row",
    [pytest.param(row, marks=pytest.mark.xfail(strict=True)) if row[1] in WRONG else row for row in ROWS],
    ids=lambda row: f"{row[0]}-{row[1][-40:]}",
)
def test_whom_the_last_sentence_tells_of(row: list[str]) -> None:
    account = api.read(row[1], row[0])
    last = row[1].rindex(". ") + 2
    meant = {
        participant.entity if isinstance(participant, Mention) else participant.name
        for assertion in account.assertions
        if assertion.start >= last
        for held in assertion.roles.values()
        for participant in held
        if isinstance(participant, Mention) or (isinstance(participant, NameMention) and participant.kind == "person")
    }
    assert (row[2] in meant) if row[2] else not meant - {None}
