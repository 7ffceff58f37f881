"""Sentences as TEI with their names and dates marked."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from lxml import etree

from kronika.chronicle import Chronicle
from kronika.model import Account
from kronika.publishing.passages import Spots
from kronika.publishing.quotes import fit_for_xml

TEI = "http://www.tei-c.org/ns/1.0"
TAGS = {"person": "persName", "place": "placeName", "organization": "orgName", "group": "orgName"}


class Mark(NamedTuple):
    """A marked stretch of a sentence, in code points from its beginning."""

    start: int
    end: int
    tag: str
    attributes: tuple[tuple[str, str], ...]


class Marked:
    """The marks of every sentence of a book; where two overlap the first and longest stands."""

    def __init__(self, chronicle: Chronicle, ids: dict[str, str]) -> None:
        spots = Spots(chronicle.accounts)
        self._marks: dict[tuple[int, int], list[Mark]] = defaultdict(list)
        self._index = spots.index
        for entity in chronicle.entities:
            tag = TAGS.get(entity.kind, "rs")
            for mention in entity.mentions:
                spot = spots.of_span(mention)
                if spot is not None:
                    mark = Mark(spot.start, spot.end, tag, (("ref", f"#{ids[entity.id]}"),))
                    self._marks[spot[:2]].append(mark)
        for account in chronicle.accounts:
            for date in account.dates:
                spot = spots.of(account.id, date.start, date.end)
                if spot is not None:
                    attributes = (("when-custom", date.edtf),) if date.edtf else ()
                    self._marks[spot[:2]].append(Mark(spot.start, spot.end, "date", attributes))

    def of(self, account: Account, number: int) -> list[Mark]:
        """The marks of a sentence that do not overlap, in order."""
        chosen: list[Mark] = []
        for mark in sorted(
            self._marks.get((self._index[account.id], number), ()), key=lambda m: (m.start, -m.end, m.tag)
        ):
            if mark.end > mark.start and (not chosen or mark.start >= chosen[-1].end):
                chosen.append(mark)
        return chosen


def sentence(parent: etree._Element, account: Account, number: int, marked: Marked) -> None:
    """Fills an element with the words of a sentence, names and dates marked."""
    words = fit_for_xml(account.text_of(number))
    last: etree._Element | None = None
    at = 0

    def put(plain: str) -> None:
        if last is None:
            parent.text = (parent.text or "") + plain
        else:
            last.tail = (last.tail or "") + plain

    for mark in marked.of(account, number):
        put(words[at : mark.start])
        last = etree.SubElement(parent, f"{{{TEI}}}{mark.tag}", dict(mark.attributes))
        last.text = words[mark.start : mark.end]
        at = mark.end
    put(words[at:])
