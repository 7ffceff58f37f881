"""The tables of a book as CSV in a ZIP, with a Frictionless descriptor that says what each column holds."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from typing import Any

from kronika.chronicle import Chronicle
from kronika.publishing.formats import Format
from kronika.publishing.tables import Table, tables

FORMATS = [
    Format(
        "csv", "zip", "application/zip",
        "sources, sentences, names, dates, events, claims, assertions, discrepancies as tables with keys",
        "the map back to the original files; why single dates and names were read as they were",
    )
]  # fmt: skip
LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the least time a ZIP can say: the same book gives the same bytes
UNFIT = dict.fromkeys(range(55296, 57344), "�")


def write(chronicle: Chronicle) -> bytes:
    """A ZIP with `datapackage.json` and one CSV file a table (RFC 4180, UTF-8)."""
    made = tables(chronicle)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        _add(archive, "datapackage.json", json.dumps(descriptor(made), indent=1, ensure_ascii=False) + "\n")
        for table in made:
            _add(archive, f"{table.name}.csv", _csv(table))
    return packed.getvalue()


def _add(archive: zipfile.ZipFile, name: str, text: str) -> None:
    entry = zipfile.ZipInfo(name, LONG_AGO)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, text.translate(UNFIT).encode("utf-8"))


def _csv(table: Table) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([field.name for field in table.fields])
    writer.writerows([["" if v is None else _cell(v) for v in row] for row in table.rows])
    return text.getvalue()


def _cell(value: str | int | float | bool) -> str | int | float:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.replace("\0", "\ufffd") if isinstance(value, str) else value


def descriptor(made: list[Table]) -> dict[str, Any]:
    """The Frictionless Data Package of the tables."""
    return {
        "profile": "tabular-data-package",
        "name": "kronika-chronicle",
        "resources": [_resource(table) for table in made],
    }


def _resource(table: Table) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [
            {"name": f.name, "type": f.type, **({"description": f.about} if f.about else {})} for f in table.fields
        ]
    }
    if table.key:
        schema["primaryKey"] = list(table.key)
    if table.points:
        schema["foreignKeys"] = [
            {"fields": field, "reference": {"resource": other, "fields": column}}
            for field, other, column in table.points
        ]
    return {
        "name": table.name,
        "path": f"{table.name}.csv",
        "profile": "tabular-data-resource",
        "description": table.about,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }


def rows_to_csv(rows: list[dict[str, object]]) -> str:
    """Records as one CSV table, its columns in the order in which the records first name them.

    What is no plain value stands in its cell as JSON.
    """
    columns = list(dict.fromkeys(column for row in rows for column in row))
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([[_any_cell(row.get(column)) for column in columns] for row in rows])
    return text.getvalue()


def _any_cell(value: object) -> str | int | float:
    if value is None:
        return ""
    if isinstance(value, str | int | float):
        return _cell(value)
    return json.dumps(value, ensure_ascii=False)


WRITERS = {"csv": write}
