"""How fast each input format is read, beside the library alone where there is one.

python benchmarks/ingest.py [KILOBYTES]
"""

from __future__ import annotations

import io
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.sources.stories import STORIES, Story
from tests.sources.writers import WRITERS

from kronika.errors import BadInput
from kronika.sources import open_source


def long_story(kilobytes: int) -> Story:
    """The Hungarian story told over and over."""
    story = next(story for story in STORIES if story.language == "hu")
    times = max(1, kilobytes * 1024 // len(story.text))
    return Story(story.language, story.title, story.paragraphs * times)


def _pdfium(data: bytes) -> None:
    import pypdfium2

    for page in pypdfium2.PdfDocument(data):
        page.get_textpage().get_text_range()


def _docx(data: bytes) -> None:
    import docx

    "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs)


def _selectolax(data: bytes) -> None:
    from selectolax.lexbor import LexborHTMLParser

    LexborHTMLParser(data).text()


def _lxml(data: bytes) -> None:
    from lxml import etree

    "".join(etree.fromstring(data).itertext())


ALONE: dict[str, tuple[str, Callable[[bytes], None]]] = {
    "a.pdf": ("pypdfium2", _pdfium),
    "a.docx": ("python-docx", _docx),
    "a.html": ("selectolax", _selectolax),
    "tei.xml": ("lxml", _lxml),
    "alto.xml": ("lxml", _lxml),
}


def main() -> None:
    """Print a line a format: thousand words a second, and the library's own."""
    story = long_story(int(sys.argv[1]) if len(sys.argv) > 1 else 500)
    words = len(story.text.split())
    print(f"{words:,} words of Hungarian\n{'file':12}{'words/s':>12}   the library alone")
    with tempfile.TemporaryDirectory() as folder:
        for name, write in WRITERS.items():
            path = Path(folder) / name
            try:
                write(story if name != "dump.xml" else Story(story.language, story.title, story.paragraphs[:2]), path)
                open_source(path)
                start = time.perf_counter()
                source = open_source(path)
                rate = len(source.text.split()) / (time.perf_counter() - start)
            except (BadInput, ImportError, OSError) as error:
                print(f"{name:12}{'–':>12}   {error}")
                continue
            print(f"{name:12}{rate:12,.0f}   {alone(name, path, words)}")


def alone(name: str, path: Path, words: int) -> str:
    """The speed of the library by itself, in words."""
    if name not in ALONE:
        return ""
    library, read = ALONE[name]
    data = path.read_bytes()
    start = time.perf_counter()
    read(data)
    return f"{library} {words / (time.perf_counter() - start):,.0f}"


if __name__ == "__main__":
    main()
