"""Keys under which names that may be the same meet: the consonants of their sound, by broad class."""

from __future__ import annotations

import re
from functools import lru_cache

from kronika.knowledge import gazetteer
from kronika.names.core import core
from kronika.names.evidence import roman

_SOUNDS = (
    (re.compile(r"tsch|tch|sch|sh|ch|cs|cz|sz|zs|zh|rz|ts|tz|dz|dj|dzh|[szcjxç]"), "S"),
    (re.compile(r"th|dh|[td]"), "T"),
    (re.compile(r"ph|bh|[bpfvw]"), "P"),
    (re.compile(r"kh|gh|ck|[kgqh]"), "K"),
    (re.compile(r"[mn]"), "N"),
    (re.compile(r"[lr]"), "L"),
)
_REST = re.compile(r"[^STPKNL]")
_TWICE = re.compile(r"(.)\1+")


@lru_cache(65536)
def skeleton(name: str) -> str:
    """The consonants of one name part by class (S T P K N L), without repeats: TLSK for Trotsky and Троцкий."""
    text = roman(name)
    for pattern, letter in _SOUNDS:
        text = pattern.sub(letter, text)
    return _TWICE.sub(r"\1", _REST.sub("", text)).replace("TS", "S")


@lru_cache(65536)
def keys(name: str, tag: str | None = None) -> tuple[str, ...]:
    """The keys of a name, sorted: one a part of three letters and more, and one for each place it can mean."""
    parts = roman(name).split()
    found = {f"s:{skeleton(part)[:4]}" for part in parts if len(part) > 2} or {f"w:{''.join(parts)}"}
    found |= {f"g:{row}" for row in gazetteer.rows(core(name, tag))[:3] + gazetteer.rows(name)[:3]}
    return tuple(sorted(found))
