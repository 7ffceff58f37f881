"""How a language writes dates: the schema of `dates.toml`.

Every list holds words or phrases in small letters. A trailing `*` stands for any of `endings` or none ("január*"). A
full stop inside or after a form ("b.c.", "г.") is optional in the text unless it separates letters. Month and weekday
names of CLDR are always known; a pack adds what CLDR does not say.
"""

from __future__ import annotations

import msgspec


class Dates(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words around dates.

    Attributes:
        endings: case endings that `*` stands for.
        order: how numbers alone are ordered, "DMY", "MDY" or "YMD"; "" leaves it to CLDR.
        months: twelve lists of further forms. months_weak: forms that are months only beside a number ("may").
        month_leads: words right before a form of `months_weak` that make it a month without a number ("in May").
        weekdays: seven lists of further forms, Monday first.
        seasons: spring, summer, autumn, winter.
        of: small words that may stand between the parts of a date, articles among them.
        at: small words before a year that make a bare number a year ("in 1200").
        year: words beside a year, in the singular ("year", "года"). years: the plural, for spans of years.
        month, week, day, decade, century, millennium: the words for the units (all forms; singular and plural).
        parts_of_day: night, evening, morning: days where they stand beside `same`, `next` or `previous` ("that night").
        year_endings, day_endings, ordinal_endings: what is written onto a number ("-ban", "-én", "th").
        decade_before: words before the number of a decade ("années"). decade_after: words after it, which need
            `decade_endings` on the number ("1930-as évek"). decade_endings: what is written onto it;
            decade_alone: endings that make a decade by themselves ("1930s", "1930-luvulla").
        decades: "20" … "90" to words that name the decade by themselves ("thirties"); decade_words: words that do
            so beside `decade_before` or `decade_after` only ("années trente").
        hundreds: whether "1800s" is a "century" or a "decade".
        parts: "early", "mid", "late", "half1", "half2", "third1" … "quarter4" to words that stand before what they
            divide; parts_after: the same behind it.
        approximate, approximate_after: "about", before or behind.
        before, after, since, until: words before a date; *_after: behind it.
        between, between_after: the opening and closing words of a range; `to` and `both` (and) between.
        span_from: opening words of a range that `to` divides. or_: words for "or".
        bc, ad: words for the era, before or behind the year.
        old_style, new_style: marks of the calendar.
        same, next, previous: words before or behind a unit or season ("the following spring").
        later, earlier: words behind "two days"; later_before, earlier_before: words before "two days".
        shifts: "day+1", "year-1", "year+0", "month+0" … to phrases that move from the last date ("the next day").
        deny: words before a number that make it no date ("page", "no."); deny_after: behind it.
        centuries: "19" (the first digits of its years) to a name of that century ("Novecento").
        century_after: abbreviations of "century" that stand behind the number only, as they mean more ("w.", "в.").
        season_names: beginnings of words that make a season beside them part of a name ("Summer Olympics").
        last_day: words for the last day of a month.
        eras: first year of an era less one ("2018" for Reiwa) to its names.
        calendars: calendar to the names of its months.
        month_before, month_after: what stands before or after the number of a month ("tháng", "月").
        day_alone: day endings that make a number a day without its month ("12-én").
        seasons_alone: seasonal words that tell a time without an article ("весной").
        from_endings, until_endings: case endings that open and close a range ("1929-től 1932-ig").
    """

    endings: tuple[str, ...] = ()
    order: str = ""
    months: tuple[tuple[str, ...], ...] = ()
    months_weak: tuple[str, ...] = ()
    month_leads: tuple[str, ...] = ()
    weekdays: tuple[tuple[str, ...], ...] = ()
    seasons: tuple[tuple[str, ...], ...] = ()
    of: tuple[str, ...] = ()
    at: tuple[str, ...] = ()
    year: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    month: tuple[str, ...] = ()
    week: tuple[str, ...] = ()
    day: tuple[str, ...] = ()
    parts_of_day: tuple[str, ...] = ()
    decade: tuple[str, ...] = ()
    century: tuple[str, ...] = ()
    millennium: tuple[str, ...] = ()
    year_endings: tuple[str, ...] = ()
    day_endings: tuple[str, ...] = ()
    ordinal_endings: tuple[str, ...] = ()
    decade_before: tuple[str, ...] = ()
    decade_after: tuple[str, ...] = ()
    decade_endings: tuple[str, ...] = ()
    decade_alone: tuple[str, ...] = ()
    decades: dict[str, tuple[str, ...]] = {}
    decade_words: dict[str, tuple[str, ...]] = {}
    hundreds: str = "decade"
    parts: dict[str, tuple[str, ...]] = {}
    parts_after: dict[str, tuple[str, ...]] = {}
    approximate: tuple[str, ...] = ()
    approximate_after: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    before_after: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    after_after: tuple[str, ...] = ()
    since: tuple[str, ...] = ()
    since_after: tuple[str, ...] = ()
    until: tuple[str, ...] = ()
    until_after: tuple[str, ...] = ()
    between: tuple[str, ...] = ()
    between_after: tuple[str, ...] = ()
    span_from: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    both: tuple[str, ...] = ()
    or_: tuple[str, ...] = msgspec.field(default=(), name="or")
    bc: tuple[str, ...] = ()
    ad: tuple[str, ...] = ()
    old_style: tuple[str, ...] = ()
    new_style: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    next: tuple[str, ...] = ()
    previous: tuple[str, ...] = ()
    later: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ()
    later_before: tuple[str, ...] = ()
    earlier_before: tuple[str, ...] = ()
    shifts: dict[str, tuple[str, ...]] = {}
    last_day: tuple[str, ...] = ()
    eras: dict[str, tuple[str, ...]] = {}
    calendars: dict[str, tuple[tuple[str, ...], ...]] = {}
    deny: tuple[str, ...] = ()
    deny_after: tuple[str, ...] = ()
    centuries: dict[str, tuple[str, ...]] = {}
    century_after: tuple[str, ...] = ()
    season_names: tuple[str, ...] = ("olymp", "olimp", "olímp", "олимп", "олімп", "ολυμπ", "universi")
    month_before: tuple[str, ...] = ()
    month_after: tuple[str, ...] = ()
    day_alone: tuple[str, ...] = ()
    seasons_alone: tuple[str, ...] = ()
    from_endings: tuple[str, ...] = ()
    until_endings: tuple[str, ...] = ()
