"""The command line as a user meets it: output, exit status, one clear line for what is wrong."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
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


def test_a_list_of_known_names_goes_through_the_book_into_the_exports(tmp_path: Path) -> None:
    (tmp_path / "en.txt").write_text(
        "Mark Twain visited Vienna in 1897. Samuel Clemens stayed at the Metropole. Twain left in May 1899.",
        encoding="utf-8",
    )
    (tmp_path / "hu.txt").write_text("Mark Twain 1897-ben Bécsbe ment. 1899 májusában utazott el.", encoding="utf-8")
    known = tmp_path / "known.csv"
    known.write_text(
        "id;kind;name;variants;name:hu;wikidata;gnd;letters\n"
        "twain;person;Twain, Mark;Mark Twain|Samuel Clemens;;Q7245;118624822;\n"
        "wien;place;Wien;Vienna;Bécs;Q1741;;17 b\n"
        "odd;sort;Odd;;;;;\n",
        encoding="utf-8",
    )
    book = tmp_path / "book"
    done = kronika("build", tmp_path / "en.txt", tmp_path / "hu.txt", "-o", book, "--known", known)
    assert done.returncode == 3
    assert "known.csv, line 4" in done.stderr
    people = json.loads(kronika("show", book, "--people", "--json").stdout)
    twain = next(entity for entity in people if "Mark Twain" in entity["names"]["en"])
    assert "Samuel Clemens" in twain["names"]["en"]
    assert twain["identifiers"] == {"wikidata": "Q7245", "gnd": "118624822"}
    assert "Twain, Mark" in kronika("show", book, "--people").stdout
    written = {}
    for format_ in ("jsonld", "tei", "csv"):
        assert kronika("export", book, "--to", format_, "-o", tmp_path / format_).returncode == 0
        written[format_] = (tmp_path / format_).read_bytes()
    assert b"http://www.wikidata.org/entity/Q7245" in written["jsonld"]
    assert b"https://d-nb.info/gnd/118624822" in written["jsonld"]
    assert b"letters:17 b" in written["jsonld"]
    assert b'<idno type="gnd">118624822</idno>' in written["tei"]
    with zipfile.ZipFile(tmp_path / "csv") as archive:
        assert f"{twain['id']},wikidata,Q7245" in archive.read("identifiers.csv").decode()
    told = json.loads(kronika("read", tmp_path / "en.txt", "--known", known, "--json").stdout)
    assert told["identifiers"]["Mark Twain"]["gnd"] == "118624822"
    assert kronika("read", tmp_path / "en.txt", "--known", tmp_path / "none.csv").returncode == 3


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


def test_show_cuts_no_explanation(built: Path) -> None:
    said = json.loads(kronika("show", built, "--discrepancies", "--json").stdout)
    shown = " ".join(kronika("show", built, "--discrepancies").stdout.split())
    explained = [one["explanation"] for one in (said["discrepancies"] if isinstance(said, dict) else said)]
    assert explained
    assert [text for text in explained if text not in shown] == []


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
