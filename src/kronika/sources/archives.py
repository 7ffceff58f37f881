"""Archives and packed files, opened in memory and within limits: nothing is ever written to disk."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO

import msgspec

from kronika.errors import BadInput
from kronika.sources.limits import Limits

# What the standard library raises on broken archives, over what its documentation names.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    ValueError,
    NotImplementedError,
    EOFError,
    OSError,
    RuntimeError,
    IndexError,
)
_FREE = 1024 * 1024  # a small archive may hold any ratio: texts of one letter are no attack


class Member(msgspec.Struct, frozen=True):
    """One file in an archive: its bytes, or the reason why it was not read."""

    name: str
    data: bytes = b""
    reason: str = ""


class Packed:
    """A zip file within limits: DOCX, ODT, EPUB and plain archives."""

    def __init__(self, data: bytes, origin: str, limits: Limits) -> None:
        self.origin, self.limits, self.size, self.left = origin, limits, len(data), limits.unpacked_bytes
        try:
            self.zip = zipfile.ZipFile(io.BytesIO(data))
            self.names = [info.filename for info in self.zip.infolist() if not info.is_dir()]
        except _BROKEN as error:
            raise BadInput(origin, "broken or truncated archive") from error
        if len(self.names) > limits.entries:
            raise BadInput(origin, f"holds {len(self.names):,} files, more than the limit ({limits.entries:,})")

    def read(self, name: str) -> bytes:
        """One member. Raises BadInput where it is missing, encrypted, broken or would unpack past the limits."""
        try:
            info = self.zip.getinfo(name)
            if info.flag_bits & 1:
                raise BadInput(self.origin, "encrypted (a password is needed)")
            with self.zip.open(info) as stream:
                data = stream.read(self._bound() + 1)
        except KeyError as error:
            raise BadInput(self.origin, f"broken: has no {name}") from error
        except _BROKEN as error:
            raise BadInput(self.origin, f"broken or truncated archive ({name[:80]})") from error
        self._count(len(data))
        return data

    def _bound(self) -> int:
        return max(0, min(self.left, _FREE + self.size * self.limits.ratio))

    def _count(self, size: int) -> None:
        if size > self._bound():
            raise BadInput(self.origin, "unpacks to more than the limit (a bomb, or raise the limit)")
        self.left -= size


def members(data: bytes, origin: str, limits: Limits) -> Iterator[Member]:
    """The files of a zip archive in order of name; one that cannot be read comes with its reason."""
    packed = Packed(data, origin, limits)
    for name in sorted(packed.names):
        try:
            yield Member(" ".join(name.split()), packed.read(name))
        except BadInput as error:
            yield Member(" ".join(name.split()), reason=error.reason)
            if "bomb" in error.reason:
                return


def unpacked(data: bytes, suffix: str, origin: str, limits: Limits) -> bytes:
    """The content of a .gz, .bz2, .xz or .zst file. Raises BadInput where broken, too large, or an extra is missing."""
    bound = min(limits.unpacked_bytes, _FREE + len(data) * limits.ratio)
    try:
        with _stream(data, suffix, origin) as stream:
            content = stream.read(bound + 1)
    except _BROKEN as error:
        raise BadInput(origin, f"broken or truncated {suffix[1:]} file") from error
    if len(content) > bound:
        raise BadInput(origin, "unpacks to more than the limit (a bomb, or raise the limit)")
    return content


def _stream(data: bytes, suffix: str, origin: str) -> IO[bytes]:
    if suffix == ".gz":
        return gzip.open(io.BytesIO(data))  # type: ignore[return-value]
    if suffix == ".bz2":
        return bz2.open(io.BytesIO(data))
    if suffix == ".xz":
        return lzma.open(io.BytesIO(data))
    return _zstandard(data, origin)


def _zstandard(data: bytes, origin: str) -> IO[bytes]:
    try:
        import zstandard
    except ImportError as error:
        raise BadInput(origin, "needs the package zstandard: pip install 'kronika[formats]'") from error
    try:
        size = zstandard.get_frame_parameters(data).window_size
        stream: IO[bytes] = zstandard.ZstdDecompressor(max_window_size=max(size, 1 << 27)).stream_reader(
            io.BytesIO(data), read_across_frames=True
        )
        return _Zstd(stream, zstandard.ZstdError)  # type: ignore[return-value]
    except zstandard.ZstdError as error:
        raise BadInput(origin, "broken or truncated zst file") from error


class _Zstd(io.RawIOBase):
    """A zstandard stream whose errors are OSErrors, like those of the other formats."""

    def __init__(self, stream: IO[bytes], failure: type[Exception]) -> None:
        self.stream, self.failure = stream, failure

    def read(self, size: int = -1) -> bytes:
        try:
            return self.stream.read(size)
        except self.failure as error:
            raise OSError(str(error)) from error
