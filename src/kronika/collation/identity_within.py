"""Who is who inside one account: spellings of one name, and short mentions bound to full ones."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import chain, pairwise

from kronika import names
from kronika.collation.nearest import nearest
from kronika.model import Account, Mention, NameKind, NameMention, Noun

SPELLINGS = 0.9
"""From this score two forms of one kind and as many words are spellings of one name, inside one account."""
SURE = 0.8
"""From this confidence of a relation its two ends are two."""
FEW = 400
"""Forms of an account up to which each is asked whether a name is short for it; of more, those that share a key."""
_JOINED = re.compile(r"[\s,;/·、]*(?:\w{1,3}[\s,]*)?\Z")


class Naming(Noun, frozen=True, order=True):
    """One mention: the index of its account, and its span there."""

    account: int
    start: int
    end: int
    text: str = ""


@dataclass(frozen=True)
class Bearer:
    """What one account calls by one name or several.

    Attributes:
        forms: base form and how often, fullest first.
        sentences: the sentences it is named in.
        roles: ties to others of the account: (relation, key of the other's name).
        named: how often its names stand there, without the words that only mean it.
        apart: keys of the names that stand beside it in one list ("Kamenev and Kameneva"): they are others.
    """

    account: int
    language: str
    kind: NameKind
    forms: tuple[tuple[str, int], ...]
    namings: tuple[Naming, ...]
    sentences: frozenset[int]
    roles: frozenset[tuple[str, str]] = frozenset()
    apart: frozenset[str] = frozenset()
    reasons: tuple[str, ...] = ()
    named: int = 1


@dataclass
class Form:
    """All mentions of an account that share one base form."""

    name: str
    kinds: Counter[NameKind] = field(default_factory=Counter)
    namings: set[Naming] = field(default_factory=set)
    roles: set[tuple[str, str]] = field(default_factory=set)
    apart: set[str] = field(default_factory=set)

    @property
    def kind(self) -> NameKind:
        """The kind most of its mentions were read as."""
        return min(self.kinds.items(), key=lambda item: (-item[1], item[0]))[0]


def bearers(index: int, account: Account) -> list[Bearer]:
    """The bearers of names in one account, in order of first mention."""
    forms = _forms(index, account)
    order = sorted(forms, key=lambda key: (min(forms[key].namings), key))
    root = {key: key for key in order}
    members = {key: [key] for key in order}
    reasons: dict[str, list[str]] = {key: [] for key in order}
    for key, target, reason in _bindings(forms, order, account.language):
        one, other = root[key], root[target]
        if one != other and not _apart(forms, members[one], members[other]):
            root.update(dict.fromkeys(members[one], other))
            members[other].extend(members.pop(one))
            reasons[other].extend([*reasons.pop(one), reason])
    place = {key: at for at, key in enumerate(order)}
    made = [
        _bearer(index, account, [forms[key] for key in sorted(keys, key=place.__getitem__)], reasons[one])
        for one, keys in members.items()
    ]
    return sorted(made, key=lambda bearer: (bearer.namings[0], bearer.forms))


def _forms(index: int, account: Account) -> dict[str, Form]:
    forms: dict[str, Form] = {}
    spans: dict[tuple[int, int], str] = {}
    for mention in account.names:
        key = names.fold(mention.name) or names.fold(mention.text)
        if not key:
            continue
        form = forms.setdefault(key, Form(mention.name))
        form.kinds[mention.kind] += 1
        form.namings.add(Naming(index, mention.start, mention.end, mention.text))
        spans[mention.start, mention.end] = key
    for meant in _meant(account):
        key = names.fold(meant.entity or "")
        if key in forms and (meant.start, meant.end) not in spans:
            forms[key].namings.add(Naming(index, meant.start, meant.end, meant.text))
    for relation in account.relations:
        subject, target = _key(relation.subject), _key(relation.target)
        if subject in forms and target:
            forms[subject].roles.add((relation.type, target))
            if target in forms and target != subject and relation.confidence >= SURE:
                forms[subject].apart.add(target)
                forms[target].apart.add(subject)
    _coordinations(account, forms)
    return forms


def _key(participant: NameMention | Mention | str) -> str:
    if isinstance(participant, str):
        return ""
    return names.fold((participant.name if isinstance(participant, NameMention) else participant.entity) or "")


def _meant(account: Account) -> list[Mention]:
    """The pronouns and descriptions that stand for a name, each once."""
    found = [
        participant
        for assertion in account.assertions
        for participants in assertion.roles.values()
        for participant in participants
        if isinstance(participant, Mention) and participant.entity
    ]
    found += [
        end
        for relation in account.relations
        for end in (relation.subject, relation.target)
        if isinstance(end, Mention) and end.entity
    ]
    return sorted(set(found))


def _coordinations(account: Account, forms: dict[str, Form]) -> None:
    """Marks names of one kind that stand in one list as names of different things."""
    ordered = sorted(account.names, key=lambda mention: (mention.start, mention.end))
    text = account.source.text
    for here, there in pairwise(ordered):
        if here.kind == there.kind and 0 < there.start - here.end < 12:
            gap = text[here.end : there.start]
            one, two = names.fold(here.name), names.fold(there.name)
            if _JOINED.match(gap) and gap.strip() and one != two and one in forms and two in forms:
                forms[one].apart.add(two)
                forms[two].apart.add(one)


def _bindings(forms: dict[str, Form], order: list[str], tag: str) -> list[tuple[str, str, str]]:
    """(form, form it belongs to, reason), spellings first, then short mentions to full ones."""
    found: list[tuple[str, str, str]] = []
    blocks: dict[str, list[str]] = {}
    for key in order:
        for block in names.keys(forms[key].name, tag):
            blocks.setdefault(block, []).append(key)
    pairs = {(a, b) for keys in blocks.values() for a in keys[:60] for b in keys[:60] if a < b}
    short: dict[str, list[str]] = {}
    for a, b in nearest((pair for pair in pairs if _one_kind(forms, *pair)), lambda key: forms[key].name):
        if names.distinct(forms[a].name, tag, forms[b].name, tag, forms[a].kind):
            continue
        if len(a.split()) == len(b.split()):
            if names.same(forms[a].name, tag, forms[b].name, tag, forms[a].kind) >= SPELLINGS:
                found.append((b, a, f"“{forms[b].name}” and “{forms[a].name}” are spellings of one name"))
        elif forms[a].kind == "person":
            brief, full = sorted((a, b), key=lambda key: len(key.split()))
            if names.shortens(forms[brief].name, forms[full].name, tag):
                short.setdefault(brief, []).append(full)
    for brief, fulls in sorted(short.items()):
        mates = (blocks[block][:60] for block in names.keys(forms[fulls[0]].name, tag))
        near = forms if len(forms) <= FEW else dict.fromkeys(chain.from_iterable(mates))
        target = _choose(forms, brief, fulls, tag, near)
        if target:
            found.append((brief, target, f"“{forms[brief].name}” is short for “{forms[target].name}”"))
    return found


def _one_kind(forms: dict[str, Form], a: str, b: str) -> bool:
    return forms[a].kind == forms[b].kind


def _choose(forms: dict[str, Form], brief: str, fulls: list[str], tag: str, near: Iterable[str]) -> str | None:
    """The full name a short one stands for: by the family name the one named before it; by the given name
    only where one
    person has it who is not called by the family name alone (by none of those `near`)."""
    first = min(forms[brief].namings)
    family = [full for full in fulls if names.shortens(forms[brief].name, forms[full].name, tag) == "family"]
    if family:
        before = [full for full in family if min(forms[full].namings) <= first]
        if before:
            return max(before, key=lambda full: (max(n for n in forms[full].namings if n <= first), full))
        return min(family, key=lambda full: (min(forms[full].namings), full))
    if len(fulls) != 1:
        return None
    full = fulls[0]
    if forms[brief].roles & forms[full].roles:
        return full
    others = any(key != brief and names.shortens(forms[key].name, forms[full].name, tag) == "family" for key in near)
    return None if others or forms[brief].roles else full


def _apart(forms: dict[str, Form], mine: list[str], theirs: list[str]) -> bool:
    return any(not forms[key].apart.isdisjoint(theirs) for key in mine)


def _bearer(index: int, account: Account, forms: list[Form], reasons: list[str]) -> Bearer:
    kinds: Counter[NameKind] = Counter()
    for form in forms:
        kinds.update(form.kinds)
    namings = sorted(naming for form in forms for naming in form.namings)
    return Bearer(
        account=index,
        language=account.language,
        kind=min(kinds.items(), key=lambda item: (-item[1], item[0]))[0],
        forms=tuple(
            sorted(
                ((form.name, len(form.namings)) for form in forms),
                key=lambda item: (-len(item[0].split()), -item[1], item[0]),
            )
        ),
        namings=tuple(namings),
        sentences=frozenset(account.sentence_at(naming.start) for naming in namings),
        roles=frozenset(role for form in forms for role in form.roles),
        apart=frozenset(key for form in forms for key in form.apart),
        reasons=tuple(dict.fromkeys(reasons)),
        named=kinds.total(),
    )
