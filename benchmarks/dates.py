"""Dates: quality on the measuring sets, a probe of 40 sentences beside dateparser, and speed.

KRONIKA_MEASURE=... python -m benchmarks dates
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from kronika.edtf import earliest, latest
from kronika.model import Account, Source
from kronika.reading import dates

# language, sentence, the value of its one date
PROBE = [
    ("en", "The bridge fell on the night of 3 March 1879.", "1879-03-03"),
    ("en", "She left the convent in early 1932.", "1932-37"),
    ("de", "Im Herbst 1918 kehrte das Regiment heim.", "1918-23"),
    ("de", "Die Brücke wurde Ende der 1880er Jahre gebaut.", "1885/1889"),
    ("fr", "L'usine ferma ses portes en août 1931.", "1931-08"),
    ("fr", "Le moulin date du XVIIe siècle.", "16XX"),
    ("es", "El puerto se abrió el 7 de junio de 1902.", "1902-06-07"),
    ("es", "Emigraron a finales de los años 1920.", "1925/1929"),
    ("pt", "A greve começou em julho de 1917.", "1917-07"),
    ("pt", "Viveu ali entre 1905 e 1911.", "1905/1911"),
    ("it", "La biblioteca bruciò il 4 febbraio 1904.", "1904-02-04"),
    ("it", "Il ponte fu costruito nell'Ottocento.", "18XX"),
    ("hu", "A malom 1888 augusztusában égett le.", "1888-08"),
    ("hu", "Az 1950-es évek végén költöztek el.", "1955/1959"),
    ("pl", "Most otwarto 5 października 1909 roku.", "1909-10-05"),
    ("pl", "Mieszkał tam w latach 1921–1926.", "1921/1926"),
    ("cs", "Továrna vyhořela 14. srpna 1903.", "1903-08-14"),
    ("cs", "Kostel pochází ze 14. století.", "13XX"),
    ("ru", "Станция открыта в июле 1902 года.", "1902-07"),
    ("ru", "Он вернулся 21 ноября (4 декабря) 1916 года.", "1916-12-04"),
    ("uk", "Школу відкрили 1 вересня 1908 року.", "1908-09-01"),
    ("uk", "Село виникло у другій половині XVIII століття.", "1750/1799"),
    ("ro", "Podul s-a prăbușit la 9 aprilie 1913.", "1913-04-09"),
    ("ro", "S-au mutat în vara anului 1926.", "1926-22"),
    ("nl", "De dijk brak op 22 januari 1916.", "1916-01-22"),
    ("nl", "Hij schilderde dit in de jaren twintig van zijn leven, rond 1894.", "1894~"),
    ("sv", "Bruket lades ned 1926.", "1926"),
    ("sv", "Kyrkan byggdes på 1600-talet.", "16XX"),
    ("fi", "Silta valmistui 12. kesäkuuta 1907.", "1907-06-12"),
    ("fi", "Talo rakennettiin 1890-luvulla.", "189X"),
    ("tr", "Köprü 15 Nisan 1911'de açıldı.", "1911-04-15"),
    ("tr", "Okul 1926 yılının başında kapandı.", "1926-37"),
    ("el", "Το σχολείο άνοιξε στις 8 Οκτωβρίου 1906.", "1906-10-08"),
    ("el", "Ο ναός χτίστηκε τον 12ο αιώνα.", "11XX"),
    ("bg", "Гарата е открита през май 1912 г.", "1912-05"),
    ("hr", "Tvornica je izgorjela 17. rujna 1901. godine.", "1901-09-17"),
    ("ja", "この橋は昭和3年5月に完成した。", "1928-05"),
    ("zh", "这座桥建于1934年9月。", "1934-09"),
    ("ar", "افتتح الجسر في 6 مارس 1913.", "1913-03-06"),
    ("he", "הגשר נפתח ב-3 ביוני 1912.", "1912-06-03"),
]

Bounds = tuple[object, object]


def ours(text: str, language: str) -> list[Bounds]:
    """The bounds of each date kronika finds."""
    mentions = dates.find(Account(Source(text, language=language)))
    return [(earliest(m.edtf), latest(m.edtf)) for m in mentions if m.edtf]


def theirs(text: str, language: str) -> list[Bounds]:
    """The day of each date dateparser finds."""
    from dateparser.search import search_dates

    found = search_dates(text, languages=[language]) or []
    return [((day.year, day.month, day.day),) * 2 for _, day in found]  # type: ignore[misc]


def probe(find: Callable[[str, str], list[Bounds]]) -> tuple[int, float]:
    """How many sentences give exactly their one date, and the seconds it took."""
    find("Warm.", "en")
    begun, right = time.process_time(), 0
    for language, text, value in PROBE:
        right += find(text, language) == [(earliest(value), latest(value))]
    return right, time.process_time() - begun


def speed(words: int = 60_000) -> float:
    """Words a second on running text in which every eighth sentence has a date, on one core."""
    plain = "The committee met again in the old school by the harbour and spoke of the price of coal and bread. "
    text = (plain * 7 + "On 12 November 1921 it was closed. ") * (words // 140)
    account = Account(Source(text, language="en"))
    dates.find(account)
    begun = time.process_time()
    dates.find(account)
    return len(text.split()) / (time.process_time() - begun)


def main() -> None:
    """Prints the probe beside dateparser's, the speed, and the scores of the measuring sets where they are at hand."""
    probe(ours)  # the lexicons of all languages are made once
    right, seconds = probe(ours)
    print(f"probe, {len(PROBE)} sentences in {len({tag for tag, _, _ in PROBE})} languages: right answers, seconds")
    print(f"  kronika     {right:3d}  {seconds:7.3f}")
    try:
        probe(theirs)
        other, other_seconds = probe(theirs)
    except ImportError:
        print("  dateparser  not installed")
    else:
        print(f"  dateparser  {other:3d}  {other_seconds:7.3f}")
        print(f"  ratio of right answers {right / max(1, other):.1f}, of speed {other_seconds / seconds:.0f}")
    print(f"speed on running text: {speed():,.0f} words/s")
    measure = os.environ.get("KRONIKA_MEASURE")
    if measure:
        subprocess.run(
            [sys.executable, "score_dates.py", "--system", "kronika"], cwd=Path(measure) / "dev", check=False
        )


if __name__ == "__main__":
    main()
