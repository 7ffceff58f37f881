"""Places as GeoJSON (RFC 7946) and as Linked Places (LPF 1.3), with the events told of them."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

from kronika import edtf
from kronika.chronicle import Chronicle
from kronika.model import Entity, Event
from kronika.publishing.formats import Format
from kronika.publishing.identity import content_hash
from kronika.publishing.json_book import encode
from kronika.publishing.quotes import Quotes, fit_for_text
from kronika.publishing.titles import event_title, plain

FORMATS = [
    Format(
        "geojson", "geojson", "application/geo+json",
        "places and located events as features; dates as EDTF, every claimed date with its accounts",
        "people, relations, the accounts' words; journeys as lines only where both ends are known",
    ),
    Format(
        "lpf", "json", "application/ld+json",
        "places with names by language, each cited to accounts, coordinates, time spans of what happened there",
        "people, relations, events but their time",
    ),
]  # fmt: skip
LPF_CONTEXT = "https://raw.githubusercontent.com/LinkedPasts/linked-places-format/main/linkedplaces-context-v1.1.jsonld"


def write_geojson(chronicle: Chronicle) -> bytes:
    """A FeatureCollection: a place without known coordinates has geometry null."""
    places = {entity.id: entity for entity in chronicle.entities if entity.kind == "place"}
    labels = chronicle.labels()
    features = [_place(place) for place in places.values()]
    features += [_event(event, places, labels) for event in chronicle.events if _located(event, places)]
    return encode({"type": "FeatureCollection", "features": features})


def _point(place: Entity | None) -> dict[str, Any] | None:
    if place is None or place.latitude is None or place.longitude is None:
        return None
    return {"type": "Point", "coordinates": [place.longitude, place.latitude]}


def _place(place: Entity) -> dict[str, Any]:
    properties = {"kind": "place", "title": place.label, "names": place.names, "mentions": len(place.mentions)}
    properties |= {"country": place.country} if place.country else {}
    properties |= {"identifiers": place.identifiers} if place.identifiers else {}
    return {"type": "Feature", "id": f"entity-{place.id}", "geometry": _point(place), "properties": properties}


def _located(event: Event, places: dict[str, Entity]) -> bool:
    return any(key in places for key in (event.place, *(key for _, key in event.participants)))


def _event(event: Event, places: dict[str, Entity], labels: dict[str, str]) -> dict[str, Any]:
    ends = {
        role: places[key] for role, key in event.participants if role in ("origin", "destination") and key in places
    }
    origin, destination = _point(ends.get("origin")), _point(ends.get("destination"))
    geometry = _point(places.get(event.place or ""))
    if geometry is None and origin and destination:
        geometry = {"type": "LineString", "coordinates": [origin["coordinates"], destination["coordinates"]]}
    properties = {
        "kind": "event",
        "type": plain(event.type),
        "title": event_title(event, labels),
        "date": event.date,
        "dates": [{"value": c.value, "accounts": c.source_ids} for c in event.claims if c.slot == "date"],
        "accounts": sorted({one.source_id for one in event.assertions}),
    }
    fallback = geometry or destination or origin
    return {"type": "Feature", "id": f"event-{event.id}", "geometry": fallback, "properties": properties}


def write_lpf(chronicle: Chronicle) -> bytes:
    """Linked Places: one feature a place; the names are cited to the accounts that use them."""
    base = f"urn:kronika:{content_hash(chronicle)}"
    told: dict[str, list[Event]] = defaultdict(list)
    for event in chronicle.events:
        for key in {event.place, *(key for _, key in event.participants)} - {None}:
            told[str(key)].append(event)
    quotes = Quotes(chronicle)
    features = [
        _linked(entity, base, told[entity.id], quotes) for entity in chronicle.entities if entity.kind == "place"
    ]
    return encode({"type": "FeatureCollection", "@context": LPF_CONTEXT, "features": features})


def _linked(place: Entity, base: str, events: list[Event], quotes: Quotes) -> dict[str, Any]:
    point = _point(place)
    geometry = {**point, "certainty": "certain"} if point else None
    country = place.country or ""
    made: dict[str, Any] = {
        "@id": f"{base}:entity:{place.id}",
        "type": "Feature",
        "properties": {
            "title": place.label,
            "ccodes": [country.upper()] if re.fullmatch("[A-Za-z]{2}", country) else [],
            "fclasses": ["P"],
        },
        "names": _names(place, base, quotes),
        "types": [{"identifier": "aat:300008347", "label": "inhabited place"}],
        "geometry": {"type": "GeometryCollection", "geometries": [geometry] if geometry else []},
    }
    links = [
        {"type": "closeMatch", "identifier": f"{name}:{place.identifiers[name]}"} for name in sorted(place.identifiers)
    ]
    spans = [span for event in events if (span := _timespan(event.date)) is not None]
    return {**made, **({"links": links} if links else {}), **({"when": {"timespans": spans}} if spans else {})}


def _names(place: Entity, base: str, quotes: Quotes) -> list[dict[str, Any]]:
    found = []
    for tag in sorted(place.names):
        users = sorted({m.source_id for m in place.mentions if quotes.language(m.source_id) == tag})
        users = users or sorted({m.source_id for m in place.mentions})
        cited = [{"label": fit_for_text(quotes.title(key)), "@id": f"{base}:source:{key}"} for key in users]
        found += [{"toponym": form, "lang": tag, "citations": cited} for form in place.names[tag]]
    return found


def _timespan(date: str | None) -> dict[str, Any] | None:
    """A date as LPF says it: what begins and ends within known bounds."""
    known = edtf.bounds(date)
    if known is None:
        return None
    first, last = known
    made = {}
    if first:
        made["start"] = {"earliest": _iso(first)}
    if last:
        made["end"] = {"latest": _iso(last)}
    return made or None


def _iso(day: edtf.Day) -> str:
    sign = "-" if day[0] < 0 else ""
    return f"{sign}{abs(day[0]):04}-{day[1]:02}-{day[2]:02}"


WRITERS = {"geojson": write_geojson, "lpf": write_lpf}
