"""The people, places and other names of a book under decision."""

from __future__ import annotations

from collections import Counter
from typing import ClassVar, get_args

import msgspec

from kronika.chronicle import ids
from kronika.chronicle.book import Chronicle
from kronika.chronicle.curation.acts import keys_of_entity
from kronika.chronicle.curation.drafts import Drafts
from kronika.chronicle.entities import in_order, located, with_relations
from kronika.model import Entity, NameKind, Span


class EntityDrafts(Drafts):
    """Entities by number; their evidence is their mentions."""

    takes: ClassVar[frozenset[str]] = frozenset(("accept", "reject", "edit", "merge", "split", "different", "unsure"))

    def __init__(self, book: Chronicle) -> None:
        super().__init__(keys_of_entity(entity) for entity in book.entities)
        self._book = book
        self._forms = {(a.id, n.start, n.end): (a.language, n.name) for a in book.accounts for n in a.names}

    @property
    def changed(self) -> bool:
        """True where anything that events tell of may have changed."""
        return bool(self.touched or self.hidden or self.values)

    def finished(self) -> tuple[list[Entity], dict[int, str]]:
        """The entities in order, and the id of each number (of a rejected one: the one it had)."""
        made = {n: self._made(n) for n in sorted(self.pieces)}
        unique = ids.unique(entity.id for entity in made.values())
        made = {n: msgspec.structs.replace(e, id=id) for (n, e), id in zip(made.items(), unique, strict=True)}
        names = {n: entity.id for n, entity in made.items()}
        shown = [entity for n, entity in made.items() if n not in self.hidden]
        if self.changed:
            shown = with_relations([msgspec.structs.replace(e, relations=[]) for e in shown], self._book.accounts)
        return in_order(shown, self._book.accounts), names

    def _made(self, number: int) -> Entity:
        known = self._book.entities[number] if number < len(self._book.entities) else None
        entity = self._gathered(number, known) if number in self.touched or known is None else known
        return edited(entity, self.values.get(number, {}))

    def _gathered(self, number: int, known: Entity | None) -> Entity:
        keys = sorted(self.pieces[number], key=lambda key: (self._order(key.source_id), key.start, key.end))
        mentions = [Span(key.source_id, key.start, key.end, key.text) for key in keys]
        kinds = Counter(key.reading for key in keys)
        kind = _kind(min(kinds, key=lambda reading: (-kinds[reading], reading)))
        names: dict[str, Counter[str]] = {}
        for m in mentions:
            language, form = self._forms.get((m.source_id, m.start, m.end), ("und", m.text))
            names.setdefault(language, Counter())[form] += 1
        listed = {tag: _commonest(forms) for tag, forms in sorted(names.items())}
        reasons = (*(known.reasons if known else ()), "a curator put these mentions together")
        made = Entity(ids.of_entity(kind, mentions), kind, listed, mentions, reasons=tuple(dict.fromkeys(reasons)))
        if known:
            made = msgspec.structs.replace(made, identifiers=known.identifiers, preferred=known.preferred)
        return located(made)

    def _order(self, source_id: str) -> int:
        order = {source.key: k for k, source in enumerate(self._book.sources)}
        return order.get(source_id, len(order))


def edited(entity: Entity, values: dict[str, str]) -> Entity:
    """An entity with a curator's values: `name` (or `name:pt`), `kind`, `identifier:wikidata`, `country`."""
    for slot, value in sorted(values.items()):
        what, _, which = slot.partition(":")
        if what == "name":
            tag = which or "en"
            forms = [value, *(form for form in entity.names.get(tag, []) if form != value)]
            entity = msgspec.structs.replace(entity, names={**entity.names, tag: forms}, preferred="")
        elif what == "kind":
            entity = msgspec.structs.replace(entity, kind=_kind(value))
        elif what == "identifier":
            known = {**entity.identifiers, which or "id": value}
            entity = msgspec.structs.replace(entity, identifiers={k: v for k, v in known.items() if v})
        elif what == "country":
            entity = msgspec.structs.replace(entity, country=value or None)
    return entity


def _commonest(forms: Counter[str]) -> list[str]:
    return [form for form, _ in sorted(forms.items(), key=lambda item: (-item[1], -len(item[0]), item[0]))]


def _kind(word: str) -> NameKind:
    return next((kind for kind in get_args(NameKind) if kind == word), "person")
