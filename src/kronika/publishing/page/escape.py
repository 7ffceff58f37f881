"""Texts from anywhere made safe to stand in a page."""

from __future__ import annotations

import html
import json
import re

# What may not stand in an HTML document: surrogates, most controls, U+FFFE and U+FFFF (HTML 13.2.3.5).
_UNFIT = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def text(words: str) -> str:
    """Words as HTML text or a quoted attribute value; letter for letter, unfit ones as U+FFFD."""
    return html.escape(_UNFIT.sub("\ufffd", words)).replace("\r", "&#13;")


def data(value: object) -> str:
    """A value as JSON that may stand in a script element: no `<` is left that could end it."""
    plain = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    plain = plain.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return _UNFIT.sub("\ufffd", plain)
