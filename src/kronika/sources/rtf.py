"""RTF (Microsoft's specification 1.9.1): the text of the body, without fields, pictures, headers and styles."""

from __future__ import annotations

import codecs
import re

from kronika.errors import BadInput, Problem
from kronika.sources.draft import Draft
from kronika.sources.limits import Limits

_TOKEN = re.compile(
    rb"\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-z'])|([{}])|[\r\n]+|([^\\{}\r\n]+)", re.I
)
_SKIPPED = frozenset(
    (
        b"fonttbl colortbl stylesheet info pict header footer headerl headerr headerf footerl footerr footerf "
        b"object datafield fldinst themedata colorschememapping latentstyles listtable listoverridetable "
        b"rsidtbl generator xmlnstbl filetbl revtbl bkmkstart bkmkend shpinst nonshppict atnid atnauthor "
        b"annotation mmathPr operator author title "
    ).split()
)
_CHARACTERS = {
    b"par": "\n\n",
    b"sect": "\n\n",
    b"page": "\n\n",
    b"line": "\n",
    b"tab": "\t",
    b"cell": "\t",
    b"row": "\n",
    b"emdash": "—",
    b"endash": "–",
    b"lquote": "‘",
    b"rquote": "’",
    b"ldblquote": "“",
    b"rdblquote": "”",
    b"bullet": "•",
    b"emspace": " ",
    b"enspace": " ",
    b"qmspace": " ",
    b"~": "\u00a0",
    b"_": "-",
}
_CHARSETS = {
    0: 1252,
    128: 932,
    129: 949,
    134: 936,
    136: 950,
    161: 1253,
    162: 1254,
    163: 1258,
    177: 1255,
    178: 1256,
    186: 1257,
    204: 1251,
    222: 874,
    238: 1250,
}


def read(data: bytes, origin: str, limits: Limits) -> list[Draft]:
    """The text of an RTF file as extracted."""
    if not data.lstrip().startswith(b"{\\rtf"):
        raise BadInput(origin, "not an RTF file")
    reader = _Reader(_fonts(data), limits)
    for m in _TOKEN.finditer(data):
        reader.take(m)
    reader.flush()
    text = re.sub(r"\n{3,}", "\n\n", "".join(reader.parts)).strip()
    problems = (Problem(origin, "", "truncated: the file ends too early"),) if reader.stack else ()
    return [Draft(text, problems=problems)]


def _fonts(data: bytes) -> dict[int, str]:
    """Font number to the encoding of its charset."""
    table = data[:200_000]
    found = {}
    for m in re.finditer(rb"\\f(\d{1,6})[^{}\\]{0,40}(?:\\[a-z]+\d{0,6} ?){0,6}?\\fcharset(\d{1,3})", table):
        page = _CHARSETS.get(int(m[2]))
        if page:
            found[int(m[1])] = f"cp{page}"
    return found


class _State:
    def __init__(self, skipped: bool, encoding: str, fallback: int) -> None:
        self.skipped, self.encoding, self.fallback = skipped, encoding, fallback


class _Reader:
    def __init__(self, fonts: dict[int, str], limits: Limits) -> None:
        self.fonts, self.limits = fonts, limits
        self.state = _State(False, "cp1252", 1)
        self.page = "cp1252"
        self.stack: list[_State] = []
        self.parts: list[str] = []
        self.raw = bytearray()
        self.star = False
        self.skip = 0
        self.deep = 0

    def take(self, m: re.Match[bytes]) -> None:
        word, number, hexed, symbol, brace, plain = m.groups()
        if brace:
            self._brace(brace)
        elif word:
            self._word(word, int(number) if number else None)
        elif hexed:
            self._byte(bytes.fromhex(hexed.decode()))
        elif symbol:
            self.star = symbol == b"*"
            self._text({b"~": "\u00a0", b"_": "-", b"{": "{", b"}": "}", b"\\": "\\"}.get(symbol, ""))
        elif plain:
            for piece in (plain,):
                self._plain(piece)

    def flush(self) -> None:
        if self.raw:
            self.parts.append(self.raw.decode(self.state.encoding, "replace"))
            self.raw.clear()

    def _brace(self, brace: bytes) -> None:
        self.flush()
        if brace == b"{":
            if len(self.stack) >= self.limits.tags:
                self.deep += 1
                return
            self.stack.append(self.state)
            self.state = _State(self.state.skipped, self.state.encoding, self.state.fallback)
        elif self.deep:
            self.deep -= 1
        elif self.stack:
            self.state = self.stack.pop()

    def _word(self, word: bytes, number: int | None) -> None:
        if word in _SKIPPED or self.star:
            self.flush()
            self.state.skipped = True
        self.star = False
        if word == b"u" and number is not None:
            self._text(
                chr(number % 65536) if not 0xD800 <= number % 65536 < 0xE000 else self._surrogate(number % 65536)
            )
            self.skip = self.state.fallback
        elif word == b"uc" and number is not None:
            self.state.fallback = min(number, 8)
        elif word == b"ansicpg" and number:
            self.page = self.state.encoding = _codec(number)
        elif word in (b"f", b"plain"):
            self.flush()
            self.state.encoding = self.fonts.get(number or 0, self.page) if word == b"f" else self.page
        elif word in _CHARACTERS:
            self._text(_CHARACTERS[word])

    def _surrogate(self, unit: int) -> str:
        """Half of a character beyond the basic plane: kept until the other half comes."""
        if unit < 0xDC00:
            self.half = unit
            return ""
        high = getattr(self, "half", 0xD83D)
        return chr(0x10000 + ((high - 0xD800) << 10) + (unit - 0xDC00))

    def _byte(self, byte: bytes) -> None:
        if self.skip:
            self.skip -= 1
        elif not self.state.skipped:
            self.raw += byte

    def _plain(self, plain: bytes) -> None:
        plain, self.skip = plain[self.skip :], max(0, self.skip - len(plain))
        if not self.state.skipped:
            self.raw += plain

    def _text(self, text: str) -> None:
        if text and not self.state.skipped:
            self.flush()
            self.parts.append(text)


def _codec(number: int) -> str:
    try:
        codecs.lookup(f"cp{number}")
    except LookupError:
        return "cp1252"
    return f"cp{number}"
