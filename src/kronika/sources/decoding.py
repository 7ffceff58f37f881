"""Bytes to text: which encoding a file is in, and the refusal of what is no text."""

from __future__ import annotations

import codecs
import itertools
import re
import unicodedata
from collections import Counter

from charset_normalizer import from_bytes

from kronika.errors import BadInput
from kronika.languages.identify import margin

SAMPLE = 64 * 1024
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_STATED = re.compile(
    rb"""<meta[^>]{0,200}charset\s*=\s*["']?([\w.:-]{2,40})|<\?xml[^>]{0,100}encoding\s*=\s*["']([\w.:-]{2,40})""", re.I
)
# Bytes that text files of no encoding hold (C0 controls but tab, line ends, form feed, escape and SUB).
_CONTROLS = bytes(sorted(set(range(32)) - {9, 10, 11, 12, 13, 26, 27}))
_MAGIC = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound file"),
    (b"RIFF", "a sound or video file"),
    (b"SQLite format 3", "a database"),
    (b"\xd0\xcf\x11\xe0", "an old Office file (save it as DOCX or ODT)"),
    (b"7z\xbc\xaf", "a 7z archive (unpack it first)"),
    (b"Rar!", "a RAR archive (unpack it first)"),
)


def decoded(data: bytes, origin: str) -> tuple[str, tuple[str, ...]]:
    """The text of a file and notes on how it was decoded.

    A byte order mark, UTF-8, a stated encoding, UTF-16 without a mark and then statistics (charset-normalizer) are
    tried in that order. Raises BadInput for what is binary or in no encoding that can be told.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strict(data, encoding, origin), ()
    text = None if _wide(data) else _utf8(data)
    if text is not None:
        return _no_binary(text, origin), ()
    _refuse_binary(data, origin)
    return _guessed(data, origin)


def _strict(data: bytes, encoding: str, origin: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        text = data.decode(encoding, "replace")
        if text.count("\ufffd") > 2 + len(text) // 1000:
            raise BadInput(origin, f"broken: starts as {encoding.upper()} but is not ({error.reason})") from error
        return text


def _utf8(data: bytes) -> str | None:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _no_binary(text: str, origin: str) -> str:
    kind = magic(text[:16].encode("utf-8", "replace"))
    controls = sum(text.count(chr(code)) for code in _CONTROLS)
    if kind or controls > 2 + len(text) // 500:
        raise BadInput(origin, kind or "a binary file, not text")
    return text


def magic(head: bytes) -> str:
    """What a file is that starts so, where it is a well-known kind that holds no text; else ""."""
    kind = next((name for mark, name in _MAGIC if head.startswith(mark)), "")
    return f"{kind}, not text" if kind and not kind.endswith(")") else kind


def _refuse_binary(data: bytes, origin: str) -> None:
    head = data[: 4 * SAMPLE]
    if magic(head):
        raise BadInput(origin, magic(head))
    nulls = head.count(0)
    alternate = max(head[0::2].count(0), head[1::2].count(0))
    if nulls and alternate < 0.95 * nulls:
        raise BadInput(origin, "a binary file, not text")
    if not nulls and len(head) - len(head.translate(None, _CONTROLS)) > 2 + len(head) // 500:
        raise BadInput(origin, "a binary file, not text")


def _guessed(data: bytes, origin: str) -> tuple[str, tuple[str, ...]]:
    if not _mostly_utf8(data):
        for encoding in _candidates(data):
            text = _decodes(data, encoding)
            if text is not None and plausible(text[:SAMPLE]):
                return text, (f"encoding found: {encoding}",)
    mended = data.decode("utf-8", "replace")
    lost = mended.count("\ufffd")
    if _mostly_utf8(data) and lost <= 2 + len(mended) // 1000 and plausible(mended[:SAMPLE]):
        return mended, (f"{lost} bytes were not UTF-8 and could not be read",)
    raise BadInput(origin, "its encoding could not be told (save it as UTF-8)")


def _candidates(data: bytes) -> list[str]:
    """Encodings to try, the likeliest first: what the file states, then those in which it reads as a language."""
    stated = _STATED.search(data[:2048])
    if stated:
        return [(stated[1] or stated[2]).decode("ascii", "replace"), "cp1252"]
    if _wide(data):
        return ["utf-16-le" if data[1:SAMPLE:2].count(0) >= data[0:SAMPLE:2].count(0) else "utf-16-be"]
    sample = data[:SAMPLE].rsplit(b"\n", 1)[0] if len(data) > SAMPLE else data
    found = [match.encoding for match in from_bytes(sample, threshold=0.3)]
    if found and found[0] in _EAST_ASIAN:  # bytes in pairs: the statistics of the pairs tell them well
        return found[:2]
    tried = dict.fromkeys([*found, *_COMMON])
    texts = {encoding: _decodes(sample, encoding) for encoding in tried}
    scores = {encoding: _reads(text) for encoding, text in texts.items() if text and plausible(text)}
    order = {encoding: at for at, encoding in enumerate(dict.fromkeys([*_COMMON, *found]))}
    return sorted(scores, key=lambda encoding: (-scores[encoding], order[encoding]))[:3]


_EAST_ASIAN = frozenset(
    [
        "big5",
        "big5hkscs",
        "cp932",
        "cp949",
        "cp950",
        "euc_jp",
        "euc_jis_2004",
        "euc_kr",
        "gb18030",
        "gb2312",
        "gbk",
        "hz",
        "iso2022_jp",
        "johab",
        "shift_jis",
        "shift_jis_2004",
    ]
)
_COMMON = (
    "cp1252",
    "cp1250",
    "cp1251",
    "cp1253",
    "iso8859_7",
    "cp1254",
    "cp1257",
    "koi8_r",
    "iso8859_2",
    "cp1255",
    "cp1256",
    "shift_jis",
    "euc_jp",
    "gb18030",
    "big5",
    "euc_kr",
    "cp437",
    "cp852",
    "cp866",
)
"""Encodings still met in old files; their order decides between those that give the same text."""


def _decodes(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError):
        return None


def _reads(text: str) -> float:
    """How well a decoded text reads as a language, less the signs and capitals that stand within words."""
    words = text[:4_000].split()
    odd = sum(
        1 for word in words for c in word.strip(_PUNCTUATION) if not c.isalnum() and ord(c) > 127 and c not in "’-–"
    )
    mixed = sum(1 for word in words if any(a.islower() and b.isupper() for a, b in itertools.pairwise(word)))
    return round(margin(text[:4_000]) - 0.5 * (odd + mixed), 2)


_PUNCTUATION = "\"'“”„‚‘’«»‹›()[]{}.,;:!?¿¡…–—-。、「」"


def _wide(data: bytes) -> bool:
    """Whether every other byte is mostly zero: UTF-16 without a mark."""
    sample = data[:SAMPLE]
    zeros = sample.count(0)
    return zeros > len(sample) // 5 and max(sample[0::2].count(0), sample[1::2].count(0)) > 0.95 * zeros


def _mostly_utf8(data: bytes) -> bool:
    """Whether a file that is no valid UTF-8 is one with a few bytes damaged: most of its non-ASCII runs are valid."""
    runs = re.findall(rb"[\x80-\xff]+", data[: 4 * SAMPLE])
    return len(runs) > 3 and sum(_utf8(run) is not None for run in runs) > 0.9 * len(runs)


def plausible(text: str) -> bool:
    """Whether a decoded text looks like writing: mostly letters, marks, digits and spaces, few odd symbols."""
    classes = Counter(unicodedata.category(character)[0] for character in text)
    total = sum(classes.values())
    odd = (
        sum(1 for character in text if unicodedata.category(character) in {"Cc", "Co", "Cn", "Cs"})
        - text.count("\n")
        - text.count("\r")
        - text.count("\t")
    )
    words = classes["L"] + classes["M"] + classes["N"] + classes["Z"] + classes["P"] + text.count("\n")
    return total > 0 and words > 0.8 * total and odd <= total // 100
