"""The tables of a book as Parquet, one file each in a ZIP, for data frames and query engines."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from kronika.chronicle import Chronicle
from kronika.errors import BadRequest
from kronika.publishing.csv_tables import LONG_AGO, UNFIT
from kronika.publishing.formats import Format
from kronika.publishing.tables import Table, tables

FORMATS = [
    Format(
        "parquet", "zip", "application/zip", "the tables of the csv format, with types", "what the csv format loses",
        needs="parquet",
    )
]  # fmt: skip


def write(chronicle: Chronicle) -> bytes:
    """A ZIP with one Parquet file a table. Raises BadRequest where pyarrow is not installed."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise BadRequest("the parquet format needs pyarrow: pip install 'kronika[parquet]'") from error
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for table in tables(chronicle):
            file = io.BytesIO()
            pyarrow.parquet.write_table(_arrow(pyarrow, table), file, compression="zstd")
            archive.writestr(zipfile.ZipInfo(f"{table.name}.parquet", LONG_AGO), file.getvalue())
    return packed.getvalue()


def _arrow(pyarrow: Any, table: Table) -> Any:
    kinds = {"string": pyarrow.string(), "integer": pyarrow.int64(), "number": pyarrow.float64()}
    kinds["boolean"] = pyarrow.bool_()
    columns: dict[str, Any] = {}
    for at, field in enumerate(table.fields):
        values = [_value(row[at], field.type) for row in table.rows]
        columns[field.name] = pyarrow.array(values, type=kinds[field.type])
    return pyarrow.table(columns)


def _value(value: Any, kind: str) -> Any:
    if value is None:
        return None
    if kind == "number":
        return float(value)
    return value.translate(UNFIT) if isinstance(value, str) else value


WRITERS = {"parquet": write}
