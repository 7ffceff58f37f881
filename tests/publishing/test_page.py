"""The reader page in a real browser: every view, keys only, offline, hostile texts, axe."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from tests.publishing.sample import sample

from kronika.chronicle import Chronicle
from kronika.publishing import page as reader

VIEWS = ("chronicle", "synopsis", "people", "discrepancies", "accounts")


class Opened:
    """A page opened from disk, with all that it complained of or asked for."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.complaints: list[str] = []
        self.requests: list[str] = []
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", lambda line: line.type == "error" and self.complaints.append(line.text))
        page.on("request", lambda request: self.requests.append(request.url))


@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Iterator[Any]:
    contexts = []

    def open_page(book: Chronicle, address: str = "", **more: Any) -> Opened:
        path = tmp_path / "index.html"
        path.write_bytes(reader.render(book).encode("utf-8"))
        contexts.append(browser.new_context(offline=True, **more))
        found = Opened(contexts[-1].new_page())
        found.page.goto(f"{path.as_uri()}{address}")
        return found

    yield open_page
    for context in contexts:
        context.close()


def test_same_book_same_page() -> None:
    assert reader.render(sample()) == reader.render(sample())


def test_asks_nothing_of_any_network() -> None:
    html = reader.render(sample())
    without_data = re.sub(r"<script.*?</script>|<style>.*?</style>", "", html, flags=re.S)
    assert not re.findall(r"""(?:src|href)\s*=\s*["']?(?!#|data:,)[^"'\s>]+""", without_data)
    assert "default-src 'none'" in html


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_opens_without_complaint_or_request(opened: Any, view: str) -> None:
    found = opened(sample(), f"#{view}")
    assert found.page.locator("main h2").inner_text()
    assert found.complaints == []
    assert [url for url in found.requests if not url.startswith(("file:", "data:"))] == []


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("#event-e1", "зажгла маяк"),
        ("#claim-e1.2", "4 March 1871"),
        ("#entity-holm", "Анна Хольм"),
        ("#discrepancy-x1", "kam ums Leben"),
        ("#passage-3", "Бриг «Орион»"),
        ("#account-ar", "المنارة"),
        ("#event-nothing", "Anna Holm lights the lamp"),
        ("#%E0%A4%A", "Anna Holm lights the lamp"),
    ],
)
def test_every_address_shows_its_words(opened: Any, address: str, words: str) -> None:
    found = opened(sample(), address, viewport={"width": 1700, "height": 900})
    assert words in found.page.locator("main").inner_text()
    assert found.complaints == []


def test_without_scripts_chronicle_and_synopsis_are_text(opened: Any) -> None:
    text = opened(sample(), java_script_enabled=False).page.locator("body").inner_text()
    for words in (
        "Anna Holm receives a medal",
        "May 1871",
        "зажгла маяк",
        "أشعلت آنا هولم",
        "In derselben Nacht",
    ):
        assert words in text


def test_keyboard_alone_reads_the_book(opened: Any) -> None:
    page = opened(sample(), "#chronicle").page
    press = page.keyboard.press
    press("j")
    press("Enter")
    assert page.locator(".event .evidence").count() == 1
    press("Escape")
    assert page.locator(".event .evidence").count() == 0
    press("?")
    assert page.locator("dialog[open]").count() == 1
    press("Escape")
    assert page.locator("dialog[open]").count() == 0
    press("4")
    page.wait_for_selector("#discrepancy-x1")
    press("j")
    press("j")
    assert page.locator(".card.at").get_attribute("id") == "discrepancy-x2"
    press("c")
    assert "crossref" not in page.locator("dialog").inner_text()
    assert "@incollection{kronika-" in page.locator("dialog").inner_text()
    press("Escape")
    press("/")
    page.keyboard.type("хольм")
    page.wait_for_selector(".results a")
    press("Enter")
    page.wait_for_selector("#passage-2.at, .entity h3")


def test_filters_narrow_the_list(opened: Any) -> None:
    page = opened(sample(), "#chronicle").page
    page.get_by_label("Disputed only").check()
    assert page.locator(".event").count() == 3
    page.get_by_label("Kind of event", exact=True).select_option("survival")
    assert page.locator(".event h3").all_inner_texts() == ["The fate of Pavel Orlov"]
    page.get_by_role("button", name="Table").click()
    assert page.locator("tbody tr").count() == 1


def test_undated_events_are_kept_in_a_tray(opened: Any) -> None:
    page = opened(sample(), "#chronicle").page
    assert page.locator(".tray + .event").count() == 1


def test_legend_filters_differences(opened: Any) -> None:
    page = opened(sample(), "#synopsis", viewport={"width": 1700, "height": 900}).page
    assert page.locator(".notes a.k-number").count() == 1
    page.get_by_role("button", name="number 1").click()
    assert page.locator(".notes a.k-number").count() == 0
    page.get_by_label("Only rows with a difference").check()
    assert page.locator(".row").count() == 4


def test_focus_lights_partners_in_all_columns(opened: Any) -> None:
    page = opened(sample(), "#synopsis", viewport={"width": 1700, "height": 900}).page
    page.locator(".m.n", has_text="Анна Хольм").focus()
    assert page.locator(".m.n.lit").count() == 4


def test_gaps_and_moved_passages_are_shown(opened: Any) -> None:
    page = opened(sample(), "#synopsis").page
    assert page.locator(".cell.gap").count() > 0
    assert page.locator(".moved").count() > 0


def test_every_passage_states_language_and_direction(opened: Any) -> None:
    page = opened(sample(), "#synopsis", viewport={"width": 1700, "height": 900}).page
    pairs = page.eval_on_selector_all(".words", "all => all.map(one => one.lang + ' ' + one.dir)")
    assert {"en ltr", "de ltr", "ru ltr", "ar rtl"} == set(pairs)


def test_network_and_map_are_drawn(opened: Any) -> None:
    found = opened(sample(), "#people")
    found.page.get_by_role("button", name="Network").click()
    found.page.get_by_role("button", name="Anna Holm – Pavel Orlov").dispatch_event("click")
    assert "acquaintance" in found.page.locator("main").inner_text().lower()
    found.page.get_by_role("button", name="Map").click()
    assert found.page.locator(".journey").count() == 1
    assert len(found.page.locator(".land").get_attribute("d")) > 1000
    assert found.complaints == []


HOSTILE = {
    "script": "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">",
    "ends": "</script></noscript></style>--><!--]]><svg onload=document.title='owned'>",
    "bidi": "\u202eevil\u202c \u2066 \u2067 unclosed",
    "zero-width": "a\u200b\u200d\ufeffb",
    "emoji": "👩🏽‍🚀 and 🇭🇺 𝔘𝔫𝔦𝔠𝔬𝔡𝔢",
    "control": "a\x00b\x0bc\ud800d\r\ne\u2028f",
    "template": "{{data}} {{text}} ${document.title='owned'} \\u003c",
    "word": "x" * 1_000_000,
}


def hostile(words: str) -> Chronicle:
    """A book with the same words in every field that a file or a reading can fill."""
    book = sample()
    text = f"{words}. The end."
    source = msgspec.structs.replace(
        book.accounts[0].source,
        text=text,
        title=words,
        origin=words,
        metadata={"author": words},
        notes=(words,),
    )
    whole = msgspec.structs.replace(book.accounts[0].sentences[0], start=0, end=len(text))
    first = msgspec.structs.replace(
        book.accounts[0], source=source, sentences=[whole], dates=[], names=[], quantities=[]
    )
    entities = [
        msgspec.structs.replace(one, names={"en": [words]}, reasons=(words,), country=words) for one in book.entities
    ]
    events = [msgspec.structs.replace(one, title=words, type=words, after=words) for one in book.events]
    differences = [
        msgspec.structs.replace(d, explanation=words, left_value=words, why=(words,), damage=words)
        for d in book.discrepancies
    ]
    return msgspec.structs.replace(
        book, sources=[source, *book.sources[1:]], accounts=[first, *book.accounts[1:]],
        passages=[{**row, "en": (0,) if n == 0 else ()} for n, row in enumerate(book.passages)],
        entities=entities, events=events, discrepancies=differences,
    )  # fmt: skip


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_texts_stay_text(opened: Any, kind: str) -> None:
    words = HOSTILE[kind]
    found = opened(hostile(words), "#synopsis")
    page = found.page
    for view in (*VIEWS, "event-e1", "entity-holm", "discrepancy-x1"):
        page.evaluate(f"location.hash = '#{view}'")
        page.wait_for_timeout(30)
    assert page.title() != "owned"
    assert page.evaluate("document.querySelectorAll('img, iframe, object, main script').length") == 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1"), "wider than the window"
    assert found.complaints == []


def test_letters_beyond_the_first_plane_keep_their_offsets(opened: Any) -> None:
    book = hostile("👩🏽‍🚀")
    sign = msgspec.structs.replace(book.discrepancies[0].left, source_id="en", start=6, end=13, text="The end")
    one = msgspec.structs.replace(book.discrepancies[0], left=sign)
    page = opened(msgspec.structs.replace(book, discrepancies=[one]), "#discrepancies").page
    assert page.locator(".hit").first.inner_text() == "The end"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view", [*VIEWS, "event-e1"])
def test_axe_finds_nothing(opened: Any, view: str, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    page = opened(sample(), f"#{view}", bypass_csp=True, color_scheme=scheme).page
    found = axe.Axe().run(page).response["violations"]
    assert [(one["id"], [node["html"][:160] for node in one["nodes"][:3]]) for one in found] == []


@pytest.mark.parametrize("width", [360, 768])
@pytest.mark.parametrize("view", VIEWS)
def test_fits_small_windows(opened: Any, view: str, width: int) -> None:
    page = opened(sample(), f"#{view}", viewport={"width": width, "height": 740}).page
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1")
