"""Where sentences, headings and captions begin and end."""

from __future__ import annotations

import re

from kronika.model import Sentence, Source


def split(source: Source) -> list[Sentence]:
    """The sentences of a source, in order, without the white space between them."""
    return [Sentence(m.start(), m.end()) for m in re.finditer(r"[^\s][^\n]*?(?:[.!?](?=\s|$)|$)", source.text, re.M)]
