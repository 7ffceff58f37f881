"""Two numbers beside each other: equal in value, rounded, converted, or another number."""

from __future__ import annotations

import math

from kronika.knowledge import units
from kronika.model import Quantity

#: A number is a rounding of another where they differ by less than this share ("some 150" for 153, "1.5 million").
ROUNDED = 0.04
#: …and a converted one where they differ by less than this once in one unit (a mile is 1.609 km; writers round).
CONVERTED = 0.06

#: What is measured in units that differ from country to country.
MEASURED = frozenset({"length", "area", "volume", "mass", "speed", "temperature"})
#: Factors between the measures that writers convert (mile and kilometre, inch and centimetre, foot and metre, pound and
#: kilogram, acre and hectare, gallon and litre, degrees, a change of less than a fifth), and how roughly they are met.
FACTORS = (1.0, 1.15, 1.609, 2.54, 25.4, 3.281, 2.205, 2.471, 3.785, 1.8, 2.9)
HALF_CONVERTED = 0.09


def equal(left: Quantity, right: Quantity) -> bool:
    """Whether both can state one amount."""
    for a in _bounds(left):
        for b in _bounds(right):
            if math.isclose(a, b, rel_tol=1e-9):
                return True
    if _overlap(left, right):
        return True
    # One rounds the other; two that are both said to be rough ("more than 800", "more than 830") are two numbers.
    if left.approximate != right.approximate and _near(float(left.value), float(right.value), ROUNDED):
        return True
    return converted(left, right) or _short_year(left, right) or _short_year(right, left)


def _short_year(short: Quantity, full: Quantity) -> bool:
    """Whether one is the year of the other written with two digits: "SS19" for 2019."""
    return short.unit is None and 1000 <= full.value < 2100 and short.value == full.value % 100 and len(short.text) == 2


def converted(left: Quantity, right: Quantity) -> bool:
    """Whether one is the other in another unit."""
    if not left.unit or not right.unit or left.unit == right.unit:
        return False
    there = units.convert(float(left.value), left.unit, right.unit)
    return there is not None and _near(there, float(right.value), CONVERTED)


def comparable(left: Quantity, right: Quantity) -> bool:
    """Whether two unequal numbers can contradict each other: not where one may be the other in another measure.

    Writers convert miles and inches and round as they go; a reader that has lost a unit cannot tell that from an error.
    """
    a, b = _measures(left), _measures(right)
    # Of degrees no words say which scale they count; and writers round what they convert.
    if "degree" in (left.unit, right.unit):
        return False
    if a and b:
        return left.unit == right.unit and not _near(float(left.value), float(right.value), CONVERTED)
    if not a and not b:
        return True
    smaller, bigger = sorted((abs(float(left.value)), abs(float(right.value))))
    return not smaller or all(not _near(bigger / smaller, factor, HALF_CONVERTED) for factor in FACTORS)


def _measures(quantity: Quantity) -> bool:
    unit = units.units().get(quantity.unit or "")
    return quantity.unit == "degree" or (unit is not None and unit.kind in MEASURED)


def close(left: Quantity, right: Quantity) -> float:
    """How alike the digits of two differing numbers are, in [0, 1]: the share of digits in their places."""
    a, b = _digits(left), _digits(right)
    if len(a) != len(b):
        return 0.5 * _common(a, b) / max(len(a), len(b), 1)
    return sum(x == y for x, y in zip(a, b)) / max(len(a), 1)


def in_digits(quantity: Quantity) -> bool:
    """Whether it is written in digits: number words are too free between languages to hold against anyone."""
    return any(character.isdigit() for character in quantity.text)


def _bounds(quantity: Quantity) -> tuple[float, ...]:
    return (float(quantity.value),) if quantity.high is None else (float(quantity.value), float(quantity.high))


def _overlap(left: Quantity, right: Quantity) -> bool:
    if left.high is None and right.high is None:
        return False
    a, b = _bounds(left), _bounds(right)
    return a[0] <= b[-1] and b[0] <= a[-1]


def _near(a: float, b: float, share: float) -> bool:
    return abs(a - b) <= share * max(abs(a), abs(b))


def _digits(quantity: Quantity) -> str:
    return "".join(character for character in quantity.text if character.isdigit())


def _common(a: str, b: str) -> int:
    return len(set(a) & set(b))
