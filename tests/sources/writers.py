"""The account in every format, written by the tools of the field where there are any."""

from __future__ import annotations

import bz2
import csv
import gzip
import html
import io
import json
import lzma
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from tests.sources.stories import Story

FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")


def page(story: Story) -> str:
    """A saved wiki page with its furniture."""
    body = "".join(f"<p>{html.escape(text)}<sup class='reference'>[1]</sup></p>" for text in story.paragraphs)
    return (
        f'<!DOCTYPE html><html lang="{story.language}"><head><title>{story.title} – Wiki</title><style>p {{}}</style>'
        f'<meta name="author" content="A. Clerk"></head><body><nav><a href="/">Home</a> | <a href="/x">Log in</a></nav>'
        f'<main><h1>{html.escape(story.title)}<span class="mw-editsection">[edit]</span></h1>{body}'
        f"<script>var x = '<p>no</p>';</script></main><footer>Licence and cookies</footer></body></html>"
    )


def txt(story: Story, path: Path) -> None:
    path.write_text(story.text + "\n", encoding="utf-8")


def utf16(story: Story, path: Path) -> None:
    path.write_text(story.text + "\n", encoding="utf-16")


def markdown(story: Story, path: Path) -> None:
    first, *rest = story.paragraphs
    path.write_text("\n".join([f"# {story.title}", "", f"**{first}**", "", *rest, ""]), encoding="utf-8")


def web(story: Story, path: Path) -> None:
    path.write_text(page(story), encoding="utf-8")


def docx(story: Story, path: Path) -> None:
    from docx import Document

    document = Document()
    document.add_heading(story.title, level=1)
    for text in story.paragraphs:
        document.add_paragraph(text)
    document.core_properties.author = "A. Clerk"
    document.save(str(path))


def odt(story: Story, path: Path) -> None:
    from odf.opendocument import OpenDocumentText
    from odf.text import H, P

    document = OpenDocumentText()
    document.text.addElement(H(outlinelevel=1, text=story.title))
    for text in story.paragraphs:
        document.text.addElement(P(text=text))
    document.save(str(path))


def epub(story: Story, path: Path) -> None:
    opf = (
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(story.title)}</dc:title><dc:language>{story.language}</dc:language></metadata><manifest>"
        '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
        '<item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref '
        'idref="a"/></spine></package>'
    )
    body = "".join(f"<p>{escape(text)}</p>" for text in story.paragraphs)
    chapter = f'<html xmlns="http://www.w3.org/1999/xhtml"><body><h1>{escape(story.title)}</h1>{body}</body></html>'
    container = '<container><rootfiles><rootfile full-path="OEBPS/content.opf"/></rootfiles></container>'
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("mimetype", "application/epub+zip")
        book.writestr("META-INF/container.xml", container)
        book.writestr("OEBPS/content.opf", opf)
        book.writestr("OEBPS/nav.xhtml", "<html><body><nav>Contents</nav></body></html>")
        book.writestr("OEBPS/a.xhtml", chapter)


def rtf(story: Story, path: Path) -> None:
    def coded(text: str) -> str:
        return "".join(c if c.isascii() else f"\\u{ord(c)}?" for c in text)

    body = "\\par\n".join(coded(text) for text in (story.title, *story.paragraphs))
    head = "{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Times;}}{\\info{\\title No}}{\\header Running head}\n"
    path.write_text(head + body + "}", encoding="ascii")


def tei(story: Story, path: Path) -> None:
    body = "".join(f'<pb n="{n}"/><p>{escape(text)}</p>' for n, text in enumerate(story.paragraphs, 12))
    path.write_text(
        '<?xml version="1.0" encoding="UTF-8"?><TEI '
        'xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt>'
        f"<title>{escape(story.title)}</title><author>A. Clerk</author></titleStmt></fileDesc></teiHeader>"
        f'<text xml:lang="{story.language}"><body><head>{escape(story.title)}</head>{body}</body></text></TEI>',
        encoding="utf-8",
    )


def _lines(text: str) -> list[list[str]]:
    words = text.split()
    return [words[at : at + 7] for at in range(0, len(words), 7)]


def alto(story: Story, path: Path) -> None:
    blocks = ""
    for text in (story.title, *story.paragraphs):
        lines = "".join(
            "<TextLine>"
            + "<SP/>".join(f'<String CONTENT={quoteattr(word)} WC="0.91"/>' for word in line)
            + "</TextLine>"
            for line in _lines(text)
        )
        blocks += f"<TextBlock>{lines}</TextBlock>"
    path.write_text(
        f'<alto><Layout><Page PHYSICAL_IMG_NR="4"><PrintSpace>{blocks}</PrintSpace></Page></Layout></alto>', "utf-8"
    )


def page_xml(story: Story, path: Path) -> None:
    regions = ""
    for n, text in enumerate((story.title, *story.paragraphs)):
        lines = "".join(
            f'<TextLine><TextEquiv conf="0.88"><Unicode>{escape(" ".join(line))}</Unicode></TextEquiv></TextLine>'
            for line in _lines(text)
        )
        whole = f"<TextEquiv><Unicode>{escape(text)}</Unicode></TextEquiv>"
        regions += f'<TextRegion type="{"heading" if not n else "paragraph"}">{lines}{whole}</TextRegion>'
    path.write_text(f"<PcGts><Page>{regions}</Page></PcGts>", "utf-8")


def hocr(story: Story, path: Path) -> None:
    pars = ""
    for text in (story.title, *story.paragraphs):
        lines = "".join(
            "<span class='ocr_line'>"
            + " ".join(
                f"<span class='ocrx_word' title='bbox 1 1 2 2; x_wconf 93'>{escape(word)}</span>" for word in line
            )
            + "</span>\n"
            for line in _lines(text)
        )
        pars += f"<p class='ocr_par'>{lines}</p>"
    path.write_text(f"<html><body><div class='ocr_page'>{pars}</div></body></html>", "utf-8")


def srt(story: Story, path: Path) -> None:
    cues, n = [], 0
    for text in (story.title + ".", *story.paragraphs):
        for line in _lines(text):
            n += 1
            cues.append(f"{n}\n00:00:{n:02},000 --> 00:00:{n:02},900\n<i>{' '.join(line)}</i>\n")
    path.write_text("\n".join(cues), "utf-8")


def pdf(story: Story, path: Path) -> None:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    pdfmetrics.registerFont(TTFont("dejavu", str(FONT)))
    body = ParagraphStyle("body", fontName="dejavu", fontSize=10, leading=13, spaceAfter=12)
    head = ParagraphStyle("head", fontName="dejavu", fontSize=18, leading=24, spaceAfter=12)
    parts = [Paragraph(escape(story.title), head)]
    parts += [Paragraph(escape(text), body) for text in story.paragraphs]
    SimpleDocTemplate(str(path)).build(parts)


def table(story: Story, path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, ["id", "title", "lang", "text"])
        writer.writeheader()
        writer.writerow({"id": "a1", "title": story.title, "lang": story.language, "text": story.text})


def jsonl(story: Story, path: Path) -> None:
    path.write_text(json.dumps({"id": "a1", "text": story.text, "lang": story.language}) + "\n", "utf-8")


def json_list(story: Story, path: Path) -> None:
    path.write_text(json.dumps({"items": [{"id": "a1", "text": story.text}]}), "utf-8")


def parquet(story: Story, path: Path) -> None:
    import pyarrow
    import pyarrow.parquet

    pyarrow.parquet.write_table(pyarrow.table({"id": ["a1"], "text": [story.text]}), str(path))


def warc(story: Story, path: Path) -> None:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
        payload = io.BytesIO(page(story).encode("utf-8"))
        record = writer.create_warc_record(
            "https://example.org/mill", "response", payload=payload, http_headers=headers
        )
        writer.write_record(record)


def dump(story: Story, path: Path) -> None:
    first, second = story.paragraphs
    wikitext = (
        "{{Infobox|a=[[b]]|c={{d}}}}\n[[File:Mill.jpg|thumb|The '''mill''']]\n"
        f"== {story.title} ==\n'''{first[:10]}'''{first[10:]}<ref>Clerk, p. 4</ref>\n\n{second}\n\n[[Category:Fires]]"
    )
    path.write_text(
        f'<mediawiki xml:lang="{story.language}"><siteinfo><namespaces><namespace key="6">Kuva</namespace></namespaces>'
        "</siteinfo>"
        f"<page><title>{escape(story.title)}</title><ns>0</ns><id>1</id><revision><text>{escape(wikitext)}</text>"
        "</revision></page>"
        "<page><title>Talk:X</title><ns>1</ns><revision><text>no</text></revision></page></mediawiki>",
        "utf-8",
    )


def gz(story: Story, path: Path) -> None:
    path.write_bytes(gzip.compress(story.text.encode()))


def bz(story: Story, path: Path) -> None:
    path.write_bytes(bz2.compress(story.text.encode()))


def xz(story: Story, path: Path) -> None:
    path.write_bytes(lzma.compress(story.text.encode()))


def zst(story: Story, path: Path) -> None:
    import zstandard

    path.write_bytes(zstandard.ZstdCompressor().compress(story.text.encode()))


def zipped(story: Story, path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("folder/mill.txt", story.text)
        archive.writestr("folder/mill.png", b"\x89PNG")


WRITERS: dict[str, Callable[[Story, Path], None]] = {
    "a.txt": txt,
    "a16.txt": utf16,
    "a.md": markdown,
    "a.html": web,
    "a.docx": docx,
    "a.odt": odt,
    "a.epub": epub,
    "a.rtf": rtf,
    "tei.xml": tei,
    "alto.xml": alto,
    "page.xml": page_xml,
    "a.hocr": hocr,
    "a.srt": srt,
    "a.pdf": pdf,
    "a.csv": table,
    "a.jsonl": jsonl,
    "a.json": json_list,
    "a.parquet": parquet,
    "a.warc.gz": warc,
    "dump.xml": dump,
    "a.txt.gz": gz,
    "a.txt.bz2": bz,
    "a.txt.xz": xz,
    "a.txt.zst": zst,
    "a.zip": zipped,
}
"""Name of the file to the function that writes it."""
