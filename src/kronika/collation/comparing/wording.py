"""What differs, in one plain sentence that a historian would write."""

from __future__ import annotations

from kronika import edtf
from kronika.collation.comparing.findings import Finding, Pair

_LONGEST = 90


def explanation(found: Finding, pair: Pair) -> str:
    """One sentence: what each account says."""
    left, right = _account(pair, True), _account(pair, False)
    if found.kind == "omission":
        return _omission(found, left, right)
    here, there = _value(found, True), _value(found, False)
    if found.sort == "outcome":
        return f"{left} tells of the {found.left_value}, {right} of the {found.right_value}."
    if found.sort in ("attached", "reported"):
        return _attached(found, left, right)
    if found.sort == "office":
        return f"{left} makes the office {_a(found.left_value)}, {right} {_a(found.right_value)}."
    if found.sort == "role":
        return f"{left} and {right} differ on who did it to whom: {here} here, {there} there."
    if found.sort in ("event_place", "place"):
        event = found.details.get("event", "same event")
        return f"{left} has the {event} at {found.left_value}, {right} at {found.right_value}."
    if found.sort == "event_date":
        event = found.details.get("event", "same event")
        if found.left and found.right and found.left.source_id == found.right.source_id:
            return f"{left} itself dates the {event} {here} in one place and {there} in another."
        return f"{left} dates the {event} {here}, {right} {there}."
    if found.sort == "swap":
        return f"{left} and {right} have two names in each other's place: {here} here, {there} there."
    return f"{left} has {here} where {right} has {there}."


def _omission(found: Finding, left: str, right: str) -> str:
    teller, silent, text = (left, right, found.left_value) if found.left else (right, left, found.right_value)
    return f"{teller} says {_short(text or '')}; {silent} tells what stands around it and not this."


def _attached(found: Finding, left: str, right: str) -> str:
    """The values are "date: event"."""
    date, _, here = (found.left_value or "").rpartition(": ")
    there = (found.right_value or "").rpartition(": ")[2]
    return f"{left} gives {edtf.display(date)} as the date of the {here}, {right} as that of the {there}."


def _a(words: str | None) -> str:
    return f"{'an' if (words or '')[:1] in 'aeiou' else 'a'} {words}"


def _value(found: Finding, left: bool) -> str:
    value = (found.left_value if left else found.right_value) or "nothing"
    if found.kind == "date" and found.sort not in ("year", "attached"):
        return edtf.display(value)
    return _short(value)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return f"“{text}”" if len(text) <= _LONGEST else f"“{text[: _LONGEST - 1].rsplit(' ', 1)[0]} …”"


def _account(pair: Pair, left: bool) -> str:
    account = pair.left if left else pair.right
    return account.source.title or account.id
