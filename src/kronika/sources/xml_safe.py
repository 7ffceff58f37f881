"""XML parsed without network, without external or expanding entities, and within limits."""

from __future__ import annotations

from lxml import etree

from kronika.errors import BadInput


def parsed(data: bytes, origin: str) -> etree._Element:
    """The root element. Raises BadInput where the XML is broken."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise BadInput(
            origin, f"broken XML ({str(error).splitlines()[0][:120] if str(error) else 'no root'})"
        ) from error
    if root is None:
        raise BadInput(origin, "broken XML (no root)")
    return root


def name(element: etree._Element) -> str:
    """The local name of an element; "" for a comment, entity or processing instruction."""
    tag = element.tag
    return tag.rsplit("}", 1)[-1] if isinstance(tag, str) else ""


def attribute(element: etree._Element, local: str) -> str:
    """The value of the attribute of this local name, in whatever namespace; "" where there is none."""
    return next((str(value) for key, value in element.attrib.items() if str(key).rsplit("}", 1)[-1] == local), "")


def text_of(element: etree._Element | None) -> str:
    """All text below an element, white space made even."""
    return " ".join("".join(str(part) for part in element.itertext()).split()) if element is not None else ""
