"""Quantities: the same amount has the same value and unit in every language."""

from __future__ import annotations

import msgspec
import pytest

from kronika.knowledge.units import convert
from kronika.model import Account, Quantity, Source
from kronika.reading import dates, quantities


def find(text: str, language: str) -> list[Quantity]:
    account = Account(Source(text, language=language))
    return quantities.find(msgspec.structs.replace(account, dates=dates.find(account)))


SAME = [
    (
        1_500_000,
        None,
        {
            "hu": "1,5 millió",
            "en": "1.5 million",
            "ru": "полтора миллиона",
            "de": "1,5 Mio.",
            "pt": "um milhão e meio",
            "uk": "1,5 млн",
        },
    ),
    (
        206,
        None,
        {
            "hu": "kétszázhat",
            "en": "two hundred and six",
            "ru": "двести шесть",
            "de": "zweihundertsechs",
            "it": "duecentosei",
            "pt": "duzentos e seis",
        },
    ),
    (12_345, None, {"en": "12,345", "de": "12.345", "fr": "12 345", "hu": "12 345", "pt": "12.345", "ru": "12 345"}),
    (
        156,
        "person",
        {
            "en": "156 people",
            "hu": "156 ember",
            "pt": "156 pessoas",
            "ru": "156 человек",
            "pl": "156 osób",
            "fr": "156 personnes",
        },
    ),
    (
        10,
        "ordinal",
        {"en": "10th anniversary", "hu": "10. évforduló", "pt": "10º aniversário", "de": "zum 10. Jahrestag"},
    ),
    (15, "ordinal", {"en": "the XV congress", "hu": "a XV. kongresszus", "pt": "o XV Congresso"}),
    (
        3,
        "month",
        {"en": "three months", "hu": "három hónap", "pt": "três meses", "de": "drei Monate", "fr": "trois mois"},
    ),
    (20, "km", {"en": "20 km", "hu": "20 kilométer", "ru": "20 км", "fr": "20 kilomètres", "de": "20 Kilometer"}),
    (33, "%", {"en": "33%", "de": "33 %", "tr": "33%", "es": "33 %"}),
]


@pytest.mark.parametrize(
    ("value", "unit", "language", "text"),
    [(value, unit, language, text) for value, unit, texts in SAME for language, text in texts.items()],
)
def test_one_amount_in_many_languages(value: float, unit: str | None, language: str, text: str) -> None:
    assert [(q.value, q.unit) for q in find(text, language)] == [(value, unit)]


RANGES = [
    ("en", "10-15 km", 10, 15, "km"),
    ("en", "2-3 million", 2_000_000, 3_000_000, None),
    ("de", "10 bis 15 Kilometer", 10, 15, "km"),
]


@pytest.mark.parametrize(("language", "text", "low", "high", "unit"), RANGES)
def test_ranges(language: str, text: str, low: float, high: float, unit: str | None) -> None:
    assert [(q.value, q.high, q.unit) for q in find(text, language)] == [(low, high, unit)]


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "some 150 men"), ("hu", "mintegy 150 ember"), ("pt", "cerca de 150 homens"), ("ru", "около 150 человек")],
)
def test_approximate(language: str, text: str) -> None:
    assert [(q.value, q.approximate) for q in find(text, language)] == [(150, True)]


def test_money() -> None:
    assert [(q.value, q.unit, q.text) for q in find("It cost $3.5 billion.", "en")] == [(3.5e9, "USD", "$3.5 billion")]
    assert [(q.value, q.unit) for q in find("1,5 млн рублей", "ru")] == [(1.5e6, "RUB")]


def test_a_number_within_a_date_is_none() -> None:
    assert find("On 12 November 1944 and in 1945", "en") == []


def test_conversion() -> None:
    assert convert(2, "mile", "km") == pytest.approx(3.218688)
    assert convert(1, "week", "day") == 7
    assert convert(1, "km", "kg") is None
    assert convert(5, None, None) == 5


@pytest.mark.parametrize("text", ["7" * 300_000, "1 " * 30_000, "one " * 30_000, "a" * 300_000, "1,000," * 20_000])
def test_any_length_is_read(text: str) -> None:
    for quantity in find(text, "en"):
        assert text[quantity.start : quantity.end] == quantity.text


DESIGNATIONS = [
    ("en", "The torpedo boat T-36 rescued 564 people.", [564]),
    ("en", "A MiG-29 crashed on 3 houses.", [3]),
    ("de", "Das U-Boot S-13 feuerte 3 Torpedos ab.", [3]),
    ("ru", "Самолёт Ту-154 упал, 96 человек погибло.", [96]),
    ("hu", "A T-34-es 3 embert ölt meg.", [3]),
    ("fr", "Le sous-marin U-47 coula 3 navires.", [3]),
    ("he", "כ-300 איש נהרגו.", [300]),
    ("en", "A 70-minute delay at -5 degrees.", [70, -5]),
]


@pytest.mark.parametrize(("language", "text", "values"), DESIGNATIONS)
def test_a_designation_counts_nothing(language: str, text: str, values: list[int]) -> None:
    assert [one.value for one in find(text, language)] == values
