"""FollowTheMoney statements: one row a value and account, so that conflicting values stand beside each other.

Columns and keys as in followthemoney 4 (`ftm` reads them with `aggregate-statements`); the dataset of a statement is
the account that makes it.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterator
from typing import NamedTuple

from kronika import edtf
from kronika.chronicle import Chronicle
from kronika.errors import BadDate
from kronika.model import Entity, Event
from kronika.publishing.formats import Format
from kronika.publishing.identity import content_hash
from kronika.publishing.quotes import Quotes, fit_for_text
from kronika.publishing.titles import event_title, plain

FORMATS = [
    Format(
        "ftm", "csv", "text/csv",
        "people, organizations, places, events and ties as statements, each with the account that makes it",
        "roles in events (all are `involved`, named in the summary); EDTF (dates become ISO prefixes); offsets",
    )
]  # fmt: skip
SCHEMATA = {"person": "Person", "organization": "Organization", "group": "Organization", "place": "Address",
            "work": "Document", "event": "Event"}  # fmt: skip
COLUMNS = ("id", "entity_id", "canonical_id", "prop", "schema", "value", "dataset", "lang", "original_value",
           "external", "first_seen", "last_seen", "origin")  # fmt: skip


class Statement(NamedTuple):
    """One value of one property, as one account gives it."""

    entity_id: str
    schema: str
    prop: str
    value: str
    dataset: str
    lang: str = ""
    original: str = ""


def write(chronicle: Chronicle) -> bytes:
    """Statements as CSV."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for one in dict.fromkeys(statements(chronicle)):
        if one.value:
            writer.writerow([_key(one), one.entity_id, one.entity_id, one.prop, one.schema, one.value, one.dataset,
                             one.lang, one.original, "f", "", "", "kronika"])  # fmt: skip
    return text.getvalue().encode("utf-8")


def statements(chronicle: Chronicle) -> Iterator[Statement]:
    """All statements, and for each entity and account the `id` statement that names the entity's schema."""
    book = content_hash(chronicle)
    quotes = Quotes(chronicle)
    datasets = {a.id: f"account_{re.sub(r'[^a-z0-9]', '_', a.id.lower())}" for a in chronicle.accounts}
    labels = chronicle.labels()
    kinds: dict[str, str] = {entity.id: entity.kind for entity in chronicle.entities}
    for entity in chronicle.entities:
        yield from _identified(_entity(entity, f"{book}-{entity.id}", quotes, datasets))
        yield from _identified(_ties(entity, book, kinds, datasets))
    for event in chronicle.events:
        yield from _identified(_event(event, book, kinds, labels, quotes, datasets))


def _identified(made: Iterator[Statement]) -> Iterator[Statement]:
    seen: set[tuple[str, str]] = set()
    for one in made:
        if (one.entity_id, one.dataset) not in seen:
            seen.add((one.entity_id, one.dataset))
            checksum = hashlib.sha1(f"{one.entity_id}.{one.dataset}".encode()).hexdigest()
            yield Statement(one.entity_id, one.schema, "id", checksum, one.dataset)
        yield one


def _entity(entity: Entity, key: str, quotes: Quotes, datasets: dict[str, str]) -> Iterator[Statement]:
    schema = SCHEMATA[entity.kind]
    prop = {"Address": "full", "Document": "title"}.get(schema, "name")
    for mention in entity.mentions:
        if mention.source_id not in datasets:
            continue
        tag = quotes.language(mention.source_id)
        forms = entity.names.get(tag) or [entity.label]
        dataset = datasets[mention.source_id]
        yield Statement(key, schema, prop, fit_for_text(forms[0]), dataset, _iso639_3(tag), fit_for_text(mention.text))
    used = sorted({datasets[m.source_id] for m in entity.mentions if m.source_id in datasets})
    for dataset in used[:1]:
        if re.fullmatch("[A-Za-z]{2}", entity.country or "") and schema != "Document":
            yield Statement(key, schema, "country", (entity.country or "").lower(), dataset)
        if entity.latitude is not None and schema == "Address":
            yield Statement(key, schema, "latitude", str(entity.latitude), dataset)
            yield Statement(key, schema, "longitude", str(entity.longitude), dataset)
        if "wikidata" in entity.identifiers:
            yield Statement(key, schema, "wikidataId", entity.identifiers["wikidata"], dataset)


def _ties(entity: Entity, book: str, kinds: dict[str, str], datasets: dict[str, str]) -> Iterator[Statement]:
    """Ties between people as UnknownLink with the accounts' word for them as its role."""
    for relation in entity.relations:
        if "person" not in (entity.kind, kinds.get(relation.target)) or relation.target not in kinds:
            continue
        if "place" in (entity.kind, kinds[relation.target]) or "work" in (entity.kind, kinds[relation.target]):
            continue
        key = f"{book}-{hashlib.sha1(f'{entity.id}.{relation.type}.{relation.target}'.encode()).hexdigest()[:16]}"
        for span in relation.evidence:
            if span.source_id in datasets:
                dataset = datasets[span.source_id]
                yield Statement(key, "UnknownLink", "subject", f"{book}-{entity.id}", dataset)
                yield Statement(key, "UnknownLink", "object", f"{book}-{relation.target}", dataset)
                yield Statement(key, "UnknownLink", "role", fit_for_text(relation.type), dataset)


def _event(
    event: Event, book: str, kinds: dict[str, str], labels: dict[str, str], quotes: Quotes, datasets: dict[str, str]
) -> Iterator[Statement]:
    key = f"{book}-{event.id}"
    for one in event.assertions:
        if one.source_id not in datasets:
            continue
        dataset, lang = datasets[one.source_id], _iso639_3(quotes.language(one.source_id))
        yield Statement(key, "Event", "name", fit_for_text(event_title(event, labels)), dataset)
        yield Statement(key, "Event", "keywords", fit_for_text(plain(event.type)), dataset)
        yield Statement(key, "Event", "description", fit_for_text(quotes.sentence(one)), dataset, lang)
        for role, other in event.participants:
            if kinds.get(other) in ("person", "organization", "group"):
                yield Statement(key, "Event", "involved", f"{book}-{other}", dataset)
                yield Statement(key, "Event", "summary", fit_for_text(f"{plain(role)}: {labels[other]}"), dataset)
        if event.place and kinds.get(event.place) == "place":
            yield Statement(key, "Event", "address", fit_for_text(labels[event.place]), dataset)
    for claim in (claim for claim in event.claims if claim.slot == "date"):
        for source_id in claim.source_ids:
            if source_id in datasets:
                yield from _dates(key, claim.value, datasets[source_id])


def _dates(key: str, date: str, dataset: str) -> Iterator[Statement]:
    """A date no finer than its words: one ISO prefix, or where it has bounds of its own a start and an end."""
    if re.fullmatch(r"\d{4}(-\d\d){0,2}", date) and not re.search(r"-[2-4]\d$", date[:7]):
        yield Statement(key, "Event", "date", date, dataset, original=date)
        return
    try:
        first, last = edtf.earliest(date), edtf.latest(date)
    except BadDate:
        return
    for prop, day in (("startDate", first), ("endDate", last)):
        if day is not None and 1000 <= day[0] <= 9999:
            value = f"{day[0]:04}" if not date.count("-") else f"{day[0]:04}-{day[1]:02}"
            yield Statement(key, "Event", prop, value, dataset, original=date)


def _key(one: Statement) -> str:
    """The statement's own key, as followthemoney makes it."""
    if one.prop == "id":
        return one.value
    return hashlib.sha1(f"{one.dataset}.{one.entity_id}.{one.prop}.{one.value}".encode()).hexdigest()


# ISO 639-3 codes of languages whose BCP 47 tag is shorter; followthemoney knows only these.
_LONG = {"ar": "ara", "bg": "bul", "bn": "ben", "cs": "ces", "da": "dan", "de": "deu", "el": "ell", "en": "eng",
         "es": "spa", "et": "est", "fa": "fas", "fi": "fin", "fr": "fra", "he": "heb", "hi": "hin", "hr": "hrv",
         "hu": "hun", "hy": "hye", "id": "ind", "it": "ita", "ja": "jpn", "ka": "kat", "kk": "kaz", "ko": "kor",
         "lt": "lit", "lv": "lav", "mk": "mkd", "nl": "nld", "no": "nor", "nb": "nob", "pl": "pol", "pt": "por",
         "ro": "ron", "ru": "rus", "sk": "slk", "sl": "slv", "sq": "sqi", "sr": "srp", "sv": "swe", "th": "tha",
         "tr": "tur", "uk": "ukr", "ur": "urd", "vi": "vie", "zh": "zho"}  # fmt: skip


def _iso639_3(tag: str) -> str:
    primary = tag.split("-")[0].lower()
    return _LONG.get(primary, primary if len(primary) == 3 and primary != "und" else "")


WRITERS = {"ftm": write}
