"""How fast the reader page opens and scrolls: a made-up book of 50 accounts and 5,000 events, in a real Chromium.

Prints the size of the page, the time to write it, the time to its first view, to switch views, to filter, and the
share of frames kept (of 60 a second) while the list scrolls by itself. Without a Chromium it says so.
"""

from __future__ import annotations

import random
import shutil
import tempfile
import time
from pathlib import Path
from typing import Any

from kronika import publishing
from kronika.chronicle import Chronicle
from kronika.model import (
    Account,
    Assertion,
    Claim,
    DateMention,
    Discrepancy,
    Entity,
    Event,
    Sentence,
    Source,
    Span,
)

WORDS = [
    "harbour",
    "winter",
    "letter",
    "council",
    "soldiers",
    "river",
    "bread",
    "market",
    "bridge",
    "silence",
    "morning",
    "road",
]
PEOPLE = 400
SCROLL = """async () => {
  let frames = 0, from = performance.now(), last = from, worst = 0;
  while (performance.now() - from < 2000) {
    scrollBy(0, 60);
    await new Promise(requestAnimationFrame);
    const now = performance.now(); worst = Math.max(worst, now - last); last = now; frames += 1;
  }
  return [frames / 2, worst];
}"""


def made_up(accounts: int = 50, events: int = 5000) -> Chronicle:
    """A book in which each event is told by two to four accounts, one sentence each."""
    dice = random.Random(7)
    tellers = [sorted(dice.sample(range(accounts), dice.randint(2, 4))) for _ in range(events)]
    lines: list[list[tuple[int, str]]] = [[] for _ in range(accounts)]
    for number, those in enumerate(tellers):
        for teller in those:
            words = " ".join(dice.choices(WORDS, k=9))
            lines[teller].append((number, f"On {_day(number)} Person {number % PEOPLE} saw {words}."))
    read = [_account(at, told) for at, told in enumerate(lines)]
    spots = {
        (number, at): read[at].sentences[place]
        for at, told in enumerate(lines)
        for place, (number, _) in enumerate(told)
    }
    differences = [_difference(n, tellers[n], spots) for n in range(0, events, 10)]
    of = {d.event_ids[0]: d for d in differences}
    made = [_event(n, tellers[n], spots, of.get(f"e{n}")) for n in range(events)]
    rows = [{a.id: () for a in read} for _ in range(events)]
    for at, told in enumerate(lines):
        for place, (number, _) in enumerate(told):
            rows[number][f"s{at}"] = (place,)
    return Chronicle([a.source for a in read], read, rows, _people(tellers, spots), made, differences)  # type: ignore[arg-type]


def _day(number: int) -> str:
    return f"{1 + number % 28} May {1800 + number // 60}"


def _edtf(number: int) -> str:
    return f"{1800 + number // 60}-05-{1 + number % 28:02}"


def _account(at: int, told: list[tuple[int, str]]) -> Account:
    text, sentences, dates = "", [], []
    for number, line in told:
        sentences.append(Sentence(len(text), len(text) + len(line)))
        dates.append(DateMention(len(text) + 3, len(text) + 3 + len(_day(number)), _day(number), _edtf(number)))
        text += line + "\n"
    return Account(Source(text, language="en", id=f"s{at}", title=f"Account {at}"), sentences, dates)


def _event(number: int, tellers: list[int], spots: dict[tuple[int, int], Sentence], d: Discrepancy | None) -> Event:
    told = [
        Assertion("meeting", {}, spots[number, at].start, spots[number, at].end, f"s{at}", date=_edtf(number))
        for at in tellers
    ]
    claim = Claim("date", _edtf(number), [f"s{at}" for at in tellers], len(tellers))
    return Event(f"e{number}", "meeting", _edtf(number), [claim], [("agent", f"p{number % PEOPLE}")], None, told,
                 [d] if d else [], title=f"Meeting {number}")  # fmt: skip


def _difference(number: int, tellers: list[int], spots: dict[tuple[int, int], Sentence]) -> Discrepancy:
    left, right = (Span(f"s{at}", spots[number, at].start + 3, spots[number, at].start + 12) for at in tellers[:2])
    return Discrepancy("date", "contradicts", left, right, "1", "2", (number % 97) / 97, 0.9,
                       f"The accounts date meeting {number} differently.", (), id=f"x{number}",
                       event_ids=(f"e{number}",))  # fmt: skip


def _people(tellers: list[list[int]], spots: dict[tuple[int, int], Sentence]) -> list[Entity]:
    mentions: dict[int, list[Span]] = {}
    for number, those in enumerate(tellers):
        for at in those:
            start = spots[number, at].start + 4 + len(_day(number))
            end = start + len(f"Person {number % PEOPLE}")
            mentions.setdefault(number % PEOPLE, []).append(Span(f"s{at}", start, end))
    return [Entity(f"p{n}", "person", {"en": [f"Person {n}"]}, mentions[n]) for n in sorted(mentions)]


def measure(page: Any, address: str) -> list[tuple[str, str]]:
    """The figures of one page, in words."""
    started = time.perf_counter()
    page.goto(address)
    page.wait_for_selector(".event")
    figures = [("first view (navigation to entries)", f"{time.perf_counter() - started:.2f} s")]
    paint = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0")
    figures.append(("first contentful paint", f"{paint / 1000:.2f} s"))
    for view, wait in (("synopsis", ".row"), ("discrepancies", ".card"), ("people", ".entity h3")):
        started = time.perf_counter()
        page.evaluate(f"location.hash = '#{view}'")
        page.wait_for_selector(wait)
        figures.append((f"to {view}", f"{time.perf_counter() - started:.2f} s"))
    page.evaluate("location.hash = '#chronicle'")
    page.wait_for_selector(".event")
    started = time.perf_counter()
    page.get_by_label("Disputed only").check()
    figures.append(("filter", f"{time.perf_counter() - started:.2f} s"))
    page.get_by_label("Disputed only").uncheck()
    frames, worst = page.evaluate(SCROLL)
    figures.append(("frames a second in scrolling; longest frame", f"{frames:.0f}; {worst:.0f} ms"))
    return figures


def main() -> None:
    """Prints the table."""
    book = made_up()
    started = time.perf_counter()
    html = publishing.render(book).encode("utf-8")
    took = time.perf_counter() - started
    print(f"page of 50 accounts, 5,000 events: {len(html) / 1e6:.1f} MB, written in {took:.1f} s")
    path = shutil.which("chromium") or shutil.which("google-chrome")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        path = None
    if path is None:
        print("no Chromium or no playwright: not measured in a browser")
        return
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        file = Path(folder) / "index.html"
        file.write_bytes(html)
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for name, figure in measure(browser.new_page(viewport={"width": 1400, "height": 900}), file.as_uri()):
            print(f"  {name:45} {figure}")
        browser.close()


if __name__ == "__main__":
    main()
