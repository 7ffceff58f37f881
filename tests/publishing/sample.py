"""A small book made by hand, for tests: a lighthouse, a storm, four accounts in four languages."""

from __future__ import annotations

from kronika.chronicle.book import Chronicle
from kronika.model import (
    Account,
    Assertion,
    Claim,
    DateMention,
    Dependence,
    Discrepancy,
    Entity,
    EntityRelation,
    Event,
    NameMention,
    Quantity,
    Sentence,
    Source,
    Span,
)

TEXTS = {
    "en": [
        "The keeper of Skerry Light",
        "On 3 March 1871 the keeper Anna Holm lit the lamp at Skerry Light.",
        "The brig Orion struck the reef that night and 14 sailors were saved.",
        "Captain Pavel Orlov survived.",
        "Holm received a medal in Tallinn in May 1871.",
        "She died in 1902.",
    ],
    "de": [
        "Die Wärterin vom Schärenfeuer",
        "Am 3. März 1871 zündete die Wärterin Anna Holm die Lampe an.",
        "In derselben Nacht lief die Brigg Orion auf das Riff, 12 Matrosen wurden gerettet.",
        "Kapitän Pawel Orlow kam ums Leben.",
        "Im Mai 1871 erhielt Holm in Reval eine Medaille.",
        "Sie starb am 7. Januar 1902 in Turku.",
    ],
    "ru": [
        "Анна Хольм зажгла маяк 4 марта 1871 года.",
        "Бриг «Орион» разбился о риф.",
        "Капитан Павел Орлов выжил и уплыл из Турку в Таллин.",
    ],
    "ar": [
        "أشعلت آنا هولم المصباح في ٣ مارس ١٨٧١.",
        "اصطدمت السفينة أوريون بالشعاب المرجانية.",
    ],
}
ROWS = [
    {"en": (0,), "de": (0,), "ru": (), "ar": ()},
    {"en": (1,), "de": (1,), "ru": (0,), "ar": (0,)},
    {"en": (2,), "de": (2,), "ru": (1,), "ar": (1,)},
    {"en": (3,), "de": (3,), "ru": (2,), "ar": ()},
    {"en": (5,), "de": (5,), "ru": (), "ar": ()},
    {"en": (4,), "de": (4,), "ru": (), "ar": ()},
]
HOLM = {"en": "Anna Holm", "de": "Anna Holm", "ru": "Анна Хольм", "ar": "آنا هولم"}
ORLOV = {"en": "Pavel Orlov", "de": "Pawel Orlow", "ru": "Павел Орлов"}
TALLINN = {"en": "Tallinn", "de": "Reval", "ru": "Таллин"}
TURKU = {"de": "Turku", "ru": "Турку"}
DATES = {
    "en": {"3 March 1871": "1871-03-03", "May 1871": "1871-05", "1902": "1902"},
    "de": {"3. März 1871": "1871-03-03", "Mai 1871": "1871-05", "7. Januar 1902": "1902-01-07"},
    "ru": {"4 марта 1871 года": "1871-03-04"},
    "ar": {"٣ مارس ١٨٧١": "1871-03-03"},
}
TITLES = {
    "en": "The keeper of Skerry Light",
    "de": "Die Wärterin vom Schärenfeuer",
    "ru": "Маяк",
    "ar": "المنارة",
}


def text(tag: str) -> str:
    return "\n".join(TEXTS[tag])


def span(tag: str, words: str) -> Span:
    start = text(tag).index(words)
    return Span(tag, start, start + len(words), words)


def sentence(tag: str, number: int) -> Span:
    return span(tag, TEXTS[tag][number])


def account(tag: str) -> Account:
    source = Source(
        text(tag),
        language=tag,
        id=tag,
        title=TITLES[tag],
        origin=f"{tag}.txt",
        metadata={"author": f"Author of {tag}"},
    )
    sentences = []
    for number, words in enumerate(TEXTS[tag]):
        start = sentence(tag, number).start
        sentences.append(Sentence(start, start + len(words), "heading" if words == TITLES[tag] else "prose"))
    names = [
        NameMention((at := span(tag, forms[tag])).start, at.end, forms[tag], kind, forms[tag])
        for forms, kind in ((HOLM, "person"), (ORLOV, "person"), (TALLINN, "place"), (TURKU, "place"))
        if tag in forms
    ]
    dates = [DateMention((at := span(tag, w)).start, at.end, w, value) for w, value in DATES[tag].items()]
    counts = {"en": "14 sailors", "de": "12 Matrosen"}
    quantities = (
        [Quantity((at := span(tag, words)).start, at.end, int(words[:2]), "person", words) for words in [counts[tag]]]
        if tag in counts
        else []
    )
    return Account(source, sentences, dates, names, quantities)


def entity(id: str, kind: str, forms: dict[str, str], **more: object) -> Entity:
    return Entity(
        id, kind, {tag: [form] for tag, form in forms.items()}, [span(t, f) for t, f in forms.items()], **more
    )  # type: ignore[arg-type]


def told(type: str, places: dict[str, int], date: dict[str, str] | None = None) -> list[Assertion]:
    return [
        Assertion(
            type,
            {},
            (at := sentence(tag, number)).start,
            at.end,
            tag,
            date=(date or {}).get(tag),
            sentence=number,
        )
        for tag, number in places.items()
    ]


def claim(slot: str, value: str, tags: str, voices: int, *evidence: Span) -> Claim:
    return Claim(slot, value, tags.split(), voices, evidence)


def sample() -> Chronicle:
    """The book."""
    accounts = [account(tag) for tag in TEXTS]
    discrepancies = [
        Discrepancy(
            "outcome",
            "contradicts",
            span("en", "survived"),
            span("de", "kam ums Leben"),
            "survived",
            "died",
            0.95,
            0.9,
            "The English account says that Pavel Orlov survived, the German one that he died.",
            ("opposite outcomes of one event",),
            nearer="left",
            id="x1",
            event_ids=("e3",),
        ),
        Discrepancy(
            "date",
            "contradicts",
            span("en", "3 March 1871"),
            span("ru", "4 марта 1871 года"),
            "1871-03-03",
            "1871-03-04",
            0.6,
            0.9,
            "The English account dates the lighting to 3 March 1871, the Russian one to 4 March.",
            ("same event, different day",),
            nearer="left",
            id="x2",
            event_ids=("e1",),
        ),
        Discrepancy(
            "number",
            "contradicts",
            span("en", "14 sailors"),
            span("de", "12 Matrosen"),
            "14",
            "12",
            0.5,
            0.8,
            "14 sailors were saved in one account, 12 in the other.",
            (),
            id="x3",
            event_ids=("e2",),
        ),
        Discrepancy(
            "date",
            "refines",
            span("en", "1902"),
            span("de", "7. Januar 1902"),
            "1902",
            "1902-01-07",
            0.2,
            0.9,
            "The German account gives the day of her death.",
            (),
            id="x4",
            event_ids=("e5",),
        ),
        Discrepancy(
            "omission",
            "omits",
            sentence("en", 4),
            None,
            "medal",
            None,
            0.1,
            0.6,
            "The Russian account does not mention the medal.",
            (),
            id="x5",
            event_ids=("e4",),
        ),
    ]
    of = {d.id: d for d in discrepancies}
    events = [
        Event(
            "e1",
            "lighting",
            None,
            [
                claim("date", "1871-03-03", "en de ar", 2, span("en", "3 March 1871")),
                claim("date", "1871-03-04", "ru", 1, span("ru", "4 марта 1871 года")),
            ],
            [("agent", "holm")],
            None,
            told("lighting", {"en": 1, "de": 1, "ru": 0, "ar": 0}),
            [of["x2"]],
            title="Anna Holm lights the lamp",
        ),
        Event(
            "e2",
            "shipwreck",
            "1871-03",
            [
                claim("number", "14", "en", 1, span("en", "14 sailors")),
                claim("number", "12", "de", 1, span("de", "12 Matrosen")),
            ],
            [],
            None,
            told("shipwreck", {"en": 2, "de": 2, "ru": 1, "ar": 1}),
            [of["x3"]],
            title="The Orion strikes the reef",
        ),
        Event(
            "e4",
            "award",
            "1871-05",
            [claim("place", "tallinn", "en de", 1)],
            [("recipient", "holm")],
            "tallinn",
            told("award", {"en": 4, "de": 4}),
            [of["x5"]],
            title="Anna Holm receives a medal",
            silent=("ru",),
        ),
        Event(
            "e5",
            "death",
            "1902-01-07",
            [
                claim("date", "1902-01-07", "de", 1, span("de", "7. Januar 1902")),
                claim("date", "1902", "en", 1, span("en", "1902")),
            ],
            [("patient", "holm")],
            "turku",
            told("death", {"en": 5, "de": 5}),
            [of["x4"]],
            title="Anna Holm dies",
        ),
        Event(
            "e3",
            "survival",
            None,
            [
                claim("outcome", "survived", "en ru", 2, span("en", "survived")),
                claim("outcome", "died", "de", 1, span("de", "kam ums Leben")),
            ],
            [("patient", "orlov")],
            None,
            told("survival", {"en": 3, "de": 3, "ru": 2}),
            [of["x1"]],
            title="The fate of Pavel Orlov",
            after="1871-03",
        ),
        Event(
            "e6",
            "travel",
            None,
            [],
            [("agent", "orlov"), ("origin", "turku"), ("destination", "tallinn")],
            None,
            told("travel", {"ru": 2}),
            title="Pavel Orlov sails from Turku to Tallinn",
        ),
    ]
    entities = [
        entity(
            "holm",
            "person",
            HOLM,
            relations=[
                EntityRelation("occupation", "lighthouse keeper", (span("en", "keeper Anna Holm"),)),
                EntityRelation("acquaintance", "orlov", (span("en", "Captain Pavel Orlov survived."),)),
            ],
            reasons=("the same sounds in four scripts",),
        ),
        entity("orlov", "person", ORLOV),
        entity(
            "tallinn",
            "place",
            TALLINN,
            latitude=59.437,
            longitude=24.754,
            country="EE",
            reasons=("Reval is an older name of Tallinn",),
        ),
        entity(
            "turku",
            "place",
            TURKU,
            latitude=60.452,
            longitude=22.267,
            country="FI",
            identifiers={"wikidata": "Q38511"},
        ),
    ]
    return Chronicle(
        [a.source for a in accounts],
        accounts,
        ROWS,
        entities,
        events,
        discrepancies,
        [Dependence("de", "en", "translation", 0.8, ("the same order of facts",))],
        tray=("e3", "e6"),
        version="0.1.0",
        build="0123abcd",
    )
