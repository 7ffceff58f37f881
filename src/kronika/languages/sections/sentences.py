"""What a language needs told so that sentences are found."""

from __future__ import annotations

from functools import cached_property

import msgspec


class Sentences(msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """Abbreviations, ordinals and the like. Words are given as written, without their last full stop.

    Attributes:
        titles: stand before a name: a full stop after them never ends a sentence ("Dr", "Mr", "St").
        inner: stand within a sentence: a full stop after them never ends one ("e.g", "bzw", "vs").
        numbered: end no sentence before a number ("No", "p", "vol"); elsewhere they are words like others.
        dated: stand after a year or century ("г", "r"): end a sentence before a capital only where words enough for a
            clause precede.
        trailing: end a sentence only before one of `starters` ("Inc", "Jr", "U.S").
        closing: end a sentence before any capital ("etc", "B.C").
        ordinal_dot: True where a full stop after a number makes an ordinal or a part of a date ("10. évfordulójára").
        ordinal_capital: True where such a number stands before capitals as a rule, so that only one of `starters` makes
            it the end of a sentence (Turkish, whose verbs come last).
        quoting: what follows a closing quotation mark within a sentence, where no space does (Japanese particles).
        ordinal_words: capitalised words that follow an ordinal ("Jahrhundert", "März"); small letters need no listing.
        ordinal_before: words in small letters that precede an ordinal ("am", "der"), so that a capital after the full
            stop starts no sentence.
        starters: capitalised words that mostly begin a sentence ("The", "He").
        caption_words: words that begin a caption before a number or a colon ("Figure", "Abb").
        terminators: signs that end a sentence in this language only (":" in Armenian).
        question_sign: a sign that ends questions here and is a semicolon elsewhere (";" in Greek); it ends a sentence
            that holds one of `question_words` (small letters, with and without accents as written).
        space_ends: True where sentences end without a sign, at a space (Thai, Lao).
    """

    titles: tuple[str, ...] = ()
    inner: tuple[str, ...] = ()
    numbered: tuple[str, ...] = ()
    dated: tuple[str, ...] = ()
    trailing: tuple[str, ...] = ()
    closing: tuple[str, ...] = ()
    ordinal_dot: bool = False
    ordinal_capital: bool = False
    quoting: tuple[str, ...] = ()
    ordinal_words: tuple[str, ...] = ()
    ordinal_before: tuple[str, ...] = ()
    starters: tuple[str, ...] = ()
    caption_words: tuple[str, ...] = ()
    terminators: str = ""
    question_sign: str = ""
    question_words: tuple[str, ...] = ()
    space_ends: bool = False

    @cached_property
    def known(self) -> frozenset[str]:
        """Every abbreviation, in small letters."""
        every = (*self.titles, *self.inner, *self.numbered, *self.dated, *self.trailing, *self.closing)
        return frozenset(word.casefold() for word in every)

    @cached_property
    def roles(self) -> dict[str, str]:
        """Abbreviation in small letters to the field it stands in; one in several takes the first of the fields."""
        fields = ("dated", "titles", "inner", "numbered", "trailing", "closing")
        return {word.casefold(): field for field in reversed(fields) for word in getattr(self, field)}

    @cached_property
    def starting(self) -> frozenset[str]:
        """`starters` as a set."""
        return frozenset(self.starters)

    @cached_property
    def ordinals(self) -> frozenset[str]:
        """`ordinal_words` as a set."""
        return frozenset(self.ordinal_words)

    @cached_property
    def articles(self) -> frozenset[str]:
        """`ordinal_before` as a set."""
        return frozenset(self.ordinal_before)
