"""Web residue taken out of a text, with the map back kept.

What the page or the copying added is removed: edit links glued to headings, stray commas after full stops, footnote
marks, invisible characters, lost breaks. What a translator or an author wrote, however damaged, is left as it stands.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

import msgspec
from ahocorasick_rs import AhoCorasick, MatchKind

from kronika import languages
from kronika.languages.sections.residue import Residue
from kronika.languages.sections.sentences import Sentences
from kronika.model import Block
from kronika.sources.draft import Draft, Edit, edited

# A sentence ends here and a stray comma follows, with closing quotes or brackets between.
_STOP_COMMA = re.compile(r"(?P<stop>[.!?…])[\"'”’»)\]]{0,2}(?P<comma>,)(?P<after>\s|\Z)")
_MARK = re.compile(
    r"(?<=[^\s\[])\s?\[\s?(?:(?P<number>\d{1,3}|[a-z])|(?P<word>[^\[\]\n]{2,40}?)(?:\s\d{1,3})?)\s?\](?::\s?\d{1,4}(?:[-–]\d{1,4})?)?"
)
_LOST_BREAK = re.compile(r"(?<=\d\d\d\d)\.(?=[^\W\d_]{2})")
_LOST_SPACE = re.compile(r"(?<=[^\W\d_]{2})[.!?](?=[^\W\d_]{2})")
_QUOTE_BRACKET = re.compile(r"(?<=[”»\"])(?=\([^\W\d_])")
_LOOSE_ENDING = re.compile(r"(?<=[”»’])(?P<gap>\s?[–—]\s?|\s-\s?)(?P<ending>[^\W\d_]{1,8})(?![\w-])")
_GLUED_YEAR = re.compile(r"(?:(?<=\d\d\d\d)|(?<=\d\d\d\d\)))(?=[^\W\d_]{2})")
_GLUED_WORD = re.compile(r"[^\W\d_]+")
_INVISIBLE = re.compile(
    "[\u00ad\u200b\u200e\u200f\u2060\ufeff\u202a-\u202e\u2066-\u2069\u0000-\u0008\u000e-\u001f\u007f]+"
    "|(?<![\u0600-\u08ff\u0900-\u0dff\u0f00-\u109f\u1780-\u18af])[\u200c\u200d]"
)
_SPACES = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
_BROKEN_WORD = re.compile(r"(?<=[^\W\d_]{2})[-\u00ad‐¬][ \t]*\r?\n[ \t]*(?=[^\W\d_A-Z]{2})")
# Ligatures and the long s of old print (Unicode compatibility decompositions).
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "ſ": "s"}
_LIGATURE = re.compile("[ﬀ-ﬆſ]")
_BREAKS = re.compile("\r\n?|[\u2028\u2029\u0085\u000b]|\u000c")


def cleaned(draft: Draft) -> Draft:
    """The draft without web residue. Text in a block of kind `table` or `verse` keeps its line ends all the same."""
    draft = edited(draft, _broken_words(draft.text))
    draft = edited(draft, _characters(draft.text))
    draft = _without_edit_links(draft)
    draft = edited(draft, _marks(draft.text))
    tag = draft.language or languages.identify(draft.text)[0]
    pack, residue = languages.section(tag, Sentences), languages.section(tag, Residue)
    edits = [*_stop_commas(draft.text, pack), *_lost_breaks(draft.text, pack), *_endings(draft.text, residue)]
    edits += [Edit(m.start(), m.start(), " ") for m in _QUOTE_BRACKET.finditer(draft.text)]
    draft = edited(draft, edits)
    return edited(draft, _glued(draft.text))


def _broken_words(text: str) -> Iterator[Edit]:
    """Words that a line end broke, whole again. The hyphen stays where the text has the word with it elsewhere."""
    for m in _BROKEN_WORD.finditer(text):
        if not text[m.end()].islower():
            continue
        left, right = _token_before(text, m.start()), _GLUED_WORD.match(text, m.end(), m.end() + 60)
        whole = f"{left}-{right[0]}" if right else ""
        hyphen = len(whole) > 3 and whole in text[max(0, m.start() - 200_000) : m.end() + 200_000]
        yield Edit(m.start() + hyphen, m.end())


def _characters(text: str) -> Iterator[Edit]:
    """Invisible characters out, odd spaces to plain ones, every line end to one line feed."""
    for m in _INVISIBLE.finditer(text):
        yield Edit(m.start(), m.end())
    for m in _LIGATURE.finditer(text):
        yield Edit(m.start(), m.end(), _LIGATURES[m[0]])
    for m in _SPACES.finditer(text):
        yield Edit(m.start(), m.end(), " ")
    for m in _BREAKS.finditer(text):
        yield Edit(m.start(), m.end(), "\n\n" if m[0] == "\f" else "\n")


@cache
def _links() -> tuple[AhoCorasick, tuple[str, ...]]:
    """The edit links of every language that has a pack: a page's links are in the language of its reader."""
    words = sorted({word for tag in languages.tags() for word in languages.section(tag, Residue).edit_links})
    return AhoCorasick(words, matchkind=MatchKind.LeftmostLongest), tuple(words)


def _without_edit_links(draft: Draft) -> Draft:
    """Edit links out; the line that one ended becomes a stated heading."""
    text = draft.text
    machine, _ = _links()
    hits = [(a, b) for _, a, b in machine.find_matches_as_indexes(text)]
    found = [span for hit in hits if (span := _bracketed(text, *hit))]
    found += [(a, b) for a, b in hits if _glued_link(text, a, b)]
    found += _repeated([(a, b) for a, b in hits if _lowly_glued(text, a, b)], text)
    blocks, edits = list(draft.blocks), []
    for start, end in sorted(set(found)):
        line = text.rfind("\n", 0, start) + 1
        edits.append(Edit(start, end, "" if not text[end : end + 1].strip() else "\n"))
        if line < start <= line + 200 and not any(b.start < start and line < b.end for b in draft.blocks):
            blocks.append(Block(line, start, "heading"))
    return edited(msgspec.structs.replace(draft, blocks=tuple(sorted(blocks))), edits)


def _bracketed(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The whole of "[edit | edit source]" that begins with this link, and the spaces before it; else None."""
    opening = text.rfind("[", max(0, start - 2), start)
    closing = text.find("]", end, end + 60)
    if opening < 0 or closing < 0 or text[opening + 1 : start].strip():
        return None
    words = re.split(r"\s?[|/]\s?", text[start:closing].strip())
    if any(word not in _links()[1] for word in words):
        return None
    while opening and text[opening - 1] in " \t":
        opening -= 1
    return opening, closing + 1


def _glued_link(text: str, start: int, end: int) -> bool:
    """Whether a link stands glued between a heading and a new line: "(1927-1928)Edit"."""
    before, after = text[start - 1 : start], text[end : end + 1]
    capital = text[start].isupper() and (before.islower() or before.isdigit() or before in tuple(')]"”»’.?!'))
    phrase = " " in text[start:end] and (before.isalnum() or before in tuple(')]"”»’'))
    closes = not after.strip(" \t\n") or after.isupper()
    return bool(before) and (capital or phrase) and closes and _short(text, start)


def _lowly_glued(text: str, start: int, end: int) -> bool:
    """Whether a link in small letters ends a short line and sticks to its last word: "Historyedit"."""
    before, after = text[start - 1 : start], text[end : end + 1]
    line = text.rfind("\n", max(0, start - 81), start) + 1
    return before.isalnum() and text[start].islower() and after in ("", "\n") and start - line <= 80


def _repeated(spans: list[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    """Those of one link word that stick to three or more different words: "edit" in "credit" does not."""
    lefts: dict[str, set[str]] = {}
    for a, b in spans:
        lefts.setdefault(text[a:b], set()).add(text[max(0, a - 12) : a])
    return [(a, b) for a, b in spans if len(lefts[text[a:b]]) > 2]


def _short(text: str, end: int) -> bool:
    """Whether the line up to `end` is short enough for a heading (200 characters)."""
    return end - (text.rfind("\n", max(0, end - 201), end) + 1) <= 200


def _marks(text: str) -> Iterator[Edit]:
    """Footnote marks: "[12]", "[a]", "[note 3]", "[citation needed]" right after a word."""
    words = _mark_words()
    for m in _MARK.finditer(text):
        word = (m["word"] or "").strip().casefold()
        if (word and word in words) or (not word and m["number"]):
            yield Edit(m.start(), m.end())


@cache
def _mark_words() -> frozenset[str]:
    marks = (languages.section(tag, Residue).note_marks for tag in languages.tags())
    return frozenset(word.casefold() for words in marks for word in words) - {"sic"}


def _stop_commas(text: str, pack: Sentences) -> Iterator[Edit]:
    """The comma after a full stop that ends a sentence (".," before a capital or a line end); "Jr., " keeps its own."""
    for m in _STOP_COMMA.finditer(text):
        after = text[m.end() : m.end() + 2].lstrip("\"'“„«(¿¡")[:1]
        word = _token_before(text, m.start())
        known = word.casefold() in pack.known or "." in word or len(word) < 2
        listed = word.isdigit() and (after.isdigit() or len(word) < 3)  # "1., 2. és 3."
        sentence = not known and not listed and not after.islower()
        if m["after"] in ("", "\n") or sentence:
            yield Edit(m.start("comma"), m.end("comma"))


def _token_before(text: str, end: int) -> str:
    start = end
    while start > 0 and end - start < 40 and not text[start - 1].isspace():
        start -= 1
    return text[start:end].lstrip("(\"'“„«[")


def _lost_breaks(text: str, pack: Sentences) -> Iterator[Edit]:
    """Breaks that were lost after a full stop: "1928.durante", "ended.The"."""
    for m in _LOST_BREAK.finditer(text):
        following = text[m.end()]
        ordinal = pack.ordinal_dot and following.islower()
        yield Edit(m.end(), m.end(), " " if ordinal else "\n")
    for m in _LOST_SPACE.finditer(text):
        word = _word_before(text, m.start())
        if word.islower() and _begins_sentence(text, m.end()) and word not in pack.known:
            yield Edit(m.end(), m.end(), "\n" if m[0] == "." else " ")


def _word_before(text: str, end: int) -> str:
    start = end
    while start > 0 and end - start < 40 and text[start - 1].isalpha():
        start -= 1
    return "" if start and text[start - 1] in ".@/_:-" else text[start:end]


def _begins_sentence(text: str, start: int) -> bool:
    """Whether a capitalised word starts here that is followed by a space: not the rest of a web address."""
    m = _GLUED_WORD.match(text, start, start + 60)
    return bool(m and m[0][0].isupper() and m[0][1:].islower() and text[m.end() : m.end() + 1] in (" ", ",", "\n"))


def _endings(text: str, residue: Residue) -> Iterator[Edit]:
    """Endings that lost their hyphen: `” – ként` where the language writes `”-ként`."""
    known = frozenset(residue.hyphen_endings)
    for m in _LOOSE_ENDING.finditer(text) if known else ():
        if m["ending"] in known:
            yield Edit(m.start("gap"), m.end("gap"), "-")


def _glued(text: str) -> Iterator[Edit]:
    """Headings and captions glued to what follows: "(1929-1941)Trotsky", "Alma Ata, 1928Em outubro"."""
    for m in _GLUED_YEAR.finditer(text):
        if _begins_sentence(text, m.end()):
            yield Edit(m.end(), m.end(), "\n")
    yield from _seams(text)


def _seams(text: str) -> Iterator[Edit]:
    """ "of the warTrotsky fled": cut where both halves are words of this text and the whole is not."""
    words: Counter[str] = Counter()
    mixed: list[tuple[int, str, int]] = []
    for m in _GLUED_WORD.finditer(text):
        words[m[0]] += 1
        inner = _seam(m[0]) if len(m[0]) < 60 else 0
        if inner:
            mixed.append((m.start(), m[0], inner))
    for start, word, inner in mixed:
        left, right = word[:inner], word[inner:]
        if words[word] == 1 and words[left] and words[right] and min(len(left), len(right)) > 1:
            yield Edit(start + inner, start + inner, "\n")


def _seam(word: str) -> int:
    """Where a capital stands after a small letter, if that happens once; else 0."""
    if word.islower() or word[1:].islower() or word.isupper():
        return 0
    places = [at for at in range(2, len(word)) if word[at].isupper() and word[at - 1].islower()]
    return places[0] if len(places) == 1 and not any(c.isupper() for c in word[places[0] + 1 :]) else 0
