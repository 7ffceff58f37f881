"""Small books for tests: accounts told in a few lines each, with what is read in every sentence said beside it."""

from __future__ import annotations

from itertools import combinations

from kronika.chronicle import Chronicle, assemble
from kronika.collation import Identity
from kronika.collation.identity_within import Naming
from kronika.model import (
    Account,
    Assertion,
    Bead,
    Dependence,
    Discrepancy,
    NameKind,
    NameMention,
    Passage,
    Quantity,
    Sentence,
    Source,
    Span,
)

Row = tuple[str, str, dict[str, str], str | None]
"""A sentence, the type of the event in it ("" for none), role to name as written (or a number), and the date."""


def account(id: str, language: str, rows: list[Row], kinds: dict[str, NameKind] | None = None) -> Account:
    """An account whose sentences say what `rows` say they do; a name is a person unless `kinds` says otherwise."""
    kinds = kinds or {}
    text, sentences, names, assertions = "", [], {}, []
    for k, (line, type, roles, date) in enumerate(rows):
        start = len(text)
        sentences.append(Sentence(start, start + len(line)))
        text += line + "\n"
        filled: dict[str, tuple[NameMention | Quantity, ...]] = {}
        for role, words in roles.items():
            at = start + line.index(words)
            if words.isdigit():
                filled[role] = (Quantity(at, at + len(words), int(words), "person", words),)
            else:
                name = NameMention(at, at + len(words), words, kinds.get(words, "person"), words)
                names[(at, at + len(words))] = name
                filled[role] = (name,)
        if type:
            trigger = (start + len(line) - 3, start + len(line) - 1)
            dated = (start, start + 4) if date else None
            told = Assertion(
                type,
                filled,
                start,
                start + len(line),
                id,
                date=date,
                sentence=k,
                trigger=trigger,
                date_span=dated,
            )
            assertions.append(told)
    source = Source(text, language, id, title=id, origin=f"{id}.txt")
    found = [names[span] for span in sorted(names)]
    return Account(source, sentences, names=found, assertions=assertions)


def identities(accounts: list[Account], *groups: str) -> list[Identity]:
    """Who is who: each group is the written forms of one thing, with `|` between; any other form stands alone."""
    of = {form: group for group in groups for form in group.split("|")}
    found: dict[str, list[tuple[Naming, str, str, NameKind]]] = {}
    for i, one in enumerate(accounts):
        for name in one.names:
            naming = Naming(i, name.start, name.end, name.text)
            found.setdefault(of.get(name.name, name.name), []).append((naming, one.language, name.name, name.kind))
    made = []
    for rows in found.values():
        names: dict[str, list[str]] = {}
        for _, language, form, _ in rows:
            names.setdefault(language, [])
            if form not in names[language]:
                names[language].append(form)
        made.append(Identity(rows[0][3], tuple(sorted(row[0] for row in rows)), names))
    return sorted(made, key=lambda one: one.mentions[0])


def beads(accounts: list[Account], gaps: dict[int, set[int]] | None = None) -> dict[tuple[int, int], list[Bead]]:
    """Line by line alignment; `gaps` are lines that an account's own text does not have (by account index)."""
    gaps = gaps or {}
    lines = [_lines(one, gaps.get(k, set())) for k, one in enumerate(accounts)]
    made = {}
    for i, j in combinations(range(len(accounts)), 2):
        every = sorted(set(lines[i]) | set(lines[j]))
        made[i, j] = [Bead(tuple(_at(lines[i], line)), tuple(_at(lines[j], line)), 0.9) for line in every]
    return made


def passages(accounts: list[Account], gaps: dict[int, set[int]] | None = None) -> list[Passage]:
    """The rows of the same alignment."""
    gaps = gaps or {}
    lines = [_lines(one, gaps.get(k, set())) for k, one in enumerate(accounts)]
    every = sorted({line for one in lines for line in one})
    return [{a.id: tuple(_at(lines[k], line)) for k, a in enumerate(accounts)} for line in every]


def _lines(one: Account, gaps: set[int]) -> list[int]:
    """Which line of the whole story each sentence is."""
    whole = [line for line in range(len(one.sentences) + len(gaps)) if line not in gaps]
    return whole[: len(one.sentences)]


def _at(lines: list[int], line: int) -> list[int]:
    return [lines.index(line)] if line in lines else []


KINDS: dict[str, NameKind] = dict.fromkeys(("Brenk", "Brenkben", "Oslo", "Oslóba", "Oslóban"), "place")

EN: list[Row] = [
    ("1921: Anna Weiss came to Brenk and stayed.", "arrival", {"agent": "Anna Weiss", "destination": "Brenk"}, "1921"),
    ("1934-03: Anna Weiss was arrested by Karl Holm in Brenk.", "arrest",
     {"patient": "Anna Weiss", "agent": "Karl Holm", "place": "Brenk"}, "1934-03"),
    ("Karl Holm spoke to the town.", "speech", {"agent": "Karl Holm"}, None),
    ("1935: Anna Weiss was freed.", "release", {"patient": "Anna Weiss"}, "1935"),
    ("1936-05-02: she went to Oslo, did Anna Weiss.", "journey",
     {"destination": "Oslo", "agent": "Anna Weiss"}, "1936-05-02"),
    ("1941: Karl Holm died in Brenk.", "death", {"patient": "Karl Holm", "place": "Brenk"}, "1941"),
]  # fmt: skip

HU: list[Row] = [
    ("1921: Weiss Anna megérkezett.", "arrival", {"agent": "Weiss Anna"}, "1921"),
    ("1934-04-11: Weiss Annát Holm Károly letartóztatta.", "arrest",
     {"patient": "Weiss Annát", "agent": "Holm Károly"}, "1934-04-11"),
    ("Holm Károly beszédet mondott.", "speech", {"agent": "Holm Károly"}, None),
    ("1935-09: Weiss Annát kiengedték.", "release", {"patient": "Weiss Annát"}, "1935-09"),
    ("1936-05: Weiss Anna Oslóba utazott.", "journey", {"agent": "Weiss Anna", "destination": "Oslóba"}, "1936-05"),
    ("1941: Holm Károly meghalt.", "death", {"patient": "Holm Károly"}, "1941"),
]  # fmt: skip

PT: list[Row] = [
    ("1921: Anna Weiss chegou a Brenk.", "arrival", {"agent": "Anna Weiss", "destination": "Brenk"}, "1921"),
    ("Foi detida, Anna Weiss, em Brenk.", "detention", {"patient": "Anna Weiss", "place": "Brenk"}, None),
    ("1935: Anna Weiss foi libertada.", "release", {"patient": "Anna Weiss"}, "1935"),
    ("1936: Anna Weiss partiu para Oslo.", "journey", {"agent": "Anna Weiss", "destination": "Oslo"}, "1936"),
    ("1942: Karl Holm morreu.", "death", {"patient": "Karl Holm"}, "1942"),
]  # fmt: skip

ANNA, HOLM, OSLO = "Anna Weiss|Weiss Anna|Weiss Annát", "Karl Holm|Holm Károly", "Oslo|Oslóba"


def told(*, thin: bool = False) -> list[Account]:
    """Three accounts of one life, which differ in dates; the Portuguese leaves the speech out."""
    accounts = [account("en", "en", EN, KINDS), account("hu", "hu", HU, KINDS), account("pt", "pt", PT, KINDS)]
    return accounts[:2] if thin else accounts


def book(accounts: list[Account] | None = None, dependence: list[Dependence] | None = None) -> Chronicle:
    """The book of those accounts."""
    accounts = accounts or told()
    gaps = {k: {2} for k, one in enumerate(accounts) if one.id == "pt"}
    return assemble(
        accounts,
        beads(accounts, gaps),
        passages=passages(accounts, gaps),
        identities=identities(accounts, ANNA, HOLM, OSLO),
        discrepancies=discrepancies(accounts),
        dependence=dependence or [],
    )


def discrepancies(accounts: list[Account]) -> list[Discrepancy]:
    """The two arrests' dates, and the two years of the death, as a comparison would give them."""
    found = []
    texts = {one.id: one.source.text for one in accounts}
    pairs = [("en", "1934-03", "hu", "1934-04-11"), ("en", "1941", "pt", "1942"), ("hu", "1941", "pt", "1942")]
    for left, a, right, b in pairs:
        if left in texts and right in texts:
            found.append(
                Discrepancy("date", "contradicts", _span(left, texts[left], a), _span(right, texts[right], b),
                            a, b, 0.7, 0.9, f"{left} says {a}, {right} says {b}.")
            )  # fmt: skip
    return found


def _span(id: str, text: str, words: str) -> Span:
    at = text.index(words)
    return Span(id, at, at + len(words), words)
