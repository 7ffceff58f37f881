"""The words around dates of one language, made ready for the scanner.

Every word or phrase that can be a part of a date is an entry with its kinds (a form may be several things: "second" an
ordinal and a unit). Words of the same kinds share one letter, their code; a stretch of text becomes a string of codes,
and the grammar is a regular expression over such strings.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from itertools import pairwise

import msgspec

from kronika import languages
from kronika.languages import cldr
from kronika.languages.sections.dates import Dates
from kronika.languages.sections.numbers import Numbers

# Scripts written without spaces, and Hangul, whose particles are written onto the word: one token a letter.
_DENSE = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fff\u3005-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3"
    "\uf900-\ufaff"
)


@cache
def _marks() -> str:
    """All combining marks of the basic plane, as the inside of a character class."""
    ranges: list[list[int]] = []
    for point in range(0x300, 0x10000):
        if unicodedata.category(chr(point)) in ("Mn", "Mc"):
            if ranges and ranges[-1][1] == point - 1:
                ranges[-1][1] = point
            else:
                ranges.append([point, point])
    return "".join(f"\\u{a:04x}-\\u{b:04x}" for a, b in ranges)


@cache
def word_pattern() -> re.Pattern[str]:
    """What a token is: a run of digits, one letter of a dense script, or a run of letters and marks."""
    letter = r"[^\W\d_]"
    return re.compile(rf"\d+|[{_DENSE}][{_marks()}]*|(?:(?![{_DENSE}]){letter}[{_marks()}\u200c]*)+")


class Entry(msgspec.Struct, frozen=True):
    """One word or phrase: the tokens after the first, whether a stop must stand between, its code and its values."""

    rest: tuple[str, ...]
    stops: tuple[bool, ...]
    code: str
    values: dict[str, int | str]


class Lexicon(msgspec.Struct, frozen=True):
    """All entries of one language, and what its numbers do.

    Attributes:
        entries: first token to entries, the longest first.
        anchors: tokens without which a stretch holds no date. tokens: all tokens of all entries.
        codes: kind to the codes that have it, as the inside of a character class.
        order: of numbers in a date. stems: beginnings of month names, where nothing is known of their endings.
        telling: codes that tell time by themselves. relating: codes that do so beside a unit of time.
        pack: the pack's own settings.
    """

    entries: dict[str, tuple[Entry, ...]]
    anchors: frozenset[str]
    tokens: frozenset[str]
    codes: dict[str, str]
    order: str
    stems: dict[str, int]
    telling: frozenset[str]
    relating: frozenset[str]
    pack: Dates

    def chars(self, *kinds: str) -> str:
        """A character class of all codes that have one of the kinds; one that matches nothing where none has."""
        inside = "".join(self.codes.get(kind, "") for kind in kinds)
        return f"[{inside}]" if inside else "[^\\s\\S]"


# What numbers are by their digits; letters that no entry uses.
NUMBER_CODES = {"1": "a", "2": "b", "0": "c", "3": "d", "4": "e", "5": "f", "9": "g"}
ROMAN = (
    "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII",
    "XVIII", "XIX", "XX", "XXI", "XXII", "XXIII", "XXIV", "XXV", "XXVI", "XXVII", "XXVIII", "XXIX", "XXX", "XXXI",
)  # fmt: skip
# Cyrillic and Greek texts write Roman numerals with their own look-alikes, too.
_LOOKALIKE = (str.maketrans("IVXLC", "IVХLС"), str.maketrans("IVX", "ΙVΧ"), str.maketrans("IX", "ІХ"))
ROMANS = {form: n + 1 for n, numeral in enumerate(ROMAN) for form in
          {numeral, *(numeral.translate(table) for table in _LOOKALIKE)}}  # fmt: skip

ANCHOR_KINDS = (
    "month",
    "weak",
    "season",
    "century",
    "cname",
    "other",
    "decade",
    "named",
    "shift",
    "unit",
    "tod",
    "mafter",
    "mbefore",
)
_RELATING = ("same", "next", "previous", "later", "earlier", "later1", "earlier1")
_FIRST_CODE = 0xE000  # the private use area: no clash with the codes of numbers and gaps


@cache
def lexicon(tag: str) -> Lexicon:
    """The lexicon of a language: its pack over CLDR; CLDR alone where it has no pack."""
    pack = languages.section(tag, Dates)
    forms: dict[str, dict[str, int | str]] = defaultdict(dict)
    for form, kind, value in _all_forms(tag, pack):
        for variant in _variants(form.rstrip(". ")):
            forms[variant].setdefault(kind, value)
    for form in list(forms):
        if "month" in forms[form] and "weak" in forms[form]:
            del forms[form]["month"]
    return _compiled(forms, tag, pack)


def _compiled(forms: dict[str, dict[str, int | str]], tag: str, pack: Dates) -> Lexicon:
    codes: dict[tuple[str, ...], str] = {("roman",): "r", ("weak",): "w"}
    by_first: dict[str, list[Entry]] = defaultdict(list)
    anchors: set[str] = set()
    for form in sorted(forms):
        tokens = word_pattern().findall(form)
        if not tokens:
            continue
        kinds = tuple(sorted(forms[form]))
        code = codes.setdefault(kinds, chr(_FIRST_CODE + len(codes)))
        by_first[sys.intern(tokens[0])].append(Entry(tuple(tokens[1:]), _stops(form), code, dict(forms[form])))
        if any(kind in kinds for kind in ANCHOR_KINDS):
            anchors.add(tokens[0])
    of_kind: dict[str, str] = defaultdict(str)
    for kinds, code in codes.items():
        for kind in kinds:
            of_kind[kind] += code
    entries = {
        first: tuple(sorted(group, key=lambda entry: (-len(entry.rest), -sum(entry.stops), entry.code)))
        for first, group in by_first.items()
    }
    order = pack.order or cldr.names(tag).order or "DMY"
    stems = {} if pack.endings or pack.of or pack.year else _stems(tag)
    known = frozenset(entries) | {token for group in entries.values() for entry in group for token in entry.rest}
    telling = frozenset("abcdefgrw") | {
        code for kind in (*ANCHOR_KINDS, "decword") if kind not in ("unit", "tod") for code in of_kind[kind]
    }
    relating = frozenset(code for kind in _RELATING for code in of_kind[kind])
    return Lexicon(entries, frozenset(anchors), known, dict(of_kind), order, stems, telling, relating, pack)


def _stops(form: str) -> tuple[bool, ...]:
    """For every gap between two tokens of a form, whether a full stop stands there."""
    spans = [match.span() for match in word_pattern().finditer(form)]
    return tuple("." in form[a[1] : b[0]] for a, b in pairwise(spans))


def _variants(form: str) -> Iterable[str]:
    """The spellings of a form that a text may have: without dotless i, in decomposed letters, without accents."""
    yield form
    if "ı" in form:
        yield form.replace("ı", "i")
    if "İ" in form:
        yield form.replace("İ", "i")
    if not form.isascii():
        decomposed = unicodedata.normalize("NFD", form)
        if decomposed != form:
            yield decomposed
            bare = "".join(letter for letter in decomposed if unicodedata.category(letter) != "Mn")
            if len(bare) >= 5 and form.isalpha() and unicodedata.name(bare[0], "").split()[0] in ("LATIN", "GREEK"):
                yield bare


Form = tuple[str, str, int | str]


def _all_forms(tag: str, pack: Dates) -> Iterable[Form]:
    yield from _calendar_forms(tag, pack)
    yield from _pack_forms(pack)
    yield from _number_forms(tag)


def _expanded(pack: Dates, forms: Iterable[str]) -> Iterable[str]:
    for form in forms:
        if form.endswith("*"):
            yield form[:-1]
            yield from (form[:-1] + ending for ending in pack.endings)
        else:
            yield form


def _calendar_forms(tag: str, pack: Dates) -> Iterable[Form]:
    names = cldr.names(tag)
    weak = set(_expanded(pack, pack.months_weak))
    for table, kind in ((pack.months, "month"), (names.months, "month"), (names.months_short, "weak")):
        for number, forms in enumerate(table):
            for form in _expanded(pack, forms):
                yield form, kind, number + 1
                if form in weak:
                    yield form, "weak", number + 1
            yield from _opening(pack, forms)
    for weekdays in (pack.weekdays, names.weekdays, names.weekdays_short):
        for number, forms in enumerate(weekdays):
            yield from ((form, "weekday", number) for form in _expanded(pack, forms))
    for forms in pack.seasons:
        yield from _opening(pack, forms)
    for number, forms in enumerate(pack.seasons):
        yield from ((form, "season", 21 + number) for form in _expanded(pack, forms))
    if len(names.month_frame) == 2:
        yield from ((form, kind, 1) for form, kind in zip(names.month_frame, ("mbefore", "mafter")) if form)
    yield from ((form, "bc", 1) for form in (*pack.bc, *names.before))
    yield from ((form, "ad", 1) for form in (*pack.ad, *names.after))
    yield from ((form, "of", 1) for form in (*pack.of, *names.glue))
    yield from ((form, "year", 1) for form in names.year_words)
    for measures in (names.units, names.currencies):
        yield from (
            (form, "measure", 1) for forms in measures.values() for form in forms if len(form) > 2 and form[0].isalpha()
        )
    for name, kind in (("century", "century"), ("decade", "decade")):
        yield from ((form, kind, 1) for form in names.time.get(name, ()))
    for unit in ("year", "month", "week", "day", "decade", "century"):
        yield from ((form, "unit", unit) for form in names.time.get(unit, ()))


def _opening(pack: Dates, forms: Iterable[str]) -> Iterable[Form]:
    """The month forms whose case ending opens or closes a range ("novemberétől", "áprilisáig")."""
    for endings, kind in ((pack.from_endings, "fend"), (pack.until_endings, "uend")):
        for form in forms:
            if form.endswith("*"):
                yield from ((form[:-1] + e, kind, 1) for e in pack.endings if e.endswith(endings))


# Fields of the pack whose words have the kind of the field's name, value 1.
_PLAIN = {
    "at": "at", "year": "year", "years": "years", "century": "century", "decade": "decade", "decade_before": "dbefore",
    "decade_after": "dafter", "year_endings": "yend", "day_endings": "dend", "ordinal_endings": "oend",
    "decade_endings": "decend", "decade_alone": "decalone", "approximate": "about", "approximate_after": "about2",
    "before": "before", "before_after": "before2", "after": "after", "after_after": "after2", "since": "since",
    "since_after": "since2", "until": "until", "until_after": "until2", "between": "between",
    "between_after": "between2", "span_from": "from", "to": "to", "both": "and", "or_": "or",
    "old_style": "old", "new_style": "new", "same": "same", "next": "next", "previous": "previous", "later": "later",
    "earlier": "earlier", "later_before": "later1", "earlier_before": "earlier1", "deny": "deny",
    "deny_after": "deny2", "last_day": "lastday", "month": "monthword", "millennium": "millennium",
    "century_after": "century2", "month_before": "mbefore", "month_after": "mafter",
    "day_alone": "dalone", "seasons_alone": "salone", "parts_of_day": "tod", "month_leads": "mlead",
    "from_endings": "fend", "until_endings": "uend",
}  # fmt: skip


def _pack_forms(pack: Dates) -> Iterable[Form]:
    for field, kind in _PLAIN.items():
        yield from ((form, kind, 1) for form in _expanded(pack, getattr(pack, field)))
    named = (("part", pack.parts), ("part2", pack.parts_after), ("shift", pack.shifts))
    for kind, named_forms in named:
        for name, forms in named_forms.items():
            yield from ((form, kind, name) for form in _expanded(pack, forms))
    spans = [form for form in pack.span_from if form.endswith(tuple(f" {word}" for word in pack.decade_before))]
    yield from ((form, "dbefore", 1) for form in spans)
    for kind, table in (("named", pack.decades), ("decword", pack.decade_words), ("era", pack.eras),
                        ("cname", pack.centuries)):  # fmt: skip
        for name, forms in table.items():
            yield from ((form, kind, int(name)) for form in _expanded(pack, forms))
    units = {"year": (*pack.year, *pack.years), "month": pack.month, "week": pack.week, "day": pack.day,
             "decade": pack.decade, "century": pack.century}  # fmt: skip
    for unit, forms in units.items():
        yield from ((form, "unit", unit) for form in _expanded(pack, forms))
    for calendar, months in pack.calendars.items():
        for number, forms in enumerate(months):
            yield from ((form, "other", f"{calendar}:{number + 1}") for form in _expanded(pack, forms))


def _number_forms(tag: str) -> Iterable[Form]:
    spelled = cldr.spelled(tag)
    for form, value in ordinals(tag).items():
        if 1 <= value <= 31:
            yield form, "ordinal", value
    own = languages.section(tag, Numbers).cardinals  # "két", which stands before what is counted, beside "kettő"
    counted = {form: int(n) for n, forms in own.items() for form in forms if n.isdecimal() and not form.endswith("*")}
    for form, value in {**spelled.cardinals, **counted}.items():
        if 1 <= value <= 99:
            yield form, "cardinal", value


@cache
def ordinals(tag: str) -> dict[str, int]:
    """All ordinals of a language, in all their cases: form to number."""
    pack = languages.section(tag, Numbers)
    known = dict(cldr.spelled(tag).ordinals)
    known |= {form: int(number) for number, forms in pack.ordinals.items() for form in forms}
    return {variant: value for form, value in known.items() for variant in cases(form, pack.ordinal_cases)}


def cases(form: str, swaps: tuple[tuple[str, ...], ...]) -> Iterable[str]:
    """An ordinal in all its cases: every word of it that ends so, ended otherwise (cs "první" to "prvního")."""
    yield form
    words = form.split(" ")
    for ending, *others in swaps:
        if words[-1].endswith(ending):
            for other in others:
                yield " ".join(w[: -len(ending)] + other if w.endswith(ending) else w for w in words)


def _stems(tag: str) -> dict[str, int]:
    """Month names cut to what stays in every case, for languages whose endings no pack lists."""
    stems: dict[str, int] = {}
    for number, forms in enumerate(cldr.names(tag).months):
        for form in forms:
            if len(form) >= 5 and form.isalpha():
                stems.setdefault(form, number + 1)
                stems.setdefault(form[:-1], number + 1)
    return stems
