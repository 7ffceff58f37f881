"""TimelineJS JSON: one slide an event, the accounts' own words as its text, disputed dates side by side."""

from __future__ import annotations

import html
from typing import Any

from kronika import edtf
from kronika.chronicle import Chronicle
from kronika.errors import BadDate
from kronika.model import Event
from kronika.publishing import dates
from kronika.publishing.formats import Format
from kronika.publishing.json_book import encode
from kronika.publishing.quotes import Quotes, fit_for_text
from kronika.publishing.titles import event_title

FORMATS = [
    Format(
        "timelinejs", "json", "application/json",
        "dated events with the words of each account; disputed dates in words; lanes for disputed and agreed",
        "events without any date (named in the first slide); offsets; who is who; alignment",
    )
]  # fmt: skip
DISPUTED = "disputed"


def write(chronicle: Chronicle) -> bytes:
    """The JSON that TimelineJS 3 reads."""
    quotes = Quotes(chronicle)
    labels = chronicle.labels()
    slides = [(event, _slide(event, labels, quotes)) for event in chronicle.events]
    left_out = [event_title(event, labels) for event, slide in slides if slide is None]
    text = f"{len(chronicle.accounts)} accounts."
    if left_out:
        text += " Without a date: " + "; ".join(html.escape(fit_for_text(one)) for one in left_out) + "."
    title = {"text": {"headline": "Chronicle", "text": f"<p>{text}</p>"}}
    return encode({"title": title, "events": [slide for _, slide in slides if slide is not None], "scale": "human"})


def _slide(event: Event, labels: dict[str, str], quotes: Quotes) -> dict[str, Any] | None:
    known = event.told_dates
    bounds = [pair for one in known if (pair := _bounds(one)) is not None]
    if not bounds:
        return None
    first, last = min(a for a, _ in bounds), max(b for _, b in bounds)
    disputed = event.date is None and len(known) > 1
    shown = " / ".join(dates.words(one) for one in known)
    return {
        "start_date": _date(first, known[0], shown),
        **({"end_date": _date(last, known[-1], shown)} if last != first else {}),
        "display_date": shown + (" (disputed)" if disputed else ""),
        "text": {"headline": html.escape(fit_for_text(event_title(event, labels))), "text": _words(event, quotes)},
        "group": DISPUTED if disputed or event.discrepancies else "told",
        "unique_id": f"event-{event.id}",
        "autolink": False,
    }


def _bounds(date: str) -> tuple[edtf.Day, edtf.Day] | None:
    try:
        first, last = edtf.earliest(date), edtf.latest(date)
    except BadDate:
        return None
    return (first or last, last or first) if first or last else None  # type: ignore[return-value]


def _date(day: edtf.Day, date: str, shown: str) -> dict[str, Any]:
    """No finer than the words: a month has no day, a year no month."""
    made: dict[str, Any] = {"year": day[0]}
    parts = date.split("/")[0].lstrip("-").split("-")
    if len(parts) > 1:
        made["month"] = day[1]
    if len(parts) > 2 and "X" not in parts[2]:
        made["day"] = day[2]
    return {**made, "display_date": shown}


def _words(event: Event, quotes: Quotes) -> str:
    told = []
    for assertion in event.assertions:
        language = quotes.language(assertion.source_id)
        who = html.escape(fit_for_text(quotes.title(assertion.source_id)))
        words = html.escape(fit_for_text(quotes.sentence(assertion)))
        told.append(f'<p lang="{html.escape(language)}" dir="auto">{words} <small>— {who}</small></p>')
    return "".join(dict.fromkeys(told))


WRITERS = {"timelinejs": write}
