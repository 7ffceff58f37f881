"""The main job, end to end: a folder of accounts becomes one chronicle, whatever else lies in the folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import kronika
from kronika.chronicle import Chronicle

BUILD = """
import json, sys, kronika
book = kronika.build(sys.argv[1:])
sys.stdout.write(json.dumps(book.to_dict(), ensure_ascii=False, sort_keys=True))
"""


def built(paths: list[Path], seed: str) -> str:
    """The JSON of a book built in a process of its own, with a hash seed of its own."""
    done = subprocess.run(
        [sys.executable, "-c", BUILD, *map(str, paths)],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
    )
    return done.stdout


def test_two_builds_are_the_same_byte_for_byte(examples: Path) -> None:
    files = sorted((examples / "dreyfus").iterdir())
    assert built(files, "1") == built(files[::-1], "20261122")


def test_every_span_is_its_text(book: Chronicle) -> None:
    for account in book.accounts:
        text = account.source.text
        for mention in (*account.dates, *account.names):
            assert text[mention.start : mention.end] == mention.text
        for assertion in account.assertions:
            at = account.sentences[account.sentence_at(assertion.start)]
            assert at.start <= assertion.start < assertion.end <= at.end
    texts = {source.id: source.text for source in book.sources}
    for entity in book.entities:
        for span in entity.mentions:
            assert texts[span.source_id][span.start : span.end] == span.text
    for found in book.discrepancies:
        for span in (found.left, found.right):
            assert span is None or texts[span.source_id][span.start : span.end] == span.text


def test_the_chronicle_is_in_order_of_time(book: Chronicle) -> None:
    from kronika import edtf

    dated = [event.date for event in book.events if event.date and event.id not in book.tray]
    assert len(dated) > 10
    earliest = [edtf.earliest(date) for date in dated]
    known = [day for day in earliest if day is not None]
    assert known == sorted(known)


def test_who_survived_is_the_gravest_discrepancy(book: Chronicle) -> None:
    gravest = book.discrepancies[0]
    assert (gravest.kind, gravest.relation) == ("outcome", "contradicts")
    spans = {span.source_id: span.text for span in (gravest.left, gravest.right) if span}
    assert "túlélte" in spans["hu-forditas"]
    assert "Rakovs" in gravest.explanation


def test_a_wrong_date_is_shown(book: Chronicle) -> None:
    values = {(d.left_value, d.right_value) for d in book.discrepancies if d.kind == "date"}
    assert any({"1927-11-12", "1927-11-14"} == set(pair) for pair in values)


def test_the_json_of_a_book_goes_through_json(book: Chronicle) -> None:
    assert json.loads(json.dumps(book.to_dict()))["events"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.txt", b""),
        ("blank.txt", b" \n\n\t \n"),
        ("binary.txt", bytes(range(256)) * 40),
        ("broken.html", b"<html><head><title>x</title><body><script>let a = 1"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(500)),
    ],
)
def test_a_file_that_cannot_be_read_is_one_line_and_loses_nothing(tmp_path: Path, name: str, content: bytes) -> None:
    good = tmp_path / "good.txt"
    good.write_text("Ada Lovelace died in London on 27 November 1852.", encoding="utf-8")
    (tmp_path / name).write_bytes(content)
    done = subprocess.run(
        [sys.executable, "-m", "kronika", "build", str(tmp_path), "-o", str(tmp_path / "book")],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 3, done.stderr
    lines = [line for line in done.stderr.splitlines() if name in line]
    assert len(lines) == 1, done.stderr
    assert "Traceback" not in done.stderr
    book = kronika.load(tmp_path / "book")
    assert [source.id for source in book.sources] == ["good"]
    assert (tmp_path / "book" / "index.html").is_file()
