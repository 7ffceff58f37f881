"""What text recognition writes: ALTO, PAGE XML and hOCR, with how sure it was."""

from __future__ import annotations

import re

import msgspec

from kronika.model import SentenceKind
from kronika.sources.draft import Draft
from kronika.sources.limits import Limits
from kronika.sources.markup import Tag, Weaver, Words, tokens

_CONTENT = re.compile(r"""\b(?:CONTENT)\s?=\s?(?:"([^"]*)"|'([^']*)')""")
_CONF = re.compile(r"x_wconf\s+(\d{1,3})")
_REGION_KINDS: dict[str, SentenceKind] = {
    "heading": "heading",
    "caption": "caption",
    "footnote": "note",
    "header": "note",
    "page-number": "note",
}
_FURNITURE = frozenset({"header", "footer", "page-number", "catch-word", "signature-mark"})
UNSURE = 0.6
"""Words below this confidence are counted as unsure: about half of them are wrong in the engines' own scale."""


class _Sureness:
    """Confidences of words, in [0, 1]."""

    def __init__(self) -> None:
        self.values: list[float] = []

    def add(self, value: str, scale: float = 1.0) -> None:
        try:
            self.values.append(min(1.0, max(0.0, float(value) / scale)))
        except ValueError:
            return

    def notes(self) -> tuple[str, ...]:
        """One line on how sure the recognition was; none where it does not say."""
        if not self.values:
            return ("text recognition (OCR), no confidences given",)
        mean = sum(self.values) / len(self.values)
        low = sum(1 for value in self.values if value < UNSURE)
        return (
            f"text recognition (OCR): mean confidence {mean:.2f}, {low} of {len(self.values)} words below {UNSURE}",
        )


def alto(text: str, limits: Limits) -> Draft:
    """The text of an ALTO file (versions 2 to 4): a paragraph a block, words that a line broke whole."""
    weaver, sure, page, start = Weaver(text), _Sureness(), "", 0
    for tag in tokens(text, xml=True):
        if isinstance(tag, Words):
            continue
        if tag.name == "Page" and tag.opens:
            page = tag.attributes.get("physical_img_nr") or tag.attributes.get("id", "")
        elif tag.name in ("TextBlock", "ComposedBlock"):
            if not tag.opens and tag.name == "TextBlock":
                weaver.block(start, "prose", f"p. {page}" if page else "")
            weaver.apart("\n\n", tag.start)
            start = weaver.next_start
        elif tag.name == "TextLine":
            weaver.apart("\n", tag.start)
        elif tag.name == "SP":
            weaver.apart(" ", tag.start)
        elif tag.name == "String" and tag.opens:
            sure.add(tag.attributes.get("wc", ""))
            _attribute(weaver, text, tag)
            weaver.apart(" ", tag.end)
        elif tag.name == "HYP" and tag.opens:
            weaver.gap = ""
            _attribute(weaver, text, tag)
    return msgspec.structs.replace(weaver.draft(), notes=sure.notes())


def _attribute(weaver: Weaver, text: str, tag: Tag) -> None:
    m = _CONTENT.search(text, tag.start, tag.end)
    if m:
        group = 1 if m[1] is not None else 2
        weaver.add(m.start(group), m.end(group))


def page(text: str, limits: Limits) -> Draft:
    """The text of a PAGE XML file: the lines of its regions in the order of the file, without page furniture."""
    weaver, sure = Weaver(text), _Sureness()
    path: list[Tag] = []
    start, by_line = 0, "<TextLine" in text or ":TextLine" in text
    for token in tokens(text, xml=True):
        names = [tag.name for tag in path]
        if isinstance(token, Words):
            wanted = ["TextLine" if by_line else "TextRegion", "TextEquiv", "Unicode"]
            region = next((tag for tag in reversed(path) if tag.name == "TextRegion"), None)
            kind = region.attributes.get("type", "") if region else ""
            if names[-3:] == wanted and kind not in _FURNITURE and path[-2].attributes.get("index", "0") == "0":
                weaver.add(token.start, token.end, token.literal)
            continue
        if token.opens and not token.closes and len(path) < limits.tags:
            path.append(token)
            if token.name == "TextRegion":
                weaver.apart("\n\n", token.start)
                start = weaver.next_start
            elif token.name == "TextLine":
                weaver.apart("\n", token.start)
            elif token.name == "TextEquiv" and names[-1:] == ["TextLine"]:
                sure.add(token.attributes.get("conf", ""))
        elif not token.opens and token.name in names:
            while path.pop().name != token.name:
                continue
            if token.name == "TextRegion":
                closed = next(
                    (t.attributes.get("type", "") for t in reversed([*path, token]) if t.name == "TextRegion"), ""
                )
                weaver.block(start, _REGION_KINDS.get(closed, "prose"))
                weaver.apart("\n\n", token.start)
    return msgspec.structs.replace(weaver.draft(), notes=sure.notes())


def hocr(text: str, limits: Limits) -> Draft:
    """The text of an hOCR page (1.2)."""
    weaver, sure = Weaver(text), _Sureness()
    number, start, inside = 0, 0, False
    for token in tokens(text):
        if isinstance(token, Words):
            if inside:
                weaver.add(token.start, token.end)
            continue
        marks = token.attributes.get("class", "").split() if token.opens else []
        if "ocr_page" in marks:
            number, inside = number + 1, True
        if "ocr_page" in marks or "ocr_par" in marks or "ocr_carea" in marks:
            weaver.block(start, "prose", f"p. {number}")
            weaver.apart("\n\n", token.start)
            start = weaver.next_start
        elif any(mark in ("ocr_line", "ocrx_line", "ocr_header", "ocr_caption", "ocr_textfloat") for mark in marks):
            weaver.apart("\n", token.start)
        elif "ocrx_word" in marks:
            m = _CONF.search(token.attributes.get("title", ""))
            sure.add(m[1] if m else "", 100.0)
            weaver.apart(" ", token.start)
    weaver.block(start, "prose", f"p. {number}")
    return msgspec.structs.replace(weaver.draft(), notes=sure.notes())
