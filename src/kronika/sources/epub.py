"""EPUB (2 and 3): the chapters of the spine in reading order."""

from __future__ import annotations

import posixpath
from urllib.parse import unquote

import msgspec

from kronika.errors import BadInput, Problem
from kronika.model import Block
from kronika.sources import html
from kronika.sources.archives import Packed
from kronika.sources.decoding import decoded
from kronika.sources.draft import Draft
from kronika.sources.limits import Limits
from kronika.sources.xml_safe import attribute, name, parsed, text_of

_META = {"creator": "author", "date": "date", "publisher": "publisher", "rights": "licence", "source": "url"}


def read(data: bytes, origin: str, limits: Limits) -> list[Draft]:
    """The text of the book as extracted, chapter by chapter; the place of a block is its chapter's file."""
    packed = Packed(data, origin, limits)
    container = parsed(packed.read("META-INF/container.xml"), origin)
    opf = next((attribute(element, "full-path") for element in container.iter() if name(element) == "rootfile"), "")
    package = parsed(packed.read(opf), origin)
    locked = _locked(packed, origin)
    text, blocks, problems = "", [], []
    for chapter in _spine(package, posixpath.dirname(opf)):
        try:
            if chapter in locked:
                raise BadInput(origin, "encrypted (copy protection)")
            page = html.read(decoded(packed.read(chapter), origin)[0], limits)
        except BadInput as error:
            problems.append(Problem(origin, chapter, error.reason))
            continue
        text += "\n\n" if text and page.text else ""
        blocks.append(Block(len(text), len(text) + len(page.text), "prose", chapter))
        blocks += [_shifted(block, len(text), chapter) for block in page.blocks]
        text += page.text
    if not text and problems:
        raise BadInput(origin, problems[0].reason)
    said = {name(element): text_of(element) for element in reversed(list(package.iter())) if text_of(element)}
    metadata = {key: said[field] for field, key in sorted(_META.items()) if field in said}
    kept = tuple(block for block in sorted(blocks) if block.start < block.end)
    draft = Draft(text, blocks=kept, title=said.get("title", ""), language=said.get("language"), metadata=metadata)
    return [msgspec.structs.replace(draft, problems=tuple(problems))]


def _spine(package: object, folder: str) -> list[str]:
    items, order = {}, []
    for element in package.iter():  # type: ignore[attr-defined]
        if name(element) == "item" and "html" in attribute(element, "media-type"):
            if "nav" not in attribute(element, "properties").split():
                items[attribute(element, "id")] = posixpath.normpath(
                    posixpath.join(folder, unquote(attribute(element, "href")))
                )
        elif name(element) == "itemref" and attribute(element, "linear") != "no":
            order.append(attribute(element, "idref"))
    return [items[key] for key in order if key in items]


def _locked(packed: Packed, origin: str) -> set[str]:
    if "META-INF/encryption.xml" not in packed.names:
        return set()
    root = parsed(packed.read("META-INF/encryption.xml"), origin)
    return {unquote(attribute(element, "URI")) for element in root.iter() if name(element) == "CipherReference"}


def _shifted(block: Block, by: int, place: str) -> Block:
    return msgspec.structs.replace(block, start=block.start + by, end=block.end + by, place=place)
