"""What CLDR says of every language, as tools/make_cldr.py and tools/make_numbers.py have frozen it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec

from kronika.languages.packs import base

_HERE = Path(__file__).parent


class Names(msgspec.Struct, frozen=True):
    """Names and formats of one language; all names in small letters.

    Attributes:
        order: how numbers alone are ordered in a date ("DMY", "MDY", "YMD").
        months, months_short: twelve lists of forms. month_frame: what stands before and after the number of a month
            in languages that number them.
        weekdays, weekdays_short: seven lists, Monday first.
        before, after: words for the eras BC and AD.
        glue: words between the parts of a date. year_words: words behind the year.
        decimal, group: the signs inside numbers.
        time: unit of time to words; units: other units; currencies: code to words.
    """

    note: str = ""
    order: str = "DMY"
    decimal: str = "."
    group: str = ","
    months: tuple[tuple[str, ...], ...] = ()
    months_short: tuple[tuple[str, ...], ...] = ()
    month_frame: tuple[str, ...] = ()
    weekdays: tuple[tuple[str, ...], ...] = ()
    weekdays_short: tuple[tuple[str, ...], ...] = ()
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    glue: tuple[str, ...] = ()
    year_words: tuple[str, ...] = ()
    time: dict[str, tuple[str, ...]] = {}
    units: dict[str, tuple[str, ...]] = {}
    currencies: dict[str, tuple[str, ...]] = {}


class Spelled(msgspec.Struct, frozen=True):
    """Number words of one language: form to value; the powers of a thousand apart."""

    note: str = ""
    cardinals: dict[str, int] = {}
    ordinals: dict[str, int] = {}
    powers: dict[str, int] = {}


@cache
def names(tag: str | None) -> Names:
    """What CLDR says of a language; the defaults where it says nothing."""
    file = _HERE / f"{base(tag)}.json"
    return msgspec.json.decode(file.read_bytes(), type=Names) if file.is_file() else Names()


@cache
def spelled(tag: str | None) -> Spelled:
    """The number words of a language; none where CLDR has no rules for it."""
    file = _HERE / "numbers" / f"{base(tag)}.json"
    return msgspec.json.decode(file.read_bytes(), type=Spelled) if file.is_file() else Spelled()
