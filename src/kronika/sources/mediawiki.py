"""MediaWiki XML dumps: one source an article, without templates, tables, files and references."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

import msgspec

from kronika.errors import BadInput
from kronika.model import SentenceKind
from kronika.sources.draft import Draft
from kronika.sources.limits import Limits
from kronika.sources.markup import Tag, Words, tokens
from kronika.sources.paragraphs import Paragraphs

_HEADING = re.compile(r"^(={2,6})[ \t]*(?P<words>.+?)[ \t]*\1[ \t]*$", re.M)
_FILE_KEYS = frozenset({"6", "14"})  # the namespaces of files and categories, whatever a wiki's language calls them


def read(text: str, origin: str, limits: Limits) -> list[Draft]:
    """The articles (namespace 0, no redirects) of a dump; needs the extra `formats` (mwparserfromhell)."""
    try:
        import mwparserfromhell  # noqa: F401
    except ImportError as error:
        raise BadInput(origin, "needs the package mwparserfromhell: pip install 'kronika[formats]'") from error
    made = []
    files: set[str] = {"file", "image", "category"}
    for fields, language in _pages(text, files, limits):
        if fields.get("ns", "0") == "0" and "redirect" not in fields and fields.get("text", "").strip():
            draft = _article(fields["text"], files)
            said = {key: fields[field] for key, field in (("date", "timestamp"), ("revision", "id")) if field in fields}
            title = fields.get("title", "")
            if draft.text.strip():
                made.append(msgspec.structs.replace(draft, part=title, title=title, language=language, metadata=said))
        if len(made) >= limits.entries:
            break
    return made


def _pages(text: str, files: set[str], limits: Limits) -> Iterator[tuple[dict[str, str], str | None]]:
    """The fields of each page, and the wiki's language; the names of its file namespaces go into `files`."""
    fields: dict[str, str] = {}
    open_tags: list[Tag] = []
    language: str | None = None
    for token in tokens(text, xml=True):
        if isinstance(token, Words):
            inner = open_tags[-1].name if open_tags else ""
            words = text[token.start : token.end]
            words = words if token.literal else html.unescape(words)
            if inner == "namespace" and open_tags[-1].attributes.get("key") in _FILE_KEYS:
                files.add(words.strip().lower())
            elif inner in ("title", "ns", "text", "timestamp", "id"):
                fields[inner] = fields.get(inner, "") + words if inner == "text" else words
        elif token.opens:
            if token.name == "mediawiki":
                language = token.attributes.get("lang")
            elif token.name == "page":
                fields = {}
            elif token.name == "redirect":
                fields["redirect"] = "yes"
            if not token.closes and len(open_tags) < limits.tags:
                open_tags.append(token)
        else:
            if open_tags and open_tags[-1].name == token.name:
                open_tags.pop()
            if token.name == "page":
                yield fields, language


def _article(wikitext: str, files: set[str]) -> Draft:
    made = Paragraphs()
    at = 0
    for m in _HEADING.finditer(wikitext):
        _section(made, wikitext[at : m.start()], files)
        made.add(_stripped(m["words"], files), "heading")
        at = m.end()
    _section(made, wikitext[at:], files)
    return made.draft()


def _section(made: Paragraphs, wikitext: str, files: set[str]) -> None:
    for line in re.split(r"\n\s*\n|\n(?=[*#:;])", _stripped(wikitext, files, keep_lists=True)):
        item = re.match(r"[*#:;]+\s*", line.strip())
        kind: SentenceKind = "list" if item else "prose"
        made.add(line.strip()[item.end() if item else 0 :], kind, gap="\n" if item else "\n\n")


def _stripped(wikitext: str, files: set[str], keep_lists: bool = False) -> str:
    import mwparserfromhell

    code = mwparserfromhell.parse(wikitext)
    for link in code.filter_wikilinks():
        if str(link.title).split(":", 1)[0].strip().lower() in files and ":" in str(link.title):
            _drop(code, link)
    for tag in code.filter_tags():
        if str(tag.tag).strip().lower() in ("ref", "table", "gallery", "math", "timeline", "score"):
            _drop(code, tag)
    marks = r"\1" if keep_lists else ""
    return re.sub(
        r"^([*#:;]+)\s*",
        marks + " " if keep_lists else "",
        str(code.strip_code(normalize=True, collapse=True)),
        flags=re.M,
    )


def _drop(code: object, node: object) -> None:
    try:
        code.remove(node)  # type: ignore[attr-defined]
    except ValueError:  # already gone with the node around it
        return
