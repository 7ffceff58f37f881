"""CSV, TSV, JSON, JSON Lines and Parquet with a column of text: one source a row."""

from __future__ import annotations

import csv
import io
import itertools
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kronika.errors import BadInput, Problem
from kronika.sources.decoding import decoded
from kronika.sources.draft import Draft
from kronika.sources.limits import Limits

TEXT = (
    "text",
    "fulltext",
    "full_text",
    "content",
    "body",
    "article",
    "story",
    "transcript",
    "plain_text",
    "ocr",
    "ocr_text",
    "raw_text",
    "texto",
    "texte",
    "testo",
    "tekst",
    "szöveg",
    "текст",
    "文本",
)
"""Columns that hold the text, in order of preference; where none is there, the one with the longest texts."""
_KEYS = {
    "id": "id",
    "uid": "id",
    "doc_id": "id",
    "key": "id",
    "title": "title",
    "headline": "title",
    "name": "title",
    "language": "language",
    "lang": "language",
    "author": "author",
    "creator": "author",
    "date": "date",
    "published": "date",
    "url": "url",
    "link": "url",
    "licence": "licence",
    "license": "licence",
    "publisher": "publisher",
    "source": "publisher",
}


def delimited(data: bytes, origin: str, limits: Limits) -> list[Draft]:
    """The rows of a CSV or TSV file with a line of headings."""
    text, notes = decoded(data, origin)
    if "\x00" in text:
        raise BadInput(origin, "broken: holds null characters")
    csv.field_size_limit(min(limits.unpacked_bytes, 2**31 - 1))
    first = text.split("\n", 1)[0]
    delimiter = max("\t,;|", key=first.count)
    try:
        found = list(itertools.islice(csv.DictReader(io.StringIO(text), delimiter=delimiter), limits.entries + 1))
    except csv.Error as error:
        raise BadInput(origin, f"broken table ({error})") from error
    plain = [
        {str(key): value for key, value in row.items() if key is not None and isinstance(value, str)} for row in found
    ]
    return list(_drafts(plain, origin, limits, notes))


def lines(data: bytes, origin: str, limits: Limits) -> list[Draft]:
    """The objects of a JSON Lines file; a line that is none is a problem of the first row."""
    text, notes = decoded(data, origin)
    found: list[Mapping[str, Any]] = []
    bad = 0
    for line in text.split("\n"):
        if line.strip():
            value = _json(line)
            bad += not isinstance(value, dict)
            if isinstance(value, dict):
                found.append(value)
            if len(found) > limits.entries:
                break
    if not found:
        raise BadInput(origin, "no line of it is a JSON object")
    return list(_drafts(found, origin, limits, notes, bad))


def objects(data: bytes, origin: str, limits: Limits) -> list[Draft]:
    """The objects of a JSON file: one, a list, or a list in one of the fields of the first."""
    text, notes = decoded(data, origin)
    value = _json(text)
    if isinstance(value, dict):
        inner = [item for item in value.values() if isinstance(item, list) and item and isinstance(item[0], dict)]
        has_text = any(isinstance(value.get(key), str) for key in TEXT)
        value = inner[0] if inner and not has_text else [value]
    if not isinstance(value, list) or not any(isinstance(item, dict) for item in value):
        raise BadInput(origin, "broken JSON" if value is None else "holds no JSON object with a text")
    found = [item for item in value[: limits.entries + 1] if isinstance(item, dict)]
    return list(_drafts(found, origin, limits, notes))


def parquet(data: bytes, origin: str, limits: Limits) -> list[Draft]:
    """The rows of a Parquet file; needs the extra `formats` (pyarrow)."""
    try:
        import pyarrow
        import pyarrow.parquet as table
    except ImportError as error:
        raise BadInput(origin, "needs the package pyarrow: pip install 'kronika[formats]'") from error
    rows: list[Mapping[str, Any]] = []
    try:
        file = table.ParquetFile(io.BytesIO(data))
        for batch in file.iter_batches(batch_size=1_000):
            rows += batch.to_pylist()
            if len(rows) > limits.entries or batch.nbytes > limits.unpacked_bytes:
                break
    except (pyarrow.ArrowException, OSError, ValueError) as error:
        raise BadInput(origin, "broken or truncated Parquet file") from error
    return list(_drafts(rows, origin, limits, ()))


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _drafts(rows: list[Any], origin: str, limits: Limits, notes: tuple[str, ...], bad: int = 0) -> Iterator[Draft]:
    """One draft a row that has a text."""
    column = _text_column(rows)
    if column is None:
        raise BadInput(origin, 'no column of text found (name it "text")')
    problems = []
    if len(rows) > limits.entries:
        problems.append(Problem(origin, "", f"only the first {limits.entries:,} rows were read"))
    if bad:
        problems.append(Problem(origin, "", f"{bad} lines are no JSON objects and were left out"))
    for number, row in enumerate(rows[: limits.entries], 1):
        text = row.get(column)
        if isinstance(text, str) and text.strip():
            said = {
                _KEYS[str(key).lower()]: str(value)
                for key, value in reversed(list(row.items()))
                if str(key).lower() in _KEYS and isinstance(value, str | int) and str(value) and key != column
            }
            part = said.pop("id", "") or str(number)
            title, language = said.pop("title", ""), said.pop("language", None)
            yield Draft(
                text, part=part, title=title, language=language, metadata=said, notes=notes, problems=tuple(problems)
            )
            problems = []


def _text_column(rows: Iterable[Any]) -> str | None:
    sample = list(itertools.islice(rows, 200))
    names = {str(key).lower(): str(key) for row in reversed(sample) for key in row}
    for wanted in TEXT:
        if wanted in names:
            return names[wanted]
    lengths = {
        name: sum(len(row.get(name, "")) for row in sample if isinstance(row.get(name), str)) for name in names.values()
    }
    best = max(sorted(lengths), key=lambda name: lengths[name], default=None)
    return best if best is not None and lengths[best] >= 40 * len(sample) else None
