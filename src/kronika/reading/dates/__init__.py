"""The dates of an account: found by a grammar over codes, resolved in the order of the text."""

from __future__ import annotations

import re

import msgspec

from kronika.languages import base
from kronika.model import Account, DateMention
from kronika.reading.dates.atoms import Atom, atoms
from kronika.reading.dates.context import Narrative, Resolved
from kronika.reading.dates.doubts import doubtful
from kronika.reading.dates.grammar import grammar
from kronika.reading.dates.lexicon import Lexicon, lexicon
from kronika.reading.dates.phrases import Phrase, phrases
from kronika.reading.dates.scan import stretches
from kronika.reading.dates.values import Value, valid


def find(account: Account) -> list[DateMention]:
    """The dates that the account's text holds, in order, none overlapping.

    A date is never more precise than its words. What the words leave out is taken from what precedes in the account
    (`basis` "context"); where that cannot be told, `edtf` is None.
    """
    text = account.source.text
    clean = _SLIP.sub(_mended, text) if _SLIP.search(text) else text
    narrative = Narrative(_document_date(account))
    mentions: list[DateMention] = []
    breaks = frozenset(sentence.start for sentence in account.sentences) or None
    for start, end, tag in _regions(account):
        for phrase in _phrases(clean, tag, start, end, breaks):
            if mentions and phrase.start < mentions[-1].end:
                continue
            if clean is not text and clean[phrase.start : phrase.end] != text[phrase.start : phrase.end]:
                phrase = _uncertain(phrase)
            mention = _mention(narrative.resolve(phrase, _dateline(phrase, text)), text)
            if mention is not None:
                mentions.append(mention)
    return mentions


# A year that a scanner read with letters: "l927", "I9O5". At least two of its places must be digits.
_SLIP = re.compile(r"(?<!\w)(?=\w*[lIO])(?=(?:\w*\d){2})[1lI][0-9O][0-9OlI]{2}(?!\w)")
_DIGITS = str.maketrans("lIO", "110")


def _mended(match: re.Match[str]) -> str:
    return match.group().translate(_DIGITS)


def _uncertain(phrase: Phrase) -> Phrase:
    """A phrase whose year was mended: its value is marked as uncertain."""
    replace = msgspec.structs.replace
    until = replace(phrase.until, mark="?") if phrase.until is not None else None
    return replace(phrase, value=replace(phrase.value, mark="?"), until=until)


def _phrases(text: str, tag: str, start: int, end: int, breaks: frozenset[int] | None) -> list[Phrase]:
    words, patterns = lexicon(tag), (grammar(tag), grammar(tag, plain=True))
    found: list[Phrase] = []
    for stretch in stretches(text, words, start, end, breaks):
        made = phrases(stretch, [_unnamed(atom, text, words) for atom in atoms(stretch, patterns, words)])
        found += [phrase for phrase in made if not doubtful(phrase, text)]
    return found


def _unnamed(atom: Atom, text: str, words: Lexicon) -> Atom:
    """A season that is part of a name ("the 2008 Summer Olympics") leaves only its year."""
    if atom.shape not in ("season", "seasony") or atom.value.year is None:
        return atom
    around = text[max(0, atom.start - 24) : atom.end + 16].lower()
    if not any(name in around for name in words.pack.season_names):
        return atom
    return msgspec.structs.replace(atom, value=msgspec.structs.replace(atom.value, month=None))


def _regions(account: Account) -> list[tuple[int, int, str]]:
    """Stretches of one language: neighbours of one language are read as one, so that no split cuts a date."""
    main = base(account.language)
    regions: list[tuple[int, int, str]] = []
    for sentence in account.sentences:
        tag = base(sentence.language) if sentence.language else main
        start = regions[-1][1] if regions else 0
        if regions and regions[-1][2] == tag:
            regions[-1] = (regions[-1][0], sentence.end, tag)
        else:
            regions.append((start, sentence.end, tag))
    begun = regions[-1][1] if regions else 0
    if begun < len(account.source.text):
        tag = regions[-1][2] if regions else main
        regions.append((begun, len(account.source.text), tag))
    return regions


# A dateline is a day near the beginning of the account that stands on a line of its own, or nearly so.
_OPENING, _LINE = 600, 60


def _dateline(phrase: Phrase, text: str) -> bool:
    if phrase.start > _OPENING or phrase.value.day is None or phrase.until is not None:
        return False
    start = text.rfind("\n", 0, phrase.start) + 1
    end = text.find("\n", phrase.end)
    return (end if end >= 0 else len(text)) - start <= _LINE and (start > 0 or end >= 0)


def _document_date(account: Account) -> Value | None:
    """The day the account itself gives as its own, in its metadata."""
    digits = re.match(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?!\d)", account.source.metadata.get("date", ""))
    if not digits:
        return None
    year, month, day = (int(part) if part else None for part in digits.groups())
    value = Value(year, month, day)
    return value if valid(value) and (month is None or 1 <= month <= 12) else None


def _mention(resolved: Resolved, text: str) -> DateMention | None:
    phrase = resolved.phrase
    if resolved.edtf is None and not _worth(phrase):
        return None
    return DateMention(
        phrase.start, phrase.end, text[phrase.start : phrase.end], resolved.edtf, resolved.basis,  # type: ignore[arg-type]
        phrase.value.calendar, _stated(phrase), resolved.after, resolved.before, why=resolved.why,
    )  # fmt: skip


def _stated(phrase: Phrase) -> str | None:
    """What the words alone state: the date in its own calendar, or, where they name no year, `XXXX-05-12`."""
    value = phrase.value
    if value.stated is not None:
        return value.stated
    if value.year is not None or value.month is None or not 1 <= value.month <= 12:
        return None
    return f"XXXX-{value.month:02}" + (f"-{value.day:02}" if value.day else "")


def _worth(phrase: Phrase) -> bool:
    """True where a date without a value is still worth telling: a day or month, and not a word like "later"."""
    return phrase.value.month is not None or phrase.step is not None
