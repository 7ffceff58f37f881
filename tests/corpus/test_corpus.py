"""The corpus job: the same tables whatever engine, order and parts; groups as they should be; evidence that stands."""

from __future__ import annotations

import json
import random
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from tests.corpus.tellings import write

from kronika import corpus
from kronika.cli import main
from kronika.corpus import intake, on_daft, tables
from kronika.corpus.engine import GroupWork, MapWork, Row, Rows
from kronika.corpus.local import LocalRows
from kronika.errors import BadInput

COUNT = 24


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Some tellings in one file, a plain file, a file that cannot be read, and one of a kind that is none of ours."""
    made = tmp_path_factory.mktemp("corpus")
    write(made / "tables", COUNT)
    (made / "alone.txt").write_text("In 1931 the painter Ilka Gedő lived in Szentendre.", encoding="utf-8")
    (made / "empty.txt").write_bytes(b"")
    (made / "film.mkv").write_bytes(b"\x1a\x45")
    return made


@pytest.fixture(scope="module")
def made(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tables of that folder, by the plain loop."""
    output = tmp_path_factory.mktemp("made")
    corpus.run(folder, output, corpus.Local())
    return output


def files(output: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in sorted(output.iterdir())}


class Shuffled:
    """A plain loop that gives rows to work in any order."""

    name = "shuffled"

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)

    def rows(self, given: Iterable[Row]) -> Rows:
        return ShuffledRows(list(given), self.chance)


class ShuffledRows(LocalRows):
    def __init__(self, held: list[Row], chance: random.Random) -> None:
        chance.shuffle(held)
        super().__init__(held)
        self.chance = chance

    def map(self, work: MapWork, *, heavy: bool = False) -> Rows:
        return ShuffledRows(list(super().map(work).ordered()), self.chance)

    def groups(self, work: GroupWork, *, heavy: bool = False) -> Rows:
        return ShuffledRows(list(super().groups(work).ordered()), self.chance)

    def plus(self, other: Rows) -> Rows:
        return ShuffledRows(list(super().plus(other).ordered()), self.chance)

    def counts(self) -> Iterator[tuple[str, int]]:
        found = list(super().counts())
        self.chance.shuffle(found)
        yield from found


def test_the_tables_do_not_depend_on_the_order_of_rows(folder: Path, made: Path, tmp_path: Path) -> None:
    corpus.run(folder, tmp_path, Shuffled(5))
    assert files(tmp_path) == files(made)


def test_the_tables_do_not_depend_on_the_engine(folder: Path, made: Path, tmp_path: Path) -> None:
    pytest.importorskip("daft", reason="the extra `corpus` is not installed")
    corpus.run(folder, tmp_path, on_daft.start(workers=2))
    assert files(tmp_path) == files(made)


def test_accounts_of_one_story_are_found(folder: Path, made: Path) -> None:
    groups: dict[str, set[str]] = defaultdict(set)
    told: dict[str, set[str]] = defaultdict(set)
    for row in tables.read(made / "sources.jsonl"):
        if row["origin"] == "tables/tellings.jsonl":
            story = row["source"].removeprefix("tellings-")[:5]
            groups[row["group"]].add(row["source"])
            told[story].add(row["group"])
    together = sum(len(found) == 1 for found in told.values())
    assert together >= len(told) - 1
    assert sum(len(members) > 1 for members in groups.values()) >= 5


def test_every_source_is_in_one_group(made: Path) -> None:
    rows = list(tables.read(made / "sources.jsonl"))
    members = [id for row in tables.read(made / "groups.jsonl") for id in row["sources"]]
    assert len(rows) == COUNT + 1
    assert sorted(members) == sorted(row["source"] for row in rows)


def test_evidence_stands_in_the_sources(folder: Path, made: Path) -> None:
    found = [source for part in intake.parts(folder) for source in intake.opened(part)[0]]
    texts = {source.key: source.text for source in found}
    assertions = list(tables.read(made / "assertions.jsonl"))
    assert len(assertions) > COUNT
    for row in assertions:
        assert texts[row["source"]][row["start"] : row["end"]] == row["text"]
    for row in tables.read(made / "discrepancies.jsonl"):
        for side in ("left", "right"):
            if row[f"{side}_source"]:
                span = slice(row[f"{side}_start"], row[f"{side}_end"])
                assert texts[row[f"{side}_source"]][span] == row[f"{side}_text"]


def test_what_cannot_be_read_is_said_and_the_rest_goes_on(made: Path) -> None:
    assert [row["source"] for row in tables.read(made / "problems.jsonl")] == ["empty.txt"]


def test_parquet_holds_the_same_rows(folder: Path, made: Path, tmp_path: Path) -> None:
    table = pytest.importorskip("pyarrow.parquet")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "one.jsonl").write_bytes((folder / "tables" / "tellings.jsonl").read_bytes()[:1500])
    corpus.run(tmp_path / "in", tmp_path / "lines", corpus.Local())
    corpus.run(tmp_path / "in", tmp_path / "columns", corpus.Local(), as_parquet=True)
    for name in tables.NAMES:
        rows = [
            {key: json.dumps(v, ensure_ascii=False) if isinstance(v, list | dict) else v for key, v in row.items()}
            for row in tables.read(tmp_path / "lines" / f"{name}.jsonl")
        ]
        assert table.read_table(tmp_path / "columns" / f"{name}.parquet").to_pylist() == rows


def test_a_great_file_of_lines_is_read_in_parts(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "LINES", 1000)
    parts = [part for part in intake.parts(folder) if part.end is not None]
    sources = [source for part in parts for source in intake.opened(part)[0]]
    assert len(parts) > 3
    assert len(sources) == len({source.key for source in sources}) == COUNT


def test_without_the_engine_one_line_says_how_to_get_it(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "daft", None)
    monkeypatch.setattr(sys, "argv", ["kronika", "corpus", str(folder), "--engine", "daft", "-o", str(tmp_path)])
    with pytest.raises(SystemExit) as left:
        main()
    said = capsys.readouterr().err
    assert left.value.code == 3
    assert said.count("\n") == 1
    assert "pip install 'kronika[corpus]'" in said


def test_a_folder_without_sources_is_bad_input(tmp_path: Path) -> None:
    with pytest.raises(BadInput):
        corpus.run(tmp_path, tmp_path / "out", corpus.Local())
    with pytest.raises(BadInput):
        corpus.run(tmp_path / "nowhere", tmp_path / "out", corpus.Local())
