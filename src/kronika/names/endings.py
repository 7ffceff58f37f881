"""Base forms a name in running text may have: the case endings of its language taken off, by the pack's list."""

from __future__ import annotations

from functools import lru_cache

from kronika import languages
from kronika.languages.sections.names import Names

SHORTEST = 3
"""Letters that have to stay."""
MOST = 4
"""Base forms that are tried, those with the longest endings first."""


@lru_cache(256)
def _endings(tag: str) -> tuple[tuple[str, str], ...]:
    """(ending, what stands in its place), the longest first."""
    pack = languages.section(tag, Names)
    pairs = {tuple(ending.partition("=")[::2]) for ending in (*pack.endings, *pack.joined)}
    return tuple(sorted(((a, b) for a, b in pairs if a), key=lambda pair: (-len(pair[0]), pair)))


@lru_cache(65536)
def bases(name: str, tag: str | None) -> tuple[str, ...]:
    """The base forms a name may have, without the name itself; each word declined where the language does so."""
    if not tag:
        return ()
    pack = languages.section(tag, Names)
    parts = name.split()
    if not parts or not _endings(tag):
        return ()
    found = []
    for at in range(MOST):
        declined = parts if pack.every_word else parts[-1:]
        bare = [_bare(part, tag, at) for part in declined]
        form = " ".join(parts[: len(parts) - len(bare)] + bare)
        if form != name and form not in found:
            found.append(form)
    if pack.every_word and len(parts) > 1:  # a family name that is not declined: «Полом Кейси»
        form = " ".join([*(_bare(part, tag, 0) for part in parts[:-1]), parts[-1]])
        found += [form] if form != name and form not in found else []
    return tuple(found)


def _bare(part: str, tag: str, rank: int) -> str:
    """One word without the ending of that rank (0: the longest that fits); the word itself where there is none."""
    pack = languages.section(tag, Names)
    seen = -1
    for ending, instead in _endings(tag):
        if part.endswith(ending) and len(part) - len(ending) >= SHORTEST:
            seen += 1
            if seen == rank:
                stem = part[: len(part) - len(ending)].rstrip("-'’")
                last = pack.restore.get(stem[-1:], stem[-1:])
                return (stem if instead else stem[:-1] + last) + instead
    return part
