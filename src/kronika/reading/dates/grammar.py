"""The grammar of single dates, as one regular expression over codes for each language.

A stretch of text is a string in which every item is followed by its gap: "12. Mai 1921" is day, stop, month, space,
year, end. The alternatives below are the shapes a date can have in any language; the first that fits at a place wins.
What a shape means is told by `atoms`.
"""

from __future__ import annotations

import re
from functools import cache

from kronika.reading.dates.lexicon import Lexicon, lexicon

_SPACE = "[sz]"
_SOFT = "[szcdtQ]"  # between the parts of a written-out date
_ON = "[zhqts]"  # between a number and what is written onto it
_TIGHT = "[zhqt]"
_TWELVE, _MORE, _REST, _THREE, _FOUR = "a", "b", "c", "d", "e"


@cache
def grammar(tag: str, plain: bool = False) -> re.Pattern[str]:
    """The compiled grammar of a language; group names are the shapes.

    `plain` leaves out decades, which only numbers that end in 0 can be: what is tried where such a shape failed.
    """
    shapes = [(name, shape) for name, shape in _shapes(lexicon(tag)) if not (plain and name.startswith("decade"))]
    return re.compile("|".join(f"(?P<{name}>{shape})" for name, shape in shapes))


def _shapes(words: Lexicon) -> list[tuple[str, str]]:
    parts = _Parts(words)
    return [*_numeric(parts), *_written(parts), *_relative(parts), *_periods(parts), *_alone(parts)]


class _Parts:
    """The parts of dates as patterns over codes."""

    def __init__(self, words: Lexicon) -> None:
        c = words.chars
        self.of = f"(?:{c('of')}[szqdQ]){{0,2}}"
        self.month = c("month", "weak")
        self.name = c("month")
        self.weekday = c("weekday")
        self.number = f"[{_TWELVE}{_MORE}]"
        day_end = f"(?:{_ON}{c('dend', 'oend')}|{_TIGHT}{c('yend', 'dalone', 'fend', 'uend')})"
        self.day = f"(?:{self.number}{day_end}?|{c('ordinal')}(?:s{c('ordinal')})?|{c('cardinal')}s{c('ordinal')})"
        self.days = f"{self.day}(?:(?:[hH]|c|[szdc]{c('and', 'to', 'or', 'until')}[sz]){self.of}{self.day}){{0,4}}"
        self.months = (
            f"{self.month}(?:(?:[hHl]|c|[szdc]{c('and', 'to', 'or', 'until')}[sz]){self.of}{self.month}){{0,3}}"
        )
        self.glue = f"{_SOFT}{self.of}"
        yearword = c("year")
        era = f"(?:[szcpkdt]{c('bc', 'ad', 'era')})"
        year_end = f"(?:{_TIGHT}{c('yend', 'oend', 'fend', 'uend')})"
        behind = f"(?:[szdtp]{yearword})"
        self.era = era
        self.year = (
            f"(?:(?:{yearword}[szdt]{self.of})?{_FOUR}{year_end}?{behind}?{era}?"
            f"|{c('bc', 'ad', 'era')}[szdt]{yearword}?[szdt]?[{_TWELVE}{_MORE}{_REST}{_THREE}{_FOUR}5f]"
            f"{year_end}?{behind}?"
            f"|(?:{yearword}[szdt])?[{_TWELVE}{_MORE}{_REST}{_THREE}5f]{year_end}?{behind}?{era}"
            f"|(?<=Q)[{_TWELVE}{_MORE}{_REST}](?![tlkhqz])"
            f"|{_THREE}{_TIGHT}{c('yend')}"
            f"|{_THREE}[szdt]{yearword}|{yearword}[szdt][{_THREE}]{year_end}?)"
        )
        self.plain_year = f"{_FOUR}{year_end}?"
        self.c = c


def _numeric(p: _Parts) -> list[tuple[str, str]]:
    n, y = p.number, _FOUR
    end = f"(?:{_TIGHT}{p.c('dend', 'yend', 'oend', 'fend', 'uend', 'dalone')})?"
    return [
        ("dhmhy", f"{n}[hl]{p.month}[hl]{y}{end}"),
        *_framed(p),
        *_doubled(p),
        (
            "ymdn",
            f"(?:{y}t{n}t{n}|{y}l{n}l{n}|{y}h{n}h{n}|{y}H{n}H{n}|{y}d{n}d{n}|{y}s{n}s{n}(?![sdlh]{n})){end}(?!l{n})",
        ),
        ("dmyn", f"(?:{n}t{n}t{y}|{n}l{n}l{y}|{n}h{n}h{y}|{n}H{n}H{y}|{n}d{n}d{y}|{n}s{n}s{y}){end}"),
        ("dry", f"{n}[tdlsh]r[tdlsh]{y}{end}"),
        ("yrd", f"{y}[tdls]r[tdls]{n}{end}"),
        ("dmy2", f"(?:{n}t{n}t[{_TWELVE}{_MORE}{_REST}]|{n}l{n}l[{_TWELVE}{_MORE}{_REST}])(?![tlkh][abcdefg]){end}"),
    ]


def _doubled(p: _Parts) -> list[tuple[str, str]]:
    """Dates in two calendars, 25 October (7 November) 1917, and in one that is not the Gregorian."""
    n, year = p.number, f"(?:(?:{_SOFT}|r){p.of}{p.year})?"
    end = f"(?:{_ON}{p.c('dend', 'oend')})?"
    number = f"(?:{p.c('roman')}|[abcdef5])"
    return [
        ("double", f"{n}{end}[pl]{n}{end}[rsd]{p.of}{p.name}{year}"
                   f"|{n}{end}{_SOFT}{p.of}{p.month}(?:{_SOFT}{p.of}{p.year})?p{n}{end}{_SOFT}{p.of}{p.month}{year}"),
        ("other", f"(?:{p.days}{_SOFT}{p.of})?{p.c('other')}{_SOFT}{p.of}(?:{p.c('year')}[szdt])?{number}"),
    ]  # fmt: skip


def _framed(p: _Parts) -> list[tuple[str, str]]:
    """Months told by their number and a word: 2015年8月12日, ngày 3 tháng 3 năm 2017."""
    c = p.c
    if p.c("mafter", "mbefore") == c("nothing"):
        return []
    day = f"(?:{p.number}|{c('cardinal', 'ordinal')})"
    dayword = f"{_SPACE}{c('dend', 'unit')}"
    after = f"{day}{_SPACE}{c('mafter')}"
    before = f"{c('mbefore')}s{day}"
    return [
        ("framed", f"{p.year}{_SPACE}{p.of}{after}(?:{_SPACE}{day}{dayword})?"
                   f"|{after}{_SPACE}{day}{dayword}(?:{_SPACE}{p.year})?|{after}s{p.year}"
                   f"|(?:{day}s)?{before}(?:[sc]{p.of}{p.year})?"),
        ("framedm", after),
        ("framedd", f"{day}z{c('dalone')}(?!z{c('years', 'unit')})"),
    ]  # fmt: skip


def _written(p: _Parts) -> list[tuple[str, str]]:
    day_first = f"(?:{p.weekday}{_SOFT}{p.of})?"
    tail = f"(?:[szcp]{p.weekday})?"
    old = f"(?:[szcp]{p.c('old', 'new')})?"
    dayword = f"(?:[szd]{p.c('dend')})?"
    return [
        ("dmy", f"{day_first}{p.days}[szdt]{p.of}{p.month}(?:{_SOFT}|p){p.of}{p.year}{old}{tail}"),
        ("mdy", f"{day_first}{p.month}[szd]{p.of}{p.days}{dayword}{_SOFT}{p.of}{p.year}{old}{tail}"),
        ("ymd", f"{p.year}{_SOFT}{p.of}{p.month}{_SOFT}{p.of}{p.days}{dayword}(?![sc]{_FOUR}){old}{tail}"),
        ("lastday", f"{p.c('lastday')}s{p.of}{p.month}{_SOFT}{p.of}{p.year}"),
        ("ydm", f"{p.year}{_SPACE}{p.of}{p.days}{_SOFT}{p.of}{p.month}(?!{_SOFT}{p.of}{_FOUR}){old}"),
        ("dm", f"{day_first}{p.days}[szdth]{p.of}{p.month}(?![zhq]{_FOUR}){old}"),
        ("md", f"{day_first}{p.month}[szdt]{p.of}{p.days}{dayword}(?![tkz]){old}"),
        ("my", f"{p.months}(?:{_SOFT}|[ph]){p.of}{p.year}{old}"),
        ("ym", f"{p.year}(?:{_SOFT}|h){p.of}{p.months}"),
        ("nmy", f"(?<![tlkh]){_TWELVE}[tlh]{_FOUR}(?![tlk][abcdefg])"),
        ("ynm", f"{_FOUR}[tlh]{_TWELVE}(?![tlkh][abcdefg])"),
        ("ynw", f"{p.year}[szd]{p.of}{p.number}{_ON}?{p.c('oend', 'dend')}?[szd]{p.c('monthword')}"),
        ("dshift", f"{p.days}[szdt]{p.of}(?:{p.c('shift')}|{p.c('same')}s{p.of}{p.c('monthword')})"),
        ("mshift", f"(?:{p.days}[szdt]{p.of})?{p.month}{_SOFT}{p.of}{p.c('shift')}"),
    ]


def _periods(p: _Parts) -> list[tuple[str, str]]:
    c = p.c
    season, century = c("season"), c("century")
    ordinal = f"(?:{c('ordinal', 'roman')}|[{_TWELVE}{_MORE}{_REST}](?:{_TIGHT}{c('oend', 'dend', 'yend')})?)"
    more = f"(?:(?:[hHc]|[szdt]{c('and', 'to', 'or')}[sz]){p.of}{ordinal}){{0,2}}"
    end = f"(?:{_TIGHT}{c('decend', 'decalone')})"
    two_or_four = f"[{_TWELVE}{_MORE}{_REST}{_FOUR}]"
    four = f"[{_TWELVE}{_MORE}{_REST}{_THREE}{_FOUR}]"
    dec = f"(?:{four}{end}?|{c('decword', 'named')})"
    again = f"(?:[hHc]|[szdtq]{c('and', 'to', 'or')}[szqQ])"
    return [
        ("winter", f"{season}{_SOFT}{p.of}{_FOUR}[hlH]{two_or_four}(?!{_TIGHT}{c('month')})"),
        ("winter2", f"{_FOUR}[hlH]{two_or_four}(?:{_TIGHT}{c('yend', 'oend')})?{_SPACE}{p.of}{season}"),
        ("season", f"{season}(?:{_SOFT}|p){p.of}{p.year}"),
        ("seasony", f"{p.year}{_SOFT}{p.of}{season}"),
        ("century", f"(?:{c('bc')}[szdt])?{ordinal}{more}[szdth]{p.of}{c('century', 'century2')}"
                    f"(?:{_SOFT}{p.of}{c('bc', 'ad')})?"),
        ("centurya", f"{c('cname')}"),
        ("centuryn", f"{century}{_SOFT}{p.of}{ordinal}{more}(?:{_SOFT}{c('bc', 'ad')})?"),
        ("yearspan", f"{c('dbefore')}{_SOFT}{p.of}{_FOUR}[hH]{_FOUR}"),
        ("decades", f"{c('dbefore', 'decade')}{_SOFT}?{p.of}[Q]?{dec}(?:{again}{p.of}{dec}){{0,2}}(?![hHl][abcde])"
                    f"(?:[szdt]{c('dafter')})?(?:[szcd]{c('bc', 'ad')})?"),
        ("decaden", f"{four}{end}?(?:{again}{four}){{0,2}}{end}[szdth]{p.of}{c('dafter', 'decade')}"
                    f"(?:[szcd]{c('bc', 'ad')})?"),
        ("eras", f"{four}(?:[hH]|[sc](?:{c('or', 'and', 'to')}s)?){p.of}{four}(?:{_TIGHT}{c('yend')})?"
                 f"[szdtc]{c('bc')}"),
        ("decadet", f"{four}[d]{c('dafter')}"),
        ("decadew", f"{c('decword', 'named')}(?:{again}{c('decword', 'named')}){{0,2}}[szd]{c('dafter')}"),
        ("decadee", f"{four}[zhqQt]{c('decalone')}(?:{_SPACE}{c('dafter', 'decade')})?(?:[szcd]{c('bc', 'ad')})?"),
        ("decadeu", f"{_FOUR}s{c('decade')}"),
        ("decaded", f"{c('named')}"),
        ("fiscal", f"(?<![hl]){_FOUR}(?:[h]{two_or_four}|l{two_or_four})(?![tlkh][abcdefg])"
                   f"(?:{_TIGHT}{c('yend', 'oend')})?(?:[szd]{c('year', 'years')})?"),
    ]  # fmt: skip


def _relative(p: _Parts) -> list[tuple[str, str]]:
    c = p.c
    unit, count = c("unit"), f"(?:[{_TWELVE}{_MORE}{_REST}]|{c('cardinal')})"
    thing = f"(?:{unit}|{c('season')}|{c('tod')}|{p.name})"
    return [
        ("shift", c("shift")),
        ("later", f"{count}s{unit}[sz]{p.of}{c('later')}"),
        ("earlier", f"{count}s{unit}[sz]{p.of}{c('earlier')}"),
        ("later1", f"{c('later1')}s{p.of}{count}s{unit}(?!s{p.of}{c('later')})"),
        ("earlier1", f"{c('earlier1')}s{p.of}{count}s{unit}"),
        ("samemonth", f"{p.name}s{p.of}{c('same')}s{p.of}{unit}"),
        ("same", f"{c('same')}s{p.of}{thing}"),
        ("next", f"{c('next')}s{p.of}{thing}|{thing}s{p.of}{c('next')}"),
        ("previous", f"{c('previous')}s{p.of}{thing}|{thing}s{p.of}{c('previous')}"),
    ]


def _alone(p: _Parts) -> list[tuple[str, str]]:
    return [
        ("year", f"{p.year}"),
        ("month", f"(?:{p.name}|(?<={p.c('mlead', 'part')}s){p.c('weak')})"),
        ("seasona", f"{p.c('season')}"),
        ("day", f"(?<![hHktl]){p.number}{_TIGHT}{p.c('dalone')}"),
    ]
