"""Two numbers beside each other: equal in value, rounded, converted, or another number."""

from __future__ import annotations

import math

from kronika.knowledge import units
from kronika.model import Quantity

#: A number is a rounding of another where they differ by less than this share ("some 150" for 153, "1.5 million").
ROUNDED = 0.04
#: …and a converted one where they differ by less than this once in one unit (a mile is 1.609 km; writers round).
CONVERTED = 0.06


def equal(left: Quantity, right: Quantity) -> bool:
    """Whether both can state one amount."""
    for a in _bounds(left):
        for b in _bounds(right):
            if math.isclose(a, b, rel_tol=1e-9):
                return True
    if _overlap(left, right):
        return True
    if (left.approximate or right.approximate) and _near(float(left.value), float(right.value), ROUNDED):
        return True
    return converted(left, right)


def converted(left: Quantity, right: Quantity) -> bool:
    """Whether one is the other in another unit."""
    if not left.unit or not right.unit or left.unit == right.unit:
        return False
    there = units.convert(float(left.value), left.unit, right.unit)
    return there is not None and _near(there, float(right.value), CONVERTED)


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
