"""A small account in several languages and scripts, to be written in every format."""

from __future__ import annotations

import msgspec


class Story(msgspec.Struct, frozen=True):
    """A title and paragraphs of prose."""

    language: str
    title: str
    paragraphs: tuple[str, ...]

    @property
    def text(self) -> str:
        return "\n\n".join((self.title, *self.paragraphs))


STORIES = (
    Story(
        "en",
        "The fire at the mill",
        (
            "On 3 May 1911 the steam mill of Jonas Reed burnt down in Harwell. Two workers died, and the owner was "
            "never seen again in the county.",
            "The inquest met in June 1911. It found nobody guilty, though Mrs. Reed had spoken of a quarrel with "
            "Dr. Allen, the mill's largest creditor.",
        ),
    ),
    Story(
        "hu",
        "Tűz a malomban",
        (
            "1911. május 3-án leégett Reed Jónás gőzmalma Harwellben. Két munkás meghalt, a tulajdonost pedig soha "
            "többé nem látták a megyében.",
            "A vizsgálóbizottság 1911 júniusában ült össze. Senkit sem talált bűnösnek, noha Reedné "
            "dr. Allennal, a malom "
            "legnagyobb hitelezőjével való veszekedésről beszélt.",
        ),
    ),
    Story(
        "pt",
        "O incêndio do moinho",
        (
            "Em 3 de maio de 1911, o moinho a vapor de Jonas Reed ardeu em Harwell. Morreram dois operários, e o "
            "proprietário nunca mais foi visto no condado.",
            "A comissão de inquérito reuniu-se em junho de 1911. Não declarou ninguém culpado, "
            "embora a Sra. Reed tivesse "
            "falado de uma discussão com o Dr. Allen, o maior credor do moinho.",
        ),
    ),
    Story(
        "ru",
        "Пожар на мельнице",
        (
            "3 мая 1911 года в Харуэлле сгорела паровая мельница Джонаса Рида. Погибли двое рабочих, а владельца в "
            "графстве больше никогда не видели.",
            "Следственная комиссия собралась в июне 1911 г. Виновных она не нашла, хотя г-жа Рид говорила о ссоре с "
            "доктором Алленом, главным кредитором мельницы.",
        ),
    ),
    Story(
        "el",
        "Η πυρκαγιά στον μύλο",
        (
            "Στις 3 Μαΐου 1911 κάηκε στο Χάργουελ ο ατμόμυλος του Τζόνας Ριντ. Δύο εργάτες πέθαναν "
            "και ο ιδιοκτήτης δεν "
            "εμφανίστηκε ποτέ ξανά στην κομητεία.",
            "Η επιτροπή συνεδρίασε τον Ιούνιο του 1911. Δεν βρήκε κανέναν ένοχο, αν και η κ. Ριντ "
            "είχε μιλήσει για καβγά "
            "με τον Δρ. Άλεν, τον μεγαλύτερο πιστωτή του μύλου.",
        ),
    ),
)
"""Each told alike, so that a reader of the tests can compare."""
