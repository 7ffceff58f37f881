"""PDF: columns, broken words, running heads, footnotes, scans and locks."""

from __future__ import annotations

from pathlib import Path

import pytest

from kronika.errors import BadInput
from kronika.reading import sentences
from kronika.sources import open_source

pytest.importorskip("reportlab")
pytest.importorskip("pypdfium2")

from reportlab.lib import pdfencrypt
from reportlab.pdfgen.canvas import Canvas

LEFT = [
    "Trotsky was expelled from the party",
    "in the autumn of 1927, and he was sent",
    "to Alma Ata in the winter. His con-",
    "versation with the guard was short.",
    "He wrote letters to his friends in",
    "Moscow until the spring of that year,",
    "and many of them were answered.",
]
RIGHT = [
    "In 1929 he was sent abroad with his",
    "wife and their elder son. They lived",
    "on an island near Istanbul for four",
    "years. He wrote the history of the",
    "revolution there and received guests",
    "from many countries. The house burnt",
    "down in the year 1931.",
]


def written(path: Path, across: bool, pages: int = 1, encrypt: object = None) -> None:
    canvas = Canvas(str(path), encrypt=encrypt)
    for number in range(1, pages + 1):
        canvas.setFont("Helvetica", 9)
        canvas.drawString(60, 800, "The Life of Trotsky")
        canvas.drawString(290, 30, str(number))
        canvas.setFont("Helvetica", 10)
        rows = [(x, 760 - 13 * n, line) for x, lines in ((60, LEFT), (310, RIGHT)) for n, line in enumerate(lines)]
        for x, y, line in sorted(rows, key=lambda row: -row[1]) if across else rows:
            canvas.drawString(x, y, line)
        canvas.setFont("Helvetica", 7)
        canvas.drawString(60, 80, f"{number} Letter to Joffe, in the archive of Harvard, folder {number}.")
        canvas.showPage()
    canvas.save()


@pytest.mark.parametrize("across", [False, True], ids=["columns one by one", "columns written across"])
def test_two_columns(across: bool, tmp_path: Path) -> None:
    written(tmp_path / "a.pdf", across, pages=3)
    source = open_source(tmp_path / "a.pdf")
    units = [(s.kind, source.text[s.start : s.end].replace("\n", " ")) for s in sentences.split(source)]
    prose = [words for kind, words in units if kind == "prose"]
    assert prose[:4] == [
        "Trotsky was expelled from the party in the autumn of 1927, and he was sent to Alma Ata in the winter.",
        "His conversation with the guard was short.",
        "He wrote letters to his friends in Moscow until the spring of that year, and many of them were answered.",
        "In 1929 he was sent abroad with his wife and their elder son.",
    ]
    assert "The Life of Trotsky" not in source.text
    notes = [words for kind, words in units if kind == "note"]
    assert len(notes) == 3
    assert "Harvard" in notes[0]
    assert {block.place for block in source.blocks} == {"p. 1", "p. 2", "p. 3"}


def test_locked(tmp_path: Path) -> None:
    written(tmp_path / "a.pdf", False, encrypt=pdfencrypt.StandardEncryption("secret", canPrint=0))
    with pytest.raises(BadInput, match="encrypted"):
        open_source(tmp_path / "a.pdf")


def test_scan_without_text(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"))
    canvas.rect(100, 100, 300, 300, fill=1)
    canvas.save()
    with pytest.raises(BadInput, match="scanned"):
        open_source(tmp_path / "a.pdf")
