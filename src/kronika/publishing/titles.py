"""What events, roles and types are called in a sentence for people."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath

from kronika.model import Event, Source


def plain(word: str) -> str:
    """A type or slot name as words: `prize_award` is "prize award"."""
    return word.replace("_", " ").strip()


def event_title(event: Event, labels: Mapping[str, str]) -> str:
    """The event's title, or its type and who took part where it has none.

    `labels` give each entity id its name.
    """
    if event.title:
        return event.title
    who = list(dict.fromkeys(labels[key] for _, key in event.participants if key in labels))
    name = plain(event.type).capitalize() or "Event"
    return f"{name}: {', '.join(who[:3])}" if who else name


def account_title(source: Source) -> str:
    """What an account is called: its title, or the name of its file, or its id."""
    return source.title or PurePath(source.origin).stem or source.origin or source.key
