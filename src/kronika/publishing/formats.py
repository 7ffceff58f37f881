"""What a format is: one way out of kronika."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from kronika.chronicle import Chronicle


class Format(msgspec.Struct, frozen=True):
    """One way out.

    Attributes:
        name: what `--to` takes. extension: without the dot. media_type: as registered, or the usual one.
        carries: what of a chronicle it holds, in one line. loses: what it cannot hold, in one line; "" for nothing.
        needs: the optional part of kronika that must be installed for it ("report", "parquet"); "" for none.
    """

    name: str
    extension: str
    media_type: str
    carries: str
    loses: str
    needs: str = ""


Writer = Callable[[Chronicle], bytes]
