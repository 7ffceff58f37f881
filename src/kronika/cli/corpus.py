"""The command for very many sources."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kronika.cli.output import as_json, out
from kronika.errors import BadRequest

if TYPE_CHECKING:
    from kronika.corpus.engine import Engine


def register(app: typer.Typer) -> None:
    """Adds the commands of this module."""
    app.command()(corpus)


def corpus(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="A folder of sources, or a file with many.")],
    output: Annotated[Path, typer.Option("-o", "--out", metavar="DIR", help="Where the tables go.")] = Path("corpus"),
    engine: Annotated[str, typer.Option(help="local: one core; daft: many; the same tables.")] = "local",
    workers: Annotated[int, typer.Option(min=0, help="Processes of daft on this machine; 0: one a core.")] = 0,
    form: Annotated[str, typer.Option("--format", help="jsonl or parquet.")] = "jsonl",
    as_json_: Annotated[bool, typer.Option("--json", help="What was made, as JSON.")] = False,
) -> None:
    """Very many sources: which tell one story, and what each group asserts and disputes, as tables."""
    from kronika.corpus import run

    if form not in ("jsonl", "parquet"):
        raise BadRequest(f"no format {form!r}; there are jsonl, parquet")
    done = run(folder, output, _engine(engine, workers), as_parquet=form == "parquet")
    if as_json_:
        as_json(done.to_dict())
    else:
        out.print(
            f"{done.sources} sources: {done.groups} groups that tell one story, {done.alone} alone; "
            f"{done.discrepancies} discrepancies, {done.problems} problems. Tables in {output}.",
            soft_wrap=True,
        )
    if done.problems:
        raise typer.Exit(3)


def _engine(name: str, workers: int) -> Engine:
    if name == "local":
        from kronika.corpus import Local

        return Local()
    if name == "daft":
        from kronika.corpus import on_daft

        return on_daft.start(workers)
    raise BadRequest(f"no engine {name!r}; there are local, daft")
