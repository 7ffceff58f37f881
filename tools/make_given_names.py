"""Makes src/kronika/knowledge/given_names.tsv.gz. DO NOT EDIT the result; run this again:

    python tools/make_given_names.py

Source: the lists of given names of Faker (MIT, Copyright (c) 2012 Daniele Faraglia), by language and gender.
"""

from __future__ import annotations

import gzip
import importlib
import os
import sys
from collections import defaultdict
from pathlib import Path

import faker

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from kronika.knowledge.given_names import DATA  # noqa: E402
from kronika.knowledge.letters import fold  # noqa: E402


def main() -> None:
    """One line a name: folded, m or f or mf, the languages that have it."""
    folder = Path(os.path.dirname(faker.__file__)) / "providers/person"
    genders: dict[str, set[str]] = defaultdict(set)
    tags: dict[str, set[str]] = defaultdict(set)
    for locale in sorted(
        entry.name for entry in folder.iterdir() if entry.is_dir() and not entry.name.startswith("__")
    ):
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        for gender, field in (("m", "first_names_male"), ("f", "first_names_female")):
            for name in sorted(getattr(provider, field, ())):
                key = fold(str(name))
                if key and " " not in key:
                    genders[key].add(gender)
                    tags[key].add(locale.partition("_")[0])
    lines = [f"{key}\t{''.join(sorted(genders[key]))}\t{' '.join(sorted(tags[key]))}" for key in sorted(genders)]
    DATA.write_bytes(gzip.compress("\n".join(lines).encode(), 9, mtime=0))
    print(f"{len(lines)} names, {DATA.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
