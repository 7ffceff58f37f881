"""The sources of a book as BibTeX and as CSL-JSON."""

from __future__ import annotations

import re
from typing import Any

from kronika import edtf
from kronika.chronicle import Chronicle
from kronika.errors import BadDate
from kronika.model import Account
from kronika.publishing.formats import Format
from kronika.publishing.json_book import encode
from kronika.publishing.quotes import fit_for_text
from kronika.publishing.titles import account_title

FORMATS = [
    Format("bibtex", "bib", "application/x-bibtex", "the accounts as sources", "all that they say"),
    Format("csl", "json", "application/vnd.citationstyles.csl+json", "the accounts as sources", "all that they say"),
]
_SPECIAL = {"\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
_SPECIAL |= {letter: f"\\{letter}" for letter in "#$%&_"}


def write_bibtex(chronicle: Chronicle) -> bytes:
    """One @misc entry an account."""
    entries = [_entry(account) for account in chronicle.accounts]
    return "\n".join(entries).encode("utf-8")


def _entry(account: Account) -> str:
    about = account.source.metadata
    url = _url(account)
    fields = {
        "title": account_title(account.source),
        "author": about.get("author", ""),
        "year": _year(about.get("date", "")),
        "publisher": about.get("publisher", ""),
        "langid": account.language,
        "note": " ".join(account.source.notes),
    }
    lines = [f"  {name} = {{{_tex(value)}}}," for name, value in fields.items() if value]
    lines += [f"  url = {{{url}}},"] if url else [f"  howpublished = {{{_tex(account.source.origin)}}},"]
    key = re.sub(r"[^A-Za-z0-9-]", "-", account.id)
    return "\n".join([f"@misc{{kronika-{key},", *lines, "}", ""])


def _tex(words: str) -> str:
    return "".join(_SPECIAL.get(letter, letter) for letter in fit_for_text(words))


def _url(account: Account) -> str:
    known = account.source.metadata.get("url") or account.source.origin
    return known if re.fullmatch(r"https?://[^\s{}\\]{1,2000}", known) else ""


def _year(date: str) -> str:
    found = re.search(r"\d{4}", date[:100])
    return found[0] if found else ""


def write_csl(chronicle: Chronicle) -> bytes:
    """A list of CSL-JSON items."""
    return encode([_item(account) for account in chronicle.accounts])


def _item(account: Account) -> dict[str, Any]:
    about = account.source.metadata
    made: dict[str, Any] = {
        "id": account.id,
        "type": "webpage" if _url(account) else "document",
        "title": fit_for_text(account_title(account.source)),
        "language": account.language,
    }
    if about.get("author"):
        made["author"] = [{"literal": fit_for_text(about["author"])}]
    if about.get("publisher"):
        made["publisher"] = fit_for_text(about["publisher"])
    if _url(account):
        made["URL"] = _url(account)
    elif account.source.origin:
        made["source"] = fit_for_text(account.source.origin)
    parts = _date_parts(about.get("date", ""))
    return {**made, **({"issued": {"date-parts": [parts]}} if parts else {})}


def _date_parts(date: str) -> list[int]:
    try:
        day = edtf.earliest(date[:10])
    except BadDate:
        return [int(_year(date))] if _year(date) else []
    return list(day)[: date[:10].count("-") + 1] if day else []


WRITERS = {"bibtex": write_bibtex, "csl": write_csl}
