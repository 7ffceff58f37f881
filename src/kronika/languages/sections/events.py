"""Event words: what in a language says that something happened. How to write one: docs/events.md."""

from __future__ import annotations

import msgspec


class Group(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that mean one type of event.

    Attributes:
        type: a type of the inventory (knowledge/events.toml).
        verbs: dictionary forms, comma separated; inflected by the pack's verb classes.
        nouns: nouns of action, comma separated; inflected by the noun classes.
        words: predicates that are neither ("dead", "prisoner of war"), as written, no inflection.
        frame: the inventory's frame, where it is not the type's own ("die of hunger": undergoes).
        map: changes to the frame, "function=role …" or "function:kind=role …".
        when: condition to another type: {"from:place" = "deportation"}; the first that holds wins, in order.
        needs: conditions of which one must hold, else the words say nothing: "object:person to:place". "-" before a
            condition: it must not hold.
        factuality: what the words themselves say of the event: a value of the contract ("attempted" for "attempt on
            the life of"); empty: asserted.
        confidence: how often these words mean this event when the conditions hold, in [0, 1].
    """

    type: str
    verbs: str = ""
    nouns: str = ""
    words: str = ""
    frame: str = ""
    map: str = ""
    when: dict[str, str] = {}
    needs: str = ""
    factuality: str = ""
    confidence: float = 0.9


class Events(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A language's event words.

    Attributes:
        endings: named lists of endings, used in classes as "$name".
        verbs: class name to {form name: endings}; the key "of" lists the lemma ends the class is for.
        nouns: the same for nouns.
        irregular: lemma to {form name: whole forms}.
        groups: the words, by type.
        things: kind (person, place, organization, work, event, office) to common nouns that stand for such a thing.
        titles: words that stand before a name and belong to it ("President"), comma separated, inflected as nouns.
    """

    endings: dict[str, str] = {}
    verbs: dict[str, dict[str, str]] = {}
    nouns: dict[str, dict[str, str]] = {}
    irregular: dict[str, dict[str, str]] = {}
    groups: tuple[Group, ...] = ()
    things: dict[str, str] = {}
    titles: str = ""
