"""Chronicle and synopsis as plain HTML: read without scripts, and where the scripts find the words."""

from __future__ import annotations

from collections.abc import Callable

from kronika.chronicle import Chronicle
from kronika.model import Claim, Event
from kronika.publishing import dates, scripts
from kronika.publishing.page.escape import text
from kronika.publishing.passages import row_of_sentence
from kronika.publishing.titles import account_title, event_title, plain

Strings = dict[str, str]
GAPS_UP_TO = 6  # accounts: in a book of more, who says nothing is not repeated in every row


def body(chronicle: Chronicle, strings: Strings) -> str:
    """Accounts, chronicle, discrepancies and synopsis, in that order, as sections."""
    return "\n".join(part(chronicle, strings) for part in (_accounts, _chronicle, _discrepancies, _synopsis))


def _titles(chronicle: Chronicle) -> dict[str, str]:
    return {a.id: account_title(a.source) for a in chronicle.accounts}


def _accounts(chronicle: Chronicle, strings: Strings) -> str:
    items = [
        f"<li><bdi>{text(title)}</bdi> ({text(account.language)})</li>"
        for account, title in zip(chronicle.accounts, _titles(chronicle).values())
    ]
    return f"<section><h2>{text(strings['accounts'])}</h2><ul>{''.join(items)}</ul></section>"


def _chronicle(chronicle: Chronicle, strings: Strings) -> str:
    titles, rows = _titles(chronicle), row_of_sentence(chronicle)
    labels = {entity.id: entity.label for entity in chronicle.entities}
    items = []
    for event in chronicle.events:
        claims = "".join(_claim(claim, titles, labels) for claim in event.claims)
        told = sorted({rows[key] for a in event.assertions if (key := (a.source_id, a.sentence)) in rows})
        links = " ".join(f'<a href="#p{row + 1}">{row + 1}</a>' for row in told)
        title = event_title(event, labels)
        items.append(
            f"<li><p><b>{text(_when(event, strings))}</b> <bdi>{text(title)}</bdi>"
            f" <small>{text(strings['passages'])}: {links}</small></p><ul>{claims}</ul></li>"
        )
    return f"<section><h2>{text(strings['chronicle'])}</h2><ol>{''.join(items)}</ol></section>"


def _when(event: Event, strings: Strings) -> str:
    return " / ".join(dates.words(one) for one in event.told_dates) or strings["undated"]


def _claim(claim: Claim, titles: dict[str, str], labels: dict[str, str]) -> str:
    shown = dates.words(claim.value) if claim.slot == "date" else labels.get(claim.value, claim.value)
    holders = ", ".join(f"<bdi>{text(titles.get(key, key))}</bdi>" for key in claim.source_ids)
    return f"<li>{text(plain(claim.slot))}: <bdi>{text(shown)}</bdi> – {holders}</li>"


def _discrepancies(chronicle: Chronicle, strings: Strings) -> str:
    items = [f"<li><bdi>{text(d.explanation)}</bdi></li>" for d in chronicle.discrepancies]
    return f"<section><h2>{text(strings['discrepancies'])}</h2><ol>{''.join(items)}</ol></section>"


def _synopsis(chronicle: Chronicle, strings: Strings) -> str:
    cells = {account.id: _cells(chronicle, at) for at, account in enumerate(chronicle.accounts)}
    few = len(cells) <= GAPS_UP_TO
    shown: set[tuple[str, int]] = set()
    rows = []
    for number, row in enumerate(chronicle.passages, 1):
        told = [cell(row.get(key, ()), strings) for key, cell in cells.items() if few or row.get(key)]
        shown.update((key, sentence) for key, sentences in row.items() for sentence in sentences)
        rows.append(f'<section id="p{number}"><h3>{number}</h3>{"".join(told)}</section>')
    rest = [
        cells[account.id](left, strings)
        for account in chronicle.accounts
        if (left := tuple(i for i in range(len(account.sentences)) if (account.id, i) not in shown))
    ]
    return f"<section><h2>{text(strings['synopsis'])}</h2>{''.join(rows)}{''.join(rest)}</section>"


def _cells(chronicle: Chronicle, at: int) -> Callable[[tuple[int, ...], Strings], str]:
    """What makes the cells of one account: its name, and the sentences or the word for a gap."""
    account = chronicle.accounts[at]
    head = f"<h4><bdi>{text(account_title(account.source))}</bdi></h4>"
    tag, way = text(account.language), scripts.direction(account.language, account.source.text)

    def cell(sentences: tuple[int, ...], strings: Strings) -> str:
        if not sentences:
            return f"{head}<p>{text(strings['gap'])}</p>"
        words = " ".join(f'<span data-s="{at}.{i}">{text(account.text_of(i))}</span>' for i in sentences)
        return f'{head}<p lang="{tag}" dir="{way}">{words}</p>'

    return cell
