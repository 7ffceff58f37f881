"""The file of a book: round trips, one transaction, two writers, what stands in the way."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chronicle import stories
from kronika import chronicle
from kronika.chronicle import Chronicle
from kronika.chronicle.store import connection, schema
from kronika.errors import BadBook
from kronika.model import Entity, Event, Lessons, Source, Span


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "chronicle.db"


def test_what_is_saved_is_loaded(path: Path) -> None:
    book = stories.book()
    book.save(path)
    assert chronicle.load(path) == book
    assert chronicle.load(path.parent) == book, "the folder does as well"
    book.save(path)
    assert chronicle.load(path) == book, "saved again over itself"


def test_an_event_made_by_hand_keeps_its_own_evidence(path: Path) -> None:
    book = stories.book()
    strange = msgspec.structs.replace(book.events[0].assertions[0], start=3, confidence=0.5)
    event = msgspec.structs.replace(book.events[0], id="made", assertions=[strange])
    entity = Entity("x", "work", {}, [Span("nowhere", 0, 4, "text")])
    other = msgspec.structs.replace(book, events=[event, *book.events], entities=[entity])
    other.save(path)
    assert chronicle.load(path) == other


words = st.text(max_size=12)
spans = st.builds(Span, words, st.integers(0, 99), st.integers(0, 99), words)
events = st.builds(Event, words, words, st.sampled_from([None, "1937", "1937-10/..", "no date"]), title=words)
entities = st.builds(Entity, words, st.just("person"), st.dictionaries(words, st.lists(words, max_size=2), max_size=2),
                     st.lists(spans, max_size=2))  # fmt: skip


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(events, max_size=3), st.lists(entities, max_size=3), words)
def test_any_book_comes_back(tmp_path: Path, some: list[Event], who: list[Entity], version: str) -> None:
    path = tmp_path / "any.db"
    whole = stories.book()
    book = msgspec.structs.replace(whole, events=some, entities=who, version=version)
    book.save(path)
    assert chronicle.load(path) == book


def test_a_new_build_leaves_nothing_of_the_old(path: Path) -> None:
    stories.book().save(path)
    fewer = stories.book(stories.told(thin=True))
    fewer.save(path)
    assert chronicle.load(path) == fewer
    with sqlite3.connect(path) as db:
        assert db.execute("SELECT count(*) FROM source").fetchone() == (2,)
        assert db.execute("PRAGMA application_id").fetchone() == (schema.APPLICATION,)
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)


SAVER = """
import sys
sys.path.insert(0, sys.argv[2])
from chronicle import stories
books = [stories.book(), stories.book(stories.told(thin=True))]
print("ready", flush=True)
while True:
    for book in books:
        book.save(sys.argv[1])
"""


def test_killed_at_any_moment_the_old_book_or_the_new_one_is_there(path: Path) -> None:
    books = [stories.book(), stories.book(stories.told(thin=True))]
    books[0].save(path)
    tests = str(Path(__file__).parent.parent)
    chance = random.Random(7)
    for _ in range(5):
        saver = subprocess.Popen([sys.executable, "-c", SAVER, str(path), tests], stdout=subprocess.PIPE)
        assert saver.stdout is not None
        assert saver.stdout.readline() == b"ready\n"
        time.sleep(chance.uniform(0.0, 0.12))
        saver.send_signal(signal.SIGKILL)
        saver.wait()
        saver.stdout.close()
        assert chronicle.load(path) in books
    with sqlite3.connect(path) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)


@pytest.mark.parametrize("moment", range(0, 400, 23))
def test_an_error_at_any_statement_leaves_the_old_book(
    path: Path, moment: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = stories.book(), stories.book(stories.told(thin=True))
    old.save(path)
    real = connection._open

    def failing(file: Path) -> sqlite3.Connection:
        db = real(file)
        left = [moment]

        def authorise(*_: object) -> int:
            left[0] -= 1
            return sqlite3.SQLITE_OK if left[0] >= 0 else sqlite3.SQLITE_DENY

        db.set_authorizer(authorise)
        return db

    monkeypatch.setattr(connection, "_open", failing)
    with pytest.raises(BadBook):
        new.save(path)
    monkeypatch.setattr(connection, "_open", real)
    assert chronicle.load(path) == old


def test_a_second_writer_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = stories.book()
    book.save(path)
    monkeypatch.setattr(connection, "PATIENCE", 0.05)
    with connection.writing(path), pytest.raises(BadBook, match="another program is writing it") as told:
        book.save(path)
    assert "\n" not in str(told.value)
    assert chronicle.load(path) == book


def test_a_full_disk_is_one_line_and_no_harm(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small = stories.book(stories.told(thin=True))
    small.save(path)
    real = connection._open

    def tight(file: Path) -> sqlite3.Connection:
        db = real(file)
        db.execute("PRAGMA max_page_count = 1")  # SQLite allows what is there already, and not a page more
        return db

    monkeypatch.setattr(connection, "_open", tight)
    accounts = [
        msgspec.structs.replace(a, source=msgspec.structs.replace(a.source, text=a.source.text + "x" * 10**6))
        for a in stories.told()
    ]
    with pytest.raises(BadBook, match="no room left"):
        msgspec.structs.replace(stories.book(), accounts=accounts).save(path)
    monkeypatch.setattr(connection, "_open", real)
    assert chronicle.load(path) == small


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everything")
def test_a_file_that_is_read_only(path: Path) -> None:
    stories.book().save(path)
    path.chmod(0o444)
    path.parent.chmod(0o555)
    try:
        with pytest.raises(BadBook, match="cannot be written"):
            stories.book().save(path)
        assert chronicle.load(path) == stories.book()
    finally:
        path.parent.chmod(0o755)


def test_what_is_no_book(tmp_path: Path) -> None:
    with pytest.raises(BadBook, match="no chronicle there"):
        chronicle.load(tmp_path)
    (tmp_path / "text.db").write_text("This is a text, and has been one for a long time. " * 40)
    with pytest.raises(BadBook, match="is no chronicle"):
        chronicle.load(tmp_path / "text.db")
    (tmp_path / "empty.db").touch()
    with pytest.raises(BadBook, match="no chronicle there yet"):
        chronicle.load(tmp_path / "empty.db")
    with sqlite3.connect(tmp_path / "other.db") as db:
        db.execute("CREATE TABLE music (name TEXT)")
    for act in (chronicle.load, stories.book().save):
        with pytest.raises(BadBook, match="a database, but no chronicle"):
            act(tmp_path / "other.db")


def test_a_newer_file_is_not_touched(path: Path) -> None:
    stories.book().save(path)
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 99")
    with pytest.raises(BadBook, match="made by a newer kronika"):
        chronicle.load(path)
    with pytest.raises(BadBook, match="made by a newer kronika"):
        stories.book().save(path)


def test_an_older_file_is_brought_up_to_date(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stories.book().save(path)
    steps = (*schema.MIGRATIONS, "CREATE TABLE later (n INTEGER);\nINSERT INTO later VALUES (1);")
    monkeypatch.setattr(connection, "MIGRATIONS", steps)
    assert chronicle.load(path) == stories.book()
    with sqlite3.connect(path) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (len(steps),)
        assert db.execute("SELECT n FROM later").fetchall() == [(1,)]


def test_readings_are_kept_by_source_lessons_and_version(path: Path) -> None:
    account = stories.told()[0]
    lessons = Lessons(endings=("nak",))
    cache = chronicle.reading_cache(path)
    assert cache.get(account.source) is None
    cache.put(account.source, None, account)
    cache.keep()
    stories.book().save(path)
    later = chronicle.reading_cache(path)
    assert later.get(account.source) == account
    assert later.get(account.source, lessons) is None
    assert later.get(Source("Another text.", "en", "en")) is None
    later.put(account.source, lessons, account)
    later.keep()
    assert chronicle.reading_cache(path).get(account.source, lessons) == account
    assert chronicle.load(path) == stories.book()


def test_a_book_is_never_in_part(tmp_path: Path) -> None:
    """A reader beside a writer sees the old book until the new one is whole."""
    path = tmp_path / "chronicle.db"
    old = stories.book()
    old.save(path)
    with connection.writing(path) as db:
        db.execute("DELETE FROM event")
        assert chronicle.load(path) == old
        raise_at_end = db.execute("SELECT count(*) FROM event").fetchone()[0]
        assert raise_at_end == 0


def test_the_path_is_made(tmp_path: Path) -> None:
    book: Chronicle = stories.book()
    book.save(tmp_path / "a" / "b")
    assert (tmp_path / "a" / "b" / "chronicle.db").is_file()
