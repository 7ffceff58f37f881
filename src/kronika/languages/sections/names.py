"""What a language's pack says of names: titles, kin, offices, head words, endings."""

from __future__ import annotations

import msgspec


class Names(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words around names in one language.

    All words are in small letters unless capitals matter. A word that ends in `*` stands for every word that begins
    so ("ministarstv*"). Words are compared without regard to case.

    Attributes:
        titles: what stands before a person's name and is no part of it (Dr, tsar, general, Mrs).
        after: what stands after a name and is no part of it (Jr, úr, bey).
        elder, younger: the words beside a name that tell a father from a son of that name ("sr", "père"; "jr", "fils").
        occupations: word for what a person is, to plain English ("matematikus" = "mathematician"); offices too.
        kin: word for a relative or lasting tie, to plain English ("felesége" = "wife"); possessed forms are listed as
            they are written. The named person is the tie of someone: "felesége, Natalja": Natalja is a `wife`.
        kin_words: adjectives that make a tie narrower, to plain English ("legidősebb" = "eldest", "első" = "first").
        members: words for belonging to a body ("tagja", "member").
        authors: words for what someone has written or made ("levele", "book", "autobiografia").
        organizations, places, works, events: head words of such names. groups: words for peoples and adherents.
        people: words that follow or precede a person and nobody else (verbs of saying, "aged", "geboren").
        locative: words before a place ("in", "near"). particles: small words inside names ("van", "de la", "of").
        articles: words that stand before a name and are no part of it.
        indefinite: articles that bring in someone new ("a", "egy"): no one told of before is meant.
        nationalities: word for a nationality or what belongs to a country, to the English name of the country.
        not_names: words written with a capital that are no names (days, months, polite forms).
        endings: case endings and clitics that may follow a name; "ого=ий" puts other letters in their place.
        every_word: each word of a name takes endings, not the last alone.
        doubled: endings that stand after a doubled consonant ("al": Sztálinnal).
        joined: endings written with a hyphen or an apostrophe after a name.
        restore: what the end of a stem becomes once its ending is off ("á" = "a": Jakutiá-ba, Jakutia).
        derived: endings that make an adjective of a place's name ("i": kazahsztáni).
        quotes: pairs of quotation marks beyond the usual ones.
        surname_first: the family name comes first. capital_nouns: every noun has a capital (German).
        possessor_first: "Gorky's son": the possessor stands before what he has. possessor: words or endings between
            ("of", "de", "'s"). possessive: words for his, her, their.
        possessed: endings that say that the word has a possessor (hu -ja, -je: "fia", "levele").
        weights: the learnt weights to read names with, where they are those of a near relative ("sh" for hr and sr).
        title_words: words for a title, before a colon ("címe: …", "title: …").
        inside: words that stand before places and hardly before persons ("in", "en", "в").
        bodies, named_events: bodies and events known by a set phrase, also in small letters ("központi bizottság*").
        copulas: "is", "was" and the like, which join a name to what its bearer is. conjunctions: "and".
        surnames: family names that are written before the given name as one word with it, in a script without capitals
            (김: 김구, 박: 박정희).
        located: endings that make "of that place" a sign of location ("kazahsztáni Alma Ata").
    """

    titles: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    elder: tuple[str, ...] = ()
    younger: tuple[str, ...] = ()
    occupations: dict[str, str] = {}
    kin: dict[str, str] = {}
    kin_words: dict[str, str] = {}
    members: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    organizations: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    works: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    locative: tuple[str, ...] = ()
    particles: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    indefinite: tuple[str, ...] = ()
    nationalities: dict[str, str] = {}
    not_names: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    joined: tuple[str, ...] = ()
    every_word: bool = False
    doubled: tuple[str, ...] = ()
    restore: dict[str, str] = {}
    derived: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()
    surname_first: bool = False
    capital_nouns: bool = False
    possessor_first: bool = False
    possessor: tuple[str, ...] = ()
    possessive: tuple[str, ...] = ()
    possessed: tuple[str, ...] = ()
    located: tuple[str, ...] = ()
    weights: str = ""
    inside: tuple[str, ...] = ()
    title_words: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    named_events: tuple[str, ...] = ()
    copulas: tuple[str, ...] = ()
    conjunctions: tuple[str, ...] = ()
    surnames: tuple[str, ...] = ()
