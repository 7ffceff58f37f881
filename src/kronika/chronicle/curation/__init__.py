"""What people decide about a book: an append-only journal, keyed to evidence and replayed on every rebuild."""

from kronika.chronicle.curation.acts import Act, Key, act, standing
from kronika.chronicle.curation.replay import apply

# isort: split
# After the two above: the store that these write to replays journals itself.
from kronika.chronicle.curation.keeping import export_journal, import_journal, journal, record, redo, undo

__all__ = [
    "Act", "Key", "act", "apply", "export_journal", "import_journal", "journal", "record", "redo", "standing", "undo",
]  # fmt: skip
