"""Commands on accounts: read, align, compare, gather, languages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Group
from rich.table import Table
from rich.text import Text

import kronika
from kronika.cli.diff import comparison
from kronika.cli.output import as_json, out, problems, progress
from kronika.model import Account, Mention, NameMention, Participant

if TYPE_CHECKING:
    from kronika.knowledge.authority import Authority
    from kronika.knowledge.measured import Measured

Json = Annotated[bool, typer.Option("--json", help="As JSON.")]
Language = Annotated[str | None, typer.Option("--language", help="BCP 47 tag, where it is known.")]
ReaderName = Annotated[
    str | None, typer.Option("--reader", help="embedded (the default), spacy:PIPELINE or llm:MODEL@URL.")
]
Known = Annotated[
    Path | None, typer.Option("--known", metavar="FILE", help="CSV of known people and places, with identifiers.")
]
File = Annotated[Path, typer.Argument(metavar="FILE", help="An account; - for standard input.")]


def register(app: typer.Typer) -> None:
    """Adds the commands of this module."""
    app.command()(read)
    app.command()(align)
    app.command()(compare)
    app.command()(gather)
    app.command("languages")(languages_)


def read(
    file: File,
    as_json_: Json = False,
    language: Language = None,
    reader: ReaderName = None,
    known: Known = None,
) -> None:
    """One source: its sentences, dates, names, assertions."""
    listed = known_list(known)
    account = kronika.api.read(kronika.api.open_source(file), language, reader, known=listed)
    if as_json_:
        as_json(account.to_dict())
    else:
        out.print(_reading(account))
    if problems(account.problems) or (listed and listed.problems):
        raise typer.Exit(3)


def align(
    a: Annotated[Path, typer.Argument(metavar="A")],
    b: Annotated[Path, typer.Argument(metavar="B")],
    as_json_: Json = False,
) -> None:
    """Sentence alignment of two accounts, in any two languages."""
    left, right = _account(a, None), _account(b, None)
    beads = kronika.api.align(left, right)
    if as_json_:
        as_json([bead.to_dict() for bead in beads])
        return
    table = Table(show_lines=True, expand=True)
    table.add_column(left.source.title or left.id, ratio=1)
    table.add_column(right.source.title or right.id, ratio=1)
    for bead in beads:
        table.add_row(
            Text("\n".join(left.text_of(i) for i in bead.left) or "-", style="" if bead.left else "dim"),
            Text("\n".join(right.text_of(i) for i in bead.right) or "-", style="" if bead.right else "dim"),
        )
    out.print(table)


def compare(
    a: Annotated[Path, typer.Argument(metavar="A")],
    b: Annotated[Path, typer.Argument(metavar="B")],
    as_json_: Json = False,
    only: Annotated[
        list[str] | None,
        typer.Option(help="Only this kind (date, number, name, place, role, outcome, omission) or relation."),
    ] = None,
    min_severity: Annotated[float | None, typer.Option(min=0, max=1, help="Leave out what matters less.")] = None,
    min_confidence: Annotated[float | None, typer.Option(min=0, max=1, help="Leave out what is less sure.")] = None,
    why: Annotated[bool, typer.Option("--why", help="Say what decided.")] = False,
) -> None:
    """Disagreements of two accounts, gravest first, like diff. Status 1 where they contradict or omit."""
    left, right = _account(a, None), _account(b, None)
    found = kronika.api.compare(left, right, min_confidence=min_confidence, min_severity=min_severity)
    if only:
        found = [d for d in found if d.kind in only or d.relation in only]
    if as_json_:
        as_json([d.to_dict() for d in found])
    else:
        silent = any(d.relation == "omits" for d in found)
        beads = kronika.api.align(left, right) if silent else []
        out.print(comparison(left, right, found, why=why, beads=beads))
    if any(d.relation in ("contradicts", "omits") for d in found):
        raise typer.Exit(1)


def gather(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Files and folders of accounts.")],
    as_json_: Json = False,
) -> None:
    """Groups of sources that tell the same story."""
    opened, failed, _ = kronika.api.intake(paths)
    count = problems(failed)
    with progress() as steps:
        accounts = []
        for done, source in enumerate(opened):
            steps("reading", done, len(opened))
            accounts.append(kronika.api.read(source))
    groups = kronika.api.gather(accounts) if accounts else []
    if as_json_:
        as_json([[accounts[i].id for i in group] for group in groups])
    else:
        for number, group in enumerate(groups, 1):
            out.print(Text(f"Story {number}", style="bold"))
            for i in group:
                out.print(
                    Text(f"  {accounts[i].language:3} {accounts[i].source.origin or accounts[i].id}"), soft_wrap=True
                )
    if count:
        raise typer.Exit(3)


def languages_(as_json_: Json = False) -> None:
    """What is read in which language, and how well, as measured."""
    from kronika.knowledge import measured

    figures = measured.load()
    if as_json_:
        as_json([figures.row(tag) for tag in kronika.languages.tags()])
    else:
        out.print(_languages(figures))


def known_list(file: Path | None) -> Authority | None:
    """The user's list of known people and places, its bad lines said; None where none is given."""
    if file is None:
        return None
    listed = kronika.api.authority(file)
    problems(listed.problems)
    return listed


def _account(file: Path, language: str | None, reader: str | None = None) -> Account:
    return kronika.api.read(kronika.api.open_source(file), language, reader)


def _languages(figures: Measured) -> Group:
    """The table of languages, those first that most is known of, under what their packs lack."""
    from kronika.knowledge import measured

    headings = [heading for heading in figures.headings if heading != "missing"]
    rows = [figures.row(tag) for tag in kronika.languages.tags() if not measured.shallow(tag)]
    wide = {heading: max(map(len, [heading, *(row[heading] for row in rows)])) for heading in headings}
    known = {row["missing"] for row in rows}
    lacking = sorted(known, key=lambda lack: (lack != measured.NOTHING, lack.count(","), lack))
    parts = [Text("  ".join(heading.ljust(wide[heading]) for heading in headings).rstrip(), style="bold")]
    for lack in lacking:
        parts.append(Text(f"\nmissing: {lack}", style="cyan"))
        inside = [row for row in rows if row["missing"] == lack]
        parts += [Text("  ".join(row[h].ljust(wide[h]) for h in headings).rstrip()) for row in inside]
    rest = [tag for tag in kronika.languages.tags() if measured.shallow(tag)]
    parts.append(Text("\nsentences only, with the dates and numbers of CLDR", style="cyan"))
    parts.append(Text(" ".join(rest)))
    parts.append(Text(f"\n{figures.legend}", style="dim"))
    return Group(*parts)


def _reading(account: Account) -> Group:
    """An account as a reader would go through it: each sentence with what was found in it."""
    parts: list[Text] = [Text(f"{account.source.title or account.id} ({account.language})", style="bold")]
    for number, sentence in enumerate(account.sentences):
        words = Text(account.text_of(number), style="bold" if sentence.kind == "heading" else "")
        inside = [n for n in account.names if sentence.start <= n.start < sentence.end]
        for name in inside:
            words.stylize("cyan", name.start - sentence.start, min(name.end, sentence.end) - sentence.start)
        for date in account.dates:
            if sentence.start <= date.start < sentence.end:
                words.stylize("yellow", date.start - sentence.start, min(date.end, sentence.end) - sentence.start)
        parts += [Text(""), words]
        parts += [
            Text(f"    {d.text} = {d.edtf or 'not told'}", style="yellow")
            for d in account.dates
            if sentence.start <= d.start < sentence.end
        ]
        parts += [Text(f"    {n.name} ({_sort(account, n)})", style="cyan") for n in inside]
        for assertion in account.assertions:
            if sentence.start <= assertion.start < sentence.end:
                roles = "; ".join(
                    f"{role} {', '.join(_called(p) for p in fillers)}"
                    for role, fillers in assertion.roles.items()
                )
                when = f", {kronika.edtf.display(assertion.date)}" if assertion.date else ""
                parts.append(Text(f"    {assertion.type} ({assertion.factuality}{when}): {roles}", style="green"))
    return Group(*parts)


def _sort(account: Account, name: NameMention) -> str:
    """What sort of name it is, and its identifiers in the user's list."""
    known = account.identifiers.get(name.name, {})
    return ", ".join([name.kind, *(f"{authority} {known[authority]}" for authority in sorted(known))])


def _called(participant: Participant) -> str:
    """The name of a participant, or of whom its words stand for, or the words."""
    if isinstance(participant, NameMention):
        return participant.name
    return participant.entity or participant.text if isinstance(participant, Mention) else participant.text
