"""Which module writes which format."""

from __future__ import annotations

from importlib import import_module

from kronika.chronicle import Chronicle
from kronika.errors import BadRequest
from kronika.publishing.formats import Format, Writer

# Module, by the name of the format; a module is read only when its format is asked for.
MODULES = {
    "json": "json_book",
    "csv": "csv_tables",
    "markdown": "markdown",
    "docx": "docx_report",
    "pdf": "pdf_report",
    "tei": "tei",
    "jsonld": "linked_data",
    "timelinejs": "timelinejs",
    "gedcom": "gedcom",
    "geojson": "places",
    "lpf": "places",
    "graphml": "graphs",
    "gexf": "graphs",
    "ftm": "ftm",
    "quickstatements": "quickstatements",
    "bibtex": "bibliography",
    "csl": "bibliography",
    "parquet": "parquet",
}


def formats() -> list[Format]:
    """Every format, with what it carries and what it loses, in the order in which a user may want them."""
    return [found for name in MODULES for found in _module_formats(name)]


def export(chronicle: Chronicle, format: str) -> bytes:
    """The chronicle as a file of a format; the same chronicle gives the same bytes.

    Raises BadRequest in one line for a format that does not exist or whose optional part is not installed.
    """
    if format not in MODULES:
        raise BadRequest(f"no format {format!r}: there are {', '.join(MODULES)}")
    room = import_module(f"kronika.publishing.{MODULES[format]}")
    writer: Writer = room.WRITERS[format]
    return writer(chronicle)


def _module_formats(name: str) -> list[Format]:
    room = import_module(f"kronika.publishing.{MODULES[name]}")
    return [one for one in room.FORMATS if one.name == name]
