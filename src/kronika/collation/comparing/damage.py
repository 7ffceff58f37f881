"""Signs that a difference is damage done in translating or copying, and none of knowledge.

Where two accounts tell the same sentence by sentence, one digit that differs, a part of a date, or a name in whose
place stands a word that is none, is what slips of the pen, of the press and of machine translation leave behind.
"""

from __future__ import annotations

from kronika.collation.comparing.findings import Finding, Pair

#: From this share of partners on, one account follows the other closely enough for a difference to be a slip.
FOLLOWS = 0.8
#: Most digits, or parts of a date, are the same.
ALIKE = 0.49


def damage(finding: Finding, pair: Pair) -> str | None:
    """What sort of damage the evidence points to; None where it points to none."""
    if pair.parallel < FOLLOWS:
        return None
    evidence = finding.evidence
    if finding.sort == "double":
        return "a name was taken for a word, or another name put in its place"
    if finding.sort == "number" and evidence.get("same_length") and evidence.get("close", 0.0) > ALIKE:
        return "a digit was changed"
    if finding.sort == "date" and evidence.get("near", 0.0) > ALIKE:
        return "a part of the date was changed"
    return None
