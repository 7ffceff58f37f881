"""What web pages leave behind in copied text, by language."""

from __future__ import annotations

import msgspec


class Residue(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words of a web page's furniture that stick to copied text.

    Attributes:
        edit_links: what the link beside a heading says ("Edit", "edit source"), as written on pages.
        note_marks: what stands in brackets as a mark on the text ("citation needed"), in small letters, without number.
        hyphen_endings: endings that are joined by a hyphen to a quoted or foreign word, where the language does so.
    """

    edit_links: tuple[str, ...] = ()
    note_marks: tuple[str, ...] = ()
    hyphen_endings: tuple[str, ...] = ()
