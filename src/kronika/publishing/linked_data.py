"""JSON-LD: each claim a CIDOC CRM attribute assignment, each quotation a Web Annotation selector, origins in PROV-O.

Nothing is asserted bare: a date of an event is the object of one E13 for each value, attributed to its accounts. The
context is inlined, so no reader needs a network. Terms: CIDOC CRM 7, PROV-O, Web Annotation (positions in code points,
as here), BIO and the Factoid Prosopography Ontology by their URIs, EDTF literals by the Library of Congress's datatype.
"""

from __future__ import annotations

from typing import Any

from kronika.chronicle import Chronicle
from kronika.knowledge import events as inventory
from kronika.knowledge.authority import uri
from kronika.model import Assertion, Claim, Discrepancy, Entity, Event, Span
from kronika.publishing.formats import Format
from kronika.publishing.identity import content_hash, version
from kronika.publishing.json_book import encode
from kronika.publishing.quotes import Quotes, fit_for_text
from kronika.publishing.titles import account_title, event_title, plain

FORMATS = [
    Format(
        "jsonld", "jsonld", "application/ld+json",
        "sources, people, places, events; every claim and assertion with its accounts, exact quotation and provenance",
        "the accounts' full texts; alignment",
    )
]  # fmt: skip
FPO = "https://github.com/johnBradley501/FPO/raw/master/fpo.owl#"
TERMS = "urn:kronika:terms:"
EDTF = "http://id.loc.gov/datatypes/edtf/EDTF"
CONTEXT: dict[str, Any] = {
    "crm": "http://www.cidoc-crm.org/cidoc-crm/",
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "bio": "http://purl.org/vocab/bio/0.1/",
    "fpo": FPO,
    "dc": "http://purl.org/dc/terms/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "k": TERMS,
}
KINDS = {"person": "crm:E21_Person", "place": "crm:E53_Place", "organization": "crm:E74_Group",
         "group": "crm:E74_Group", "work": "crm:E73_Information_Object", "event": "crm:E5_Event"}  # fmt: skip
PROPERTY = {"date": "crm:P4_has_time-span", "place": "crm:P7_took_place_at"}

Node = dict[str, Any]


class Writer:
    """The nodes of one book; `base` begins all their names."""

    def __init__(self, chronicle: Chronicle) -> None:
        self.chronicle = chronicle
        self.base = f"urn:kronika:{content_hash(chronicle)}"
        self.quotes = Quotes(chronicle)
        self.labels = chronicle.labels()

    def name(self, kind: str, id: str | int) -> str:
        """The name of one thing of this book."""
        return f"{self.base}:{kind}:{id}"

    def reference(self, kind: str, id: str | int) -> Node:
        """A pointer to one thing of this book."""
        return {"@id": self.name(kind, id)}

    def graph(self) -> list[Node]:
        """Every node, in the order of the book."""
        nodes: list[Node] = [self._build(), *self._sources()]
        nodes += [self._entity(entity) for entity in self.chronicle.entities]
        for event in self.chronicle.events:
            nodes.append(self._event(event))
            nodes += [self._assertion(event, n, one) for n, one in enumerate(event.assertions, 1)]
            nodes += [self._claim(event, n, claim) for n, claim in enumerate(event.claims, 1)]
        nodes += [self._discrepancy(n, d) for n, d in enumerate(self.chronicle.discrepancies, 1)]
        nodes += self._dependence()
        return nodes

    def _build(self) -> Node:
        software = {"@id": f"urn:kronika:software:{version()}", "@type": "prov:SoftwareAgent",
                    "rdfs:label": f"kronika {version()}"}  # fmt: skip
        return {"@id": self.name("build", 1), "@type": "prov:Activity", "prov:wasAssociatedWith": software,
                "prov:used": [self.reference("source", a.id) for a in self.chronicle.accounts]}  # fmt: skip

    def _sources(self) -> list[Node]:
        nodes = []
        for account in self.chronicle.accounts:
            made: Node = {
                "@id": self.name("source", account.id),
                "@type": ["crm:E31_Document", "prov:Entity", "fpo:Source"],
                "dc:title": {"@value": fit_for_text(account_title(account.source)), "@language": account.language},
                "dc:language": account.language,
            }
            for field, term in (("author", "dc:creator"), ("date", "dc:date"), ("license", "dc:rights")):
                if account.source.metadata.get(field):
                    made[term] = fit_for_text(account.source.metadata[field])
            nodes.append(made)
        return nodes

    def _entity(self, entity: Entity) -> Node:
        made: Node = {
            "@id": self.name("entity", entity.id),
            "@type": [KINDS[entity.kind], "prov:Entity"],
            "rdfs:label": [
                {"@value": fit_for_text(form), "@language": tag} if tag != "und" else fit_for_text(form)
                for tag in sorted(entity.names)
                for form in entity.names[tag]
            ],
            "k:mentioned": [self._target(mention) for mention in entity.mentions],
            "prov:wasGeneratedBy": self.reference("build", 1),
        }
        if entity.latitude is not None and entity.longitude is not None:
            made |= {"geo:lat": entity.latitude, "geo:long": entity.longitude}
        addresses = [uri(name, known) for name, known in sorted(entity.identifiers.items())]
        if any(addresses):
            made["owl:sameAs"] = [{"@id": address} for address in addresses if address]
        plain = [f"{n}:{k}" for (n, k), address in zip(sorted(entity.identifiers.items()), addresses) if not address]
        if plain:
            made["dc:identifier"] = [fit_for_text(words) for words in plain]
        made["k:relation"] = [
            {
                "@type": ["fpo:RelationshipFactoid", "crm:E13_Attribute_Assignment"],
                "rdfs:label": relation.type,
                "crm:P140_assigned_attribute_to": self.reference("entity", entity.id),
                "crm:P141_assigned": self._value(relation.target),
                "fpo:sourcedFrom": [self._target(span) for span in relation.evidence],
            }
            for relation in entity.relations
        ]
        return made

    def _event(self, event: Event) -> Node:
        types = ["crm:E5_Event", "prov:Entity", TERMS + event.type]
        known = inventory.kind(event.type)
        if known is not None and known.uri:
            types.append(known.uri)
        return {
            "@id": self.name("event", event.id),
            "@type": types,
            "rdfs:label": {"@value": fit_for_text(event_title(event, self.labels)), "@language": "en"},
            "crm:P12_occurred_in_the_presence_of": [
                self.reference("entity", key) for _, key in event.participants if key in self.labels
            ],
            "k:silent": [self.reference("source", key) for key in event.silent],
            "prov:wasGeneratedBy": self.reference("build", 1),
        }

    def _assertion(self, event: Event, number: int, one: Assertion) -> Node:
        made: Node = {
            "@id": self.name("assertion", f"{event.id}.{number}"),
            "@type": ["fpo:EventFactoid", "oa:Annotation", "prov:Entity"],
            "oa:hasTarget": self._target(one),
            "oa:hasBody": self.reference("event", event.id),
            "oa:motivatedBy": {"@id": "oa:identifying"},
            "prov:wasQuotedFrom": self.reference("source", one.source_id),
            "prov:wasGeneratedBy": self.reference("build", 1),
            "k:factuality": one.factuality,
            "k:confidence": one.confidence,
            "k:role": [
                {"rdfs:label": plain(role), "rdf:value": fit_for_text(who.text)}
                for role in sorted(one.roles)
                for who in one.roles[role]
            ],
        }
        if one.date:
            made["k:date"] = {"@value": one.date, "@type": EDTF}
        return made

    def _claim(self, event: Event, number: int, claim: Claim) -> Node:
        made: Node = {
            "@id": self.name("claim", f"{event.id}.{number}"),
            "@type": ["crm:E13_Attribute_Assignment", "prov:Entity"],
            "crm:P140_assigned_attribute_to": self.reference("event", event.id),
            "crm:P141_assigned": self._value(claim.value, claim.slot),
            "crm:P177_assigned_property_of_type": {"@id": PROPERTY.get(claim.slot, TERMS + claim.slot)},
            "prov:wasDerivedFrom": [self.reference("source", key) for key in claim.source_ids],
            "k:independentVoices": claim.independent,
        }
        if claim.evidence:
            made["fpo:sourcedFrom"] = [self._target(span) for span in claim.evidence]
        return made

    def _value(self, value: str, slot: str = "") -> Node | str:
        if value in self.labels:
            return self.reference("entity", value)
        return {"@value": value, "@type": EDTF} if slot == "date" else fit_for_text(value)

    def _target(self, span: Span | Assertion) -> Node:
        """The quotation as a resource: by position in code points, and by its words with what stands round them."""
        quote = self.quotes.of(span)
        selectors: list[Node] = [{"@type": "oa:TextPositionSelector", "oa:start": span.start, "oa:end": span.end}]
        if quote is not None:
            words = {"exact": quote.exact, "prefix": quote.prefix, "suffix": quote.suffix}
            selectors.append({"@type": "oa:TextQuoteSelector", **{f"oa:{k}": _whole(v) for k, v in words.items()}})
        source = self.reference("source", span.source_id)
        return {"@type": "oa:SpecificResource", "oa:hasSource": source, "oa:hasSelector": selectors}

    def _discrepancy(self, number: int, d: Discrepancy) -> Node:
        return {
            "@id": self.name("discrepancy", number),
            "@type": ["oa:Annotation", f"k:{d.kind}-discrepancy"],
            "oa:motivatedBy": {"@id": "oa:assessing"},
            "oa:hasTarget": [self._target(side) for side in (d.left, d.right) if side is not None],
            "oa:hasBody": {"@type": "oa:TextualBody", "rdf:value": fit_for_text(d.explanation), "dc:language": "en"},
            "k:relation": d.relation,
            "k:severity": d.severity,
            "k:confidence": d.confidence,
            "k:about": [self.reference("event", key) for key in d.event_ids],
        }

    def _dependence(self) -> list[Node]:
        terms = {"translation": "prov:wasDerivedFrom", "copy": "prov:wasDerivedFrom", "shared": "k:sharesSourceWith"}
        return [
            {"@id": self.name("source", d.source_id), terms[d.kind]: self.reference("source", d.on)}
            for d in self.chronicle.dependence
        ]


def _whole(words: str) -> str:
    """Words as they are, but for letters that no file can hold."""
    return words.encode("utf-8", "replace").decode("utf-8")


def write(chronicle: Chronicle) -> bytes:
    """The book as one JSON-LD document with its context inside."""
    return encode({"@context": CONTEXT, "@graph": Writer(chronicle).graph()})


WRITERS = {"jsonld": write}
