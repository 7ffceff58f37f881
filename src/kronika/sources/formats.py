"""Which reader a file needs: told by how it begins, where that is telling, else by the end of its name."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import PurePath

import msgspec

from kronika.errors import BadInput
from kronika.sources import epub, html, markdown, mediawiki, ocr, office, pdf, plain, rtf, subtitles, tables, tei, warc
from kronika.sources.archives import Packed
from kronika.sources.decoding import decoded, magic
from kronika.sources.draft import Draft
from kronika.sources.limits import Limits
from kronika.sources.markup import Tag, Weaver, Words, tokens

TextReader = Callable[[str, Limits], Draft]
FileReader = Callable[[bytes, str, Limits], list[Draft]]


def _plain(text: str, limits: Limits) -> Draft:
    return plain.read(text)


def _markdown(text: str, limits: Limits) -> Draft:
    return markdown.read(text)


def _any_xml(text: str, limits: Limits) -> Draft:
    """XML of an unknown kind: all text between its tags, every element a break."""
    weaver = Weaver(text)
    for token in tokens(text, xml=True):
        if isinstance(token, Words):
            weaver.add(token.start, token.end, token.literal)
        else:
            weaver.apart("\n", token.start)
    return msgspec.structs.replace(weaver.draft(), notes=("XML of an unknown kind: its tags were left out",))


_ROOTS: dict[str, TextReader] = {
    "TEI": tei.read,
    "TEI.2": tei.read,
    "teiCorpus": tei.read,
    "alto": ocr.alto,
    "PcGts": ocr.page,
    "html": html.read,
}
TEXTS: dict[str, TextReader] = {
    **dict.fromkeys((".txt", ".text"), _plain),
    **dict.fromkeys((".md", ".markdown"), _markdown),
    **dict.fromkeys((".html", ".htm", ".xhtml"), html.read),
    **dict.fromkeys((".xml", ".tei", ".alto", ".page"), _any_xml),
    ".hocr": ocr.hocr,
    **dict.fromkeys((".srt", ".vtt"), subtitles.read),
}
"""Formats that are text, with offsets into the decoded file."""
FILES: dict[str, FileReader] = {
    ".pdf": pdf.read,
    ".docx": office.docx,
    ".odt": office.odt,
    ".epub": epub.read,
    ".rtf": rtf.read,
    **dict.fromkeys((".csv", ".tsv"), tables.delimited),
    **dict.fromkeys((".jsonl", ".ndjson"), tables.lines),
    ".json": tables.objects,
    ".parquet": tables.parquet,
    ".warc": warc.read,
}
"""Formats that a library or a reader of their own unpacks."""
PACKED = (".gz", ".bz2", ".xz", ".zst")
ARCHIVES = (".zip",)
READABLE = frozenset({*TEXTS, *FILES, *PACKED, *ARCHIVES})
"""Endings of names that are read."""
IN_FOLDERS = READABLE - {".json"}
"""Those read in folders too: a JSON file there is settings or results more often than texts, and is read when named."""
_BEGINNINGS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", ".pdf"),
    (b"{\\rtf", ".rtf"),
    (b"PAR1", ".parquet"),
    (b"WARC/", ".warc"),
    (b"\x1f\x8b", ".gz"),
    (b"BZh", ".bz2"),
    (b"\xfd7zXZ\x00", ".xz"),
    (b"\x28\xb5\x2f\xfd", ".zst"),
    (b"PK\x03\x04", ".zip"),
    (b"PK\x05\x06", ".zip"),
)
_DEMANDING = frozenset({".pdf", ".docx", ".odt", ".epub", ".rtf", ".parquet", ".warc", *PACKED, *ARCHIVES})


def kind_of(data: bytes, name: str, origin: str, limits: Limits) -> str:
    """The ending (".pdf") of the format that a file is in. Raises BadInput where its name promises another one."""
    named = PurePath(name).suffix.lower()
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    told = next((kind for mark, kind in _BEGINNINGS if head.startswith(mark)), "")
    if told == ".zip":
        return _zip_kind(data, origin, limits)
    if told:
        return told
    if magic(head):
        raise BadInput(origin, magic(head))
    if named in _DEMANDING:
        raise BadInput(origin, f"not a {named[1:].upper()} file, whatever its name says (broken or renamed)")
    return named if named in READABLE else ".txt"


def _zip_kind(data: bytes, origin: str, limits: Limits) -> str:
    names = set(Packed(data, origin, limits).names)
    if "word/document.xml" in names:
        return ".docx"
    if "META-INF/container.xml" in names:
        return ".epub"
    if "content.xml" in names and "META-INF/manifest.xml" in names:
        return ".odt"
    if {"xl/workbook.xml", "ppt/presentation.xml"} & names:
        raise BadInput(origin, "a spreadsheet or slides, which are not read (save it as CSV or text)")
    return ".zip"


def drafts(data: bytes, kind: str, origin: str, limits: Limits) -> list[Draft]:
    """The texts of one file of a known kind. Raises BadInput."""
    if kind in FILES:
        return FILES[kind](data, origin, limits)
    text, notes = decoded(data, origin)
    reader = TEXTS.get(kind, _plain)
    root = _root(text) if reader is not _markdown else ""
    if root == "mediawiki":
        return mediawiki.read(text, origin, limits)
    if root in _ROOTS and (reader is _any_xml or root != "html"):
        reader = _ROOTS[root]
    if reader is html.read and "ocrx_word" in text[:200_000]:
        reader = ocr.hocr
    try:
        draft = reader(text, limits)
    except BadInput as error:
        raise BadInput(error.origin or origin, error.reason) from error
    return [msgspec.structs.replace(draft, notes=(*notes, *draft.notes))]


def _root(text: str) -> str:
    """The name of the first element of an XML document; "" where it is none."""
    if not re.match(r"\s*<(?:\?xml|!DOCTYPE|!--|[A-Za-z])", text[:1000]):
        return ""
    first = next((token for token in tokens(text[:20_000], xml=True) if isinstance(token, Tag)), None)
    return first.name if first is not None else ""
