"""Units of measure: their signs, and how amounts convert."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

import msgspec


class Unit(msgspec.Struct, frozen=True):
    """One unit: what it measures, and how many of the unit `of` make one of it."""

    kind: str
    of: str
    factor: float
    signs: tuple[str, ...] = ()
    cldr: str = ""


@cache
def units() -> dict[str, Unit]:
    """All units by name."""
    text = Path(__file__).with_name("units.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), dict[str, Unit])


@cache
def signs() -> dict[str, str]:
    """Every sign, as written, to the name of its unit."""
    return {sign: name for name, unit in units().items() for sign in unit.signs}


@cache
def from_cldr() -> dict[str, str]:
    """The name CLDR has for a unit to ours, where they differ."""
    return {unit.cldr: name for name, unit in units().items() if unit.cldr}


def convert(value: float, unit: str | None, to: str | None) -> float | None:
    """An amount in another unit of the same kind; None where the units do not measure the same.

    >>> convert(2, "mile", "km")
    3.218688
    """
    if unit == to:
        return value
    a, b = units().get(unit or ""), units().get(to or "")
    if a is None or b is None or a.of != b.of:
        return None
    return value * a.factor / b.factor
