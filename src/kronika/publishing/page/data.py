"""What the page knows: a chronicle as compact plain values, offsets within sentences in UTF-16 units.

The sentences' words are not in here; they stand once, as text, in the part that is read without scripts.
Lists are used for records of which there are many; the script `page/scripts/book.js` names their fields.
"""

from __future__ import annotations

from typing import Any

from kronika.chronicle import Chronicle
from kronika.model import Account, Claim, Discrepancy, Entity, Event, Quantity, Span
from kronika.publishing import dates, scripts
from kronika.publishing.identity import content_hash
from kronika.publishing.page.coast import coast
from kronika.publishing.passages import Spot, Spots, moved_sentences
from kronika.publishing.titles import account_title, event_title, plain

Plain = dict[str, Any]  # JSON, on its way out of the house
LONGEST = 1200  # letters
DATE_SLOTS = ("date", "start", "end", "time")


def bundle(chronicle: Chronicle, version: str) -> Plain:
    """All that the page's script needs, ready for `json.dumps`."""
    spots = Spots(chronicle.accounts, utf16=True)
    entity_at = {entity.id: at for at, entity in enumerate(chronicle.entities)}
    event_at = {event.id: at for at, event in enumerate(chronicle.events)}
    labels = chronicle.labels()
    places = [e for e in chronicle.entities if e.latitude is not None and e.longitude is not None]
    made = {
        "book": {"version": version, "hash": content_hash(chronicle)},
        "sources": [_source(chronicle, at) for at in range(len(chronicle.accounts))],
        "marks": _marks(chronicle, spots, entity_at),
        "rows": _rows(chronicle),
        "entities": [_entity(entity, spots, entity_at) for entity in chronicle.entities],
        "events": [_event(event, labels, spots, entity_at) for event in chronicle.events],
        "discrepancies": [_discrepancy(d, spots, event_at) for d in chronicle.discrepancies],
        "dependence": [
            [spots.index[d.source_id], spots.index[d.on], d.kind, _short(d.confidence), list(d.evidence)]
            for d in chronicle.dependence
            if d.source_id in spots.index and d.on in spots.index
        ],
        "coast": coast([(p.longitude or 0.0, p.latitude or 0.0) for p in places]) if places else None,
        "latin": _readings(chronicle),
    }
    clipped: Plain = _clipped(made)
    return clipped


def _clipped(value: Any) -> Any:
    """The same with every text but ids cut at `LONGEST`: a label of a million letters is no label.

    Nothing is lost by it: the accounts' own sentences stand whole in the text of the page.
    """
    if isinstance(value, str):
        return value if len(value) <= LONGEST else value[:LONGEST] + "…"
    if isinstance(value, dict):
        return {_clipped(key): one if key == "id" else _clipped(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_clipped(one) for one in value]
    return value


def _short(number: float) -> float:
    return round(number, 3)


def _source(chronicle: Chronicle, at: int) -> Plain:
    account = chronicle.accounts[at]
    source = account.source
    return {
        "id": account.id,
        "title": account_title(source),
        "lang": account.language,
        "dir": scripts.direction(account.language, source.text),
        "origin": source.origin,
        "notes": list(source.notes),
        "about": dict(sorted(source.metadata.items())),
        "problems": [str(problem) for problem in account.problems],
        "kinds": {i: s.kind for i, s in enumerate(account.sentences) if s.kind != "prose"},
        "langs": {i: s.language for i, s in enumerate(account.sentences) if s.language},
    }


def _rows(chronicle: Chronicle) -> list[Plain]:
    """The rows: `s` [account, sentences …] of those that say it, `m` accounts out of their own order here."""
    index = {account.id: at for at, account in enumerate(chronicle.accounts)}
    moved: dict[int, list[int]] = {}
    for at, account in enumerate(chronicle.accounts):
        for number in sorted(moved_sentences(chronicle.passages, account.id)):
            moved.setdefault(number, []).append(at)
    made = []
    for number, row in enumerate(chronicle.passages):
        told = sorted((index[key], numbers) for key, numbers in row.items() if numbers and key in index)
        one: Plain = {"s": [[at, *numbers] for at, numbers in told]}
        if number in moved:
            one["m"] = moved[number]
        made.append(one)
    return made


def _marks(chronicle: Chronicle, spots: Spots, entity_at: dict[str, int]) -> list[Plain]:
    """By account: names [sentence, start, end, entity or -1], dates […, EDTF, words], quantities, events."""
    made: list[Plain] = [{"n": [], "d": [], "q": [], "a": []} for _ in chronicle.accounts]
    for entity in chronicle.entities:
        for mention in entity.mentions:
            spot = spots.of_span(mention)
            if spot is not None:
                made[spot.account]["n"].append([*spot[1:], entity_at[entity.id]])
    for at, event in enumerate(chronicle.events):
        for assertion in event.assertions:
            spot = spots.of(assertion.source_id, assertion.start, assertion.end)
            if spot is not None:
                made[spot.account]["a"].append([*spot[1:], at])
    for at, account in enumerate(chronicle.accounts):
        _plain_marks(account, made[at], spots)
    for marks in made:
        for kind in marks.values():
            kind.sort(key=lambda mark: (mark[0], mark[1], -mark[2]))
    return made


def _plain_marks(account: Account, marks: Plain, spots: Spots) -> None:
    """Adds what stands in the text whether or not an event or an entity was made of it."""
    known = {tuple(mark[:3]) for mark in marks["n"]}
    for name in account.names:
        spot = spots.of(account.id, name.start, name.end)
        if spot is not None and spot[1:] not in known:
            marks["n"].append([*spot[1:], -1])
    for date in account.dates:
        spot = spots.of(account.id, date.start, date.end)
        if spot is not None:
            marks["d"].append([*spot[1:], date.edtf or "", dates.words(date.edtf)])
    for quantity in account.quantities:
        spot = spots.of(account.id, quantity.start, quantity.end)
        if spot is not None:
            marks["q"].append([*spot[1:], _amount(quantity)])


def _amount(quantity: Quantity) -> str:
    high = f"–{quantity.high:g}" if quantity.high is not None else ""
    about = "about " if quantity.approximate else ""
    return f"{about}{_number(quantity.value)}{high} {quantity.unit or ''}".strip()


def _number(value: float) -> str:
    return str(value) if isinstance(value, int) else f"{value:g}"


def _entity(entity: Entity, spots: Spots, entity_at: dict[str, int]) -> Plain:
    made: Plain = {
        "id": entity.id,
        "kind": entity.kind,
        "label": entity.label,
        "names": entity.names,
        "mentions": _evidence(entity.mentions, spots),
        "relations": [
            [r.type, entity_at.get(r.target, plain(r.target)), _evidence(r.evidence, spots)] for r in entity.relations
        ],
        "why": list(entity.reasons),
    }
    if entity.identifiers:
        made["ids"] = entity.identifiers
    if entity.latitude is not None and entity.longitude is not None:
        made["at"] = [_short(entity.longitude), _short(entity.latitude)]
    if entity.country:
        made["country"] = entity.country
    return made


def _evidence(spans: list[Span] | tuple[Span, ...], spots: Spots) -> list[Spot]:
    found = [spots.of_span(span) for span in spans]
    return [spot for spot in found if spot is not None]


def _event(event: Event, labels: dict[str, str], spots: Spots, entity_at: dict[str, int]) -> Plain:
    made: Plain = {
        "id": event.id,
        "type": plain(event.type),
        "title": event_title(event, labels),
        "date": event.date,
        "words": dates.words(event.date),
        "claims": [_claim(claim, spots, entity_at) for claim in event.claims],
        "people": [[plain(role), entity_at[key]] for role, key in event.participants if key in entity_at],
        "place": entity_at.get(event.place or "", -1),
        "told": _told(event, spots),
        "silent": sorted(spots.index[key] for key in event.silent if key in spots.index),
        "confidence": _short(event.confidence),
    }
    stretches = [dates.stretch(claim.value) for claim in event.claims if claim.slot == "date"]
    made["spans"] = [s for s in stretches if s is not None]
    own = dates.stretch(event.date)
    if own is not None:
        made["span"] = own
    for field in ("after", "before"):
        if getattr(event, field):
            made[field] = dates.words(getattr(event, field))
    if event.factuality != "asserted":
        made["factuality"] = event.factuality
    return made


def _told(event: Event, spots: Spots) -> list[list[Any]]:
    """[account, sentence, start, end, factuality, date in words, why] of each assertion, by account."""
    told = []
    for assertion in event.assertions:
        spot = spots.of(assertion.source_id, assertion.start, assertion.end)
        if spot is not None:
            told.append([*spot, assertion.factuality, dates.words(assertion.date), list(assertion.why)])
    return sorted(told, key=lambda one: one[:4])


def _claim(claim: Claim, spots: Spots, entity_at: dict[str, int]) -> Plain:
    shown = dates.words(claim.value) if claim.slot in DATE_SLOTS else claim.value
    return {
        "slot": plain(claim.slot),
        "value": claim.value,
        "shown": entity_at.get(claim.value, shown),
        "by": sorted(spots.index[key] for key in claim.source_ids if key in spots.index),
        "voices": claim.independent,
        "at": _evidence(claim.evidence, spots),
    }


def _discrepancy(d: Discrepancy, spots: Spots, event_at: dict[str, int]) -> Plain:
    made: Plain = {
        "id": d.id,
        "kind": d.kind,
        "relation": d.relation,
        "left": spots.of_span(d.left),
        "right": spots.of_span(d.right),
        "values": [_value(d, d.left_value), _value(d, d.right_value)],
        "severity": _short(d.severity),
        "confidence": _short(d.confidence),
        "says": d.explanation,
        "why": list(d.why),
        "events": [event_at[key] for key in d.event_ids if key in event_at],
    }
    if d.damage:
        made["damage"] = d.damage
    if d.nearer:
        made["nearer"] = d.nearer
    return made


def _value(d: Discrepancy, value: str | None) -> str | None:
    return dates.words(value) if value and d.kind == "date" else value


def _readings(chronicle: Chronicle) -> dict[str, str]:
    """Names as written in another script, and how they read in Latin letters."""
    written = {mention.text for entity in chronicle.entities for mention in entity.mentions}
    written |= {form for entity in chronicle.entities for forms in entity.names.values() for form in forms}
    readings = ((form, scripts.latin(form)) for form in sorted(written))
    return {form: reading for form, reading in readings if reading}
