"""Dates in running text: tables of cases a language, and what looks like a date and is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from kronika.languages import cldr
from kronika.model import Account, DateMention, Sentence, Source
from kronika.reading import dates

CASES = Path(__file__).parent.parent / "cases" / "dates"


def find(text: str, language: str, **metadata: str) -> list[DateMention]:
    return dates.find(Account(Source(text, language=language, metadata=metadata)))


def told(text: str, language: str) -> list[tuple[str, str | None]]:
    return [(mention.text, mention.edtf) for mention in find(text, language)]


def rows(name: str) -> list[list[str]]:
    lines = (CASES / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


LANGUAGES = sorted(file.stem for file in CASES.glob("*.tsv") if file.stem != "none")


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [(tag, text, expected) for tag in LANGUAGES for text, expected in rows(tag)],
)
def test_table(language: str, text: str, expected: str) -> None:
    found = " | ".join(f"{words} = {edtf}" for words, edtf in told(text, language))
    assert found == expected


@pytest.mark.parametrize(("language", "text"), rows("none"))
def test_no_date(language: str, text: str) -> None:
    assert told(text, language) == []


CONTEXT = [
    ("en", "In 1915 he came. On 3 May he left, and in June he died.", ["1915", "1915-05-03", "1915-06"]),
    ("hu", "Trencsénbe 1848 tavaszán érkezett. Május 3-án továbbment.", ["1848-21", "1848-05-03"]),
    ("en", "In November 1914 they dug in. In January they attacked.", ["1914-11", "1915-01"]),
    ("en", "On 12 May 1921 it began; two days later it was over.", ["1921-05-12", "1921-05-14"]),
    ("en", "It began in 1921. The following spring it ended.", ["1921", "1922-21"]),
    ("en", "He was born in 1880. In the same year his father died.", ["1880", "1880"]),
    ("en", "On the night it happened he was in May Street; on 5 May he wrote.", [None]),
    ("de", "Am 3. März 1921 kam er, am 12. d. M. ging er.", ["1921-03-03", "1921-03-12"]),
    ("fr", "Le 3 mai 1871 il part ; le lendemain il revient.", ["1871-05-03", "1871-05-04"]),
    ("ru", "3 мая 1905 года он уехал, в октябре того же года вернулся.", ["1905-05-03", "1905-10"]),
    # The night is part of the day that has been told, the morning after of the next.
    ("en", "On 3 May 1905 he came. That night it burned. The next morning he left.",
     ["1905-05-03", "1905-05-03", "1905-05-04"]),
    ("es", "El 3 de mayo de 1905 llegó. Aquella misma noche ardió. A la mañana siguiente salió.",
     ["1905-05-03", "1905-05-03", "1905-05-04"]),
    ("de", "Am 3. Mai 1905 kam er. Noch in derselben Nacht brannte es. Am nächsten Morgen ging er.",
     ["1905-05-03", "1905-05-03", "1905-05-04"]),
    ("fr", "Le 3 mai 1905 il vint. La nuit même tout brûla. Le lendemain matin il partit.",
     ["1905-05-03", "1905-05-03", "1905-05-04"]),
    ("hu", "1905. május 3-án jött. Aznap éjjel leégett. Másnap reggel elment.",
     ["1905-05-03", "1905-05-03", "1905-05-04"]),
    ("pt", "Em 3 de maio de 1905 chegou. Naquela mesma noite ardeu. Na manhã seguinte saiu.",
     ["1905-05-03", "1905-05-03", "1905-05-04"]),
    ("ru", "3 мая 1905 года он приехал. Той же ночью всё сгорело. На следующее утро он уехал.",
     ["1905-05-03", "1905-05-03", "1905-05-04"]),
    ("pl", "3 maja 1905 roku przyjechał. Tej samej nocy spłonął dom. Następnego ranka wyjechał.",
     ["1905-05-03", "1905-05-03", "1905-05-04"]),
    ("it", "Il 3 maggio 1905 arrivò. Quella stessa notte bruciò tutto. La mattina dopo partì.",
     ["1905-05-03", "1905-05-03", "1905-05-04"]),
    ("nl", "Op 3 mei 1905 kwam hij. Diezelfde nacht brandde het. De volgende ochtend ging hij.",
     ["1905-05-03", "1905-05-03", "1905-05-04"]),
    ("ro", "La 3 mai 1905 a venit. În aceeași noapte a ars casa. A doua zi dimineață a plecat.",
     ["1905-05-03", "1905-05-03", "1905-05-04"]),
    ("uk", "3 травня 1905 року він приїхав. Тієї ж ночі все згоріло. Наступного ранку він поїхав.",
     ["1905-05-03", "1905-05-03", "1905-05-04"]),
    ("cs", "Dne 3. května 1905 přijel. Ještě téže noci dům vyhořel.", ["1905-05-03", "1905-05-03"]),
    ("sv", "Den 3 maj 1905 kom han. Samma natt brann huset.", ["1905-05-03", "1905-05-03"]),
    ("el", "Στις 3 Μαΐου 1905 ήρθε. Την ίδια νύχτα κάηκε το σπίτι.", ["1905-05-03", "1905-05-03"]),
    ("hu", "1905-ben jött haza. Két évvel korábban ment el.", ["1905", "1903"]),
    # A full stop behind a year, and a new sentence; the stop of an ordinal year goes on.
    ("en", "He came in 1850. In April he left. It was 1851. The winter came.", ["1850", "1850-04", "1851", "1851-24"]),
    ("fr", "Il vint en 1850. En mars il partit.", ["1850", "1850-03"]),
    ("de", "Er kam 1850. Im April ging er.", ["1850", "1850-04"]),
    ("ru", "Он приехал в 1850. В апреле уехал.", ["1850", "1850-04"]),
    ("hu", "Meghalt 1850. A márciusi hír későn jött; 1851. áprilisban temették.", ["1850", "1850-03", "1851-04"]),
    # Months that are other words too, after a word that makes them months.
    ("en", "It began in March 1847. In May Brown left, by March he was back; he may march.",
     ["1847-03", "1847-05", "1847-03"]),
    ("sv", "Han kom 1850. Han dog i mars och hon i maj.", ["1850", "1850-03", "1850-05"]),
    ("zh", "1905年5月3日他到了。当晚房子烧了。", ["1905-05-03", "1905-05-03"]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "expected"), CONTEXT)
def test_context(language: str, text: str, expected: list[str | None]) -> None:
    assert [mention.edtf for mention in find(text, language)] == expected


def test_unresolved_keeps_its_order() -> None:
    mentions = find("It began in November 1927. Two days later it was over.", "en")
    assert mentions[1].edtf is None
    assert mentions[1].after == "1927-11"
    assert mentions[1].basis == "relative"


def test_beside_a_dateline_the_nearest_year() -> None:
    text = "The Daily Post\n28 January 2010\nProfits fell in December. A meeting is set for 3 February."
    assert [m.edtf for m in find(text, "en")] == ["2010-01-28", "2009-12", "2010-02-03"]
    assert [m.edtf for m in find("Profits fell in December.", "en", date="2010-01-28")] == ["2009-12"]


def test_other_calendars_keep_what_was_stated() -> None:
    old = find("5 мая 1905 года ст. ст.", "ru")[0]
    assert (old.edtf, old.calendar, old.stated) == ("1905-05-18", "julian", "1905-05-05")
    double = find("25 октября (7 ноября) 1917 года", "ru")[0]
    assert (double.edtf, double.calendar, double.stated) == ("1917-11-07", "julian", "1917-10-25")


def test_a_misread_year_is_marked() -> None:
    assert told("Printed in l927 at Lyon.", "en") == [("l927", "1927?")]


def test_a_line_break_within_a_sentence_is_a_space() -> None:
    text = "They met on 12 November\n1944 at noon."
    account = Account(Source(text, language="en"), sentences=[Sentence(0, len(text))])
    assert [m.edtf for m in dates.find(account)] == ["1944-11-12"]


def test_a_sentence_in_another_language() -> None:
    text = "He wrote: 3 mai 1871. Then he left."
    account = Account(Source(text, language="en"), sentences=[Sentence(0, 21, language="fr"), Sentence(22, len(text))])
    assert [m.edtf for m in dates.find(account)] == ["1871-05-03"]


@pytest.mark.parametrize(
    "tag", ["fy", "gl", "eu", "cy", "sw", "lv", "et", "mk", "az", "kk", "hy", "am", "is", "mt", "sq", "af"]
)
def test_every_language_of_cldr_knows_its_months(tag: str) -> None:
    for number, forms in enumerate(cldr.names(tag).months, 1):
        found = told(f"12 {forms[0]} 1932", tag)
        assert [edtf for _, edtf in found] == [f"1932-{number:02}-12"], (tag, forms[0])


@pytest.mark.xfail(strict=True, reason="the genitive of the year is known to no pack of Georgian")
def test_georgian_year_first() -> None:
    assert told("2015 წლის 14 აპრილს", "ka") == [("2015 წლის 14 აპრილს", "2015-04-14")]


@pytest.mark.xfail(strict=True, reason="years in words are not read")
def test_a_year_in_words() -> None:
    assert [edtf for _, edtf in told("в тысяча девятьсот сорок пятом году", "ru")] == ["1945"]
