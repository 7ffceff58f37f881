"""Writes src/kronika/knowledge/language_names.json from CLDR: what languages are called in English.

    python tools/make_language_names.py

Needs babel, at build time only. Data: Unicode CLDR, Unicode licence v3. Only languages that CLDR has a locale for are
taken, and the old tags that CLDR says mean the same: any of them may get a pack.
"""

from __future__ import annotations

import json
from pathlib import Path

from babel import Locale
from babel.core import get_global
from babel.localedata import locale_identifiers

OUT = Path(__file__).parent.parent / "src/kronika/knowledge/language_names.json"


def main() -> None:
    """Writes the file."""
    english = Locale("en").languages
    tags = {identifier.split("_")[0] for identifier in locale_identifiers()} | {"la"}
    names = {tag: english[tag] for tag in sorted(tags) if tag in english}
    aliases = {old: new for old, new in get_global("language_aliases").items() if len(old) == 2 and new in names}
    names |= {old: names[new] for old, new in aliases.items() if old not in names}
    OUT.write_text(json.dumps(names, ensure_ascii=False, indent=0, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
