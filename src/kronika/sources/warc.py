"""WARC (ISO 28500): the pages of a web archive, one source a page."""

from __future__ import annotations

import io
import itertools
from collections.abc import Callable, Iterator

import msgspec

from kronika.errors import BadInput, Problem
from kronika.sources import html, plain
from kronika.sources.decoding import decoded
from kronika.sources.draft import Draft
from kronika.sources.limits import Limits


def read(data: bytes, origin: str, limits: Limits) -> list[Draft]:
    """The HTML and text responses of a web archive; needs the extra `formats` (warcio)."""
    try:
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    except ImportError as error:
        raise BadInput(origin, "needs the package warcio: pip install 'kronika[formats]'") from error
    made: list[Draft] = []
    left = limits.unpacked_bytes
    try:
        for record in itertools.islice(ArchiveIterator(io.BytesIO(data)), limits.entries):
            kind = (record.http_headers.get_header("Content-Type") or "") if record.http_headers else ""
            if record.rec_type != "response" or not kind.lower().startswith(
                ("text/html", "text/plain", "application/xhtml")
            ):
                continue
            body = record.content_stream().read(left + 1)
            left -= len(body)
            if left < 0:
                raise BadInput(origin, "unpacks to more than the limit (a bomb, or raise the limit)")
            url = record.rec_headers.get_header("WARC-Target-URI") or ""
            date = record.rec_headers.get_header("WARC-Date") or ""
            made += _page(body, url, date, kind, origin, limits)
    except (ArchiveLoadFailed, OSError, EOFError, ValueError) as error:
        if not made:
            raise BadInput(origin, "broken or truncated WARC file") from error
        first = msgspec.structs.replace(
            made[0], problems=(*made[0].problems, Problem(origin, "", "truncated: the archive ends early"))
        )
        made[0] = first
    return made


def _page(body: bytes, url: str, date: str, kind: str, origin: str, limits: Limits) -> Iterator[Draft]:
    try:
        text, notes = decoded(body, url)
    except BadInput:
        return
    cut: Callable[[str, Limits], Draft] = html.read if "html" in kind.lower() else lambda words, _: plain.read(words)
    draft = cut(text, limits)
    said = {"url": url, "retrieved": date, **draft.metadata}
    part = url.split("://", 1)[-1]
    if draft.text.strip():
        yield msgspec.structs.replace(draft, part=part, metadata=said, notes=(*notes, *draft.notes))
