"""Who did what, when and where in whole sentences of our own, several assertions each, in twelve languages."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs
from tests.reading.test_assertions_cases import account

from kronika.model import Account, Assertion, Mention, NameMention, Quantity
from kronika.reading import assertions, sentences

CASES = Path(__file__).parents[1] / "cases" / "reading" / "assertions"


def rows() -> list[Any]:
    found = []
    for file in sorted(CASES.glob("*.toml")):
        for number, case in enumerate(tomllib.loads(file.read_text(encoding="utf-8"))["case"], 1):
            known = frozenset(case.get("xfail", []))
            for want in case.get("want", []):
                marks = [pytest.mark.xfail(reason="known to be read wrongly", strict=True)] if want in known else []
                found.append(pytest.param(file.stem, case, want, True, id=f"{file.stem}-{number}-{want}", marks=marks))
            for want in case.get("none", []):
                found.append(pytest.param(file.stem, case, want, False, id=f"{file.stem}-{number}-not-{want}"))
    return found


def whole(tag: str, case: dict[str, Any]) -> Account:
    """The text as an account, cut into sentences."""
    one = account(tag, case)
    return structs.replace(one, sentences=sentences.split(one.source))


def words(found: Assertion, role: str, text: str) -> list[str]:
    """Names by their base form, all else by its words."""
    said = []
    for one in found.roles.get(role, ()):
        if isinstance(one, NameMention):
            said.append(one.name)
        elif isinstance(one, Mention | Quantity):
            said.append((getattr(one, "entity", None) or "") + " " + text[one.start : one.end])
    return said


def fits(found: Assertion, want: str, text: str) -> bool:
    """Whether an assertion is what "type/type; role=words; not role=words; date=…; fact=…" asks for."""
    kinds, *parts = [part.strip() for part in want.split(";")]
    for part in parts:
        key, _, value = part.partition("=")
        if key == "date":
            good = found.date == value
        elif key == "fact":
            good = found.factuality == value
        elif key.startswith("not "):
            good = not any(value in said for said in words(found, key[4:], text))
        else:
            good = any(value in said for role in key.split("|") for said in words(found, role, text))
        if not good:
            return False
    return found.type in kinds.split("/") and ("fact=" in want or found.factuality == "asserted")


@pytest.mark.parametrize(("tag", "case", "want", "holds"), rows())
def test_roles(tag: str, case: dict[str, Any], want: str, holds: bool) -> None:
    text = case["text"]
    found = assertions.find(whole(tag, case))
    plain = [(a.type, a.factuality, a.date, {role: words(a, role, text) for role in a.roles}) for a in found]
    assert any(fits(a, want, text) for a in found) is holds, plain
