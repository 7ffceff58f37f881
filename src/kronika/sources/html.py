"""HTML: the main text of a page in reading order, with offsets into the page as it was saved."""

from __future__ import annotations

import re

import msgspec

from kronika.model import SentenceKind
from kronika.sources.draft import Draft
from kronika.sources.limits import Limits
from kronika.sources.markup import Tag, Weaver, Words, tokens

_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
# Elements whose text is no part of an account: furniture of the page.
_SKIPPED = frozenset(
    [
        "head",
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "math",
        "nav",
        "footer",
        "aside",
        "form",
        "button",
        "select",
        "option",
        "iframe",
        "object",
        "canvas",
        "audio",
        "video",
        "dialog",
        "menu",
        "map",
        "datalist",
    ]
)
_FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:mw-editsection|editsection|navbox|toc|catlinks|printfooter|mw-jump-link|noprint|sidebar|"
    r"breadcrumbs?|cookie|cookies|share|social|related|comments?|advert|ads?|newsletter|pagination|dropdown|lang-btn|byline|skip-link|mw-cite-backlink|"
    r"reflist|references|authority-control|vertical-navbox|ambox|hidden|screen-reader-text|sr-only|menu|footer|nav)(?:$|[\s_-])"
)
_REFERENCE = re.compile(r"(?:^|\s)(?:reference|noteref|footnote-ref|Inline-Template)(?:$|\s)")
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "tr",
        "ul",
        "caption",
        "hgroup",
        "td",
        "th",
    ]
)
_KINDS: dict[str, SentenceKind] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    **dict.fromkeys(("figcaption", "caption"), "caption"),
    "li": "list",
    "tr": "table",
}
# An opening tag of the left ends an open element of the right, as in HTML5 (13.1.2.4, optional tags).
_ENDS = {
    "li": {"li"},
    "dt": {"dt", "dd"},
    "dd": {"dt", "dd"},
    "tr": {"tr", "td", "th"},
    "td": {"td", "th"},
    "th": {"td", "th"},
    **{
        name: {"p"}
        for name in (
            "p",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "ul",
            "ol",
            "table",
            "div",
            "section",
            "article",
            "blockquote",
            "figure",
            "pre",
            "hr",
            "main",
            "header",
        )
    },
}
_META = {
    "author": "author",
    "dc.creator": "author",
    "article:author": "author",
    "article:published_time": "date",
    "date": "date",
    "dc.date": "date",
    "dcterms.date": "date",
    "og:url": "url",
    "og:site_name": "publisher",
    "dc.publisher": "publisher",
    "dc.rights": "licence",
    "license": "licence",
    "dcterms.license": "licence",
}


class _Open(msgspec.Struct):
    name: str
    skipped: bool
    kind: SentenceKind | None
    start: int


def read(text: str, limits: Limits) -> Draft:
    """The main text of a page. Its title, language, author, date and address are kept where the page states them."""
    main = _main(text)
    weaver, page = Weaver(text), _Page()
    stack: list[_Open] = []
    for token in tokens(text):
        if isinstance(token, Words):
            page.title_words(text, token)
            if main[0] <= token.start < main[1] and not (stack and stack[-1].skipped):
                preserve = any(entry.name == "pre" for entry in stack)
                weaver.add(token.start, token.end, token.literal, preserve)
            continue
        page.take(token)
        if token.opens:
            _opened(token, stack, weaver, limits)
        else:
            _closed(token, stack, weaver)
    while stack:
        _end(stack.pop(), weaver, len(text))
    draft = weaver.draft()
    first = next((draft.text[b.start : b.end] for b in draft.blocks if b.kind == "heading"), "")
    title = first if first and page.title.startswith(first) else page.title or first
    return msgspec.structs.replace(draft, title=title, language=page.language, metadata=page.metadata)


def _opened(tag: Tag, stack: list[_Open], weaver: Weaver, limits: Limits) -> None:
    for _ in range(3):
        if stack and stack[-1].name in _ENDS.get(tag.name, ()):
            _end(stack.pop(), weaver, tag.start)
    if tag.name == "br":
        weaver.apart("\n", tag.start)
    _break(tag.name, weaver, tag.start)
    if tag.name in _VOID or (tag.closes and tag.name in ("p", "span")) or len(stack) >= limits.tags:
        return
    skipped = bool(stack and stack[-1].skipped) or _furniture(tag)
    kind = None if skipped else _KINDS.get(tag.name)
    stack.append(_Open(tag.name, skipped, kind, weaver.next_start))


def _closed(tag: Tag, stack: list[_Open], weaver: Weaver) -> None:
    depth = next((n for n, entry in enumerate(reversed(stack[-64:])) if entry.name == tag.name), None)
    for _ in range(0 if depth is None else depth + 1):
        _end(stack.pop(), weaver, tag.start)


def _end(entry: _Open, weaver: Weaver, at: int) -> None:
    if entry.kind and weaver.length > entry.start:
        weaver.block(entry.start, entry.kind)
    _break(entry.name, weaver, at)


def _break(name: str, weaver: Weaver, at: int) -> None:
    if name in ("td", "th"):
        weaver.apart("\t", at)
    elif name in ("tr", "li", "dt", "dd"):
        weaver.apart("\n", at)
    elif name in _BLOCKS:
        weaver.apart("\n\n", at)


def _furniture(tag: Tag) -> bool:
    """Whether an element holds no part of the text: navigation, edit links, footnote marks, hidden things."""
    given = tag.attributes
    if tag.name in _SKIPPED or "hidden" in given or given.get("hidden") == "true":
        return True
    if given.get("role") in ("navigation", "banner", "contentinfo", "search", "complementary"):
        return True
    marks = f"{given.get('class', '')} {given.get('id', '')}"
    if tag.name == "sup" and (_REFERENCE.search(marks) or "noteref" in given.get("type", "")):
        return True
    if tag.name in ("body", "html", "main", "article"):
        return False
    style = given.get("style", "").replace(" ", "").lower()
    return "display:none" in style or (marks != " " and bool(_FURNITURE.search(marks)))


def _main(text: str) -> tuple[int, int]:
    """The stretch of the page that holds the main text: the one <main>, the content of a wiki page, the one <article>
    or the longest of them; the whole where nothing says."""
    found: dict[str, list[tuple[int, int]]] = {"wiki": [], "main": [], "article": []}
    stack: list[tuple[str, str, int]] = []
    for token in tokens(text):
        if isinstance(token, Words) or token.name not in ("div", "main", "article", "section"):
            continue
        if not token.opens:
            depth = next((n for n, entry in enumerate(reversed(stack[-200:])) if entry[0] == token.name), None)
            for _ in range(0 if depth is None else depth + 1):
                name, role, start = stack.pop()
                if role and name == token.name:
                    found[role].append((start, token.start))
        elif not token.closes:
            stack.append((token.name, _role(token), token.start))
    for _, role, start in stack:
        if role:
            found[role].append((start, len(text)))
    for role in ("wiki", "main", "article"):
        if found[role]:
            best = max(found[role], key=lambda span: (span[1] - span[0], -span[0]))
            return _with_title(text, best)
    return 0, len(text)


def _role(tag: Tag) -> str:
    if tag.attributes.get("id") in ("mw-content-text", "bodyContent"):
        return "wiki"
    if tag.name == "main" or tag.attributes.get("role") == "main":
        return "main"
    return "article" if tag.name == "article" else ""


def _with_title(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """The stretch, begun at the <h1> just before it where there is one within 5,000 characters."""
    at = text.rfind("<h1", max(0, span[0] - 5_000), span[0])
    return (at, span[1]) if at >= 0 else span


class _Page:
    """What the head of a page says of it."""

    def __init__(self) -> None:
        self.title = ""
        self.language: str | None = None
        self.metadata: dict[str, str] = {}
        self.in_title = False

    def take(self, tag: Tag) -> None:
        given = tag.attributes
        self.in_title = tag.name == "title" and tag.opens and not self.title
        if tag.name == "html" and given.get("lang"):
            self.language = given["lang"]
        elif tag.name == "meta" and given.get("content"):
            key = _META.get((given.get("name") or given.get("property") or "").lower())
            if key:
                self.metadata.setdefault(key, given["content"].strip())
        elif tag.name == "link" and given.get("href"):
            key = {"canonical": "url", "license": "licence"}.get(given.get("rel", "").lower(), "")
            if key:
                self.metadata.setdefault(key, given["href"])

    def title_words(self, text: str, words: Words) -> None:
        if self.in_title:
            weaver = Weaver(text)
            weaver.add(words.start, words.end)
            self.title = weaver.draft().text
