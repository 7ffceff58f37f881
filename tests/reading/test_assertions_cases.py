"""Sentences of our own in each language: what they say, how sure they make it, and what they do not say."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from kronika.model import Account, Assertion, NameMention, Sentence, Source
from kronika.reading import assertions, dates, quantities

CASES = Path(__file__).parents[1] / "cases" / "assertions"


def rows() -> list[Any]:
    found = []
    for file in sorted(CASES.glob("*.toml")):
        for number, case in enumerate(tomllib.loads(file.read_text(encoding="utf-8"))["case"], 1):
            marks = [pytest.mark.xfail(reason=case["xfail"])] if "xfail" in case else []
            found.append(pytest.param(file.stem, case, id=f"{file.stem}-{number}", marks=marks))
    return found


def account(tag: str, case: dict[str, Any]) -> Account:
    """The sentence as an account, with the names that the case gives; dates and numbers are read."""
    text = case["text"]
    names = []
    for written, kind in case.get("names", {}).items():
        form, _, base = written.partition("=")
        start = text.find(form)
        while start >= 0:
            names.append(NameMention(start, start + len(form), form, kind, base or form))
            start = text.find(form, start + len(form))
    bare = Account(Source(text, language=tag), sentences=[Sentence(0, len(text))], names=sorted(names))
    dated = Account(bare.source, bare.sentences, dates.find(bare), bare.names)
    return Account(bare.source, bare.sentences, dated.dates, bare.names, quantities.find(dated))


def said(found: Assertion, role: str) -> str:
    people = found.roles.get(role, ())
    return " | ".join(p.name if isinstance(p, NameMention) else getattr(p, "entity", None) or p.text for p in people)


def fits(found: Assertion, case: dict[str, Any]) -> bool:
    return (
        found.type == case["type"]
        and found.factuality == case.get("factuality", "asserted")
        and (not case.get("date") or found.date == case["date"])
        and all(want in said(found, role) for role, want in case.get("roles", {}).items())
    )


@pytest.mark.parametrize(("tag", "case"), rows())
def test_sentence(tag: str, case: dict[str, Any]) -> None:
    found = assertions.find(account(tag, case))
    plain = [(a.type, a.factuality, a.date, {role: said(a, role) for role in a.roles}) for a in found]
    if case.get("type"):
        assert any(fits(a, case) for a in found), plain
    unwanted = case.get("none", [])
    assert not [a for a in found if "*" in unwanted or a.type in unwanted], plain
    for one in found:
        assert case["text"][one.start : one.end].strip()
        assert 0 <= one.confidence <= 1
