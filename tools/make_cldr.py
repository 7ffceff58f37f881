"""Writes src/kronika/languages/cldr/<language>.json from CLDR: what every language needs for dates and quantities.

    python tools/make_cldr.py

Needs babel, at build time only. Every locale is read in a process of its own: babel's stand-alone names depend on
which locale was loaded before. The forms of all regions and scripts of a language are put together, because a text
does not say which it follows. Data: Unicode CLDR, Unicode licence v3.
"""

from __future__ import annotations

import json
import multiprocessing
import re
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

OUT = Path(__file__).parent.parent / "src/kronika/languages/cldr"
NOTE = "DO NOT EDIT: made by tools/make_cldr.py from Unicode CLDR (Unicode licence v3)"
# The units of time that relative dates count in; other units come from knowledge/units.
TIME = ("year", "month", "week", "day", "hour", "minute", "second", "century", "decade")
UNITS = (
    "length-kilometer", "length-meter", "length-centimeter", "length-millimeter", "length-mile", "length-yard",
    "length-foot", "length-inch", "length-nautical-mile", "mass-kilogram", "mass-gram", "mass-metric-ton", "mass-ton",
    "mass-pound", "mass-ounce", "area-square-kilometer", "area-square-meter", "area-hectare", "area-acre",
    "area-square-mile", "area-square-foot", "volume-liter", "volume-cubic-meter", "volume-gallon", "volume-barrel",
    "speed-kilometer-per-hour", "speed-mile-per-hour", "speed-knot", "temperature-celsius", "temperature-fahrenheit",
    "power-watt", "power-kilowatt", "power-megawatt", "power-horsepower", "concentr-percent", "concentr-permille",
    "angle-degree", "electric-volt", "energy-kilowatt-hour",
)  # fmt: skip
CURRENCIES = (
    "USD", "EUR", "GBP", "JPY", "CHF", "RUB", "CNY", "INR", "HUF", "CZK", "PLN", "SEK", "NOK", "DKK", "RON", "BGN",
    "TRY", "UAH", "BRL", "CAD", "AUD", "ILS", "KRW",
)  # fmt: skip


def read(identifier: str) -> tuple[str, dict[str, Any]]:
    """What one locale says; runs in a process that has loaded no other locale."""
    from babel import Locale

    locale = Locale.parse(identifier)
    found: dict[str, Any] = {"months": [], "months_short": [], "weekdays": [], "weekdays_short": []}
    for number in range(1, 13):
        found["months"].append(_names(locale.months, ("wide",), number))
        found["months_short"].append(_names(locale.months, ("abbreviated",), number))
    for number in range(7):
        found["weekdays"].append(_names(locale.days, ("wide",), number))
        found["weekdays_short"].append(_names(locale.days, ("abbreviated", "short"), number))
    found["month_frame"] = _frame(locale)
    found["before"] = _era(locale, 0)
    found["after"] = _era(locale, 1)
    patterns = [locale.date_formats[width].pattern for width in ("full", "long", "medium")]
    found["order"] = _order(locale.date_formats["short"].pattern)
    found["glue"], found["year_words"] = _literals(patterns)
    symbols = locale.number_symbols.get("latn") or locale.number_symbols.get(locale.default_numbering_system) or {}
    found["decimal"], found["group"] = symbols.get("decimal", "."), symbols.get("group", ",")
    found["time"] = {unit: _unit(locale, f"duration-{unit}") for unit in TIME}
    found["units"] = {unit.split("-", 1)[1]: _unit(locale, unit) for unit in UNITS}
    found["currencies"] = {code: _currency(locale, code) for code in CURRENCIES}
    return locale.language, found


def _names(table: Any, widths: tuple[str, ...], number: int) -> list[str]:
    forms = [table[context][width].get(number, "") for context in ("format", "stand-alone") for width in widths]
    return [form for form in map(_clean, forms) if form and re.search(r"[^\W\d_]", form) and not re.search(r"\d", form)]


def _frame(locale: Any) -> list[str]:
    """What stands before and after the number where months are numbered ("月", "tháng"); else nothing."""
    names = {n: locale.months["format"]["wide"].get(n, "") for n in range(1, 13)}
    frames = {tuple(_clean(part) for part in re.split(rf"(?<!\d){n}(?!\d)", name)) for n, name in names.items()}
    return list(frames.pop()) if len(frames) == 1 and len(min(frames)) == 2 else []


def _clean(form: str) -> str:
    return form.lower().strip().strip(".").replace("\u200f", "").replace("\u200e", "")


def _era(locale: Any, number: int) -> list[str]:
    return [_clean(locale.eras[width][number]) for width in ("wide", "abbreviated") if number in locale.eras[width]]


def _order(pattern: str) -> str:
    return "".join(dict.fromkeys(letter for letter in re.sub(r"'[^']*'", "", pattern).upper() if letter in "DMY"))


def _literals(patterns: list[str]) -> tuple[list[str], list[str]]:
    """The words between the parts of a date, and those beside the year."""
    glue, years = [], []
    for pattern in patterns:
        pieces = re.findall(r"'([^']*)'|([^\W\d_]+)", pattern)
        fields = [("word", quoted) if quoted else ("field", letters) for quoted, letters in pieces]
        for at, (kind, word) in enumerate(fields):
            word = _clean(word)
            if kind == "field" and re.fullmatch(r"[GyMLdEeckwWQq]+", word, re.IGNORECASE) and word.isascii():
                continue
            if not re.fullmatch(r"[^\W\d_][^\d]*", word):
                continue
            before = fields[at - 1][1] if at else ""
            last = at == len(fields) - 1
            (years if before.startswith("y") and (last or word not in ("de",)) else glue).append(word)
    return glue, years


def _unit(locale: Any, unit: str) -> list[str]:
    patterns = locale._data["unit_patterns"].get(unit, {})
    forms = []
    for width in ("long", "short") if not unit.startswith("duration") else ("long",):
        for count in sorted(patterns.get(width, {})):
            pattern = patterns[width][count]
            if isinstance(pattern, str) and "{0}" in pattern:
                forms.append(_clean(pattern.replace("{0}", " ")))
    return [form for form in forms if form]


def _currency(locale: Any, code: str) -> list[str]:
    plural = locale._data["currency_names_plural"].get(code, {})
    names = [plural[count] for count in sorted(plural)] + [locale.currencies.get(code, "")]
    return [_clean(name) for name in names if name and name != code]


def merge(parts: list[dict[str, Any]]) -> dict[str, Any]:
    """The forms of all locales of one language together; the first, the language's own, decides what is single."""
    merged: dict[str, Any] = {"note": NOTE, "order": parts[0]["order"]}
    merged["decimal"], merged["group"] = parts[0]["decimal"], parts[0]["group"]
    for key in ("months", "months_short", "weekdays", "weekdays_short"):
        merged[key] = [_union(part[key][n] for part in parts) for n in range(len(parts[0][key]))]
    for key in ("before", "after", "glue", "year_words", "month_frame"):
        merged[key] = _union(part[key] for part in parts)
    for key in ("time", "units", "currencies"):
        names = {name: _union(part[key][name] for part in parts) for name in parts[0][key]}
        merged[key] = {name: forms for name, forms in names.items() if forms}
    full = {form for forms in merged["months"] for form in forms}
    merged["months_short"] = [[form for form in forms if form not in full] for forms in merged["months_short"]]
    return merged


def _union(lists: Any) -> list[str]:
    return list(dict.fromkeys(form for forms in lists for form in forms))


def main() -> int:
    """Reads all locales, each in a fresh process, and writes one file a language."""
    from babel.localedata import locale_identifiers

    identifiers = sorted((name for name in locale_identifiers() if name != "root"), key=lambda name: (len(name), name))
    by_language: dict[str, list[dict[str, Any]]] = defaultdict(list)
    context = multiprocessing.get_context("fork")
    with context.Pool(1, maxtasksperchild=1) as pool:
        for language, found in pool.imap(read, identifiers, chunksize=1):
            by_language[language].append(found)
    OUT.mkdir(parents=True, exist_ok=True)
    for language in sorted(by_language):
        merged = merge(by_language[language])
        if merged["month_frame"] or any(len(form) > 1 for forms in merged["months"] for form in forms):
            text = json.dumps(merged, ensure_ascii=False, separators=(",", ":"))
            (OUT / f"{language}.json").write_text(text.replace('],"', '],\n"') + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
