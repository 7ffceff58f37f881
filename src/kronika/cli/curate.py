"""Curation from scripts and from the terminal; it writes the same journal as the browser does."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_args

import typer
from rich.text import Text

from kronika.cli.book import open_book
from kronika.cli.diff import discrepancy_text
from kronika.cli.output import as_json, out
from kronika.errors import BadRequest
from kronika.model import Discrepancy, Span

if TYPE_CHECKING:
    from kronika.chronicle import Chronicle

#: Keys as in nomenklatura: a judgement each, and unsure is a real answer.
KEYS = {
    "x": ("reject", "no real difference: both say the same"),
    "n": ("accept", "a real difference"),
    "c": ("not_comparable", "not comparable"),
    "u": ("unsure", "unsure"),
}
WORDS = ", ".join(f"[{key}] {words}" for key, (_, words) in KEYS.items()) + ", [z] undo, [Enter] skip, [q] quit"


def register(app: typer.Typer) -> None:
    """Adds the commands of this module."""
    app.command()(curate)


def curate(
    directory: Annotated[Path, typer.Argument(metavar="DIR")],
    action: Annotated[
        str | None,
        typer.Argument(
            metavar="[ACTION]",
            help="accept, reject, edit, merge, split, different, not_comparable, unsure; undo, redo; journal, apply. "
            "Without one, the differences are shown one by one and judged with a key.",
        ),
    ] = None,
    ids: Annotated[
        list[str] | None, typer.Argument(metavar="[ID...]", help="What it is about; a file for apply.")
    ] = None,
    slot: Annotated[str, typer.Option(help="What to edit: date, place, name …")] = "",
    value: Annotated[str, typer.Option(help="The value it gets.")] = "",
    spans: Annotated[list[str] | None, typer.Option("--span", help="Of a split: SOURCE:START:END set apart.")] = None,
    note: Annotated[str, typer.Option(help="Why.")] = "",
    author: Annotated[str, typer.Option(help="Who decides.")] = "",
    time: Annotated[str, typer.Option(help="When (ISO 8601); now where it is not given.")] = "",
    as_json_: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Correct a book: every decision is kept in its journal, survives a rebuild and can be undone."""
    from kronika.chronicle import curation

    book = open_book(directory)
    by = {"note": note, "author": author, "time": time or datetime.now(UTC).isoformat(timespec="seconds")}
    given = ids or []
    if action is None:
        _one_by_one(directory, book, by)
    elif action == "journal":
        _journal(directory, as_json_)
    elif action == "apply":
        _warn([w for file in given for w in curation.import_journal(directory, Path(file).read_text(encoding="utf-8"))])
    elif action in ("undo", "redo"):
        turn = curation.undo if action == "undo" else curation.redo
        _warn([w for one in given for w in turn(directory, one, **by)] if given else turn(directory, **by))
    else:
        _decide(directory, book, action, given, slot, value, spans or [], by)


def _decide(
    directory: Path,
    book: Chronicle,
    action: str,
    ids: list[str],
    slot: str,
    value: str,
    spans: list[str],
    by: dict[str, str],
) -> None:
    from kronika.chronicle import curation

    if action not in get_args(curation.acts.Kind):
        raise BadRequest(f"no such decision: {action}")
    targets = {_target(book, one) for one in ids}
    if len(targets) != 1:
        raise BadRequest("name one thing or several of one sort: events, people and places, or discrepancies")
    parts = [[_span(text) for text in spans]] if spans else []
    decision = curation.act(book, action, targets.pop(), ids, parts=parts, slot=slot, value=value, **by)  # type: ignore[arg-type]
    _warn(curation.record(directory, decision))


def _target(book: Chronicle, id: str) -> str:
    if book.event(id):
        return "event"
    if book.entity(id):
        return "entity"
    if any(found.id == id for found in book.discrepancies):
        return "discrepancy"
    raise BadRequest(f"this book has no event, person, place or discrepancy {id!r}")


def _span(text: str) -> Span:
    source, _, rest = text.partition(":")
    start, _, end = rest.partition(":")
    if not (start.isdigit() and end.isdigit()):
        raise BadRequest(f"a span is SOURCE:START:END, not {text!r}")
    return Span(source, int(start), int(end))


def _journal(directory: Path, as_json_: bool) -> None:
    from kronika.chronicle import curation

    acts = curation.journal(directory)
    if as_json_:
        as_json([one.to_dict() for one in acts])
        return
    sys.stdout.write(curation.export_journal(directory))


def _warn(warnings: list[str]) -> None:
    for line in warnings:
        print(f"kronika: {line}", file=sys.stderr)


def _one_by_one(directory: Path, book: Chronicle, by: dict[str, str]) -> None:
    """The differences not yet judged, gravest first, each with a key."""
    judged = {id for decision in book.decisions if decision.state == "applied" for id in decision.ids}
    queue = [found for found in book.discrepancies if found.id not in judged]
    out.print(Text(f"{len(queue)} differences to judge. {WORDS}", style="dim"))
    texts = {account.id: account for account in book.accounts}
    for number, found in enumerate(queue, 1):
        out.print(discrepancy_text(found, texts, number))
        if not _judged(directory, book, found, by):
            return


def _judged(directory: Path, book: Chronicle, found: Discrepancy, by: dict[str, str]) -> bool:
    """Asks until there is an answer; False to leave."""
    from kronika.chronicle import curation

    while True:
        try:
            key = input("> ").strip().lower()
        except EOFError:
            return False
        if key == "q":
            return False
        if key == "":
            return True
        if key == "z":
            _warn(curation.undo(directory, **by))
        elif key in KEYS:
            decision = curation.act(book, KEYS[key][0], "discrepancy", [found.id], **by)  # type: ignore[arg-type]
            _warn(curation.record(directory, decision))
            return True
        else:
            out.print(Text(WORDS, style="dim"))
