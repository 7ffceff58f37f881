"""How much of a file is read at most: the guard against bombs, endless files and mistakes."""

from __future__ import annotations

import msgspec

from kronika.errors import BadInput


class Limits(msgspec.Struct, frozen=True):
    """Bounds on what one file may cost; each can be set.

    Attributes:
        file_bytes: largest file that is read.
        unpacked_bytes: largest content of one archive, or of one packed document (DOCX, EPUB …), unpacked.
        ratio: how many times larger than the archive its content may be, past the first megabyte.
        entries: most files in one archive, and most texts in one table, dump or web archive.
        depth: how deep archives may stand in archives.
        files: most files read from all folders together.
        pages: most pages of a PDF.
        tags: how deep elements may nest in HTML and XML.
    """

    file_bytes: int = 256 * 1024 * 1024
    unpacked_bytes: int = 512 * 1024 * 1024
    ratio: int = 200
    entries: int = 100_000
    depth: int = 3
    files: int = 1_000_000
    pages: int = 20_000
    tags: int = 2_000


def size_checked(origin: str, size: int, limits: Limits) -> None:
    """Nothing where a file of `size` bytes may be read; raises BadInput where it is empty or too large."""
    if size == 0:
        raise BadInput(origin, "the file is empty")
    if size > limits.file_bytes:
        raise BadInput(origin, f"larger than the limit ({size:,} bytes; {limits.file_bytes:,} are read)")
