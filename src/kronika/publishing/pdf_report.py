"""The report as PDF. Letters for which no font is found are marked, and named in one line: nothing is left blank."""

from __future__ import annotations

import io
import os
import unicodedata
from pathlib import Path
from typing import Any

from kronika.chronicle import Chronicle
from kronika.errors import BadRequest
from kronika.publishing.formats import Format
from kronika.publishing.report import Report, report

FORMATS = [
    Format(
        "pdf", "pdf", "application/pdf",
        "a report: the chronicle with its evidence as numbered notes, the disagreements, people and places",
        "offsets, alignment, confidences; letters that no font found has (KRONIKA_FONT names one), joined scripts",
        needs="report",
    )
]  # fmt: skip
# Fonts that cover many scripts, where the systems keep them; the first that is there is used.
FONTS = (
    "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf", "/usr/share/fonts/dejavu/DejaVuSans.ttf",
    "/usr/share/fonts/TTF/DejaVuSans.ttf", "/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf",
    "/Library/Fonts/Arial Unicode.ttf", "/System/Library/Fonts/Supplemental/Arial Unicode.ttf",
    "C:/Windows/Fonts/arial.ttf",
)  # fmt: skip
MISSING = "\u25a1"


def write(chronicle: Chronicle) -> bytes:
    """The document. Raises BadRequest where reportlab is not installed."""
    try:
        from reportlab import rl_config
        from reportlab.lib.pagesizes import A4
        from reportlab.platypus import SimpleDocTemplate
    except ImportError as error:
        raise BadRequest("the pdf format needs reportlab: pip install 'kronika[report]'") from error
    rl_config.invariant = 1  # no time of day in the file
    letters = Letters()
    made = report(chronicle)
    file = io.BytesIO()
    document = SimpleDocTemplate(file, pagesize=A4, title=made.title, author="kronika", margin=56)
    document.build(_story(made, letters))
    return file.getvalue()


class Letters:
    """The font in use, and which letters it lacks."""

    def __init__(self) -> None:
        from reportlab.pdfbase import pdfmetrics, ttfonts

        wanted = (os.environ.get("KRONIKA_FONT", ""), *FONTS)
        path = next((one for one in wanted if one and Path(one).is_file()), None)
        self.name = "Helvetica"
        self.known: set[int] | None = None
        if path is not None:
            try:
                font = ttfonts.TTFont("kronika", path)
            except ttfonts.TTFError as error:
                raise BadRequest(f"{path} is no font for the pdf format: {error}") from error
            pdfmetrics.registerFont(font)
            self.name, self.known = "kronika", set(font.face.charToGlyph)
        self.lacking: set[str] = set()

    def fit(self, words: str) -> str:
        """The words as markup of reportlab, letters that the font lacks marked."""
        shown = []
        for letter in words:
            has = ord(letter) in self.known if self.known is not None else ord(letter) < 256
            if not has and not letter.isspace():
                self.lacking.add(unicodedata.name(letter, "?").split(" ")[0])
            shown.append(letter if has or letter.isspace() else MISSING if self.known else "?")
        plain = "".join(shown)
        return plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _story(made: Report, letters: Letters) -> list[Any]:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph

    text = ParagraphStyle("text", fontName=letters.name, fontSize=10, leading=14, spaceAfter=3, wordWrap=None)
    head = ParagraphStyle("head", parent=text, fontSize=15, leading=20, spaceBefore=12, spaceAfter=6)
    deep = ParagraphStyle("deep", parent=text, leftIndent=16, fontSize=9, leading=12)

    def line(words: str, style: Any = text, notes: tuple[int, ...] = ()) -> Any:
        marks = f" <super>{', '.join(map(str, notes))}</super>" if notes else ""
        return Paragraph(letters.fit(_broken(words)) + marks, style)

    story = [line(made.title, head), *(line(one) for one in made.accounts), line("Chronicle", head)]
    for entry in made.entries:
        story.append(line(f"{entry.when}: {entry.title}", text, entry.notes))
        story += [line(claim, deep) for claim in entry.claims]
    story.append(line("Disagreements", head))
    story += [line(words, text, notes) for words, notes in made.disagreements]
    story += [line("People and places", head), *(line(one, deep) for one in made.people), line("Notes", head)]
    story += [line(f"{number}. {note}", deep) for number, note in enumerate(made.notes, 1)]
    if letters.lacking:
        lacking = ", ".join(sorted(letters.lacking))
        story.append(line(f"The font has no letters for: {lacking}. Set KRONIKA_FONT to one that has.", deep))
    return story


def _broken(words: str) -> str:
    """Words with places to break in stretches too long for a line."""
    return " ".join(
        " ".join(word[i : i + 60] for i in range(0, len(word), 60)) if len(word) > 60 else word
        for word in words.split(" ")
    )


WRITERS = {"pdf": write}
