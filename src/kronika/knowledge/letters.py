"""Letters beneath their dress: case, accents, hyphens and points folded away, in every script.

This is the key that looks names up. It never changes the script; `kronika.names` brings scripts together.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

LONGEST = 400
"""Longer strings are no names; only so many characters are folded."""

# Letters that Unicode does not decompose, though writers without the letter at hand write them so.
_SPELT = {
    "ß": "ss", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h",
    "ŋ": "n", "ĸ": "k", "ə": "a", "ƿ": "w", "ɔ": "o", "ɛ": "e", "ҡ": "к", "қ": "к", "ң": "н", "ү": "у",
    "ұ": "у",
    "һ": "х", "ё": "е", "ґ": "г", "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ک": "ك",
    "ة": "ه",
    "ؤ": "و", "ئ": "ي", "ـ": "", "ʹ": "", "ʺ": "", "ʻ": "", "ʼ": "", "ʿ": "", "ʾ": "", "'": "", "’": "",
    "‘": "", "`": "", "´": "", "′": "", "ˈ": "", "׳": "", "״": "",
}  # fmt: skip
_TABLE = str.maketrans(_SPELT)
_GAP = re.compile(r"[^\w\s]|_")
_BARE = re.compile(r"[a-z0-9 ]*\Z")
_KEEPS_MARKS = ("HANGUL", "HIRAGANA", "KATAKANA", "DEVANAGARI", "BENGALI", "TAMIL", "THAI", "MYANMAR", "KHMER", "LAO")


@lru_cache(4096)
def _bare(letter: str) -> str:
    """One letter without its accents and points; letters whose marks are vowels or part of them stay whole."""
    if unicodedata.name(letter, "").startswith(_KEEPS_MARKS):
        return letter
    parts = unicodedata.normalize("NFD", letter)
    kept = "".join(part for part in parts if not unicodedata.combining(part))
    return unicodedata.normalize("NFC", kept)


@lru_cache(65536)
def fold(text: str) -> str:
    """A name as letters to compare: small, without accents and apostrophes, hyphens and stops as single
    spaces.

    `fold("Alma-Ata") == fold("ALMA  ATA") == "alma ata"`. The script stays. Marks that are vowels (Devanagari, Thai,
    kana) stay.
    """
    text = text[:LONGEST].casefold()
    if not _BARE.match(text):
        text = unicodedata.normalize("NFKC", text).casefold().translate(_TABLE)
        text = "".join(_bare(letter) for letter in text).translate(_TABLE)
    return " ".join(_GAP.sub(" ", text).split())


def key(text: str) -> str:
    """The folded name without its spaces: "Alma-Ata", "Alma Ata" and "Almaata" share one key."""
    return fold(text).replace(" ", "")
