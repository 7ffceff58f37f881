"""How fast a large book is: written, opened, filtered and searched without being loaded.

    python benchmarks/book.py [--assertions 1000000] [--keep FILE]

The book is made up: accounts of invented people in invented places, four accounts an event. Prints one row a question,
the middle of five runs in milliseconds, each on a connection of its own as a command or a page would open it.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from kronika import edtf
from kronika.chronicle import Chronicle, questions
from kronika.model import Account, Assertion, Claim, Entity, Event, NameMention, Sentence, Source, Span

TYPES = ("arrest", "death", "journey", "meeting", "publication", "speech", "trial", "birth", "exile", "appointment")
VERBS = ("arrested", "dead", "travelling", "met", "in print", "heard", "tried", "born", "banished", "appointed")
PER_ACCOUNT, TELLERS, RUNS = 2000, 4, 5
LIMIT = 200.0  # milliseconds that a question may take


class Maker:
    """Invents a book of a given size; the same book for the same size."""

    def __init__(self, assertions: int) -> None:
        self._chance = random.Random(assertions)
        self.people = max(50, assertions // 100)
        self.events = assertions // TELLERS
        self.accounts = max(TELLERS, assertions // PER_ACCOUNT)

    def book(self) -> Chronicle:
        """The whole book; every event told by four accounts, one after another in the file of each."""
        rows = [self._row(k) for k in range(self.events)]
        accounts = [self._account(k, rows) for k in range(self.accounts)]
        told: dict[int, list[Assertion]] = {}
        for k, account in enumerate(accounts):
            for at, assertion in zip(self._told_by(k), account.assertions, strict=True):
                told.setdefault(at, []).append(assertion)
        events = [self._event(k, row, told.get(k, [])) for k, row in enumerate(rows)]
        events.sort(key=lambda event: (edtf.sort_key(event.date), event.id))
        return Chronicle([a.source for a in accounts], accounts, [], self._entities(), events, build="made up")

    def _row(self, k: int) -> tuple[int, int, int, str]:
        """(type, person, place, date); few people are in many events, as in any archive."""
        person = min(int(self._chance.paretovariate(0.6)) - 1, self.people - 1)
        day = edtf.from_day_number(657_000 + k % 54_000)
        date = f"{day[0]:04}-{day[1]:02}-{day[2]:02}"[: self._chance.choice((4, 7, 10))]
        return self._chance.randrange(len(TYPES)), person, self._chance.randrange(500), date

    def _told_by(self, account: int) -> range:
        return range(account // TELLERS, self.events, max(1, self.accounts // TELLERS))

    def _account(self, number: int, rows: list[tuple[int, int, int, str]]) -> Account:
        id = f"source-{number:05}"
        lines: list[str] = []
        sentences, assertions, start = [], [], 0
        for k, at in enumerate(self._told_by(number)):
            kind, person, place, date = rows[at]
            name = f"Person{person} Surname{person % 997}"
            line = f"On {date} {name} was {VERBS[kind]} at Town{place}, as witness {at * 7 % 9973} wrote."
            begin = start + line.index(name)
            who = NameMention(begin, begin + len(name), name, "person", name)
            sentences.append(Sentence(start, start + len(line)))
            assertions.append(
                Assertion(TYPES[kind], {"patient": (who,)}, start, start + len(line), id, date=date, sentence=k)
            )
            lines.append(line)
            start += len(line) + 1
        return Account(Source("\n".join(lines), "en", id, title=f"Account {number}"), sentences, assertions=assertions)

    def _event(self, k: int, row: tuple[int, int, int, str], told: list[Assertion]) -> Event:
        kind, person, place, date = row
        claims = [Claim("date", date, sorted(a.source_id for a in told), len(told))]
        who = [("patient", f"p{person}"), ("place", f"l{place}")]
        title = f"{TYPES[kind].capitalize()}: Person{person}"
        return Event(f"e{k}", TYPES[kind], date, claims, who, f"l{place}", told, title=title)

    def _entities(self) -> list[Entity]:
        span = [Span("source-00000", 0, 2, "On")]
        people = [Entity(f"p{k}", "person", {"en": [f"Person{k} Surname{k % 997}"]}, span) for k in range(self.people)]
        return people + [Entity(f"l{k}", "place", {"en": [f"Town{k}"]}, span) for k in range(500)]


def asked(path: Path) -> Iterator[tuple[str, Callable[[], object]]]:
    """The questions, each with its name."""
    wanted = questions.Wanted
    yield "open, first page of events", lambda: questions.events_at(path, wanted(), limit=50)
    yield "a person in many events", lambda: questions.events_at(path, wanted(person="Person0 Surname0"), limit=50)
    yield "a person in few events", lambda: questions.events_at(path, wanted(person="Person777 Surname777"), limit=50)
    yield "a surname alone", lambda: questions.events_at(path, wanted(person="Surname5"), limit=50)
    yield "ten years", lambda: questions.events_at(path, wanted(start="1851", end="1860"), limit=50)
    yield "a late year", lambda: questions.events_at(path, wanted(start="1946", end="1946"), limit=50)
    yield (
        "person and time",
        lambda: questions.events_at(path, wanted(person="Person0 Surname0", start="1900", end="1910"), limit=50),
    )
    yield (
        "place, type and time",
        lambda: questions.events_at(path, wanted(place="Town7", type="death", start="1900", end="1910"), limit=50),
    )
    yield "an account", lambda: questions.events_at(path, wanted(account="source-00003"), limit=50)
    yield "search: a rare word", lambda: questions.search(path, "9972")
    yield "search: a name", lambda: questions.search(path, "Person777 Surname777")
    yield "search: a word in every text", lambda: questions.search(path, "witness")
    yield "search: two words, any ending", lambda: questions.search(path, "travel Town77")


def measure(ask: Callable[[], object]) -> float:
    """The middle of some runs, in milliseconds."""
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        ask()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--assertions", type=int, default=1_000_000)
    parser.add_argument(
        "--keep", type=Path, help="write the book here and keep it; an existing one is measured as it is"
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = options.keep or Path(folder) / "chronicle.db"
        if not path.is_file():
            book = Maker(options.assertions).book()
            start = time.perf_counter()
            book.save(path)
            print(f"{options.assertions:,} assertions, {len(book.events):,} events, {len(book.accounts):,} accounts")
            print(f"written in {time.perf_counter() - start:.1f} s, {path.stat().st_size / 2**20:.0f} MiB")
            del book
        slow = 0
        for name, ask in asked(path):
            took = measure(ask)
            slow += took > LIMIT
            print(f"{name:34} {took:8.1f} ms{'   slower than it should be' if took > LIMIT else ''}")
        print(f"{'all under' if not slow else f'{slow} over'} {LIMIT:.0f} ms")


if __name__ == "__main__":
    main()
