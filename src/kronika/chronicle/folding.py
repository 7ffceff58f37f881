"""Words as they are searched by: one form for what people may type in any script.

Case, accents of the alphabets that have case, vowel points, look-alike widths and final letters fall away; letters
with a stroke lose it. Scripts that put no space between words (Han, kana, Thai, Lao, Khmer, Burmese, Tibetan) are
indexed by pairs of letters, the usual way without a dictionary.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Letters that Unicode does not take apart, and those that stand for two.
_LETTERS = str.maketrans(
    {
        "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ß": "ss", "ı": "i", "ħ": "h",
        "ŧ": "t", "ŋ": "n", "ĸ": "k", "ə": "e", "ʻ": None, "ʼ": None, "’": None, "'": None, "ـ": None,
        "ى": "ي", "ة": "ه", "ک": "ك", "ی": "ي", "ך": "כ", "ם": "מ", "ן": "נ", "ף": "פ", "ץ": "צ", "ς": "σ",
        "ґ": "г", "ѣ": "е", "і": "и", "ї": "и", "ў": "у",
    }
)  # fmt: skip

_UNSPACED = (
    "\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0002fa1f"
)
_RUN = re.compile(f"[{_UNSPACED}]+")
_INDIC = "\u0900-\u0963\u0966-\u0dff"  # their vowel signs are no letters to `re`, and belong to the word
_WORD = re.compile(rf"(?:[^\W_{_UNSPACED}]|[{_INDIC}])+|[{_UNSPACED}]+")


@lru_cache(maxsize=65536)
def folded(text: str) -> str:
    """The text in the form it is searched by; single spaces between words."""
    lowered = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(letter for letter in lowered if not _accent(letter))
    return " ".join(unicodedata.normalize("NFC", kept).translate(_LETTERS).split())


def _accent(letter: str) -> bool:
    """Accents, breathings, vowel points and tone signs above or below; not the marks that make another letter
    (the nukta and virama of Indic scripts, the voicing marks of kana)."""
    joining = unicodedata.combining(letter)
    return joining >= 200 or 10 <= joining <= 36


def terms(text: str) -> list[str]:
    """The words of a text, folded; a run of an unspaced script is one term."""
    return _WORD.findall(folded(text))


def unspaced(term: str) -> bool:
    """True for a term of a script that puts no space between words."""
    return bool(_RUN.fullmatch(term))


def pairs(run: str) -> list[str]:
    """The overlapping pairs of letters of a run; the letter itself where it is alone."""
    return [run[k : k + 2] for k in range(len(run) - 1)] or [run]


def indexed(text: str) -> str:
    """What the full-text index holds of a text: folded words, and pairs of letters for unspaced scripts."""
    found = []
    for term in terms(text):
        found += [*pairs(term), term[-1]] if unspaced(term) and len(term) > 1 else [term]
    return " ".join(found)
