"""Where an account contradicts itself: one birth or death with two dates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from kronika import edtf
from kronika.collation.comparing.findings import Finding, Pair, span
from kronika.collation.comparing.occasions import once
from kronika.collation.events import same_events
from kronika.collation.identity import Identity
from kronika.model import Account


def findings(account: Account, identities: Sequence[Identity]) -> Iterator[tuple[Finding, Pair]]:
    """The contradictions of an account with itself; both sides of the pair are the account."""
    pair = Pair(account, account, ())
    for group in same_events([account], identities, {}):
        told = [account.assertions[k] for _, k in group]
        for a, b in combinations(told, 2):
            if once(a.type) and once(b.type) and a.date and b.date and a.date_span and b.date_span:
                if edtf.relation(a.date, b.date) != "contradicts":
                    continue
                evidence = {"sure": min(a.confidence, b.confidence), "once": 1.0}
                why = (f"the account itself dates the {a.type.replace('_', ' ')} of one person twice",)
                sides = span(account, *a.date_span), span(account, *b.date_span)
                details = {"event": a.type.replace("_", " ")}
                yield Finding("event_date", "date", *sides, a.date, b.date, evidence, why, details=details), pair
