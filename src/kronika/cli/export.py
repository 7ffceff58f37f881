"""The command that takes a book away in a format of the field."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

import kronika
from kronika.cli.book import open_book
from kronika.cli.output import out
from kronika.errors import BadRequest


def register(app: typer.Typer) -> None:
    """Adds the commands of this module."""
    app.command()(export)


def export(
    directory: Annotated[Path | None, typer.Argument(metavar="DIR")] = None,
    to: Annotated[str | None, typer.Option("--to", metavar="FORMAT", help="A format; --list names them.")] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="Where to; else standard output.")
    ] = None,
    list_: Annotated[bool, typer.Option("--list", help="What each format carries and loses.")] = False,
) -> None:
    """A chronicle in a format of the field: json, csv, tei, jsonld, timelinejs, gedcom, graphml, geojson, …"""
    if list_:
        table = Table(box=None, header_style="bold", pad_edge=False)
        for heading in ("format", "file", "carries", "loses"):
            table.add_column(heading, overflow="fold")
        for known in kronika.publishing.formats():
            table.add_row(Text(known.name), Text(known.extension), Text(known.carries), Text(known.loses))
        out.print(table)
        return
    if to is None:
        raise BadRequest("export needs --to FORMAT; kronika export --list names the formats")
    names = [known.name for known in kronika.publishing.formats()]
    if to not in names:
        raise BadRequest(f"no format {to!r}; there are {', '.join(names)}")
    data = kronika.publishing.export(open_book(directory or Path("chronicle")), to)
    if output is None:
        sys.stdout.buffer.write(data)
    else:
        output.write_bytes(data)
