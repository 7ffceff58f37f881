"""Relations: a table of sentences, with the names given so that only the relations are judged."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from kronika.model import Account, Lessons, NameMention, Relation, Sentence, Source
from kronika.reading import names, relations

CASES = tomllib.loads((Path(__file__).parent.parent / "cases/names/relations.toml").read_text(encoding="utf-8"))["case"]


def words(value: Any) -> str:
    return value if isinstance(value, str) else str(getattr(value, "name", getattr(value, "text", value)))


def told(case: dict[str, Any]) -> list[Relation]:
    text = case["text"]
    bare = Account(Source(text, case["language"]), sentences=[Sentence(0, len(text))])
    if "names" in case:
        given = []
        for row in case["names"]:
            written, kind = (part.strip() for part in row.split("|"))
            at = text.index(written)
            given.append(NameMention(at, at + len(written), written, kind, written))  # type: ignore[arg-type]
        mentions = sorted(given)
    else:
        mentions = names.find(bare, Lessons())
    return relations.find(Account(bare.source, sentences=bare.sentences, names=mentions))


@pytest.mark.parametrize("case", CASES, ids=[c["id"] for c in CASES])
def test_relations_of_a_sentence(case: dict[str, Any]) -> None:
    found = told(case)
    said = [f"{words(r.subject)} | {r.type} | {words(r.target)}" for r in found]
    for row in case["relations"]:
        assert row in said
    if not case["relations"]:
        assert said == []
    for relation in found:
        assert 0 <= relation.start < relation.end <= len(case["text"])


TIES = [
    line.split("\t")
    for line in (Path(__file__).parent.parent / "cases/names/ties.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
KINDS = {"[": "person", "{": "place", "<": "organization"}
MARKED = re.compile(r"([\[{<])([^\]}>|]+)(?:\|([^\]}>]+))?[\]}>]")


def marked(language: str, words_: str) -> Account:
    """The account of a text whose names are marked; a new sentence begins after each full stop."""
    text, given, at = "", [], 0
    for m in MARKED.finditer(words_):
        text += words_[at : m.start()]
        given.append(NameMention(len(text), len(text) + len(m[2]), m[2], KINDS[m[1]], m[3] or m[2]))  # type: ignore[arg-type]
        text, at = text + m[2], m.end()
    text += words_[at:]
    ends = [m.end() for m in re.finditer(r"\.", text)]
    starts = [0, *(end + 1 for end in ends[:-1])]
    return Account(Source(text, language), sentences=[Sentence(*s) for s in zip(starts, ends)], names=given)


@pytest.mark.parametrize("row", TIES, ids=[f"{row[0]}-{row[1][:50]}" for row in TIES])
def test_ties_and_traps(row: list[str]) -> None:
    """Exactly these ties and no others, in twelve languages."""
    found = relations.find(marked(row[0], row[1]))
    said = {f"{words(r.subject)} | {r.type} | {words(r.target)}" for r in found}
    assert said == {tie.strip() for tie in row[2].split(";") if tie.strip()}
