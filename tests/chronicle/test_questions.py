"""What people ask: events by who, where, what and when; evidence grouped and weighed; words in every script."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from chronicle import stories
from chronicle.stories import account
from kronika.chronicle import Chronicle, assemble, questions
from kronika.chronicle.folding import folded, indexed
from kronika.errors import BadRequest
from kronika.model import Dependence


@pytest.fixture(scope="module")
def book() -> Chronicle:
    return stories.book()


@pytest.fixture(scope="module")
def path(book: Chronicle, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("book") / "chronicle.db"
    book.save(path)
    return path


@pytest.mark.parametrize(
    ("asked", "types"),
    [
        ({}, ["arrival", "arrest", "speech", "release", "journey", "death"]),
        ({"person": "Anna Weiss"}, ["arrival", "arrest", "release", "journey"]),
        ({"person": "weiss"}, ["arrival", "arrest", "release", "journey"]),
        ({"person": "HOLM KÁROLY"}, ["arrest", "speech", "death"]),
        ({"person": "Nobody Known"}, []),
        ({"place": "Brenk"}, ["arrival", "arrest", "death"]),
        ({"person": "Karl Holm", "place": "Brenk"}, ["arrest", "death"]),
        ({"type": "death"}, ["death"]),
        ({"type": "journey"}, ["arrival", "journey"]),
        ({"start": "1935", "end": "1936"}, ["release", "journey"]),
        ({"end": "1930"}, ["arrival"]),
        ({"start": "1936-05-03"}, ["death"]),  # 1941 or 1942: the accounts contradict each other
        ({"account": "pt"}, ["arrival", "arrest", "release", "journey", "death"]),
        ({"account": "hu.txt", "disputed": True}, ["arrest", "death"]),
        ({"disputed": True}, ["arrest", "death"]),
    ],
)
def test_events_that_fit_in_memory_and_in_the_file(
    book: Chronicle, path: Path, asked: dict[str, Any], types: list[str]
) -> None:
    found = questions.events(book, **asked)
    assert [one.type for one in found] == types
    wanted = questions.Wanted(**asked)
    assert questions.events_at(path, wanted) == found
    assert questions.count(path, wanted) == len(types)
    assert questions.events_at(path, wanted, limit=1, offset=1) == found[1:2]


def test_questions_that_make_no_sense(book: Chronicle, path: Path) -> None:
    for asked in ({"start": "some day"}, {"account": "no such account"}):
        with pytest.raises(BadRequest):
            questions.events(book, **asked)  # type: ignore[arg-type]
        with pytest.raises(BadRequest):
            questions.events_at(path, questions.Wanted(**asked))
    with pytest.raises(BadRequest, match="nothing in this book is named"):
        questions.evidence(book, "Xyzzy")


def test_evidence_groups_values_and_calls_a_tie_a_tie(book: Chronicle) -> None:
    answer = questions.evidence(book, "Karl Holm", "death")
    date = next(one for one in answer.told if one.slot == "date")
    assert [(v.value, v.source_ids, v.independent) for v in date.values] == [
        ("1941", ("en", "hu"), 2),
        ("1942", ("pt",), 1),
    ]
    assert (date.best, date.tie) == ("1941", ())
    assert "best supported: 1941" in answer.text()
    tied = stories.book(dependence=[Dependence("hu", "en", "copy", 0.9)])
    date = next(one for one in questions.evidence(tied, "Karl Holm", "death").told if one.slot == "date")
    assert (date.best, set(date.tie)) == ("", {"1941", "1942"})
    assert "a tie between" in questions.evidence(tied, "Karl Holm", "death").text()


def test_a_coarser_date_backs_a_finer_one(book: Chronicle) -> None:
    date = next(one for one in questions.evidence(book, "Anna Weiss", "journey").told if one.slot == "date"
                and one.title.startswith("Journey"))  # fmt: skip
    assert date.best == "1936-05-02"
    assert date.values[0].backed_by == ("en", "hu", "pt")


def test_evidence_of_a_slot_and_of_an_event(book: Chronicle) -> None:
    answer = questions.evidence(book, "Anna Weiss", "place")
    assert {one.slot for one in answer.told} == {"place"}
    one = questions.evidence(book, book.events[0].id)
    assert {told.event_id for told in one.told} == {book.events[0].id}
    assert questions.evidence(book, "Anna Weiss", "place").to_dict()["accounts"] == 3


SCRIPTS = [
    ("pl", "Wałęsa pojechał do Łodzi w 1980 roku.", "walesa", "łódź lodzi"),
    ("hu", "A kormányzó Moszkvában élt.", "MOSZKVÁBAN", "moszkva"),
    ("ru", "Он вернулся в Москву зимой.", "москву", "Москва"),
    ("uk", "Київ прийняв його.", "київ", "Киів"),
    ("el", "Ο πόλεμος άρχισε στην Αθήνα.", "πολεμος", "Αθηνας"),
    ("tr", "Iğdır'dan İstanbul'a gitti.", "istanbul'a", "Igdır"),
    ("ar", "وصل إلى القاهرة في الشتاء.", "القاهره", "القَاهِرة"),
    ("he", "הוא הגיע לירושלים בחורף.", "לירושלים", "לִירוּשָׁלַיִם"),
    ("fa", "او به تهران رفت.", "تهران", "رفت"),
    ("hi", "वह दिल्ली में रहता था।", "दिल्ली", "रहता"),
    ("zh", "他於一九三七年在北京被捕。", "北京", "被捕"),
    ("ja", "彼は東京で逮捕された。", "東京", "逮捕"),
    ("th", "เขาถูกจับที่กรุงเทพ", "กรุงเทพ", "ถูกจับ"),
    ("ko", "그는 서울에서 체포되었다.", "서울에서", "체포되었다"),
    ("de", "Er kam nach Gößweinstein.", ["goessweinstein", "gößweinstein"][1], "GÖSSWEINSTEIN"),
    ("da", "Han rejste til Ærø.", "aero", "ærø"),
]


@pytest.fixture(scope="module")
def everywhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("scripts") / "chronicle.db"
    assemble([account(tag, tag, [(text, "", {}, None)]) for tag, text, *_ in SCRIPTS], {}).save(path)
    return path


@pytest.mark.parametrize(("tag", "text", "exact", "loose"), SCRIPTS, ids=[row[0] for row in SCRIPTS])
def test_words_are_found_in_every_script(everywhere: Path, tag: str, text: str, exact: str, loose: str) -> None:
    for asked in (exact, loose.split()[-1]):
        hits = questions.search(everywhere, asked)
        assert [hit.source_id for hit in hits][:1] == [tag], asked
        assert hits[0].text == text


def test_a_name_finds_what_other_accounts_call_it(path: Path) -> None:
    found = {hit.source_id for hit in questions.search(path, "Karl Holm")}
    assert found == {"en", "hu", "pt"}


@pytest.mark.parametrize(
    "asked", ["", "   ", "?!", '"', "AND OR NOT", "a*", 'x" OR "y', "NEAR(a b)", "\x00", "-" * 999]
)
def test_any_words_may_be_asked(path: Path, asked: str) -> None:
    assert isinstance(questions.search(path, asked), list)


def test_folding_is_idempotent_and_keeps_letters_apart() -> None:
    for _, text, *_ in SCRIPTS:
        assert folded(folded(text)) == folded(text)
    assert folded("が") != folded("か"), "voicing makes another kana"
    assert indexed("北京市") == "北京 京市 市"


def test_what_speaks_against_a_death_is_shown() -> None:
    import kronika
    from kronika.model import Source

    en = Source(
        "The old chronicle of the port was kept by monks. The harbour burned in 1880. "
        "Captain Anna Weller survived the shipwreck of 1887. The monks left the port in 1890.",
        language="en",
        id="en",
    )
    de = Source(
        "Die alte Chronik des Hafens wurde von Mönchen geführt. Der Hafen brannte 1880. "
        "Kapitänin Anna Weller kam beim Schiffbruch von 1887 ums Leben. Die Mönche verließen den Hafen 1890.",
        language="de",
        id="de",
    )
    answer = questions.evidence(kronika.build([en, de]), "Anna Weller", "death")
    (dispute,) = answer.disputed
    assert {value.source_ids for value in dispute.values} == {("en",), ("de",)}
    assert set(dispute.tie) == {"survival of Anna Weller", "death of Anna Weller"}
    assert {one.title.split(":")[0] for one in answer.told} == {"Death", "Survival"}
    assert answer.text().startswith("In dispute: ")
