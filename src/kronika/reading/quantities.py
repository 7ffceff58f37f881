"""The quantities of an account: numbers in digits and words, with units, ranges and "about"."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache

import msgspec

from kronika import languages
from kronika.knowledge import units
from kronika.languages import base, cldr
from kronika.languages.sections.dates import Dates
from kronika.languages.sections.numbers import Numbers
from kronika.model import Account, Quantity
from kronika.reading.dates.lexicon import ROMANS
from kronika.reading.dates.lexicon import ordinals as _ordinals

_SPACES = " \u00a0\u202f\u2009"
_LONGEST_DESIGNATION = 12  # letters and hyphen; what is longer is a word
# Digits with grouping and decimals. At most 15 digits in a group: a longer run is a code, and no amount.
_DIGITS = re.compile(rf"(?<![\w.,])[-−]?\d{{1,15}}(?:[.,'’{_SPACES}]\d{{3}}(?!\d)){{0,5}}(?:[.,]\d{{1,9}})?")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|[%‰°$€£¥₽₴₹₺٪％]+[A-Z]?")
_ROMAN = re.compile(r"(?<!\w)(?=[IVX]{2,})X{0,3}(?:IX|IV|V?I{0,3})(?!\w)")
_JOIN = re.compile(rf"[{_SPACES}]*[-–—][{_SPACES}]*")


class _Words(msgspec.Struct, frozen=True):
    """The number words of one language: form to value by sort; approximations and units as forms."""

    cardinals: dict[str, float]
    ordinals: dict[str, int]
    powers: dict[str, int]
    both: frozenset[str]
    about: frozenset[str]
    to: frozenset[str]
    units: dict[str, str]
    decimal: str
    group: str
    ordinal_endings: frozenset[str]
    longest: int
    parts: dict[str, int]
    starts: frozenset[str]


@cache
def _words(tag: str) -> _Words:
    pack, spelled, names = languages.section(tag, Numbers), cldr.spelled(tag), cldr.names(tag)
    dates = languages.section(tag, Dates)
    cardinals: dict[str, float] = dict(spelled.cardinals)
    cardinals |= {f: float(n) if "." in n else int(n) for n, forms in pack.cardinals.items() for f in _all(pack, forms)}
    cardinals |= {f: float(n) for n, forms in pack.fractions.items() for f in _all(pack, forms)}
    ordinals = _ordinals(tag)
    powers = spelled.powers | {f: int(n) for n, forms in pack.powers.items() for f in _all(pack, forms)}
    found: dict[str, str] = {sign.lower(): name for sign, name in units.signs().items()}
    for table in (names.currencies, names.units, names.time):
        found |= {form: _unit_name(name) for name, forms in table.items() for form in forms if form[0] != "/"}
    for unit, forms in (("year", (*dates.years, *dates.year)), ("month", dates.month), ("week", dates.week),
                        ("day", dates.day), ("decade", dates.decade), ("century", dates.century)):  # fmt: skip
        for form in forms:
            stem = form.removesuffix("*")
            found |= dict.fromkeys([stem, *(stem + e for e in dates.endings if form != stem)], unit)
    for form in (*dates.at, *dates.of):
        if len(form) <= 2:
            found.pop(form, None)  # "30,000 in Venice" are no inches
    for unit, forms in pack.units.items():
        found |= dict.fromkeys(_all(pack, forms), unit)
    about = frozenset((*pack.approximate, *pack.more, *pack.less, *dates.approximate))
    parts = {
        form: int(n) for form, n in cardinals.items() if n >= 2 and n == int(n) and form.isalpha() and len(form) > 1
    }
    parts |= {form: n for form, n in powers.items() if len(form) > 2}
    longest = max((len(form.split()) for table in (cardinals, found) for form in table), default=1)
    return _Words(
        cardinals, dict(ordinals), dict(powers), frozenset(pack.both or dates.both), about,
        frozenset((*pack.to, *dates.to)), found, names.decimal, names.group,
        frozenset((*pack.ordinal_endings, *dates.ordinal_endings)), min(longest, 4),
        parts, frozenset(form[:3] for form in parts),
    )  # fmt: skip


def _unit_name(name: str) -> str:
    return units.from_cldr().get(name, name)


def _all(pack: Numbers, forms: tuple[str, ...]) -> list[str]:
    found = []
    for form in forms:
        stem = form.removesuffix("*")
        found += [stem, *(stem + ending for ending in pack.endings)] if form != stem else [form]
    return found


def find(account: Account) -> list[Quantity]:
    """The quantities that the account's text holds, in order; none lies within a date or a name.

    `value` and, for a range, `high` are plain numbers; `unit` is a name of `knowledge.units`, "ordinal" for places in
    an order ("10th"), or None for things counted.
    """
    text = account.source.text
    taken = sorted([(m.start, m.end) for m in account.dates] + [(m.start, m.end) for m in account.names])
    words = _words(base(account.language))
    found = _digits(text, words) + _spelled(text, words) + _roman(text)
    found = [q for q in sorted(found, key=lambda q: (q.start, -q.end)) if not _within(q, taken)]
    return _joined(_apart(found), text, words)


def _within(quantity: Quantity, taken: list[tuple[int, int]]) -> bool:
    at = bisect_right(taken, (quantity.start, 1 << 62)) - 1
    near = taken[max(0, at - 1) : at + 2]
    return any(start < quantity.end and quantity.start < end for start, end in near)


def _apart(found: list[Quantity]) -> list[Quantity]:
    """Overlapping readings: the first and longest of them."""
    kept: list[Quantity] = []
    for quantity in found:
        if not kept or quantity.start >= kept[-1].end:
            kept.append(quantity)
    return kept


def _digits(text: str, words: _Words) -> list[Quantity]:
    found = []
    for match in _DIGITS.finditer(text):
        value = _value(match.group().lstrip("-−"), words)
        if value is None or _designation(text, match.start() + (match.group()[0] in "-−")):
            continue
        start, end, sign = match.start(), match.end(), -1 if match.group()[0] in "-−" else 1
        if sign < 0 and start and not text[start - 1].isspace():
            start, sign = start + 1, 1
        unit, start = _sign_before(text, start)
        ordinal = _ordinal_end(text, end, words)
        if ordinal:
            found.append(Quantity(start, ordinal, value, "ordinal", text[start:ordinal]))
            continue
        value, end = _powered(text, end, value * sign, words)
        behind, end = _unit(text, end, words)
        found.append(_quantity(text, start, end, value, unit or behind, words))
    return found


def _designation(text: str, digits: int) -> bool:
    """True where digits end a designation ("T-36", "Ту-154", "COVID-19"), which counts nothing.

    Where a script has no capitals a hyphen joins a preposition ("כ-300", about 300), and the digits do count.
    """
    at = digits - 1
    if at < 1 or text[at] not in "-‑" or not text[at - 1].isalpha():
        return False
    while at and text[at - 1].isalpha() and digits - at <= _LONGEST_DESIGNATION:
        at -= 1
    return text[at].isupper()


def _value(digits: str, words: _Words) -> float | int | None:
    """Digits as a number: grouping and decimal signs told apart by the language, and by their places."""
    plain = re.sub(rf"[{_SPACES}'’]", "", digits)
    commas, stops = plain.count(","), plain.count(".")
    if not commas and not stops:
        return int(plain)
    if commas and stops:
        decimal = max(",.", key=plain.rfind)
    elif commas + stops > 1:
        decimal = ""
    else:
        sign = "," if commas else "."
        grouped = re.fullmatch(rf"[1-9]\d{{0,2}}\{sign}\d{{3}}", plain)
        decimal = sign if not grouped or (sign == words.decimal and words.group != sign) else ""
    whole = plain.replace("," if decimal == "." else "." if decimal == "," else "", "") if decimal else plain
    whole = re.sub(r"[.,]", "", whole) if not decimal else whole.replace(decimal, ".")
    try:
        number = float(whole)
    except ValueError:
        return None
    return int(number) if number == int(number) else number


def _sign_before(text: str, start: int) -> tuple[str | None, int]:
    """The currency sign before an amount, and where it begins."""
    at = start - 1 if start and text[start - 1] in _SPACES else start
    for length in (3, 2, 1):
        sign = text[max(0, at - length) : at]
        unit = units.signs().get(sign)
        if (
            unit
            and units.units()[unit].kind == "money"
            and (not sign.isalpha() or not text[max(0, at - length - 1) : at - length].isalpha())
        ):
            return unit, at - len(sign)
    return None, start


def _ordinal_end(text: str, end: int, words: _Words) -> int:
    """Where an ordinal's mark ends, or 0 where there is none."""
    match = _WORD.match(text, end)
    if match and match.group().lower() in words.ordinal_endings:
        return match.end()
    if text[end : end + 1] in ("º", "ª"):
        return end + 1
    behind = text[end : end + 3]
    short = end < 3 or not text[end - 3].isdigit()  # "10. Jahrestag" is a place; "1944. Then" is none
    if behind[:2] == ". " and behind[2:].isalpha() and (behind[2:].islower() or short) and "." in words.ordinal_endings:
        return end + 1
    if (
        behind[:1] in ("-", "‑")
        and (match := _WORD.match(text, end + 1))
        and match.group().lower() in words.ordinal_endings
    ):
        return match.end()
    return 0


def _powered(text: str, end: int, value: float | int, words: _Words) -> tuple[float | int, int]:
    """An amount times the power word behind it ("1.5 million")."""
    match = _WORD.match(text, end + 1) if text[end : end + 1] in (*_SPACES, "-") else _WORD.match(text, end)
    if match:
        power = words.powers.get(match.group().lower())
        if power:
            stop = match.end()
            # A larger power behind a smaller multiplies it: "mil milhões", "mil millones", "тысяча миллионов".
            more = _WORD.match(text, stop + 1) if text[stop : stop + 1] in _SPACES else None
            larger = words.powers.get(more.group().lower(), 0) if more else 0
            if more and larger > power:
                power, stop = power * larger, more.end()
            product = round(value * power, 6)
            if (
                text[stop : stop + 1] == "."
                and match.group().lower() not in ("million", "thousand")
                and len(match.group()) < 5
            ):
                stop += 1
            return (int(product) if product == int(product) else product), stop
    return value, end


def _unit(text: str, end: int, words: _Words) -> tuple[str | None, int]:
    """The unit behind an amount, and where it ends."""
    at = end
    while at < len(text) and at - end < 2 and text[at] in _SPACES + "-":
        at += 1
    tokens: list[re.Match[str]] = []
    while len(tokens) < words.longest and (match := _WORD.match(text, at)):
        tokens.append(match)
        at = match.end() + 1 if text[match.end() : match.end() + 1] in tuple(_SPACES) else match.end()
        if at == match.end():
            break
    for count in range(len(tokens), 0, -1):
        form = text[tokens[0].start() : tokens[count - 1].end()]
        unit = units.signs().get(form) or words.units.get(form.lower())
        if unit and (len(form) > 1 or form in units.signs()):
            return unit, tokens[count - 1].end()
    return None, end


def _spelled(text: str, words: _Words) -> list[Quantity]:
    """Numbers in words; "one" alone is an article more often than an amount, and is left out."""
    found: list[Quantity] = []
    low = text.lower() if "İ" not in text else text.replace("İ", "i").lower()
    tokens = [(m.start(), m.end(), low[m.start() : m.end()]) for m in _WORD.finditer(low)]
    at = 0
    while at < len(tokens):
        word = tokens[at][2]
        if word not in words.cardinals and word not in words.ordinals:
            compound = _compound(word, words) if word[:3] in words.starts else 0
            if compound > 20:
                start, end = tokens[at][:2]
                unit, stop = _unit(text, end, words)
                found.append(_quantity(text, start, stop, compound, unit, words))
            at += 1
            continue
        last, value, ordinal = _number(tokens, at, low, words)
        start, end = tokens[at][0], tokens[last][1]
        at = last + 1
        if ordinal:
            if value > 1:  # "first" is more often an adverb than a place
                found.append(Quantity(start, end, value, "ordinal", text[start:end]))
            continue
        unit, stop = _unit(text, end, words)
        if value > 1 or unit not in (None, "day", "year"):
            if value <= 1 and unit is None:
                continue
            found.append(_quantity(text, start, stop, value, unit, words))
    return found


# Letters that may join the parts of one number word ("zweiundzwanzig", "drieëntwintig").
_JOINTS = ("und", "och", "en", "ën", "og", "e", "y", "i")


def _compound(word: str, words: _Words) -> int:
    """The value of a number written as one word ("kétszázhat", "zweihundertsechs"); 0 where it is none."""
    total, current, rest = 0, 0, word
    while rest:
        head = _head(rest, words)
        if not head:
            return 0
        value, rest = words.parts[head], rest[len(head) :]
        if value >= 1000:
            total, current = total + (current or 1) * value, 0
        elif value == 100 and 0 < current < 10:
            current *= 100
        elif current and value >= current and not (current < 10 and value % 10 == 0 and value < 100):
            return 0
        else:
            current += value
        if rest and not _head(rest, words):
            rest = next((rest[len(j) :] for j in _JOINTS if rest.startswith(j) and _head(rest[len(j) :], words)), rest)
    return total + current


def _head(rest: str, words: _Words) -> str:
    """The longest number word that a string begins with."""
    return next((rest[:n] for n in range(min(len(rest), 16), 1, -1) if rest[:n] in words.parts), "")


def _number(tokens: list[tuple[int, int, str]], at: int, low: str, words: _Words) -> tuple[int, float | int, bool]:
    """The number that begins at a token: last token, value, whether it is an ordinal."""
    total: float = 0
    current: float = 0
    scale = 0
    last, position = at, at
    while position < len(tokens) and position - at < 12:
        word = tokens[position][2]
        gap = low[tokens[position - 1][1] : tokens[position][0]] if position > at else ""
        if gap.strip(_SPACES + "-\u00ad\n"):
            break
        if word in words.ordinals and word not in words.cardinals:
            place = words.ordinals[word]
            if current and place >= current:
                break
            return position, total + current + place, True
        if word in words.powers and current:
            scale = words.powers[word]
            total, current = total + current * scale, 0
        elif scale and words.cardinals.get(word) == 0.5:  # "um milhão e meio"
            total += scale / 2
        elif word in words.cardinals:
            value = words.cardinals[word]
            if value == 100 and 1 < current < 100:
                current *= 100
            elif current and (value >= current or (current < 20 and value)):
                break
            else:
                current += value
        elif word in words.both and position > at:
            following = tokens[position + 1][2] if position + 1 < len(tokens) else ""
            smaller = words.cardinals.get(following, 0)
            if not smaller or not (current == 0 or (current >= 20 and smaller < current)):
                break
            position += 1
            continue
        else:
            break
        last = position
        position += 1
    number = total + current
    return last, int(number) if number == int(number) else number, False


def _roman(text: str) -> list[Quantity]:
    """Roman numerals before a word in small letters: places in an order ("the XV congress")."""
    found = []
    for match in _ROMAN.finditer(text):
        behind = text[match.end() : match.end() + 3].lstrip(". \u00a0")
        if match.group() in ROMANS and behind[:1].isalpha():
            end = match.end() + (text[match.end() : match.end() + 1] == ".")
            found.append(Quantity(match.start(), end, ROMANS[match.group()], "ordinal", text[match.start() : end]))
    return found


def _quantity(text: str, start: int, end: int, value: float | int, unit: str | None, words: _Words) -> Quantity:
    return Quantity(start, end, value, unit, text[start:end], approximate=_about(text, start, words))


def _about(text: str, start: int, words: _Words) -> bool:
    """True where a word like "some" or "over" stands before an amount."""
    before = text[max(0, start - 40) : start].lower().rstrip()
    if before.endswith(("~", "≈", ">", "<")):
        return True
    tokens = before.split()[-3:]
    return any(" ".join(tokens[n:]).strip("(") in words.about for n in range(len(tokens)))


def _joined(found: list[Quantity], text: str, words: _Words) -> list[Quantity]:
    """Ranges put together: "10-15", "between 10 and 15 km", "10 to 15"."""
    made: list[Quantity] = []
    for quantity in found:
        before = made[-1] if made else None
        if before and before.high is None and before.unit in (None, quantity.unit) and quantity.value > before.value:
            between = text[before.end : quantity.start]
            if (
                len(between) < 12
                and (_JOIN.fullmatch(between) or between.strip().lower() in words.to)
                and quantity.unit != "ordinal"
            ):
                value = _scaled(before, quantity)
                made[-1] = Quantity(before.start, quantity.end, value, quantity.unit,
                                    text[before.start : quantity.end], quantity.value, before.approximate)  # fmt: skip
                continue
        made.append(quantity)
    return made


def _scaled(low: Quantity, high: Quantity) -> float | int:
    """The low end in the high end's power: "2-3 million" begins with two million."""
    value = low.value
    for power in (10**9, 10**6, 10**3):
        if high.value >= power and value < 1000 and high.value / power < 1000 and value < high.value / power:
            return (
                value * power
                if (high.text and not high.text[0:4].replace(".", "").isdigit()) or " " in high.text
                else value
            )
    return value
