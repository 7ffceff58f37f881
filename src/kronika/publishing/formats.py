"""What a format is: one way out of kronika."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from kronika.chronicle import Chronicle


class Format(msgspec.Struct, frozen=True):
    """One way out.

    Attributes:
        name: what `--to` takes. extension: without dot. media_type: the registered or usual one.
        carries: what of a chronicle it holds, in one line. loses: what it cannot hold, in one line; "" for nothing.
        needs: the optional part of kronika for it; "" for none.
    """

    name: str
    extension: str
    media_type: str
    carries: str
    loses: str
    needs: str = ""


Writer = Callable[[Chronicle], bytes]
