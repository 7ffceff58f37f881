"""Discrepancies shown as a good diff: both passages side by side with the words marked, gravest first."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from kronika.model import Account, Bead, Discrepancy, Span

COLOURS = {"contradicts": "red", "omits": "magenta", "refines": "yellow"}
VERBS = {
    "contradicts": ("contradiction", "contradictions"),
    "omits": ("omission", "omissions"),
    "refines": ("refinement", "refinements"),
}
#: Letters around the marked words that are shown; a sentence that is longer is cut at the ends.
AROUND = 160

Partner = Callable[[Span], Span | None]
"""For what one account tells alone: the sentence of the other that stands in its place, or None."""


def comparison(
    left: Account,
    right: Account,
    found: Sequence[Discrepancy],
    *,
    why: bool = False,
    beads: Sequence[Bead] = (),
) -> RenderableType:
    """All discrepancies of two accounts, for the terminal.

    `beads` are their alignment: with it, an omission is shown beside what the silent account says there.
    """
    if not found:
        return Text("No disagreement found.")
    texts = {left.id: left, right.id: right}
    counts = {relation: sum(d.relation == relation for d in found) for relation in COLOURS}
    head = ", ".join(f"{count} {VERBS[relation][count != 1]}" for relation, count in counts.items() if count)
    names = _columns()
    names.add_row(_title(left), _title(right))
    parts: list[RenderableType] = [Text(head, style="bold"), Text(""), names]
    partner = _partner(left, right, beads)
    parts += [discrepancy_text(d, texts, number, why=why, partner=partner) for number, d in enumerate(found, 1)]
    return Group(*parts)


def discrepancy_text(
    found: Discrepancy,
    accounts: Mapping[str, Account],
    number: int,
    *,
    why: bool = False,
    partner: Partner | None = None,
) -> RenderableType:
    """One discrepancy: what differs in a sentence, then both passages side by side.

    With a `partner` the columns are named above all of them; without one each passage names its account.
    """
    colour = COLOURS[found.relation]
    head = Text.assemble(
        (f"\n{number}. {found.kind} ", f"bold {colour}"),
        (f"{found.relation}, gravity {found.severity:.2f}, sure {found.confidence:.2f}", "dim"),
    )
    parts: list[RenderableType] = [head, Padding(Text(found.explanation), (0, 0, 0, 3))]
    named = partner is None
    grid = _columns()
    sides = []
    for span, other in ((found.left, found.right), (found.right, found.left)):
        silent = partner(other) if span is None and other is not None and partner is not None else None
        sides.append(_silent(silent, accounts) if span is None else _side(span, accounts, colour, named))
    grid.add_row(*sides)
    parts.append(grid)
    if found.damage:
        parts.append(Padding(Text(f"likely damage: {found.damage}", style="italic"), (0, 0, 0, 3)))
    if why:
        parts += [Padding(Text(f"because {reason}", style="dim"), (0, 0, 0, 3)) for reason in found.why]
    return Group(*parts)


def _columns() -> Table:
    grid = Table.grid(padding=(0, 2), expand=True)
    grid.add_column(ratio=1)
    grid.add_column(ratio=1)
    return grid


def _title(account: Account) -> Text:
    """What stands above a column: the account and its language, and its file where the title is another."""
    called = account.source.title or account.id
    file = Path(account.source.origin).name if account.source.origin else ""
    return Text.assemble(
        (called, "bold"),
        (f" ({account.language})", "dim"),
        (f"  {file}" if file and Path(file).stem != called else "", "dim"),
    )


def _partner(left: Account, right: Account, beads: Sequence[Bead]) -> Partner:
    """The sentences that stand in the place of a stretch which only one account has."""

    def partner(span: Span) -> Span | None:
        on_left = span.source_id == left.id
        own, other = (left, right) if on_left else (right, left)
        at = own.sentence_at(span.start)
        for bead in beads:
            mine, yours = (bead.left, bead.right) if on_left else (bead.right, bead.left)
            if at in mine and yours:
                start, end = other.sentences[yours[0]].start, other.sentences[yours[-1]].end
                return Span(other.id, start, end, other.source.text[start:end])
        return None

    return partner


def _silent(span: Span | None, accounts: Mapping[str, Account]) -> Text:
    """What stands there when one side says nothing of it."""
    if span is None or span.source_id not in accounts:
        return Text("(silent)", style="dim italic")
    return Text.assemble(("(silent) ", "dim italic"), (" ".join(span.text.split()), "dim"))


def _side(span: Span, accounts: Mapping[str, Account], colour: str, named: bool) -> Text:
    """The passage around a span with its words marked, cut where it is long."""
    account = accounts.get(span.source_id)
    if account is None:
        return Text(span.text)
    sentence = account.sentences[max(0, account.sentence_at(span.start))] if account.sentences else None
    start, end = (sentence.start, max(sentence.end, span.end)) if sentence else (span.start, span.end)
    first, last = _cut(account.source.text, start, end, span)
    words = Text(f"{account.source.title or account.id}: " if named else "", style="dim")
    body = Text(account.source.text[first:last].replace("\n", " "), style="default")
    body.stylize(f"bold {colour}", span.start - first, span.end - first)
    return Text.assemble(words, ("… " if first > start else "", "dim"), body, (" …" if last < end else "", "dim"))


def _cut(text: str, start: int, end: int, span: Span) -> tuple[int, int]:
    """Where what is shown of a sentence begins and ends: at words, not far from what is marked."""
    first, last = start, end
    if span.start - start > AROUND:
        at = text.find(" ", span.start - AROUND, span.start)
        first = at + 1 if at >= 0 else span.start
    if end - span.end > AROUND:
        at = text.rfind(" ", span.end, span.end + AROUND)
        last = at if at >= 0 else span.end
    return first, last
