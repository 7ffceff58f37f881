"""What a language's pack says for comparing names: the words that make another name of one."""

from __future__ import annotations

import msgspec


class Spelling(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words of one language that matter when two names are compared.

    All words are in small letters. A word that ends in `*` stands for every word that begins so.

    Attributes:
        qualifiers: words that make another place or body of a name: North Korea is not Korea, Upper Silesia is not
            Silesia, New England is not England.
    """

    qualifiers: tuple[str, ...] = ()
