"""How a language writes numbers: the schema of `numbers.toml`.

The number words of CLDR's spell-out rules are always known; a pack adds what they do not say. A trailing `*` in a form
stands for any of `endings` or none.
"""

from __future__ import annotations

import msgspec


class Numbers(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words of numbers and quantities.

    Attributes:
        endings: case endings that `*` stands for.
        cardinals, ordinals, powers: number (as a key in digits) to words; powers are thousand, million …
        both: words inside a number ("and" in "two hundred and six").
        half: words that add a half ("másfél" is in `fractions`). fractions: "0.5", "1.5" … to words.
        approximate, approximate_after: "some", "about", "körülbelül"; more, less: "over", "at most".
        between, to: as in dates, for ranges of amounts.
        vague: words that are numbers only in name ("dozens").
        endings_written: what may be written onto digits ("156-an", "10th") and says nothing of the value.
        ordinal_endings: what makes digits an ordinal ("10th", "10º", "10.").
        ordinal_cases: endings of ordinals and what replaces them in other cases: the first of each list by the rest.
        units: unit (as in knowledge/units) to words in this language.
    """

    endings: tuple[str, ...] = ()
    cardinals: dict[str, tuple[str, ...]] = {}
    ordinals: dict[str, tuple[str, ...]] = {}
    powers: dict[str, tuple[str, ...]] = {}
    fractions: dict[str, tuple[str, ...]] = {}
    both: tuple[str, ...] = ()
    approximate: tuple[str, ...] = ()
    approximate_after: tuple[str, ...] = ()
    more: tuple[str, ...] = ()
    less: tuple[str, ...] = ()
    between: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    endings_written: tuple[str, ...] = ()
    ordinal_endings: tuple[str, ...] = ()
    ordinal_cases: tuple[tuple[str, ...], ...] = ()
    units: dict[str, tuple[str, ...]] = {}
