"""Cues of factuality: whether an account says that something happened. How to write them: docs/events.md."""

from __future__ import annotations

import msgspec


class Cue(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that change the factuality of an event they govern.

    Attributes:
        value: asserted, denied, attempted, failed, reported or uncertain.
        negated: the value when the cue itself is negated ("did not manage": failed); empty: the cue is then ignored.
        verbs, nouns: dictionary forms, comma separated, inflected by the classes of events.toml.
        words: cues as written, comma separated: adverbs, particles, phrases ("in vain", "according to").
        scope: what it governs: "next" (the event word that follows in the clause or its complement), "clause"
            (all of its clause), "near" (the next event word on either side within the clause), "before" (the event
            word before it).
        reach: how many words away the governed event may stand at most.
        source: who reports, for `reported`: "subject" (the cue's subject), "after" (the phrase that follows),
            "before" (the phrase before it), or empty.
        finite: whether it may govern a finite verb behind it; not where an infinitive or a noun follows ("accused of").
        perfect: the value where it governs a perfect infinitive ("er soll ihn ermordet haben": reported).
    """

    value: str
    negated: str = ""
    verbs: str = ""
    nouns: str = ""
    words: str = ""
    scope: str = "next"
    reach: int = 6
    source: str = ""
    finite: bool = True
    perfect: str = ""


class Factuality(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A language's cues.

    Attributes:
        negators: words that negate the verb they stand before (or, with `negation_after`, behind), space separated.
        negation_after: the negator may follow the verb ("sie kam nicht", "ne vint pas").
        negation_reach: how many words may stand between negator and verb.
        not_negating: phrases in which a negator negates nothing ("not only"), comma separated.
        negative_subjects: words that negate as subject or object ("nobody", "none"), space separated.
        without: words that deny the event noun or infinitive after them ("without"), space separated.
        until: words that, before a date, make of a negation an assertion ("not published until 1950"), space separated.
        infinitives: phrases that make an infinitive of the participle in their clause ("zu haben"), comma separated.
        parts: nouns for a share in an event ("role", "responsibility"), comma separated: an event named behind one and
            a preposition happened, whatever is said of the share.
        cues: the rest.
    """

    negators: str = ""
    negation_after: bool = False
    negation_reach: int = 3
    not_negating: str = ""
    negative_subjects: str = ""
    without: str = ""
    cues: tuple[Cue, ...] = ()
    until: str = ""
    infinitives: str = ""
    parts: str = ""
