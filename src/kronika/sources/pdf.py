"""PDF: the text layer, page by page, in reading order, without running heads, with footnotes last."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator
from statistics import median
from typing import Any

import msgspec

from kronika.errors import BadInput, Problem
from kronika.model import SentenceKind
from kronika.sources.draft import Draft
from kronika.sources.limits import Limits
from kronika.sources.paragraphs import Paragraphs

_ENDED = re.compile(r"[.!?…:;。！？।؟۔][\"'”’»)\]]*\Z")
_NUMBER = re.compile(r"[-–—\s]*(?:\d{1,4}|[ivxlc]{1,7})[-–—\s]*\Z", re.I)
_NOTE = re.compile(r"(?:\d{1,3}|[*†‡¹²³⁴-⁹])[.)]?\s?\S")
_HYPHEN = re.compile(r"[^\W\d_][-\u00ad‐\x02]\Z")


class Line(msgspec.Struct, frozen=True):
    """A line of a page: where it stands in points from the lower left corner, and the size of its letters."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    size: float


def read(data: bytes, origin: str, limits: Limits) -> list[Draft]:
    """The text of a PDF as extracted; needs the extra `formats` (pypdfium2)."""
    try:
        import pypdfium2
    except ImportError as error:
        raise BadInput(origin, "needs the package pypdfium2: pip install 'kronika[formats]'") from error
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        reason = "encrypted (a password is needed)" if "assword" in str(error) else "broken or truncated PDF"
        raise BadInput(origin, reason) from error
    try:
        return [_document(document, origin, limits, pypdfium2.PdfiumError)]
    finally:
        document.close()


def _document(document: Any, origin: str, limits: Limits, failure: type[Exception]) -> Draft:
    pages: list[list[Line]] = []
    problems = []
    for number in range(min(len(document), limits.pages)):
        try:
            pages.append(_lines(document[number]))
        except failure:
            pages.append([])
            problems.append(Problem(origin, f"p. {number + 1}", "this page cannot be read"))
    if len(document) > limits.pages:
        problems.append(Problem(origin, "", f"only the first {limits.pages:,} pages were read"))
    if not any(pages):
        raise BadInput(
            origin, "scanned: it has no text layer (run text recognition first)" if len(document) else "has no pages"
        )
    said = document.get_metadata_dict()
    keys = (("author", "Author"), ("date", "CreationDate"))
    metadata = {key: said[name] for key, name in keys if said.get(name)}
    draft = _woven([_ordered(page) for page in _without_furniture(pages)])
    return msgspec.structs.replace(
        draft, title=said.get("Title") or draft.title, metadata=metadata, problems=tuple(problems)
    )


def _lines(page: Any) -> list[Line]:
    """The lines of a page in the order of its content, those of two columns that PDFium took for one cut apart."""
    content = page.get_textpage()
    text = content.get_text_range()
    if content.count_chars() != len(text):  # characters beyond the basic plane: places are counted in UTF-16 units
        text = "".join(c if ord(c) < 0x10000 else c + _PAD for c in text)
    lines = []
    for m in _RUN.finditer(text):
        for start, end in _apart(content, text, m.start(), m.end()):
            words = text[start:end].strip()
            if words.strip(_PAD):
                first = start + len(text[start:end]) - len(text[start:end].lstrip())
                lines.append(_line(content, words, first))
    content.close()
    page.close()
    return lines


_PAD = "\u200b"
_RUN = re.compile(r"[^\r\n]+")


def _apart(content: Any, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of a line between gaps wider than two letters are high: cells and columns."""
    at = start
    for m in re.finditer(r"(?<=\S)\s+(?=\S)", text[start:end]):
        before = content.get_charbox(start + m.start() - 1)
        after = content.get_charbox(start + m.end())
        if after[0] - before[2] > 2 * max(before[3] - before[1], after[3] - after[1], 4.0):
            yield at, start + m.start()
            at = start + m.end()
    yield at, end


def _line(content: Any, words: str, first: int) -> Line:
    last = first + len(words) - 1
    boxes = [content.get_charbox(at, loose=True) for at in (first, last)]
    left, right = min(box[0] for box in boxes), max(box[2] for box in boxes)
    bottom, top = boxes[0][1], boxes[0][3]
    return Line(words.replace(_PAD, "").replace("\ufffe", "-\n"), left, right, bottom, top, round(top - bottom, 1))


def _without_furniture(pages: list[list[Line]]) -> list[list[Line]]:
    """The pages without running heads and page numbers: what stands at the edge and comes back page after page."""
    edges = [_edge(page) for page in pages]
    seen = Counter(key for keys in edges for key in {_key(line) for line in keys})
    enough = max(2, min(3, len(pages) // 2 + 1))
    kept = []
    for page, edge in zip(pages, edges):
        gone = {
            id(line) for line in edge if _NUMBER.match(line.text) or (seen[_key(line)] >= enough and len(pages) > 1)
        }
        kept.append([line for line in page if id(line) not in gone] if len(page) > 1 else page)
    return kept


def _edge(page: list[Line]) -> list[Line]:
    """The highest and the lowest line, where they stand apart from the text."""
    if len(page) < 2:
        return []
    spacing = _spacing(page)
    heights = sorted(page, key=lambda line: -line.top)
    apart = []
    for edge, inner in ((heights[0], heights[1]), (heights[-1], heights[-2])):
        if abs(edge.bottom - inner.bottom) > 1.2 * spacing:
            apart.append(edge)
    return apart


def _key(line: Line) -> str:
    return re.sub(r"\d+|\s+", "", line.text.casefold())


def _ordered(page: list[Line]) -> list[Line]:
    """The lines in reading order: as the content has them, unless two columns are written across."""
    gutter = _gutter(page)
    if gutter is None:
        return page
    sides = [0 if line.right <= gutter else 1 if line.left >= gutter else 2 for line in page]
    changes = sum(1 for a, b in itertools.pairwise(sides) if a != b)
    if changes <= 4:
        return page
    narrow = [line for line, side in zip(page, sides) if side < 2]
    top = max(line.top for line in narrow)
    above = [line for line, side in zip(page, sides) if side == 2 and line.bottom >= top - line.size]
    below = [line for line, side in zip(page, sides) if side == 2 and line not in above]
    columns = [
        sorted((line for line, side in zip(page, sides) if side == n), key=lambda line: -line.top) for n in (0, 1)
    ]
    return above + columns[0] + columns[1] + below


def _gutter(page: list[Line]) -> float | None:
    """The x between two columns; None where the page has one."""
    if len(page) < 8:
        return None
    left, right = min(line.left for line in page), max(line.right for line in page)
    for share in (0.5, 0.48, 0.52, 0.45, 0.55):
        x = left + share * (right - left)
        across = sum(1 for line in page if line.left < x - 2 and line.right > x + 2)
        on_left = sum(1 for line in page if line.right <= x + 2)
        if across <= 0.2 * len(page) and 0.25 * len(page) <= on_left <= 0.75 * len(page):
            return x
    return None


def _woven(pages: list[list[Line]]) -> Draft:
    """The paragraphs of all pages; one that a page break cuts goes on."""
    sizes = [line.size for page in pages for line in page for _ in range(len(line.text))]
    body = median(sizes) if sizes else 0.0
    made = Paragraphs()
    open_lines: list[Line] = []
    place, kind = "", "prose"

    def close() -> None:
        made.add(_joined(open_lines), kind, place)  # type: ignore[arg-type]
        open_lines.clear()

    for number, page in enumerate(pages, 1):
        spacing = _spacing(page)
        low = min((line.bottom for line in page), default=0.0)
        high = max((line.top for line in page), default=0.0)
        for at, line in enumerate(page):
            here = _kind(line, body, low, high)
            above = page[at - 1] if at else None
            if open_lines and (here != kind or _begins(line, above, open_lines[-1], spacing)):
                close()
            if not open_lines:
                kind, place = here, f"p. {number}"
            open_lines.append(line)
    if open_lines:
        close()
    return made.draft()


def _spacing(page: list[Line]) -> float:
    """The distance of two lines of one paragraph; 0.0 where the page has none."""
    gaps = [a.bottom - b.bottom for a, b in itertools.pairwise(page) if 0 < a.bottom - b.bottom < 4 * a.size]
    return sorted(gaps)[len(gaps) // 4] if gaps else 0.0


def _kind(line: Line, body: float, low: float, high: float) -> SentenceKind:
    if line.size >= 1.15 * body:
        return "heading"
    if line.size <= 0.88 * body and line.top < low + 0.3 * (high - low):
        return "note"
    return "prose"


def _begins(line: Line, above: Line | None, last: Line, spacing: float) -> bool:
    """Whether a line begins a paragraph: a gap or an indent before it; at the head of a page, a full stop before it."""
    if line.size <= 0.88 * last.size or last.size <= 0.88 * line.size:
        return True
    if _HYPHEN.search(last.text[-3:]) and line.text[:1].islower():
        return False
    if above is None or line.top > above.top:  # a new page or column
        return bool(_ENDED.search(last.text)) and not line.text[:1].islower()
    if spacing and above.bottom - line.bottom > 1.4 * spacing:
        return True
    indented = line.left - above.left > 0.7 * line.size and line.left - above.left < 6 * line.size
    return indented and bool(_ENDED.search(last.text))


def _joined(lines: list[Line]) -> str:
    """The lines as one paragraph; a word that a line broke keeps its hyphen and line end for the cleaning to join."""
    text = ""
    for line in lines:
        words = line.text.replace("\x02", "-")
        text += ("" if not text else "\n" if _HYPHEN.search(text[-3:]) else " ") + words
    return text
