"""Where the commands come together, and the one place that turns every error into a line and an exit status.

Exit status: 0 done; 1 `compare` shows a `contradicts` or an `omits`; 2 usage; 3 bad input.
"""

from __future__ import annotations

import os
import sys

import typer

from kronika.cli import accounts, book, corpus, curate, export
from kronika.errors import BadRequest, KronikaError

USAGE, BAD_INPUT = 2, 3

app = typer.Typer(
    name="kronika",
    help="Several accounts of the same events, in any languages, read into one sourced chronicle.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"max_content_width": 120},
    rich_markup_mode=None,  # plain help: what draws boxes around it takes longer to load than all the rest
)
for room in (book, accounts, corpus, export, curate):
    room.register(app)


def main() -> None:
    """Run the command line and leave with its exit status; no traceback reaches a user."""
    try:
        app()
    except BadRequest as error:
        _leave(str(error), USAGE)
    except KronikaError as error:
        _leave(str(error), BAD_INPUT)
    except BrokenPipeError:
        # The reader of our output has gone (`kronika show | head`): that is no error of ours.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(0) from None
    except KeyboardInterrupt:
        _leave("stopped", 130)
    except OSError as error:
        _leave(f"{error.filename or 'input/output'}: {error.strerror or error}", BAD_INPUT)


def _leave(line: str, status: int) -> None:
    print(f"kronika: {' '.join(line.split())}", file=sys.stderr)
    raise SystemExit(status) from None
