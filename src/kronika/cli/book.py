"""Commands on a whole book: build, show, evidence, search, serve."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

import kronika
from kronika.cli.accounts import Known, ReaderName, known_list
from kronika.cli.output import as_csv as put_csv
from kronika.cli.output import as_json, out, problems, progress
from kronika.errors import BadBook, Problem
from kronika.model import Discrepancy, Entity, Event, Noun

if TYPE_CHECKING:
    from kronika.chronicle import Chronicle

DEFAULT = Path("chronicle")
Book = Annotated[Path, typer.Argument(metavar="DIR", help="The folder of a chronicle, or its .db file.")]


def register(app: typer.Typer) -> None:
    """Adds the commands of this module."""
    app.command()(build)
    app.command()(show)
    app.command()(evidence)
    app.command()(search)
    app.command()(serve)


def build(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Files and folders of accounts.")],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="DIR", help="Where the book goes.")] = DEFAULT,
    reader: ReaderName = None,
    known: Known = None,
) -> None:
    """Read, align, reconcile and compare accounts: writes DIR/chronicle.db, and DIR/index.html to open."""
    listed = known_list(known)
    opened, failed, ignored = kronika.api.intake(paths)
    if ignored:
        problems([Problem("passed over", "", f"{ignored} files of kinds that kronika does not read")])
    count = problems(failed) + len(listed.problems if listed else ())
    if not opened:
        raise typer.Exit(3)
    output.mkdir(parents=True, exist_ok=True)
    cache = kronika.chronicle.reading_cache(output)
    with progress() as steps:
        book = kronika.api.build(opened, cache=cache, steps=steps, reader=reader, known=listed)
    book.save(output)
    cache.keep()
    # What the curators decided before holds for the page too.
    book = kronika.api.load(output)
    (output / "index.html").write_text(kronika.publishing.page.render(book), encoding="utf-8")
    count += problems(problem for account in book.accounts for problem in account.problems)
    disputed = sum(1 for event in book.events if event.discrepancies)
    out.print(
        f"{len(book.sources)} accounts, {len(book.events)} events ({disputed} with differences), "
        f"{len(book.entities)} people, places and other names, {len(book.discrepancies)} discrepancies."
    )
    out.print(f"Open {output / 'index.html'}, or: kronika show {output}", soft_wrap=True)
    if count:
        raise typer.Exit(3)


def show(
    directory: Book = DEFAULT,
    events: Annotated[bool, typer.Option("--events", help="The events in order of time (the default).")] = False,
    people: Annotated[bool, typer.Option("--people", help="Who is who.")] = False,
    places: Annotated[bool, typer.Option("--places", help="The places.")] = False,
    discrepancies: Annotated[bool, typer.Option("--discrepancies", help="Where accounts differ.")] = False,
    person: Annotated[str | None, typer.Option(help="Only events with this person.")] = None,
    place: Annotated[str | None, typer.Option(help="Only events at this place.")] = None,
    type_: Annotated[str | None, typer.Option("--type", help="Only events of this type.")] = None,
    from_: Annotated[str | None, typer.Option("--from", help="Not before this date (EDTF).")] = None,
    to: Annotated[str | None, typer.Option("--to", help="Not after this date (EDTF).")] = None,
    account: Annotated[str | None, typer.Option(help="Only what this account tells.")] = None,
    disputed: Annotated[bool, typer.Option("--disputed", help="Only what accounts dispute.")] = False,
    as_json_: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="As CSV.")] = False,
) -> None:
    """A chronicle in the terminal."""
    there(directory)
    ask = kronika.chronicle.questions
    if people or places:
        chosen = ask.entities_at(directory, "person" if people else "place")
        _put(chosen, lambda: _entity_table(directory, chosen), as_json_, as_csv)
    elif discrepancies:
        issues = ask.discrepancies_at(directory)
        if as_json_ or as_csv:
            _put(issues, Table, as_json_, as_csv)
        else:
            _show_differences(directory, issues)
    else:
        wanted = ask.Wanted(person, place, type_, from_, to, account, disputed)
        picked = ask.events_at(directory, wanted, limit=None)
        _put(picked, lambda: _event_table(directory, picked), as_json_, as_csv)


def evidence(
    directory: Annotated[Path, typer.Argument(metavar="DIR")],
    name: Annotated[str, typer.Argument(metavar="NAME", help="A person, place or other name, or an event id.")],
    aspect: Annotated[
        str | None, typer.Argument(metavar="[ASPECT]", help="An event type, or a word such as death.")
    ] = None,
    as_json_: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """What each account says of one person or event: values grouped, accounts counted, a tie called a tie."""
    book = open_book(directory)
    answer = kronika.chronicle.questions.evidence(book, name, aspect)
    if as_json_:
        as_json(answer.to_dict())
        return
    out.print(answer.text(), soft_wrap=True, markup=False)


def search(
    directory: Annotated[Path, typer.Argument(metavar="DIR")],
    words: Annotated[str, typer.Argument(metavar="WORDS")],
    as_json_: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Full-text search over the evidence, in every script."""
    there(directory)
    hits = kronika.chronicle.questions.search(directory, words)
    if as_json_:
        as_json([hit.to_dict() for hit in hits])
        return
    for hit in hits:
        out.print(Text.assemble((f"{hit.source_id}  ", "cyan"), hit.text), soft_wrap=True)
    if not hits:
        out.print("Nothing found.")


def serve(
    directory: Book = DEFAULT,
    port: Annotated[int, typer.Option(help="0 takes a free one.")] = 0,
    browser: Annotated[bool, typer.Option(help="Open it in a browser.")] = True,
) -> None:
    """The reader, with curation, in a browser, on 127.0.0.1."""
    from kronika import web

    web.serve(directory, port=port, open_browser=browser)


def _put(found: Sequence[Noun], shown: Callable[[], RenderableType], as_json_: bool, as_csv: bool) -> None:
    if as_json_:
        as_json([one.to_dict() for one in found])
    elif as_csv:
        put_csv(one.to_dict() for one in found)
    else:
        out.print(shown())


def _event_table(path: Path, events: list[Event]) -> Table:
    ask = kronika.chronicle.questions
    named = {id for event in events for _, id in event.participants} | {event.place or "" for event in events}
    labels, sources = ask.labels_at(path, named), ask.sources_at(path)
    table = Table(box=None, header_style="bold", pad_edge=False)
    for heading in ("when", "what", "who", "where", "accounts", ""):
        table.add_column(heading, overflow="fold")
    for event in events:
        when = " or ".join(kronika.edtf.display(one) for one in event.told_dates)
        who = ", ".join(dict.fromkeys(labels.get(i, i) for role, i in event.participants if i != event.place))
        tellers = {assertion.source_id for assertion in event.assertions}
        what = event.type.replace("_", " ") + ("" if event.factuality == "asserted" else f" ({event.factuality})")
        table.add_row(
            Text(when or "undated", style="" if when else "dim"),
            Text(what),
            Text(who),
            Text(labels.get(event.place or "", "")),
            Text(f"{len(tellers)} of {sources}"),
            Text("disputed" if any(d.relation == "contradicts" for d in event.discrepancies) else "", style="red"),
        )
    return table


def _entity_table(path: Path, entities: list[Entity]) -> Table:
    tied = {relation.target for entity in entities for relation in entity.relations}
    labels = kronika.chronicle.questions.labels_at(path, tied)
    table = Table(box=None, header_style="bold", pad_edge=False)
    for heading in ("name", "in the accounts", "relations", "mentions"):
        table.add_column(heading, overflow="fold")
    for entity in sorted(entities, key=lambda e: (-len(e.mentions), e.label)):
        forms = "; ".join(f"{tag}: {', '.join(forms)}" for tag, forms in sorted(entity.names.items()))
        ties = "; ".join(f"{r.type} {labels.get(r.target, r.target)}" for r in entity.relations)
        known = "".join(f"\n{name} {entity.identifiers[name]}" for name in sorted(entity.identifiers))
        label = Text.assemble((entity.label, "bold"), (known, "dim"))
        table.add_row(label, Text(forms), Text(ties), Text(str(len(entity.mentions))))
    return table


def _show_differences(path: Path, issues: list[Discrepancy]) -> None:
    """Writes the differences with the passages they stand in."""
    from kronika.cli.diff import discrepancy_text

    sides = {side.source_id for found in issues for side in (found.left, found.right) if side is not None}
    texts = kronika.chronicle.questions.accounts_at(path, sides)
    for number, found in enumerate(issues, 1):
        out.print(discrepancy_text(found, texts, number))


def there(path: Path) -> None:
    """Raises BadBook in one line where there is nothing at a path."""
    if not path.exists():
        raise BadBook(f"{path}: no chronicle there; make one with: kronika build PATH... -o {path}")


def open_book(path: Path) -> Chronicle:
    """The book at a path. Raises BadBook in one line."""
    there(path)
    return kronika.api.load(path)
