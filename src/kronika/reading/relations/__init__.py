"""The relations of an account: who is whose wife, what someone is, where a place lies."""

from __future__ import annotations

from kronika.model import Account, NameMention, Relation
from kronika.reading.relations import kinship, place, standing, work
from kronika.reading.relations.units import Unit, lexicon, units


def find(account: Account) -> list[Relation]:
    """The relations that the account's text states, in order of their evidence, none twice."""
    text, known = account.source.text, lexicon(account.language)
    names = [n for n in account.names if n.within is None]
    # A sentence that names nobody states no tie, and no later one finds anybody in it.
    lines = [units(text, s.start, s.end, inside, known) if inside else [] for s, inside in _by_sentence(account, names)]
    found: list[Relation] = []
    topic: NameMention | None = None
    for i, line in enumerate(lines):
        before = lines[max(0, i - 2) : i]
        ties = kinship.find(line, before, known.pack, account.id, topic)
        owners = [r.target for r in ties if r.confidence < 0.9 and isinstance(r.target, NameMention)]
        topic = owners[-1] if owners else topic if i and not any(u.person for u in line[:3]) else None
        found += ties
        found += standing.find(line, before, known.pack, account.id)
        found += work.find(line, before, known.pack, account.id)
        found += place.find(line, known.pack, account.id)
    return _distinct(found)


def _by_sentence(account: Account, names: list[NameMention]) -> list[tuple[Unit, list[NameMention]]]:
    """Each sentence with the outermost names inside it."""
    found = []
    at = 0
    for sentence in account.sentences:
        inside: list[NameMention] = []
        while at < len(names) and names[at].start < sentence.end:
            name = names[at]
            if (
                name.start >= sentence.start
                and name.end <= sentence.end
                and (not inside or name.start >= inside[-1].end)
            ):
                inside.append(name)
            at += 1
        found.append((Unit(sentence.start, sentence.end, ""), inside))
    return found


def _distinct(found: list[Relation]) -> list[Relation]:
    seen = set()
    kept = []
    for relation in sorted(found, key=lambda r: (r.start, r.end, r.type)):
        key = (relation.type, str(relation.subject), str(relation.target))
        if key not in seen:
            seen.add(key)
            kept.append(relation)
    return kept
