"""What a language needs told so that sentences are found."""

from __future__ import annotations

import msgspec


class Sentences(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Abbreviations, ordinals and the like. Words are given as written, without the full stop.

    Attributes:
        titles: stand before a name and never end a sentence ("Dr", "Mr", "St").
        numbered: stand before a number and end no sentence there ("No", "p", "vol", "Art").
        inner: end a sentence only before a capital that is no name or number by its context: taken never to end one
            ("e.g", "i.e", "bzw", "vs").
        closing: may end a sentence; they do before a capital ("etc", "Inc", "Jr", "B.C").
        ordinal_dot: True where a full stop after a number makes an ordinal or a date part ("10. évfordulójára").
        ordinal_words: words that follow an ordinal number in capitals ("Kongress", "Weltkrieg", months in German);
            in small letters they need no listing.
        caption_words: begin a caption ("Figure", "Abb", "kép").
        starters: words in capitals that mostly begin a sentence, so that a full stop before them ends one even after
            an initial or an abbreviation ("The", "He").
    """

    titles: tuple[str, ...] = ()
    numbered: tuple[str, ...] = ()
    inner: tuple[str, ...] = ()
    closing: tuple[str, ...] = ()
    ordinal_dot: bool = False
    ordinal_words: tuple[str, ...] = ()
    caption_words: tuple[str, ...] = ()
    starters: tuple[str, ...] = ()

    @property
    def known(self) -> frozenset[str]:
        """Every abbreviation, in small letters."""
        every = (*self.titles, *self.numbered, *self.inner, *self.closing)
        return frozenset(word.casefold() for word in every)
