"""TEI P5: accounts as witnesses, the synopsis as a parallel apparatus, people, places, events and ties standing off.

Guidelines 4.x: chapters 12 (apparatus), 13 (names), 14.3 (standOff), 16.4 (alignment). Disagreement stays sibling
elements with different `@source`; an empty reading is an omission. EDTF goes into `@when-custom`, what W3C dates can
say into `@when`, `@notBefore` and `@notAfter`.
"""

from __future__ import annotations

from lxml import etree

from kronika import edtf
from kronika.chronicle import Chronicle
from kronika.errors import BadDate
from kronika.model import Account, Entity, Event
from kronika.publishing import dates
from kronika.publishing.formats import Format
from kronika.publishing.identity import content_hash, version
from kronika.publishing.passages import Spots
from kronika.publishing.quotes import Quotes, fit_for_xml
from kronika.publishing.tei_text import Marked, sentence
from kronika.publishing.titles import account_title, event_title, plain

FORMATS = [
    Format(
        "tei", "xml", "application/tei+xml",
        "full texts as witnesses, apparatus, people, places, events, relations, alignment, discrepancies",
        "the map back to the original files; why single values were read as they were",
    )
]  # fmt: skip
TEI = "http://www.tei-c.org/ns/1.0"
XML = "{http://www.w3.org/XML/1998/namespace}"
ELEMENTS = {"person": ("listPerson", "person", "persName"), "group": ("listOrg", "org", "orgName"),
            "organization": ("listOrg", "org", "orgName"), "place": ("listPlace", "place", "placeName"),
            "work": ("listBibl", "bibl", "title"), "event": ("listEvent", "event", "label")}  # fmt: skip


class Names:
    """xml:ids: `w1` an account, `w1.s3` its third sentence, `n1` an entity, `e1` an event."""

    def __init__(self, chronicle: Chronicle) -> None:
        self.witness = {a.id: f"w{n}" for n, a in enumerate(chronicle.accounts, 1)}
        self.entity = {e.id: f"n{n}" for n, e in enumerate(chronicle.entities, 1)}
        self.event = {e.id: f"e{n}" for n, e in enumerate(chronicle.events, 1)}
        self.spots = Spots(chronicle.accounts)
        self._order = [a.id for a in chronicle.accounts]

    def sources(self, source_ids: list[str]) -> str:
        """References to witnesses, for `@source` and `@wit`."""
        return " ".join(f"#{self.witness[key]}" for key in self._order if key in set(source_ids))

    def sentence(self, source_id: str, start: int, end: int) -> str | None:
        """A reference to the sentence that holds a span."""
        spot = self.spots.of(source_id, start, end)
        return f"#{self.witness[source_id]}.s{spot.sentence + 1}" if spot else None


def write(chronicle: Chronicle) -> bytes:
    """One TEI document."""
    names = Names(chronicle)
    root = etree.Element(f"{{{TEI}}}TEI", nsmap={None: TEI})
    _header(root, chronicle, names)
    off = _under(root, "standOff")
    for kind in dict.fromkeys(("person", "organization", "group", "place", "work")):
        _entities(off, [e for e in chronicle.entities if e.kind == kind], names, Quotes(chronicle))
    _events(off, chronicle, names)
    _relations(off, chronicle, names)
    _alignment(off, chronicle, names)
    _discrepancies(off, chronicle, names)
    _text(root, chronicle, names)
    return bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True))


def _under(parent: etree._Element, tag: str, words: str | None = None, /, **attributes: str | None) -> etree._Element:
    """A new element at the end of another; `xml_id` and `xml_lang` become `xml:id` and `xml:lang`, None is left out."""
    made = etree.SubElement(parent, f"{{{TEI}}}{tag}")
    for key, value in attributes.items():
        if value is not None:
            whole = key.replace("xml_", XML) if key.startswith("xml_") else key.rstrip("_").replace("_", "-")
            made.set(whole, fit_for_xml(value))
    if words is not None:
        made.text = fit_for_xml(words)
    return made


def _header(root: etree._Element, chronicle: Chronicle, names: Names) -> None:
    header = _under(root, "teiHeader")
    file = _under(header, "fileDesc")
    _under(_under(file, "titleStmt"), "title", "Chronicle")
    published = _under(file, "publicationStmt")
    _under(published, "p", f"Made by kronika {version()}; content {content_hash(chronicle)}.")
    witnesses = _under(_under(file, "sourceDesc"), "listWit")
    for account in chronicle.accounts:
        made = _under(witnesses, "witness", account_title(account.source), xml_id=names.witness[account.id],
                      xml_lang=account.language)  # fmt: skip
        if account.source.origin:
            _under(made, "note", account.source.origin, type="origin")
    encoding = _under(header, "encodingDesc")
    _under(encoding, "variantEncoding", method="parallel-segmentation", location="internal")
    used = _under(_under(header, "profileDesc"), "langUsage")
    for tag in sorted({account.language for account in chronicle.accounts}):
        _under(used, "language", tag, ident=tag)


def _entities(off: etree._Element, entities: list[Entity], names: Names, quotes: Quotes) -> None:
    if not entities:
        return
    holder_name, one_name, form_name = ELEMENTS[entities[0].kind]
    holder = _under(off, holder_name)
    for entity in entities:
        made = _under(holder, one_name, xml_id=names.entity[entity.id])
        for tag in sorted(entity.names):
            users = [m.source_id for m in entity.mentions if quotes.language(m.source_id) == tag]
            for form in entity.names[tag]:
                _under(made, form_name, form, xml_lang=tag, source=names.sources(users) or None)
        if entity.latitude is not None and entity.longitude is not None and entity.kind == "place":
            _under(_under(made, "location"), "geo", f"{entity.latitude} {entity.longitude}")
        if entity.kind == "person":
            for relation in entity.relations:
                if relation.target not in names.entity:
                    users = [span.source_id for span in relation.evidence]
                    _under(made, "trait", type=_word(relation.type), source=names.sources(users) or None).append(
                        _p(relation.target)
                    )
        for name in sorted(entity.identifiers) if entity.kind != "work" else ():
            _under(made, "idno", entity.identifiers[name], type=name)


def _p(words: str) -> etree._Element:
    made = etree.Element(f"{{{TEI}}}p")
    made.text = fit_for_xml(words)
    return made


def _word(words: str) -> str:
    """Words as one XML token, for attributes that take only such."""
    return "-".join("".join(c if c.isalnum() else " " for c in words).split()) or "other"


def _events(off: etree._Element, chronicle: Chronicle, names: Names) -> None:
    if not chronicle.events:
        return
    holder = _under(off, "listEvent")
    labels = chronicle.labels()
    quotes = Quotes(chronicle)
    for event in chronicle.events:
        made = _under(holder, "event", xml_id=names.event[event.id], type=_word(event.type), **_dated(event.date))
        _under(made, "label", event_title(event, labels))
        for claim in event.claims:
            shown = dates.words(claim.value) if claim.slot == "date" else labels.get(claim.value, claim.value)
            desc = _under(made, "desc", type=_word(claim.slot), source=names.sources(claim.source_ids) or None)
            if claim.slot == "date":
                _under(desc, "date", shown, **_dated(claim.value))
            elif claim.value in names.entity:
                _under(desc, "rs", shown, ref=f"#{names.entity[claim.value]}")
            else:
                desc.text = fit_for_xml(shown)
        _told(made, event, names, quotes)


def _told(made: etree._Element, event: Event, names: Names, quotes: Quotes) -> None:
    """What each account says, as quoted descriptions; then who takes part."""
    for one in event.assertions:
        quote = quotes.of(one)
        where = names.sentence(one.source_id, one.start, one.end)
        if quote is None or where is None:
            continue
        desc = _under(made, "desc", type="evidence", xml_lang=quote.language, source=f"#{names.witness[one.source_id]}")
        _under(desc, "ref", quote.exact, target=where)
        if one.factuality != "asserted":
            desc.set("subtype", one.factuality)
    for role, key in event.participants:
        if key in names.entity:
            note = _under(made, "note", type="participant", subtype=_word(plain(role)))
            _under(note, "rs", ref=f"#{names.entity[key]}", role=_word(plain(role)))


def _dated(date: str | None) -> dict[str, str]:
    """Dating attributes: the EDTF itself, and its bounds as W3C dates where years have four digits."""
    if not date:
        return {}
    try:
        first, last = edtf.earliest(date), edtf.latest(date)
    except BadDate:
        return {}
    made = {"when_custom": date, "datingMethod": "http://id.loc.gov/datatypes/edtf/EDTF"}
    if "~" in date or "?" in date or "%" in date:
        made["cert"] = "low"
    for name, day in (("notBefore", first), ("notAfter", last)):
        if day is not None and 0 < day[0] < 10000:
            made[name] = f"{day[0]:04}-{day[1]:02}-{day[2]:02}"
    return made


def _relations(off: etree._Element, chronicle: Chronicle, names: Names) -> None:
    ties = [(entity, r) for entity in chronicle.entities for r in entity.relations if r.target in names.entity]
    if not ties:
        return
    holder = _under(off, "listRelation")
    for entity, relation in ties:
        users = [span.source_id for span in relation.evidence]
        _under(holder, "relation", name=_word(relation.type), active=f"#{names.entity[entity.id]}",
               passive=f"#{names.entity[relation.target]}", source=names.sources(users) or None)  # fmt: skip


def _alignment(off: etree._Element, chronicle: Chronicle, names: Names) -> None:
    links = []
    for row in chronicle.passages:
        told = [f"#{names.witness[a.id]}.s{n + 1}" for a in chronicle.accounts for n in row.get(a.id, ())]
        if len({target.split(".")[0] for target in told}) > 1:
            links.append(" ".join(told))
    if links:
        holder = _under(off, "linkGrp", type="alignment")
        for target in links:
            _under(holder, "link", target=target)


def _discrepancies(off: etree._Element, chronicle: Chronicle, names: Names) -> None:
    made = []
    for number, d in enumerate(chronicle.discrepancies, 1):
        sides = [names.sentence(s.source_id, s.start, s.end) for s in (d.left, d.right) if s is not None]
        targets = [side for side in sides if side]
        if targets:
            made.append((number, d, " ".join(dict.fromkeys(targets))))
    if not made:
        return
    holder = _under(off, "listAnnotation")
    for number, d, target in made:
        one = _under(holder, "annotation", xml_id=f"d{number}", target=target, motivation="questioning")
        _under(one, "note", d.explanation, type=d.kind, subtype=d.relation)


def _text(root: etree._Element, chronicle: Chronicle, names: Names) -> None:
    body = _under(_under(root, "text"), "body")
    synopsis = _under(body, "div", type="synopsis")
    marked = Marked(chronicle, names.entity)
    shown: set[tuple[str, int]] = set()
    for number, row in enumerate(chronicle.passages, 1):
        block = _under(synopsis, "ab", xml_id=f"p{number}")
        app = _under(block, "app")
        for account in chronicle.accounts:
            numbers = [n for n in row.get(account.id, ()) if (account.id, n) not in shown]
            shown |= {(account.id, n) for n in numbers}
            reading = _under(app, "rdg", wit=f"#{names.witness[account.id]}", xml_lang=account.language)
            _sentences(reading, account, numbers, names, marked)
    for account in chronicle.accounts:
        left = [n for n in range(len(account.sentences)) if (account.id, n) not in shown]
        if left:
            block = _under(synopsis, "ab", xml_lang=account.language, source=f"#{names.witness[account.id]}")
            _sentences(block, account, left, names, marked)
    if not len(synopsis):
        _under(synopsis, "ab")


def _sentences(parent: etree._Element, account: Account, numbers: list[int], names: Names, marked: Marked) -> None:
    for at, number in enumerate(numbers):
        made = _under(parent, "s", xml_id=f"{names.witness[account.id]}.s{number + 1}")
        sentence(made, account, number, marked)
        if at + 1 < len(numbers):
            made.tail = " "


WRITERS = {"tei": write}
