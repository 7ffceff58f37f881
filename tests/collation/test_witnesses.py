"""Which of three accounts stands alone is said in words."""

from __future__ import annotations

import pytest

import kronika
from kronika import collation
from kronika.model import Account

TOLD = {
    "en": "The ship left Bergen in the morning. About 412 people drowned that night..",
    "de": "Das Schiff verließ Bergen am Morgen. In jener Nacht ertranken etwa 412 Menschen..",
    "fr": "Le navire quitta Bergen le matin. Environ 412 personnes se noyèrent cette nuit-là..",
    "es": "El barco salió de Bergen por la mañana. Unas 412 personas se ahogaron aquella noche..",
}


def read(tag: str, odd: str) -> Account:
    text = TOLD[tag].replace("412", "327") if tag == odd else TOLD[tag]
    return kronika.read(kronika.Source(text, language=tag, id=tag))


@pytest.mark.parametrize(
    ("tags", "odd"), [(("en", "de", "fr"), "de"), (("es", "fr", "de"), "es"), (("en", "es", "fr"), "fr")]
)
def test_the_odd_one_out_is_named(tags: tuple[str, ...], odd: str) -> None:
    accounts = [read(tag, odd) for tag in tags]
    beads = {(i, j): collation.align(accounts[i], accounts[j]) for i in range(3) for j in range(i + 1, 3)}
    found = [
        d for d in collation.compare_all(accounts, beads, collation.identities(accounts, beads)) if d.kind == "number"
    ]
    assert len(found) == 2
    assert all(f"{odd} stands against them." in d.explanation for d in found)
