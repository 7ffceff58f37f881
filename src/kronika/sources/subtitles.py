"""SubRip (SRT) and WebVTT: the words that are spoken, each with the time it is cited by."""

from __future__ import annotations

import re

from kronika.errors import BadInput
from kronika.model import Block
from kronika.sources.draft import Draft
from kronika.sources.limits import Limits
from kronika.sources.markup import Tag, Weaver, tokens

_CUE = re.compile(
    r"^(?P<start>(?:\d{1,3}:)?\d{1,2}:\d\d[.,]\d{3})[ \t]+-->[ \t]+[^\n]*\n(?P<words>(?:[^\n]*\S[^\n]*(?:\n|\Z))*)",
    re.M,
)
_ENDED = re.compile(r"[.!?…。！？।؟][\"'”»)]*\s*\Z")


def read(text: str, limits: Limits) -> Draft:
    """The spoken text: cues of one sentence joined, times as the places of blocks."""
    weaver = Weaver(text)
    blocks: list[Block] = []
    for m in _CUE.finditer(text):
        start = weaver.next_start
        for token in tokens(m["words"]):
            if not isinstance(token, Tag):
                weaver.add(m.start("words") + token.start, m.start("words") + token.end)
        if weaver.length > start:
            blocks.append(Block(start, weaver.length, "prose", m["start"]))
        weaver.apart("\n" if _ENDED.search(weaver.parts[-1] if weaver.parts else "") else " ", m.end())
    if not blocks:
        raise BadInput("", "no subtitles found in it")
    weaver.blocks = blocks
    return weaver.draft()
