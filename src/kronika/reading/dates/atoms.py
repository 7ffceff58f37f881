"""One match of the grammar as the dates it means."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import msgspec

from kronika.edtf import day_number, days_in_month, month_span, to_gregorian
from kronika.reading.dates.lexicon import Lexicon
from kronika.reading.dates.scan import Item, Stretch
from kronika.reading.dates.values import Value, valid


class Atom(msgspec.Struct, frozen=True):
    """One date as written, before its neighbours are looked at.

    Attributes:
        first, last: the items it takes in its stretch, both included.
        start, end: code points of the text.
        value: what its words say; for a range its beginning, with `until` its end.
        shape: the alternative of the grammar that found it.
        step: for relative dates, what to do with the date before: ("shift", "day", 1), ("same", "year", 0) …
    """

    first: int
    last: int
    start: int
    end: int
    value: Value
    shape: str
    until: Value | None = None
    step: tuple[str, str, int] | None = None


class Read(msgspec.Struct, frozen=True):
    """What the readers of shapes need: the stretch, which items matched, and the lexicon."""

    stretch: Stretch
    first: int
    last: int
    lexicon: Lexicon
    shape: str

    @property
    def items(self) -> tuple[Item, ...]:
        """The items of the match."""
        return self.stretch.items[self.first : self.last + 1]

    def gap(self, at: int) -> str:
        """The letter of the gap behind the item at a place of the stretch."""
        return self.stretch.codes[2 * at + 1]

    def atom(self, value: Value, until: Value | None = None, step: tuple[str, str, int] | None = None) -> Atom:
        """An atom over the whole match."""
        items = self.stretch.items
        return Atom(
            self.first, self.last, items[self.first].start, items[self.last].end, value, self.shape, until, step
        )


def atoms(stretch: Stretch, patterns: tuple[re.Pattern[str], re.Pattern[str]], lexicon: Lexicon) -> list[Atom]:
    """The single dates of a stretch in order; those whose numbers fit no date are left out."""
    found: list[Atom] = []
    at, codes = 0, stretch.codes
    pattern, plain = patterns
    while match := pattern.search(codes, at):
        if match.start() % 2:  # a gap letter that looks like an item's
            at = match.start() + 1
            continue
        last = (match.end() - 1) // 2
        shape = match.lastgroup or ""
        read = Read(stretch, match.start() // 2, last, lexicon, shape)
        made = _styled(read, READERS[shape](read)) if match.end() > match.start() else []
        if made:
            found += made
            at = 2 * (last + 1)
        else:
            made, at = _second_try(read, plain, match)
            found += made
    return found


def _second_try(read: Read, pattern: re.Pattern[str], match: re.Match[str]) -> tuple[list[Atom], int]:
    """A longer shape that fits no date may hold a shorter one: tries the beginning of the match, then goes on."""
    cut = match.end()
    while cut > match.start():
        shorter = pattern.match(read.stretch.codes, match.start(), cut)
        if shorter and shorter.end() > match.start():
            last = (shorter.end() - 1) // 2
            tried = Read(read.stretch, read.first, last, read.lexicon, shorter.lastgroup or "")
            made = READERS[tried.shape](tried)
            if made:
                return made, 2 * (last + 1)
        cut -= 1
    return [], match.start() + 2


def _named(item: Item) -> int | None:
    """The month an item names."""
    month = item.values.get("month") or item.values.get("weak")
    return int(month) if month else None


def _day(item: Item) -> int | None:
    if item.width and item.width <= 2:
        return item.number if 1 <= item.number <= 31 else None
    value = item.values.get("ordinal") or item.values.get("cardinal")
    return int(value) if value else None


def _year_of(read: Read, items: Sequence[Item]) -> int | None:
    """The year among the items of a year: digits, with the era beside them."""
    year = next((item.number for item in items if item.width >= 3 and item.number >= 0), None)
    if year is None:
        year = next((item.number for item in items if item.width and item.number >= 0), None)
    if year is None:
        return None
    for item in items:
        if "bc" in item.values:
            return 1 - year
        if "era" in item.values:
            return year + int(item.values["era"])
    return year


def _dmy(read: Read) -> list[Atom]:
    """Day or days, month and year in any order, written out; each day of a list is a date of its own."""
    items = read.items
    at_month = next((n for n, item in enumerate(items) if _named(item)), None)
    if at_month is None:
        return []
    month = _named(items[at_month])
    years = [n for n, item in enumerate(items) if item.width >= 3 or "bc" in item.values or "ad" in item.values]
    year = None
    if read.shape in ("dmy", "mdy", "ymd", "ydm", "dhmhy"):
        start, end = (0, at_month) if read.shape == "ymd" else (years[0], len(items)) if years else (0, 0)
        if read.shape == "ydm":
            start, end = 0, years[-1] + 1 if years else 0
        if read.shape in ("dmy", "mdy", "dhmhy") and years:
            start = max(0, years[0])
        year = _year_of(read, items[start:end])
        if year is None:
            return []
    days = [(n, _day(item)) for n, item in enumerate(items) if item.width < 3 and n != at_month and _is_day(item)]
    return _day_list(read, _joined(days), Value(year, month), at_month)


def _is_day(item: Item) -> bool:
    return bool(item.width) or ("month" not in item.values and ("ordinal" in item.values or "cardinal" in item.values))


def _joined(days: list[tuple[int, int | None]]) -> list[tuple[int, int]]:
    """Days in words of two parts ("thirty" "first") put together."""
    joined: list[tuple[int, int]] = []
    for at, day in days:
        if day is None:
            continue
        if joined and joined[-1][0] == at - 1 and joined[-1][1] in (20, 30) and day < 10:
            joined[-1] = (at, joined[-1][1] + day)
        else:
            joined.append((at, day))
    return joined


def _day_list(read: Read, days: list[tuple[int, int]], common: Value, at_month: int) -> list[Atom]:
    replace = msgspec.structs.replace
    values = [replace(common, day=day) for _, day in days]
    if not values or not all(valid(value) for value in values):
        return []
    if len(values) == 1:
        return [read.atom(values[0])]
    if len(values) == 2 and values[0].day < values[1].day and _spans(read, days[0][0], days[1][0]):  # type: ignore[operator]
        return [read.atom(values[0], until=values[1])]
    # a list: each day its own span; the one beside the month takes the rest of the words
    items, made = read.items, []
    beside = len(days) - 1 if at_month > days[0][0] else 0
    for n, (at, _) in enumerate(days):
        start, end = items[at].start, items[at].end
        if n == beside and beside:
            end = items[-1].end
        elif n == beside:
            start = items[0].start
        made.append(Atom(read.first, read.last, start, end, values[n], read.shape))
    return made


def _spans(read: Read, a: int, b: int) -> bool:
    """True where a dash or "to" stands between two items of the match: a range, and no list."""
    for at in range(a, b):
        if read.gap(read.first + at) in "hH" and not _ending(read.items[at + 1]):
            return True
        if "to" in read.items[at].values or "until" in read.items[at].values:
            return True
    return False


def _ending(item: Item) -> bool:
    return any(kind in item.values for kind in ("dend", "oend", "yend"))


def _my(read: Read) -> list[Atom]:
    """Month or months with a year."""
    months = [(n, _named(item)) for n, item in enumerate(read.items) if _named(item)]
    others = [item for item in read.items if not _named(item)]
    year = _year_of(read, others)
    if year is None or not months:
        return []
    if any("other" in item.values for item in read.items):
        return []
    values = [Value(year, month, short=_short(read)) for _, month in months]
    if len(values) == 1:
        return [read.atom(values[0])]
    if len(values) == 2 and _spans(read, months[0][0], months[1][0]) and (months[0][1] or 0) < (months[1][1] or 0):
        return [read.atom(values[0], until=values[1])]
    made, items = [], read.items
    for n, (at, _) in enumerate(months):
        last = n == len(months) - 1
        end = items[-1].end if last and read.shape == "my" else items[at].end
        start = items[0].start if n == 0 and read.shape == "ym" else items[at].start
        made.append(Atom(read.first, read.last, start, end, values[n], read.shape))
    return made


def _numeric(read: Read) -> list[Atom]:
    """Three numbers: day, month and year in the language's order, or in the only one that fits."""
    numbers = [item for item in read.items if item.width][:3]
    a, b, c = (item.number for item in numbers)
    if read.shape == "ymdn":
        tries = [(a, b, c)]
    else:
        year = c if numbers[2].width == 4 else _short_year(c)
        tries = [(year, a, b), (year, b, a)] if read.lexicon.order == "MDY" else [(year, b, a), (year, a, b)]
    # Without order in the language ("YMD") the day comes first in numbers that end in a year.
    for year, month, day in tries:
        value = Value(year, month, day, short=numbers[2].width < 3 and read.shape != "ymdn")
        if 1 <= month <= 12 and day >= 1 and valid(value):
            return [read.atom(value)]
    return []


def _short_year(number: int) -> int:
    return number


def _roman_month(read: Read) -> list[Atom]:
    """Day, Roman month, year: 12. XI. 1944."""
    month = next((int(item.values["roman"]) for item in read.items if "roman" in item.values), 0)
    numbers = [item.number for item in read.items if item.width]
    if read.shape == "yrd":
        numbers.reverse()
    value = Value(numbers[1], month, numbers[0])
    return [read.atom(value)] if 1 <= month <= 12 and valid(value) else []


def _number_month(read: Read) -> list[Atom]:
    """Month number and year: 3/2015, 2015.3, 2015'in 3. ayı."""
    numbers = [item for item in read.items if item.width]
    small = next((item for item in numbers if item.width <= 2), None)
    year = next((item.number for item in numbers if item.width == 4), None)
    if small is None or year is None or not 1 <= small.number <= 12:
        return []
    at = next(n for n, item in enumerate(read.items) if item is numbers[0])
    gap = read.gap(read.first + at)
    two_years = read.shape == "ynm" and gap == "h" and small.width == 2 and year % 100 < small.number
    if two_years and not _leading_zero(read, small):  # 1911-12 is two years; 2015-03 is a month
        return _fiscal(read)
    return [read.atom(Value(year, small.number))]


def _leading_zero(read: Read, item: Item) -> bool:
    return item.width == 2 and item.number < 10


def _season(read: Read) -> list[Atom]:
    season = next((int(item.values["season"]) for item in read.items if "season" in item.values), None)
    others = [item for item in read.items if "season" not in item.values]
    year = _year_of(read, others)
    if season is None or year is None:
        return []
    return [read.atom(Value(year, season, short=_short(read)))]


def _century(read: Read) -> list[Atom]:
    """One century or several; BC counts for all."""
    before = any("bc" in item.values for item in read.items)
    made: list[tuple[int, int]] = []
    for n, item in enumerate(read.items):
        if "century" in item.values and "ordinal" not in item.values and "roman" not in item.values:
            continue
        value = item.number if item.width else item.values.get("roman") or item.values.get("ordinal")
        if value and 1 <= int(value) <= 40:
            made.append((n, int(value)))
    made = _joined([(n, value) for n, value in made])
    if not made:
        return []
    values = [Value(century=-n if before else n - 1) for _, n in made]
    if len(values) == 2 and _spans(read, made[0][0], made[1][0]):
        return [read.atom(values[0], until=values[1])]
    if len(values) == 1:
        return [read.atom(values[0])]
    items = read.items
    spans = [(items[at].start, items[at].end) for at, _ in made]
    spans[-1] = (spans[-1][0], items[-1].end)
    return [Atom(read.first, read.last, s, e, v, read.shape) for (s, e), v in zip(spans, values)]


def _decade(read: Read) -> list[Atom]:
    """One decade or several: digits with their mark, or words."""
    before = any("bc" in item.values for item in read.items)
    made: list[tuple[int, Value]] = []
    for n, item in enumerate(read.items):
        if item.width and item.number >= 0:
            if item.number % 10 or (item.width < 3 and item.number < 10 and item.number):
                return []
            made.append((n, _decade_value(item, before, read)))
        elif "named" in item.values or "decword" in item.values:
            tens = int(item.values.get("named") or item.values["decword"])
            made.append((n, Value(decade=tens, short=tens < 100)))
    if not made:
        return []
    if len(made) == 2 and _spans(read, made[0][0], made[1][0]):
        return [read.atom(made[0][1], until=made[1][1])]
    if len(made) == 1:
        return [read.atom(made[0][1])]
    items = read.items
    spans = [(items[at].start, items[at].end) for at, _ in made]
    spans[-1] = (spans[-1][0], items[-1].end)
    return [Atom(read.first, read.last, s, e, v, read.shape) for (s, e), (_, v) in zip(spans, made)]


def _decade_value(item: Item, before: bool, read: Read) -> Value:
    if before:
        return Value(decade=-item.number - 8)
    hundreds = item.width == 4 and item.number % 100 == 0
    if hundreds and read.lexicon.pack.hundreds == "century" and (item.number < 2000 or "luvu" in read.shape):
        return Value(century=item.number // 100)
    return Value(decade=item.number, short=item.width < 3)


def _fiscal(read: Read) -> list[Atom]:
    """Two years on end, the second cut short: 1914-18, 1982/83; or in full: 1914-1918."""
    numbers = [item for item in read.items if item.width]
    first, second = numbers[0].number, numbers[1].number
    if numbers[1].width <= 2:
        second += first // 100 * 100
        if second < first:
            second += 100
    if not first < second <= first + 600 or (numbers[1].width <= 2 and second - first >= 99):
        return []
    return [read.atom(Value(first), until=Value(second))]


def _winter(read: Read) -> list[Atom]:
    season = next((int(item.values["season"]) for item in read.items if "season" in item.values), 24)
    years = [item for item in read.items if item.width]
    if (years[1].number - years[0].number) % 100 != 1:
        return []
    return [read.atom(Value(years[0].number, season))]


def _year(read: Read) -> list[Atom]:
    year = _year_of(read, read.items)
    return [read.atom(Value(year, short=_short(read)))] if year is not None else []


def _short(read: Read) -> bool:
    """True where the year has two digits behind an apostrophe: "'44"."""
    numbers = [item for item in read.items if item.width]
    eras = any(kind in item.values for item in read.items for kind in ("bc", "ad", "era", "year"))
    return not eras and bool(numbers) and numbers[-1].width == 2 and read.shape in ("year", "season", "my")


def _century_named(read: Read) -> list[Atom]:
    return [read.atom(Value(century=int(read.items[0].values["cname"])))]


def _month(read: Read) -> list[Atom]:
    month = _named(read.items[0])
    return [read.atom(Value(month=month))] if month else []


def _season_alone(read: Read) -> list[Atom]:
    return [read.atom(Value(month=int(read.items[0].values["season"])))]


def _day_alone(read: Read) -> list[Atom]:
    day = _day(read.items[0])
    return [read.atom(Value(day=day))] if day else []


def _shift(read: Read) -> list[Atom]:
    """A phrase of the pack that moves from the date before: "day+1"."""
    words = str(read.items[0].values["shift"])
    unit, sign, amount = re.split(r"([+-])", words)
    return [read.atom(Value(), step=("shift", unit, int(sign + amount)))]


def _later(read: Read) -> list[Atom]:
    count = next((_count(item) for item in read.items if _count(item)), 0)
    unit = next((str(item.values["unit"]) for item in read.items if "unit" in item.values), "")
    sign = -1 if read.shape.startswith("earlier") else 1
    return [read.atom(Value(), step=("shift", unit, sign * count))] if unit and count else []


def _count(item: Item) -> int:
    return item.number if item.width else int(item.values.get("cardinal", 0) or 0)


def _same(read: Read) -> list[Atom]:
    """ "The same year", "the following spring", "next March"."""
    sign = {"same": 0, "next": 1, "previous": -1}[read.shape]
    for item in read.items:
        if "season" in item.values or _named(item):
            month = int(item.values["season"]) if "season" in item.values else _named(item)
            return [read.atom(Value(month=month), step=("month", "month", sign))]
    units = (str(item.values.get("unit", "day")) for item in read.items if item.values.keys() & {"unit", "tod"})
    unit = next(units, "")
    return [read.atom(Value(), step=("shift", unit, sign))] if unit else []


def _framed(read: Read) -> list[Atom]:
    """Month and day told by number and word."""
    items = read.items
    marks = [n for n, item in enumerate(items) if "mafter" in item.values or "mbefore" in item.values]
    if not marks:
        day = _day(items[0])
        return [read.atom(Value(day=day))] if day else []
    at = marks[0]
    behind = "mbefore" in items[at].values and "mafter" not in items[at].values
    month = _day(items[at + 1]) if behind else _day(items[at - 1])
    year = _year_of(read, [item for item in items if item.width >= 3 or "era" in item.values or "bc" in item.values])
    if any("era" in item.values for item in items):
        year = _year_of(read, items)
    day_at = at - 1 if behind else at + 1
    day = _day(items[day_at]) if 0 <= day_at < len(items) and not items[day_at].width >= 3 else None
    value = Value(year, month, day)
    return [read.atom(value)] if month and month <= 12 and valid(value) else []


def _double(read: Read) -> list[Atom]:
    """One day in two calendars: the later date is the Gregorian one, ten to thirteen days from the other."""
    months = [month for item in read.items if (month := _named(item))]
    days = [item.number for item in read.items if item.width and item.width <= 2][:2]
    year = _year_of(read, [item for item in read.items if item.width >= 3])
    if len(days) < 2 or not months:
        return []
    known = year if year is not None else 1900
    old, new = (known, months[0], days[0]), (known, months[-1], days[1])
    if len(months) == 1 and days[1] < days[0]:
        old, new = (known, months[0] - 1 or 12, days[0]), new
    if (old[1], old[2]) > (new[1], new[2]) and old[1] == 12:
        new = (known + 1, new[1], new[2])
    values = [Value(*date) for date in (old, new)]
    if not all(valid(value) for value in values) or not 10 <= day_number(new) - day_number(old) <= 13:
        return []
    value = Value(new[0] if year is not None else None, new[1], new[2], calendar="julian")
    return [read.atom(msgspec.structs.replace(value, stated=_iso(old) if year is not None else None))]


def _iso(day: tuple[int, int, int]) -> str:
    return f"{day[0]:04}-{day[1]:02}-{day[2]:02}"


def _other(read: Read) -> list[Atom]:
    """A date in a calendar of its own month names, as Gregorian days."""
    words = next((str(item.values["other"]) for item in read.items if "other" in item.values), "")
    at = next(n for n, item in enumerate(read.items) if "other" in item.values)
    calendar, month = words.split(":")[0], int(words.split(":")[1])
    last = read.items[-1]
    year = int(last.values["roman"]) if "roman" in last.values else last.number
    day = next((_day(item) for item in read.items[:at] if _day(item)), None)
    if day is not None:
        found = to_gregorian(calendar, year, month, day)
        value = Value(*found, calendar=calendar, stated=f"{year}-{month:02}-{day:02}") if found else None
        return [read.atom(value)] if value else []
    span = month_span(calendar, year, month)
    if span is None:
        return []
    start, end = (Value(*date, calendar=calendar, stated=f"{year}-{month:02}") for date in span)
    return [read.atom(start, until=end)]


def _styled(read: Read, atoms: list[Atom]) -> list[Atom]:
    """Dates marked Old Style, converted: EDTF counts in Gregorian days; what was stated is kept."""
    if not any("old" in item.values for item in read.items):
        return atoms
    return [_converted(atom) for atom in atoms]


def _converted(atom: Atom) -> Atom:
    value = atom.value
    if value.year is None or value.month is None or value.day is None or value.calendar:
        return msgspec.structs.replace(atom, value=msgspec.structs.replace(value, calendar="julian"))
    found = to_gregorian("julian", value.year, value.month, value.day)
    if found is None:
        return atom
    stated = f"{value.year:04}-{value.month:02}-{value.day:02}"
    return msgspec.structs.replace(atom, value=Value(*found, calendar="julian", stated=stated))


def _last_day(read: Read) -> list[Atom]:
    """ "The last day of October 2015"."""
    month = next((_named(item) for item in read.items if _named(item)), None)
    year = _year_of(read, [item for item in read.items if not _named(item) and "lastday" not in item.values])
    if month is None or year is None:
        return []
    return [read.atom(Value(year, month, days_in_month(year, month)))]


def _eras(read: Read) -> list[Atom]:
    """Two years before Christ under one mark: "479-431 BC", "500 or 499 BC"."""
    years = [(n, item) for n, item in enumerate(read.items) if item.width and item.number >= 0]
    (a, first), (b, second) = years[0], years[-1]
    if first.number <= second.number:
        return []
    start, end = Value(1 - first.number), Value(1 - second.number)
    if _spans(read, a, b):
        return [read.atom(start, until=end)]
    items = read.items
    return [
        Atom(read.first, read.last, items[a].start, items[a].end, start, read.shape),
        Atom(read.first, read.last, items[b].start, items[-1].end, end, read.shape),
    ]


def _year_span(read: Read) -> list[Atom]:
    """ "In the years 1930-1935"."""
    numbers = [item.number for item in read.items if item.width]
    return [read.atom(Value(numbers[0]), until=Value(numbers[1]))] if numbers[0] < numbers[1] else []


def _day_shift(read: Read) -> list[Atom]:
    """ "On the 12th of this month": a day within a month that is told by its place."""
    day = next((_day(item) for item in read.items if _day(item)), None)
    words = next((str(item.values["shift"]) for item in read.items if "shift" in item.values), "month+0")
    unit, sign, amount = re.split(r"([+-])", words)
    if unit != "month" or day is None:
        return []
    return [read.atom(Value(day=day), step=("within", "month", int(sign + amount)))]


def _month_shift(read: Read) -> list[Atom]:
    """ "In October of the same year", "on 4 May of the following year"."""
    month = next((_named(item) for item in read.items if _named(item)), None)
    day = next((_day(item) for item in read.items if _is_day(item) and _day(item)), None)
    words = next((str(item.values["shift"]) for item in read.items if "shift" in item.values), "")
    unit, sign, amount = re.split(r"([+-])", words)
    if unit != "year":
        return []
    return [read.atom(Value(month=month, day=day), step=("within", "year", int(sign + amount)))]


def _same_month(read: Read) -> list[Atom]:
    """ "In October of the same year"."""
    month = _named(read.items[0])
    return [read.atom(Value(month=month), step=("within", "year", 0))]


READERS: dict[str, Callable[[Read], list[Atom]]] = {
    "ymdn": _numeric, "dmyn": _numeric, "dmy2": _numeric, "dry": _roman_month, "yrd": _roman_month,
    "dmy": _dmy, "mdy": _dmy, "ymd": _dmy, "ydm": _dmy, "dm": _dmy, "md": _dmy, "my": _my, "ym": _my,
    "nmy": _number_month, "ynm": _number_month, "ynw": _number_month, "winter": _winter, "winter2": _winter,
    "season": _season, "seasony": _season, "century": _century, "centuryn": _century, "centurya": _century_named,
    "decades": _decade,
    "decaden": _decade, "decadet": _decade, "decadew": _decade, "decadee": _decade, "decaded": _decade,
    "decadeu": _decade,
    "fiscal": _fiscal, "year": _year, "month": _month, "seasona": _season_alone, "day": _day_alone,
    "shift": _shift, "later": _later, "earlier": _later, "later1": _later, "earlier1": _later, "same": _same,
    "next": _same, "previous": _same, "samemonth": _same_month, "lastday": _last_day, "framed": _framed,
    "framedm": _framed, "framedd": _framed, "eras": _eras, "yearspan": _year_span, "dshift": _day_shift,
    "mshift": _month_shift, "dhmhy": _dmy, "double": _double, "other": _other,
}  # fmt: skip
