"""Roles put right by a parser: what is subject, object or oblique of the word that names the event.

The labels are those of Universal Dependencies, of ClearNLP (the English pipelines) and of TIGER (the German ones). The
role that a function gives is the inventory's (`knowledge/events.toml`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from kronika.knowledge import events as inventory
from kronika.model import Account, Assertion, Mention, NameMention, Participant
from kronika.reading.assertions.grammar import grammar

_SUBJECTS = frozenset({"nsubj", "csubj", "sb"})
_PASSIVE_SUBJECTS = frozenset({"nsubjpass", "nsubj:pass", "csubjpass", "csubj:pass"})
_PASSIVE_MARKS = frozenset({"auxpass", "aux:pass"})
_OBJECTS = frozenset({"dobj", "obj", "oa"})
_DATIVES = frozenset({"iobj", "da"})
_BY = frozenset({"agent", "obl:agent", "sbp"})
_OBLIQUES = frozenset({"prep", "obl", "obl:arg", "obl:mod", "nmod", "mo", "op", "dative"})
_INSIDE = frozenset({"pobj", "nk"})
_CORE = frozenset({"subject", "object", "by"})
_BEINGS = frozenset({"person", "group", "organization"})
_WHO = frozenset({"agent", "patient"})
_WHERE = frozenset({"place", "origin", "destination"})

Found = dict[int, tuple[str, ...]]
"""Index of the head of a phrase to the functions that it may have for a verb, the likeliest first."""


def corrected(account: Account, docs: dict[int, Any]) -> list[Assertion]:
    """The assertions of an account with their roles put right where the parser says otherwise."""
    return [
        _corrected(one, one.trigger, account, docs[one.sentence]) if one.sentence in docs and one.trigger else one
        for one in account.assertions
    ]


def _corrected(one: Assertion, trigger: tuple[int, int], account: Account, doc: Any) -> Assertion:
    begin = account.sentences[one.sentence].start
    span = doc.char_span(trigger[0] - begin, trigger[1] - begin, alignment_mode="expand")
    if span is None or span.root.pos_ not in ("VERB", "AUX"):
        return one
    functions = dict(_functions(span.root, account.language))
    at = {doc[i].idx + begin: (i, f) for i, f in functions.items()}
    roles = _moved(one, at)
    subtree = (begin + span.root.left_edge.idx, begin + span.root.right_edge.idx + len(span.root.right_edge))
    _add_names(roles, one, account, at, subtree)
    rows = {role: tuple(sorted(fillers, key=lambda p: (p.start, p.end))) for role, fillers in roles.items() if fillers}
    if rows == one.roles:
        return one
    return msgspec.structs.replace(one, roles=rows, why=(*one.why, "roles by the parser"))


Places = dict[int, tuple[int, tuple[str, ...]]]
"""Offset in the text to (token, functions)."""


def _function_of(who: Participant, at: Places) -> tuple[str, ...]:
    """The functions of the phrase whose head stands in a participant."""
    return next((functions for offset, (_, functions) in at.items() if who.start <= offset < who.end), ())


def _moved(one: Assertion, at: Places) -> dict[str, list[Participant]]:
    """The participants under the roles that their functions give: agent or patient, place, origin or destination.

    Words may have a frame of their own, so a role is changed only for another of the same sort.
    """
    table = inventory.roles(one.type)
    plain = {(function, role) for function, kind, role in table if not kind}
    acts = {("subject", "agent"), ("object", "patient")} <= plain
    roles: dict[str, list[Participant]] = {role: [] for role in one.roles}
    for role, fillers in one.roles.items():
        sort = _WHO if role in _WHO and acts else _WHERE if role in _WHERE else frozenset[str]()
        for who in fillers:
            wanted = [r for f in _function_of(who, at) if (r := _role(f, _kind(who), table))]
            target = wanted[0] if wanted and role not in wanted and wanted[0] in sort else role
            if who not in roles.setdefault(target, []):
                roles[target].append(who)
    return roles


def _add_names(
    roles: dict[str, list[Participant]], one: Assertion, account: Account, at: Places, subtree: tuple[int, int]
) -> None:
    """Adds names that the parser ties to the verb; they take the place of what stands outside the verb's phrase."""
    table = inventory.roles(one.type)
    taken = [who for fillers in roles.values() for who in fillers]
    sentence = account.sentences[one.sentence]
    for name in account.names:
        if not sentence.start <= name.start < sentence.end or name.within:
            continue
        functions = _function_of(name, at)
        role = next((r for f in functions if (r := _role(f, name.kind, table))), None)
        fits = name.kind in _BEINGS if set(functions) & _CORE else name.kind == "place" and role in _WHERE
        if role is None or not fits or any(w.start < name.end and name.start < w.end for w in taken):
            continue
        inside = [w for w in roles.get(role, ()) if subtree[0] <= w.start < subtree[1] or _function_of(w, at)]
        roles[role] = [*inside, name]
        taken.append(name)


def _kind(who: Participant) -> str:
    if isinstance(who, NameMention):
        return who.kind
    return (who.entity_kind or "") if isinstance(who, Mention) else "quantity"


def _role(function: str, kind: str, table: tuple[tuple[str, str, str], ...]) -> str | None:
    kinds = {kind, "person"} if kind == "group" else {kind}
    return next((role for wanted, sort, role in table if wanted == function and (not sort or sort in kinds)), None)


# --- functions


def _functions(verb: Any, tag: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """(token, functions) of the phrases that a verb governs, with what is joined to them."""
    rows = list(_dependents(verb, tag))
    if not any(functions[0] == "subject" for _, functions in rows):
        rows += _shared_subject(verb)
    passive = _is_passive(verb)
    for token, functions in rows:
        functions = tuple({"subject": "object"}.get(f, f) if passive else f for f in functions)
        for each in (_antecedent(token, verb), *token.conjuncts):
            yield each.i, functions


def _dependents(verb: Any, tag: str) -> Iterator[tuple[Any, tuple[str, ...]]]:
    for child in verb.children:
        label = child.dep_.lower()
        inside = [token for token in child.children if token.dep_.lower() in _INSIDE]
        if label in _SUBJECTS or label in _PASSIVE_SUBJECTS:
            yield child, ("subject",)
        elif label in _OBJECTS:
            yield child, ("object",)
        elif label in _DATIVES or (label == "dative" and not inside):
            yield child, ("dative",)
        elif label in _BY:
            for token in inside if child.pos_ == "ADP" else [child]:
                yield token, ("by",)
        elif label in _OBLIQUES and child.pos_ == "ADP":
            for token in inside:
                yield token, _of_word(child.lower_, tag)
        elif label in _OBLIQUES:
            marks = [token.lower_ for token in child.children if token.dep_.lower() == "case"]
            yield child, _of_word(marks[0], tag) if marks else ("",)


def _of_word(word: str, tag: str) -> tuple[str, ...]:
    """The functions of a preposition, by the language's pack; those for one kind of phrase alone are left out."""
    rows = grammar(tag).prepositions.get(word, ())
    functions = next((found for words, found in rows if words == (word,)), ())
    return tuple(f for f in functions if ":" not in f) or ("",)


def _shared_subject(verb: Any) -> list[tuple[Any, tuple[str, ...]]]:
    """The subject of a verb that has none of its own: its noun's, or that of the verb it is joined to."""
    label = verb.dep_.lower()
    if label in ("acl", "relcl", "acl:relcl") and verb.head.pos_ in ("NOUN", "PROPN"):
        return [(verb.head, ("subject",))] if label == "acl" and _participle(verb) else []
    if label == "conj" and verb.head.pos_ in ("VERB", "AUX") and _is_passive(verb) == _is_passive(verb.head):
        return [(t, ("subject",)) for t in verb.head.children if t.dep_.lower() in _SUBJECTS | _PASSIVE_SUBJECTS]
    return []


def _is_passive(verb: Any) -> bool:
    marks = {child.dep_.lower() for child in verb.children}
    return bool(marks & (_PASSIVE_SUBJECTS | _PASSIVE_MARKS)) or (verb.dep_.lower() == "acl" and _participle(verb))


def _participle(verb: Any) -> bool:
    return bool(verb.tag_ == "VBN" or ("Part" in verb.morph.get("VerbForm") and "Past" in verb.morph.get("Tense")))


def _antecedent(token: Any, verb: Any) -> Any:
    """What a relative pronoun stands for; any other token itself."""
    relative = token.tag_ in ("WP", "WDT") or "Rel" in token.morph.get("PronType")
    return verb.head if relative and verb.dep_.lower() in ("relcl", "acl:relcl", "acl") else token
