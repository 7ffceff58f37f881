"""The command line as a user meets it: output, exit status, one clear line for what is wrong."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

COMMANDS = [
    "build", "show", "evidence", "search", "read", "align", "compare", "gather", "export", "curate", "serve",
    "languages",
]  # fmt: skip


def kronika(*arguments: object, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
    """One run of the command."""
    return subprocess.run(
        [sys.executable, "-m", "kronika", *map(str, arguments)],
        capture_output=True,
        text=True,
        input=stdin,
        timeout=300,
    )


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, examples: Path) -> Path:
    folder = tmp_path_factory.mktemp("cli") / "book"
    done = kronika("build", examples / "left-opposition", "-o", folder)
    assert done.returncode == 0, done.stderr
    assert "4 accounts" in done.stdout
    return folder


def test_build_writes_a_book_and_a_page(built: Path) -> None:
    assert (built / "chronicle.db").is_file()
    page = (built / "index.html").read_text(encoding="utf-8")
    assert page.lstrip().lower().startswith("<!doctype html>")
    assert "Rakovsky" in page


@pytest.mark.parametrize(
    ("options", "word"),
    [
        ([], "Rakovs"),
        (["--events"], "1928"),
        (["--people"], "Trotsky"),
        (["--places"], "Kazakhstan"),
        (["--discrepancies"], "outcome"),
    ],
)
def test_show(built: Path, options: list[str], word: str) -> None:
    done = kronika("show", built, *options)
    assert done.returncode == 0, done.stderr
    assert word in done.stdout


def test_show_filters(built: Path) -> None:
    rows = json.loads(kronika("show", built, "--from", "1933", "--to", "1935", "--json").stdout)
    assert rows
    assert all("1932" < row["date"][:4] < "1936" for row in rows if row["date"] and "/" not in row["date"])


def test_evidence(built: Path) -> None:
    done = kronika("evidence", built, "Rakovsky", "death")
    assert done.returncode == 0, done.stderr
    assert "1941" in done.stdout


def test_search(built: Path) -> None:
    done = kronika("search", built, "medvegyevi")
    assert done.returncode == 0, done.stderr
    assert "Medvegyev" in done.stdout or "medvegyev" in done.stdout


def test_compare_status_is_1_where_accounts_contradict(examples: Path) -> None:
    story = examples / "left-opposition"
    done = kronika("compare", story / "hu-forditas.txt", story / "pt-traducao.txt", "--json")
    assert done.returncode == 1, done.stderr
    kinds = {row["kind"] for row in json.loads(done.stdout)}
    assert {"date", "outcome"} <= kinds


def test_compare_of_a_text_with_itself_is_0(examples: Path) -> None:
    file = examples / "left-opposition" / "pt-traducao.txt"
    done = kronika("compare", file, file)
    assert (done.returncode, done.stdout.strip()) == (0, "No disagreement found.")


def test_align_and_read_and_gather_give_json(examples: Path) -> None:
    story = examples / "dreyfus"
    beads = json.loads(kronika("align", story / "fr-dossier.html", story / "de-uebersetzung.txt", "--json").stdout)
    assert sum(1 for bead in beads if bead["left"] and bead["right"]) > 12
    account = json.loads(kronika("read", story / "de-uebersetzung.txt", "--json").stdout)
    assert account["source"]["language"] == "de"
    groups = json.loads(kronika("gather", examples / "dreyfus", examples / "left-opposition", "--json").stdout)
    assert sorted(map(len, groups)) == [4, 4]


def test_read_from_standard_input() -> None:
    done = kronika("read", "-", "--json", stdin="Zola died in Paris on 29 September 1902.")
    assert [date["edtf"] for date in json.loads(done.stdout)["dates"]] == ["1902-09-29"]


@pytest.mark.parametrize("form", ["json", "csv"])
def test_export(built: Path, tmp_path: Path, form: str) -> None:
    file = tmp_path / f"book.{form}"
    done = kronika("export", built, "--to", form, "-o", file)
    assert done.returncode == 0, done.stderr
    assert file.stat().st_size > 1000


@pytest.mark.parametrize(
    ("arguments", "status", "word"),
    [
        (["read", "no-such-file.txt"], 3, "no-such-file.txt"),
        (["show", "no-such-folder"], 3, "no-such-folder"),
        (["compare", "no-such-file.txt", "nor-this.txt"], 3, "no-such-file.txt"),
        (["build", "no-such-folder"], 3, "no-such-folder"),
        (["export", "no-such-folder", "--to", "json"], 3, "no-such-folder"),
        (["export", "--to", "nonsense"], 2, "nonsense"),
        (["frobnicate"], 2, "frobnicate"),
        (["align", "only-one.txt"], 2, "B"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(arguments: list[str], status: int, word: str) -> None:
    done = kronika(*arguments)
    assert done.returncode == status, done.stderr
    assert word in done.stderr
    assert "Traceback" not in done.stderr


def test_languages() -> None:
    done = kronika("languages")
    assert done.returncode == 0, done.stderr
    assert "Hungarian" in done.stdout
    rows = {row["language"]: row for row in json.loads(kronika("languages", "--json").stdout)}
    assert rows["hu"]["missing"] == "nothing"
    assert "events" in rows["sw"]["missing"]


def test_every_command_has_help_and_stands_in_the_readme() -> None:
    help_ = kronika("--help").stdout
    readme = (Path(__file__).parent.parent.parent / "README.md").read_text(encoding="utf-8")
    for command in COMMANDS:
        assert command in help_
        assert kronika(command, "--help").returncode == 0
        assert f"kronika {command}" in readme
