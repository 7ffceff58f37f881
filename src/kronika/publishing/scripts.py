"""Which way a language is written, and a Latin reading of names in other scripts."""

from __future__ import annotations

import unicodedata

from anyascii import anyascii

# Languages whose usual script runs from right to left (Unicode CLDR, layout/orientation), and script subtags
# (ISO 15924) that do so in any language.
_LANGUAGES = "ar arc ckb dv fa glk he khw ks lrc mzn nqo pnb ps sd syr ug ur yi"
_SCRIPTS = "Adlm Arab Hebr Mand Mend Nkoo Rohg Samr Syrc Thaa"
RIGHT_TO_LEFT = frozenset(_LANGUAGES.split(" "))
RIGHT_TO_LEFT_SCRIPTS = frozenset(_SCRIPTS.split(" "))


def direction(tag: str | None, text: str = "") -> str:
    """`rtl` or `ltr` for a BCP 47 tag; for an unknown one what most of the first letters of `text` say."""
    subtags = (tag or "und").split("-")
    script = next((part for part in subtags[1:] if len(part) == 4 and part.isalpha()), None)
    if script is not None:
        return "rtl" if script.title() in RIGHT_TO_LEFT_SCRIPTS else "ltr"
    if subtags[0] != "und":
        return "rtl" if subtags[0].lower() in RIGHT_TO_LEFT else "ltr"
    sample = [unicodedata.bidirectional(letter) for letter in text[:400]]
    return "rtl" if sample.count("R") + sample.count("AL") > sample.count("L") else "ltr"


def latin(name: str) -> str | None:
    """A reading of a name in plain Latin letters, None where it is in the Latin script already, or no name."""
    if len(name) > 200 or not any(letter.isalpha() and ord(letter) > 0x24F for letter in name):
        return None
    reading = anyascii(name).strip()
    return reading or None
