"""Whether a text is an old print read by machine: it is then read with weights learnt from such prints."""

from __future__ import annotations

import re

_TRACES = (
    (re.compile(r"[^\W\d_][¬=\xad][a-zà-ÿſ]"), 1.5),  # words broken at the line's end
    (re.compile(r"[a-zà-ÿ][A-ZÀ-Ý][a-zà-ÿ]"), 1.0),  # words that have run together
    (re.compile(r"ſ"), 1.0),  # long s
    (re.compile(r"\w [.,;:] "), 1.0),  # signs that stand alone
    (re.compile(r"[a-zà-ÿ]-[a-zà-ÿ]"), 0.5),  # hyphens, which in print are mostly broken words
)
# Share of such traces among the words. Edited text in twelve languages has at most 0.010, newspaper pages of 1850
# to 1950 in four languages at least 0.026 (measured on development pages).
ENOUGH = 0.02
_LOOKED_AT = 60_000


def print_read_by_machine(text: str) -> bool:
    """Whether the traces of machine-read print are frequent; False for texts too short to tell."""
    sample = text[:_LOOKED_AT]
    words = len(re.findall(r"\w+", sample))
    if words < 25:
        return False
    weight = sum(w * len(pattern.findall(sample)) for pattern, w in _TRACES)
    return weight > 2 and weight / words > ENOUGH
