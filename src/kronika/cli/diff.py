"""Discrepancies shown as a good diff: both passages side by side with the words marked, gravest first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from kronika.model import Account, Discrepancy, Span

COLOURS = {"contradicts": "red", "omits": "magenta", "refines": "yellow"}


def comparison(left: Account, right: Account, found: Sequence[Discrepancy], *, why: bool = False) -> RenderableType:
    """All discrepancies of two accounts, for the terminal."""
    if not found:
        return Text("No disagreement found.")
    texts = {left.id: left, right.id: right}
    counts = {relation: sum(d.relation == relation for d in found) for relation in COLOURS}
    head = ", ".join(f"{count} {relation}" for relation, count in counts.items() if count)
    parts: list[RenderableType] = [Text(head, style="bold")]
    parts += [discrepancy_text(d, texts, number, why=why) for number, d in enumerate(found, 1)]
    return Group(*parts)


def discrepancy_text(
    found: Discrepancy, accounts: Mapping[str, Account], number: int, *, why: bool = False
) -> RenderableType:
    """One discrepancy: what differs in a sentence, then both passages side by side."""
    colour = COLOURS[found.relation]
    head = Text.assemble(
        (f"\n{number}. {found.kind} ", f"bold {colour}"),
        (f"{found.relation}, gravity {found.severity:.2f}, sure {found.confidence:.2f}", "dim"),
        "\n   " + found.explanation,
    )
    grid = Table.grid(padding=(0, 2), expand=True)
    grid.add_column(ratio=1)
    grid.add_column(ratio=1)
    grid.add_row(_side(found.left, accounts, colour), _side(found.right, accounts, colour))
    parts: list[RenderableType] = [head, grid]
    if found.damage:
        parts.append(Text(f"   likely damage: {found.damage}", style="italic"))
    if why:
        parts += [Text(f"   because {reason}", style="dim") for reason in found.why]
    return Group(*parts)


def _side(span: Span | None, accounts: Mapping[str, Account], colour: str) -> Text:
    """The passage around a span with its words marked; what stands there when one side says nothing."""
    if span is None:
        return Text("(silent)", style="dim italic")
    account = accounts.get(span.source_id)
    if account is None:
        return Text(span.text)
    sentence = account.sentences[max(0, account.sentence_at(span.start))] if account.sentences else None
    start, end = (sentence.start, max(sentence.end, span.end)) if sentence else (span.start, span.end)
    words = Text(f"{account.id}: ", style="dim")
    body = Text(account.source.text[start:end].replace("\n", " "), style="default")
    body.stylize(f"bold {colour}", span.start - start, span.end - start)
    return words + body
