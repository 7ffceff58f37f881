"""The report as a Word document: the chronicle with its evidence as numbered notes, and the disagreements."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from kronika.chronicle import Chronicle
from kronika.errors import BadRequest
from kronika.publishing.csv_tables import LONG_AGO
from kronika.publishing.formats import Format
from kronika.publishing.report import Entry, report

FORMATS = [
    Format(
        "docx", "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "a report: the chronicle with its evidence as numbered notes, the disagreements, people and places",
        "offsets, alignment, confidences", needs="report",
    )
]  # fmt: skip


def write(chronicle: Chronicle) -> bytes:
    """The document. Raises BadRequest where python-docx is not installed."""
    try:
        import docx
    except ImportError as error:
        raise BadRequest("the docx format needs python-docx: pip install 'kronika[report]'") from error
    made = report(chronicle)
    document = docx.Document()
    document.core_properties.title = made.title
    document.core_properties.author = "kronika"
    document.add_heading(made.title, 0)
    for line in made.accounts:
        document.add_paragraph(line, style="List Bullet")
    document.add_heading("Chronicle", 1)
    for entry in made.entries:
        _entry(document, entry)
    document.add_heading("Disagreements", 1)
    for words, notes in made.disagreements:
        _noted(document.add_paragraph(words, style="List Number"), notes)
    document.add_heading("People and places", 1)
    for line in made.people:
        document.add_paragraph(line, style="List Bullet")
    document.add_heading("Notes", 1)
    for number, note in enumerate(made.notes, 1):
        document.add_paragraph(f"{number}. {note}")
    file = io.BytesIO()
    document.save(file)
    return _timeless(file.getvalue())


def _entry(document: Any, entry: Entry) -> None:
    line = document.add_paragraph()
    line.add_run(f"{entry.when} ").bold = True
    line.add_run(entry.title)
    _noted(line, entry.notes)
    for claim in entry.claims:
        document.add_paragraph(claim, style="List Bullet 2")


def _noted(line: Any, notes: tuple[int, ...]) -> None:
    if notes:
        line.add_run(" " + ", ".join(str(number) for number in notes)).font.superscript = True


def _timeless(packed: bytes) -> bytes:
    """The same archive without times of day: the same book gives the same bytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, LONG_AGO)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return made.getvalue()


WRITERS = {"docx": write}
