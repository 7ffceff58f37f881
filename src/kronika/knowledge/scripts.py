"""Scripts: which one a name is written in, and its letters as the sound tables count them."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from kronika.knowledge.letters import fold

_NAMES = {
    "LATIN": "Latn", "CYRILLIC": "Cyrl", "GREEK": "Grek", "ARABIC": "Arab", "HEBREW": "Hebr", "CJK": "Hani",
    "HIRAGANA": "Kana", "KATAKANA": "Kana", "KATAKANA-HIRAGANA": "Kana", "HANGUL": "Hang", "GEORGIAN": "Geor",
    "ARMENIAN": "Armn", "DEVANAGARI": "Deva", "BENGALI": "Beng", "TAMIL": "Taml", "TELUGU": "Telu", "THAI":
    "Thai",
    "ETHIOPIC": "Ethi", "KANNADA": "Knda", "MALAYALAM": "Mlym", "GUJARATI": "Gujr", "GURMUKHI": "Guru",
    "ORIYA": "Orya",
    "SINHALA": "Sinh", "MYANMAR": "Mymr", "KHMER": "Khmr", "LAO": "Laoo", "TIBETAN": "Tibt", "SYRIAC": "Syrc",
}  # fmt: skip
_ABJAD_MARKS = {"Arab", "Hebr"}


@lru_cache(8192)
def _of(letter: str) -> str:
    if not letter.isalpha():
        return ""
    return _NAMES.get(unicodedata.name(letter, "").split(" ")[0], "Zyyy")


@lru_cache(65536)
def script(text: str) -> str:
    """The ISO 15924 code of the script most letters of a text are in ("Kana" for both kana); "Zyyy" without letters."""
    counts: dict[str, int] = {}
    for letter in text[:200]:
        code = _of(letter)
        if code:
            counts[code] = counts.get(code, 0) + 1
    return min(counts, key=lambda code: (-counts[code], code)) if counts else "Zyyy"


@lru_cache(65536)
def letters(word: str) -> str:
    """One word as the sound tables count it: small; Latin accents kept (č is not c), Hangul as its parts,
    katakana for
    hiragana, points and accents of other scripts dropped."""
    code = script(word)
    small = unicodedata.normalize("NFC", word.casefold())
    if code == "Latn":
        return "".join(letter for letter in small if letter.isalpha())
    if code == "Hang":
        return "".join(part for part in unicodedata.normalize("NFKD", small) if part.isalpha())
    if code == "Kana":
        small = "".join(chr(ord(c) + 0x60) if "ぁ" <= c <= "ゖ" else c for c in unicodedata.normalize("NFKC", small))
        return "".join(c for c in small if c.isalpha() or c == "ー")
    return fold(small).replace(" ", "")
