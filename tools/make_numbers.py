"""Writes src/kronika/languages/cldr/numbers/<language>.json: number words from the spell-out rules of CLDR.

    /usr/bin/python3 tools/make_numbers.py

Needs PyICU (Debian: python3-icu), at build time only. Cardinals and ordinals in all forms the rules know (gender,
case); single words and phrases from 0 to 99, round hundreds, and the names of the powers of a thousand. Data: Unicode
CLDR, Unicode licence v3.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

OUT = Path(__file__).parent.parent / "src/kronika/languages/cldr/numbers"
NOTE = "DO NOT EDIT: made by tools/make_numbers.py from Unicode CLDR (Unicode licence v3)"
COUNTS = [*range(100), *range(100, 1000, 100)]
ORDINALS = [*range(1, 32), *range(40, 101, 10)]
POWERS = (10**3, 10**6, 10**9, 10**12)


def forms(rules: object, prefix: str, number: int) -> list[str]:
    """All forms of one number in the rule sets whose name begins so."""
    found = []
    for at in range(rules.getNumberOfRuleSetNames()):  # type: ignore[attr-defined]
        name = rules.getRuleSetName(at)  # type: ignore[attr-defined]
        if name.startswith(prefix):
            words = rules.format(number, name).replace("\u00ad", "").strip().lower()  # type: ignore[attr-defined]
            if words and not any(letter.isdigit() for letter in words):
                found.append(words)
    return sorted(set(found))


def powers(rules: object) -> dict[str, int]:
    """The names of a thousand, a million … in singular and plural."""
    names: dict[str, int] = {}
    for power in POWERS:
        for times in (1, 2, 5):
            for words in forms(rules, "%spellout-cardinal", times * power):
                parts = words.split()
                heads = forms(rules, "%spellout-cardinal", 1) if len(parts) == 1 and times == 1 else []
                tail = max((parts[0].removeprefix(head) for head in heads), key=len, default="")
                cut = min((parts[0].removeprefix(head) for head in heads), key=len, default=tail)
                if len(parts) == 2 or times == 1:
                    names.setdefault(cut or parts[-1], power)
    small = {words for n in range(100) for words in forms(rules, "%spellout-cardinal", n)}
    return {word: power for word, power in names.items() if word not in small}


def main() -> int:
    """Writes one file for each language that has spell-out rules."""
    import icu

    OUT.mkdir(parents=True, exist_ok=True)
    languages = sorted({name.split("_")[0] for name in icu.Locale.getAvailableLocales()})
    for language in languages:
        rules = icu.RuleBasedNumberFormat(icu.URBNFRuleSetTag.SPELLOUT, icu.Locale(language))
        english = language != "en" and rules.format(2) == "two"
        if english or rules.format(2) in ("2", "２"):
            continue
        cardinals = {word: n for n in reversed(COUNTS) for word in forms(rules, "%spellout-cardinal", n)}
        ordinals = {word: n for n in reversed(ORDINALS) for word in forms(rules, "%spellout-ordinal", n)}
        if not cardinals:
            continue
        data = {"note": NOTE, "cardinals": dict(reversed(cardinals.items())),
                "ordinals": dict(reversed(ordinals.items())), "powers": powers(rules)}  # fmt: skip
        text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
        (OUT / f"{language}.json").write_text(text + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
