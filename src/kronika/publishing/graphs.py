"""The network of a book as GraphML and GEXF: people, places, events as nodes, an edge for each relation and role."""

from __future__ import annotations

from typing import NamedTuple

from lxml import etree

from kronika.chronicle import Chronicle
from kronika.model import Event, Part
from kronika.publishing.formats import Format
from kronika.publishing.quotes import fit_for_xml
from kronika.publishing.titles import event_title, plain

_CARRIES = "people, places, organizations and events as nodes; relations and roles as edges with accounts and evidence"
_LOSES = "the accounts' words; single claims of an event but its dates"
FORMATS = [
    Format("graphml", "graphml", "application/graphml+xml", _CARRIES, _LOSES),
    Format("gexf", "gexf", "application/gexf+xml", _CARRIES, _LOSES),
]
NODE_FIELDS = ("label", "kind", "names", "date", "dates_claimed", "latitude", "longitude")
EDGE_FIELDS = ("relation", "accounts", "evidence", "weight")
TYPES = {"latitude": "double", "longitude": "double", "evidence": "int", "weight": "int"}


class Node(NamedTuple):
    """A person, place, organization, work or event."""

    id: str
    values: dict[str, str]


class Edge(NamedTuple):
    """One relation or role; `weight` is how many accounts state it."""

    source: str
    target: str
    values: dict[str, str]


def nodes(chronicle: Chronicle) -> list[Node]:
    """All nodes; those of events have an id that begins with "event:", others with "entity:"."""
    labels = chronicle.labels()
    made = []
    for entity in chronicle.entities:
        names = "; ".join(f"{tag}: {', '.join(entity.names[tag])}" for tag in sorted(entity.names))
        values = {"label": entity.label, "kind": entity.kind, "names": names}
        if entity.latitude is not None and entity.longitude is not None:
            values |= {"latitude": str(entity.latitude), "longitude": str(entity.longitude)}
        made.append(Node(f"entity:{entity.id}", values))
    for event in chronicle.events:
        claimed = list(dict.fromkeys(claim.value for claim in event.claims if claim.slot == "date"))
        values = {"label": event_title(event, labels), "kind": f"event: {plain(event.type)}"}
        values |= {"date": event.date} if event.date else {}
        values |= {"dates_claimed": " | ".join(claimed)} if claimed else {}
        made.append(Node(f"event:{event.id}", values))
    return made


def edges(chronicle: Chronicle) -> list[Edge]:
    """All edges, in the order of entities and events."""
    known = {entity.id for entity in chronicle.entities}
    made = []
    for entity in chronicle.entities:
        for relation in entity.relations:
            if relation.target in known:
                tellers = sorted({span.source_id for span in relation.evidence})
                ends = (f"entity:{entity.id}", f"entity:{relation.target}")
                made.append(Edge(*ends, _edge_values(relation.type, tellers, len(relation.evidence))))
    for event in chronicle.events:
        tellers = sorted({one.source_id for one in event.assertions})
        for role, key in _roles(event):
            if key in known:
                values = _edge_values(plain(role), tellers, len(event.assertions))
                made.append(Edge(f"entity:{key}", f"event:{event.id}", values))
    return made


def _roles(event: Event) -> list[Part]:
    roles = list(dict.fromkeys(event.participants))
    if event.place and ("place", event.place) not in roles:
        roles.append(Part("place", event.place))
    return roles


def _edge_values(relation: str, tellers: list[str], evidence: int) -> dict[str, str]:
    count = {"evidence": str(evidence), "weight": str(max(1, len(tellers)))}
    return {"relation": relation, "accounts": " ".join(tellers), **count}


def write_graphml(chronicle: Chronicle) -> bytes:
    """GraphML 1.0 (http://graphml.graphdrawing.org), every value under a typed key."""
    root = etree.Element("graphml", nsmap={None: "http://graphml.graphdrawing.org/xmlns"})
    for domain, fields in (("node", NODE_FIELDS), ("edge", EDGE_FIELDS)):
        for field in fields:
            key = {
                "id": f"{domain}-{field}",
                "for": domain,
                "attr.name": field,
                "attr.type": TYPES.get(field, "string"),
            }
            etree.SubElement(root, "key", key)
    graph = etree.SubElement(root, "graph", edgedefault="directed", id="chronicle")
    for node in nodes(chronicle):
        made = etree.SubElement(graph, "node", id=fit_for_xml(node.id))
        _data(made, "node", node.values)
    for number, edge in enumerate(edges(chronicle)):
        ends = {"source": fit_for_xml(edge.source), "target": fit_for_xml(edge.target)}
        made = etree.SubElement(graph, "edge", id=f"edge-{number}", **ends)
        _data(made, "edge", edge.values)
    return _bytes(root)


def _data(parent: etree._Element, domain: str, values: dict[str, str]) -> None:
    for field, value in values.items():
        etree.SubElement(parent, "data", key=f"{domain}-{field}").text = fit_for_xml(value)


def write_gexf(chronicle: Chronicle) -> bytes:
    """GEXF 1.2 (http://gexf.net), for Gephi and others."""
    root = etree.Element("gexf", nsmap={None: "http://www.gexf.net/1.2draft"}, version="1.2")
    graph = etree.SubElement(root, "graph", defaultedgetype="directed", mode="static")
    for domain, fields in (("node", NODE_FIELDS), ("edge", EDGE_FIELDS)):
        attributes = etree.SubElement(graph, "attributes", {"class": domain})
        for field in fields:
            kind = TYPES.get(field, "string").replace("int", "integer")
            etree.SubElement(attributes, "attribute", id=field, title=field, type=kind)
    holder = etree.SubElement(graph, "nodes")
    for node in nodes(chronicle):
        made = etree.SubElement(holder, "node", id=fit_for_xml(node.id), label=fit_for_xml(node.values["label"]))
        _values(made, node.values)
    holder = etree.SubElement(graph, "edges")
    for number, edge in enumerate(edges(chronicle)):
        ends = {"source": fit_for_xml(edge.source), "target": fit_for_xml(edge.target)}
        made = etree.SubElement(
            holder, "edge", id=str(number), weight=edge.values["weight"],
            label=fit_for_xml(edge.values["relation"]), **ends,
        )  # fmt: skip
        _values(made, edge.values)
    return _bytes(root)


def _values(parent: etree._Element, values: dict[str, str]) -> None:
    holder = etree.SubElement(parent, "attvalues")
    for field, value in values.items():
        etree.SubElement(holder, "attvalue", {"for": field, "value": fit_for_xml(value)})


def _bytes(root: etree._Element) -> bytes:
    return bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True))


WRITERS = {"graphml": write_graphml, "gexf": write_gexf}
