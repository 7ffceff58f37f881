"""Function words: what holds the sentences of a language together. How to write them: docs/events.md."""

from __future__ import annotations

import msgspec


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The small words and endings that tell clauses, voices and roles. Lists are space separated, small letters.

    Attributes:
        order: "svo" where position tells subject from object, "free" where case endings do.
        prodrop: a clause may leave out its subject pronoun.
        impersonal: a third person plural verb with no subject in its clause means "one, they": no agent.
        prepositions: word(s) before a phrase to its functions ("by", "of from"); a key may be several words
            ("on behalf of").
        postpositions: word(s) after a phrase to its functions.
        endings: function to case endings of names, for languages with cases; the order of functions decides ties.
        genitive_before: a bare name right before a noun of action is its possessor (Hungarian, Turkish).
        possessive: endings or clitics on a name that make it a possessor ("'s").
        pronouns: pronoun to features: a function (subject, object, of, dative …), then any of m f n, s p, 1 2 3, r for
            reflexive; "he" = "subject m s 3".
        articles: words that may stand between a preposition and its noun (articles, demonstratives, possessives).
        coordinators: words that join clauses or phrases ("and").
        adversatives: words that join clauses only ("but").
        subordinators: words that open a clause of their own ("when", "because", "that").
        relativizers: words that open a relative clause ("who").
        conditionals: words that open a condition ("if", "unless").
        be: forms of the copula. passive: auxiliaries that make a passive with a participle. perfect: auxiliaries that
            make an active perfect with a participle. been: participles of be that make the passive perfect.
        pluperfect: those of the perfect's auxiliaries that put an event before what the sentence tells ("had").
        future: auxiliaries of the future. modal: auxiliaries after which the lexical verb stands.
        verbs: frequent finite verbs that are no event, so that clauses are cut at them ("had", "became").
        verb_endings: endings that mark most finite verbs, three letters or more ("aram").
        adverbs: frequent adverbs that may stand between an auxiliary and its verb.
        elided: words written together with the next by an apostrophe ("l", "d").
        clitics: what follows an apostrophe and is a word of its own ("s").
        after, before: words of order without a date ("afterwards", "before that").
        quantifiers: words that make an indefinite participant ("many", "some", "most").
        generic: words that make a sentence a habit or a rule ("usually", "often").
        offices_bare: an office after the copula may stand without an article.
        cases: articles and the like that show the case of their phrase, to its functions (German "den" = "object").
        object_articles: articles that are object pronouns too, as which they are read right before a finite past
            (Italian "la arrestò"), and before a present behind a subject (French "la police l'arrête"). `pronouns`
            says which.
        contrast: words that put one phrase in place of a negated one ("not in Paris but in Rome").
        reflexive_passive: a reflexive verb whose subject is a thing is passive (Spanish "se fundó la ciudad"), and
            without a subject it says that someone did it.
    """

    order: str = "svo"
    prodrop: bool = False
    impersonal: bool = False
    prepositions: dict[str, str] = {}
    postpositions: dict[str, str] = {}
    endings: dict[str, str] = {}
    genitive_before: bool = False
    possessive: str = ""
    pronouns: dict[str, str] = {}
    articles: str = ""
    coordinators: str = ""
    adversatives: str = ""
    subordinators: str = ""
    relativizers: str = ""
    conditionals: str = ""
    be: str = ""
    passive: str = ""
    perfect: str = ""
    been: str = ""
    future: str = ""
    modal: str = ""
    verbs: str = ""
    verb_endings: str = ""
    adverbs: str = ""
    elided: str = ""
    clitics: str = ""
    after: str = ""
    before: str = ""
    quantifiers: str = ""
    generic: str = ""
    offices_bare: bool = True
    cases: dict[str, str] = {}
    object_articles: str = ""
    contrast: str = ""
    reflexive_passive: bool = False
    pluperfect: str = ""
