"""Writes the JSON Schema of the json export, which ships with the package.

python tools/json_schema.py src/kronika/publishing/chronicle.schema.json
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from kronika.publishing import json_book

if __name__ == "__main__":
    Path(sys.argv[1]).write_text(json.dumps(json_book.schema(), indent=1) + "\n", encoding="utf-8")
