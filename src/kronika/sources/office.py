"""DOCX (Office Open XML, ECMA-376) and ODT (OpenDocument, ISO/IEC 26300): paragraphs, headings, tables, notes."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec
from lxml import etree

from kronika.errors import BadInput
from kronika.model import SentenceKind
from kronika.sources.archives import Packed
from kronika.sources.draft import Draft
from kronika.sources.limits import Limits
from kronika.sources.paragraphs import Paragraphs
from kronika.sources.xml_safe import attribute, name, parsed, text_of

_META = {
    "title": "title",
    "creator": "author",
    "initial-creator": "author",
    "created": "date",
    "creation-date": "date",
    "date": "date",
    "language": "language",
    "publisher": "publisher",
    "rights": "licence",
}
_HEADING = re.compile(r"(?:heading|title|subtitle)\b", re.I)


def docx(data: bytes, origin: str, limits: Limits) -> list[Draft]:
    """The text of a DOCX file, notes last; deleted text of tracked changes is left out."""
    packed = Packed(data, origin, limits)
    body = parsed(packed.read("word/document.xml"), origin)
    styles = _styles(parsed(packed.read("word/styles.xml"), origin)) if "word/styles.xml" in packed.names else {}
    made = Paragraphs()
    count = 0
    for paragraph in body.iter():
        if name(paragraph) == "p":
            count += 1
            kind = _docx_kind(paragraph, styles)
            made.add(_runs(paragraph), kind, f"par. {count}", "\n" if kind in ("list", "table") else "\n\n")
    for part in ("word/footnotes.xml", "word/endnotes.xml"):
        if part in packed.names:
            for note in parsed(packed.read(part), origin):
                if attribute(note, "type") not in ("separator", "continuationSeparator"):
                    made.add(
                        " ".join(_runs(p) for p in note.iter() if name(p) == "p"),
                        "note",
                        f"note {attribute(note, 'id')}",
                    )
    return [_stated(made.draft(), packed, "docProps/core.xml", origin)]


def odt(data: bytes, origin: str, limits: Limits) -> list[Draft]:
    """The text of an ODT file, notes last."""
    packed = Packed(data, origin, limits)
    _refuse_encrypted(packed, origin)
    made = Paragraphs()
    count = 0
    for element in parsed(packed.read("content.xml"), origin).iter():
        inside = {name(above) for above in element.iterancestors()}
        if name(element) in ("p", "h") and "note" not in inside and "tracked-changes" not in inside:
            count += 1
            kind: SentenceKind = "prose"
            if name(element) == "h" or attribute(element, "style-name").lower() == "title":
                kind = "heading"
            elif "list-item" in inside:
                kind = "list"
            elif "table-cell" in inside:
                kind = "table"
            made.add("".join(_odt_text(element)), kind, f"par. {count}", "\n" if kind in ("list", "table") else "\n\n")
        elif name(element) == "note-body":
            made.add(text_of(element), "note", "note")
    return [_stated(made.draft(), packed, "meta.xml", origin)]


def _refuse_encrypted(packed: Packed, origin: str) -> None:
    manifest = packed.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in packed.names else b""
    if b"encryption-data" in manifest:
        raise BadInput(origin, "encrypted (a password is needed)")


def _styles(root: etree._Element) -> dict[str, str]:
    """Style id to its English name: ids are translated ("berschrift1"), names are not ("heading 1")."""
    found = {}
    for style in root:
        if name(style) == "style":
            label = next((attribute(child, "val") for child in style if name(child) == "name"), "")
            found[attribute(style, "styleId")] = label
    return found


def _docx_kind(paragraph: etree._Element, styles: dict[str, str]) -> SentenceKind:
    style = ""
    for child in paragraph:
        if name(child) == "pPr":
            for mark in child:
                if name(mark) == "pStyle":
                    style = styles.get(attribute(mark, "val"), attribute(mark, "val"))
                elif name(mark) == "numPr" and not style:
                    style = "list"
                elif name(mark) == "outlineLvl" and attribute(mark, "val") in "012345":
                    style = "heading"
    low = style.lower()
    if _HEADING.match(low):
        return "heading"
    if low.startswith("caption"):
        return "caption"
    if low.startswith("list"):
        return "list"
    return "table" if any(name(above) == "tc" for above in paragraph.iterancestors()) else "prose"


def _runs(paragraph: etree._Element) -> str:
    parts = []
    for element in paragraph.iter():
        local = name(element)
        if local == "t" and not any(
            name(above) in ("del", "moveFrom", "txbxContent") for above in element.iterancestors()
        ):
            parts.append(element.text or "")
        elif local == "tab":
            parts.append("\t" if name(element.getparent()) == "r" else "")
        elif local in ("br", "cr"):
            parts.append("\n")
        elif local == "noBreakHyphen":
            parts.append("-")
    return "".join(parts)


def _odt_text(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        local = name(child)
        if local == "s":
            yield " " * min(int(attribute(child, "c") or "1") if (attribute(child, "c") or "1").isdigit() else 1, 100)
        elif local == "tab":
            yield "\t"
        elif local == "line-break":
            yield "\n"
        elif local not in ("note", "annotation", "") and not local.startswith(("change", "bookmark")):
            yield from _odt_text(child)
        yield child.tail or ""


def _stated(draft: Draft, packed: Packed, part: str, origin: str) -> Draft:
    """The draft with what the document says of itself."""
    said: dict[str, str] = {}
    if part in packed.names:
        for element in parsed(packed.read(part), origin).iter():
            key, value = _META.get(name(element)), text_of(element)
            if key and value and not len(element):
                said.setdefault(key, value)
    language, title = said.pop("language", None), said.pop("title", "")
    return msgspec.structs.replace(draft, title=title or draft.title, language=language, metadata=said)
