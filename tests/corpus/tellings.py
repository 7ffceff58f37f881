"""Invented stories, each told once, twice or three times in different languages; the same for the same seed."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping
from pathlib import Path

GIVEN = "Anna Boris Clara Daniel Edith Felix Greta Hugo Irma Jonas Karla Leo Marta Nils Olga Paul Rosa Simon Thea"
FAMILY = (
    "Adler Bergman Castell Dorn Eberling Falk Garay Halmos Iveson Jarosz Kemeny Lindqvist Morvan Novak Orsini Petrov "
    "Quiroga Rozsa Sandoval Tolnay Urban Varga Winkler Xanthos Zeman Brandt Costa Dumont Estrada Fodor"
)
TOWNS = (
    "Graz Lyon Porto Split Turku Gdansk Szeged Bergen Malaga Dresden Odessa Siena Utrecht Kassel Varna Leeds Ghent "
    "Bilbao Trieste Uppsala Linz Nantes Braga Zadar Oulu Lublin Miskolc Bremen Tampere Salzburg"
)
MONTHS = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
}
DATE = {"en": "{day} {month} {year}", "de": "{day}. {month} {year}", "es": "{day} de {month} de {year}"}
SENTENCES: tuple[tuple[str, str, str], ...] = (
    ("On {date} the engineer {a} was arrested in {town}.", "Am {date} wurde der Ingenieur {a} in {town} verhaftet.",
     "El {date} el ingeniero {a} fue detenido en {town}."),
    ("The court sentenced {a} to {n} days in prison.", "Das Gericht verurteilte {a} zu {n} Tagen Haft.",
     "El tribunal condenó a {a} a {n} días de prisión."),
    ("{b} had accused {a} before the judge.", "{b} hatte {a} vor dem Richter beschuldigt.",
     "{b} había acusado a {a} ante el juez."),
    ("{a} fled to {other} and died there in {later}.", "{a} floh nach {other} und starb dort im Jahr {later}.",
     "{a} huyó a {other} y murió allí en {later}."),
    ("A fire destroyed the theatre of {town} on {date}.", "Ein Brand zerstörte am {date} das Theater von {town}.",
     "Un incendio destruyó el teatro de {town} el {date}."),
    ("{n} people lost their homes.", "{n} Menschen verloren ihre Wohnung.", "{n} personas perdieron su casa."),
    ("The mayor of {town}, {a}, asked {other} for help.", "Der Bürgermeister von {town}, {a}, bat {other} um Hilfe.",
     "El alcalde de {town}, {a}, pidió ayuda a {other}."),
    ("The architect {b} built the bridge in {later}.", "Der Architekt {b} baute die Brücke im Jahr {later}.",
     "El arquitecto {b} construyó el puente en {later}."),
    ("{a} published a book about the harbour on {date}.", "{a} veröffentlichte am {date} ein Buch über den Hafen.",
     "{a} publicó un libro sobre el puerto el {date}."),
    ("It sold {n} copies in a month.", "In einem Monat wurden {n} Exemplare verkauft.",
     "En un mes se vendieron {n} ejemplares."),
    ("{b} attacked {a} in a newspaper of {other}.", "{b} griff {a} in einer Zeitung aus {other} an.",
     "{b} atacó a {a} en un periódico de {other}."),
    ("The workers of the mill went on strike on {date}.", "Die Arbeiter der Mühle traten am {date} in den Streik.",
     "Los obreros del molino se declararon en huelga el {date}."),
    ("{n} of them marched from {town} to {other}.", "{n} von ihnen zogen von {town} nach {other}.",
     "{n} de ellos marcharon de {town} a {other}."),
    ("Their leader, {a}, met the owner, {b}.", "Ihr Anführer {a} traf den Besitzer {b}.",
     "Su líder, {a}, se reunió con el dueño, {b}."),
    ("The mill was closed in {later}.", "Die Mühle wurde im Jahr {later} geschlossen.",
     "El molino fue cerrado en {later}."),
    ("{a} married {b} in the cathedral of {town} in {later}.", "{a} heiratete {b} im Jahr {later} im Dom von {town}.",
     "{a} se casó con {b} en la catedral de {town} en {later}."),
)  # fmt: skip
_TOLD = 5  # sentences of a story


def tellings(count: int, seed: int = 1) -> Iterator[tuple[int, dict[str, str]]]:
    """So many sources as rows of a table, each with the number of its story.

    One telling in four has another day or number than the first of its story.
    """
    chance = random.Random(seed)
    made = story = 0
    while made < count:
        facts, chosen = _facts(chance), sorted(chance.sample(range(len(SENTENCES)), _TOLD))
        tags = chance.sample(sorted(DATE), min(count - made, chance.choice((1, 2, 2, 3))))
        for place, tag in enumerate(tags):
            told = dict(facts)
            if place and chance.random() < 0.25:
                told[chance.choice(("day", "n"))] = chance.randrange(2, 28)
            yield story, {"id": f"{story:05}-{tag}", "language": tag, "text": _told(chosen, tag, told)}
            made += 1
        story += 1


def _facts(chance: random.Random) -> dict[str, str | int]:
    people = [f"{chance.choice(GIVEN.split())} {chance.choice(FAMILY.split())}" for _ in range(2)]
    town, other = chance.sample(TOWNS.split(), 2)
    year = chance.randrange(1850, 1990)
    return {
        "a": people[0], "b": people[1], "town": town, "other": other,
        "year": year, "later": year + chance.randrange(1, 9), "n": chance.randrange(30, 9000),
        "day": chance.randrange(1, 29), "month": chance.randrange(12),
    }  # fmt: skip


def _told(chosen: list[int], tag: str, facts: Mapping[str, str | int]) -> str:
    month = MONTHS[tag].split()[int(facts["month"])]
    date = DATE[tag].format(**{**facts, "month": month})
    column = ("en", "de", "es").index(tag)
    return " ".join(SENTENCES[k][column].format(**{**facts, "date": date}) for k in chosen)


def write(folder: Path, count: int, seed: int = 1) -> dict[str, int]:
    """Writes sources into a JSON Lines file; the story of each by its id."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = list(tellings(count, seed))
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for _, row in rows)
    (folder / "tellings.jsonl").write_text(lines, encoding="utf-8")
    return {row["id"]: story for story, row in rows}
