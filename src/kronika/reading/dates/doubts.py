"""What looks like a date and is none."""

from __future__ import annotations

from kronika.reading.dates.phrases import Phrase

# A number before or behind one of these is an amount, a reference or a name.
_SIGNS_BEFORE = "$€£¥₽₴%‰#№§@&+×*=_\\^~<>|°"
_SIGNS_BEHIND = "$€£¥₽₴%‰°²³+×*_\\^|@"
_CUES = frozenset({"at", "since", "until", "from", "between", "part", "about", "before", "after", "since2", "until2",
                   "between2", "part2", "about2", "before2", "after2"})  # fmt: skip


def doubtful(phrase: Phrase, text: str) -> bool:
    """True where a phrase is more likely no date at all."""
    if "deny" in phrase.cues:
        return True
    if phrase.shape == "fiscal" and phrase.until is not None:
        return _glued(phrase, text)
    if phrase.shape == "year" and phrase.until is None:
        return _no_year(phrase, text)
    if phrase.shape == "seasona":
        return _idle_season(phrase)
    if phrase.shape == "month":
        return _names_something(phrase, text)
    if phrase.shape in ("nmy", "ynm", "dmyn", "ymdn", "dmy2"):
        return _glued(phrase, text)
    return False


def _idle_season(phrase: Phrase) -> bool:
    """A season without a year tells a time only with an article or in a form made for it: "in the spring"."""
    items, at = phrase.stretch.items, phrase.item
    if "salone" in items[at].values:
        return False
    before = items[at - 1].values if at else {}
    return not ("of" in before or "at" in before or phrase.cues & _CUES)


def _names_something(phrase: Phrase, text: str) -> bool:
    """A month's name that is another word too, with a capital behind it, within a sentence: "in May Street"."""
    if "weak" not in phrase.stretch.items[phrase.item].values or not text[phrase.end + 1 : phrase.end + 2].isupper():
        return False
    before = text[max(0, phrase.start - 20) : phrase.start].split()
    return text[phrase.end] == " " and bool(before) and before[-1].islower()


def _glued(phrase: Phrase, text: str) -> bool:
    """True where the number goes on beyond the phrase: a longer reference, a decimal, a code."""
    before, behind = text[max(0, phrase.start - 2) : phrase.start], text[phrase.end : phrase.end + 2]
    if before[-1:] and (before[-1] in _SIGNS_BEFORE.replace("=", "") or before[-1].isalnum()):
        return not _dense(before[-1])
    if before[-1:] in (".", ",", "/", "-", ":") and before[:1].isdigit():
        return True
    if behind and behind[0] in _SIGNS_BEHIND:
        return True
    return behind[:1] in (".", ",", "/", ":") and behind[1:].isdigit()


def _dense(letter: str) -> bool:
    return "\u0e00" <= letter <= "\u0eff" or "\u2e80" <= letter <= "\uffff"


def _no_year(phrase: Phrase, text: str) -> bool:
    if _glued(phrase, text):
        return True
    items = phrase.stretch.items[phrase.item : phrase.last + 1]
    numbers = [item for item in items if item.width]
    if len(numbers) != 1:
        return False
    if any(kind in item.values for item in items for kind in ("year", "bc", "ad", "era")):
        return False
    if any("yend" in item.values or "fend" in item.values or "uend" in item.values for item in items):
        return numbers[0].width == 3 and numbers[0].number % 100 == 0
    if "deny2" in phrase.cues or _hyphenated(phrase, text):
        return True
    following = _following(phrase, text)
    if _unit_follows(phrase):
        return True
    year = numbers[0].number
    usual = 1100 <= year <= 2040
    if phrase.cues & _CUES == {"about"} and year % 500 == 0 and following.isalpha():
        return True
    if phrase.cues & _CUES:
        return year < 1100 and following.islower() and year % 50 == 0
    if phrase.start and text[phrase.start - 1] == "(":
        return False
    return (year % 100 == 0 or not usual) and (following.isalpha() or not usual)


def _hyphenated(phrase: Phrase, text: str) -> bool:
    """ "B-1944", "ISO-1999": a name of letters and a number."""
    at = phrase.start
    return at >= 2 and text[at - 1] in "-–/" and text[at - 2].isalnum() and not phrase.cues & {"part", "about"}


def _following(phrase: Phrase, text: str) -> str:
    """The first letter of the next word, or "" where something else stands there."""
    behind = text[phrase.end : phrase.end + 2]
    return behind[1:] if behind[:1] in (" ", "\u00a0") else ""


def _unit_follows(phrase: Phrase) -> bool:
    at = phrase.last
    items, codes = phrase.stretch.items, phrase.stretch.codes
    return (
        at + 1 < len(items)
        and codes[2 * at + 1] in "sz"
        and ("unit" in items[at + 1].values or "measure" in items[at + 1].values)
    )
