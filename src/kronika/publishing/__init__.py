"""A chronicle for readers and for other tools: one module a format, and the reader page."""

from kronika.publishing import page
from kronika.publishing.csv_tables import rows_to_csv
from kronika.publishing.formats import Format
from kronika.publishing.json_book import from_json
from kronika.publishing.page import render, write_page
from kronika.publishing.registry import export, formats

__all__ = ["Format", "export", "formats", "from_json", "page", "render", "rows_to_csv", "write_page"]
