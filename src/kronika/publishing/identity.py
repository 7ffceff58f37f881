"""Which book this is: a hash of all that stands in it, for citing."""

from __future__ import annotations

import hashlib
import json

import msgspec

from kronika.chronicle import Chronicle

VERSION = "0.1.0"


def content_hash(chronicle: Chronicle) -> str:
    """The first 16 hexadecimal digits of the SHA-256 of the book as JSON with sorted keys."""
    plain = msgspec.to_builtins(chronicle.to_dict())
    text = json.dumps(plain, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()[:16]


def version() -> str:
    """The version of kronika that is installed."""
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as installed

    try:
        return installed("kronika")
    except PackageNotFoundError:
        return VERSION
