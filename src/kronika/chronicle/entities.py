"""Identities of mentions → the entities of a book, with what ties them to one another."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

import msgspec

from kronika.chronicle import ids
from kronika.collation import Identity
from kronika.collation.referents import Referents
from kronika.knowledge import gazetteer
from kronika.knowledge.authority import Entry
from kronika.model import Account, Entity, EntityRelation, Mention, NameMention, Relation, Span


def of_identities(identities: Sequence[Identity], accounts: Sequence[Account]) -> list[Entity]:
    """The entities of a book, in order of first mention; ids come from the mentions."""
    made = []
    for identity in identities:
        mentions = [
            Span(
                accounts[n.account].id,
                n.start,
                n.end,
                n.text or accounts[n.account].source.text[n.start : n.end],
            )
            for n in identity.mentions
        ]
        names = {tag: list(forms) for tag, forms in sorted(identity.names.items())}
        entity = Entity(
            ids.of_entity(identity.kind, mentions), identity.kind, names, mentions, reasons=identity.reasons
        )
        made.append(listed(located(entity), identity.entry))
    made = [msgspec.structs.replace(e, id=id) for e, id in zip(made, ids.unique(e.id for e in made), strict=True)]
    return in_order(with_relations(made, accounts), accounts)


def in_order(entities: Sequence[Entity], accounts: Sequence[Account]) -> list[Entity]:
    """Entities in the order of their first mention."""
    order = {account.id: k for k, account in enumerate(accounts)}

    def first(entity: Entity) -> tuple[tuple[int, int, int], str]:
        places = ((order.get(m.source_id, len(order)), m.start, m.end) for m in entity.mentions)
        return min(places, default=(len(order), 0, 0)), entity.id

    return sorted(entities, key=first)


def located(entity: Entity) -> Entity:
    """A place with its coordinates and country, where the gazetteer knows one by its name; else as it was."""
    if entity.kind != "place":
        return entity
    for tag in sorted(entity.names, key=lambda tag: (tag.split("-")[0] != "en", tag)):
        for name in entity.names[tag][:2]:
            found = gazetteer.find(name, tag)
            if found:
                place = found[0]
                return msgspec.structs.replace(
                    entity,
                    latitude=place.latitude,
                    longitude=place.longitude,
                    country=place.country or None,
                    identifiers=_identifiers(place.id, entity.identifiers),
                )
    return entity


def listed(entity: Entity, entry: Entry | None) -> Entity:
    """An entity with what the user's list says of it, which outranks the gazetteer; as it was where it says nothing."""
    if entry is None:
        return entity
    here = entry.latitude is not None and entry.longitude is not None
    return msgspec.structs.replace(
        entity,
        preferred=entry.name,
        identifiers={**entity.identifiers, **entry.identifiers},
        latitude=entry.latitude if here else entity.latitude,
        longitude=entry.longitude if here else entity.longitude,
        country=entry.country or entity.country,
    )


def _identifiers(id: str, known: dict[str, str]) -> dict[str, str]:
    authority, _, number = id.partition(":")
    return {**known, authority: number} if authority == "geonames" else known


def with_relations(entities: Sequence[Entity], accounts: Sequence[Account]) -> list[Entity]:
    """The entities with the relations that the accounts tell of them; equal ones are one, with all the evidence."""
    referents = Referents(((m.source_id, m.start, m.end, e.id) for e in entities for m in e.mentions), accounts)
    ties: dict[str, dict[tuple[str, str], list[Span]]] = defaultdict(lambda: defaultdict(list))
    for account in accounts:
        for relation in account.relations:
            subject = referents.of(relation.subject, relation.source_id)
            target = _target(relation, referents)
            if subject is not None and target and target != subject:
                text = account.source.text[relation.start : relation.end]
                span = Span(relation.source_id, relation.start, relation.end, text)
                ties[subject][(relation.type, target)].append(span)
    return [
        msgspec.structs.replace(entity, relations=[
            EntityRelation(type, target, tuple(sorted(set(evidence))))
            for (type, target), evidence in sorted(ties[entity.id].items())
        ]) if entity.id in ties else entity
        for entity in entities
    ]  # fmt: skip


def _target(relation: Relation, referents: Referents[str]) -> str:
    if isinstance(relation.target, NameMention | Mention):
        return referents.of(relation.target, relation.source_id) or relation.target.text
    return relation.target


def display_names(entities: Sequence[Entity]) -> dict[str, str]:
    """A name for each entity id, made plain where two entities bear the same."""
    labels = {entity.id: entity.label for entity in entities}
    often = Counter(labels.values())
    return {id: label if often[label] == 1 else f"{label} [{id}]" for id, label in labels.items()}
