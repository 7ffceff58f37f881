"""What the pages say holds: the notebook and the README's Python run, commands exist, links lead somewhere."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

import kronika
from kronika import languages
from kronika.knowledge import measured

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
README = (ROOT / "README.md").read_text(encoding="utf-8")
NOTEBOOK = json.loads((DOCS / "afternoon.ipynb").read_text(encoding="utf-8"))
PAGES = [*sorted(DOCS.glob("*.md")), ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "examples" / "README.md"]


def fenced(text: str, language: str) -> list[str]:
    """The code blocks of a page in one language; "" for indented ones."""
    if language:
        return re.findall(rf"^```{language}\n(.*?)^```", text, re.M | re.S)
    return re.findall(r"^    (kronika .*)$", text, re.M)


@pytest.fixture
def beside(tmp_path: Path, examples: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A temporary folder with the examples in it, as in the repository."""
    (tmp_path / "examples").symlink_to(examples, target_is_directory=True)
    (tmp_path / "docs").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_notebook_runs_from_top_to_bottom(
    beside: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(beside / "docs")
    names: dict[str, object] = {"__name__": "__main__"}
    for cell in NOTEBOOK["cells"]:
        if cell["cell_type"] == "code":
            code = compile("".join(cell["source"]), cell["id"], "exec")
            exec(code, names)
            # The one cell that only decides may say nothing; every other shows something.
            assert capsys.readouterr().out.strip(), cell["id"]
    desk = names["desk"]
    assert isinstance(desk, Path)
    assert {"chronicle.db", "dreyfus.xml", "dreyfus.json", "index.html"} <= {file.name for file in desk.iterdir()}
    book, merged, mended = names["book"], names["merged"], names["mended"]
    assert isinstance(book, kronika.Chronicle)
    assert isinstance(merged, kronika.Chronicle)
    assert isinstance(mended, kronika.Chronicle)
    assert len(merged.events) == len(book.events) - 1
    assert [event.id for event in mended.events] == [event.id for event in book.events]
    assert [decided.state for decided in mended.decisions] == ["applied", "undone"]


def test_the_notebook_is_one() -> None:
    assert (NOTEBOOK["nbformat"], NOTEBOOK["nbformat_minor"]) == (4, 5)
    ids = [cell["id"] for cell in NOTEBOOK["cells"]]
    assert len(set(ids)) == len(ids)
    for cell in NOTEBOOK["cells"]:
        assert ("outputs" in cell) == (cell["cell_type"] == "code")


def test_the_python_of_the_readme_runs(beside: Path, capsys: pytest.CaptureFixture[str]) -> None:
    blocks = fenced(README, "python")
    assert blocks
    for block in blocks:
        exec(compile(block, "README.md", "exec"), {})
    assert "contradict" in capsys.readouterr().out or (beside / "book.db").is_file()
    assert kronika.load(beside / "book.db").events


def test_every_command_of_the_readme_exists() -> None:
    lines = [line.split("#")[0].split() for line in fenced(README, "")]
    assert len(lines) > 10
    for name in sorted({words[1] for words in lines}):
        done = subprocess.run([sys.executable, "-m", "kronika", name, "--help"], capture_output=True, text=True)
        assert done.returncode == 0, name
        text = re.sub(r"\x1b\[[0-9;]*m", "", done.stdout)
        for option in {word for words in lines if words[1] == name for word in words if word.startswith("-")}:
            assert option in text, f"{name} {option}"


def test_every_target_of_make_that_pages_name_exists() -> None:
    made = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    for page in PAGES:
        for target in re.findall(r"(?:`|^    )make ([a-z]+)", page.read_text(encoding="utf-8"), re.M):
            assert target in made, page.name


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), target


def test_the_index_names_every_page() -> None:
    index = (DOCS / "index.md").read_text(encoding="utf-8")
    for page in [*DOCS.glob("*.md"), *DOCS.glob("*.ipynb")]:
        assert page.name == "index.md" or f"({page.name})" in index, page.name


def test_the_page_of_languages_has_the_figures_that_ship() -> None:
    page = (DOCS / "languages.md").read_text(encoding="utf-8")
    table = measured.load()
    cells = [[cell.strip() for cell in line.split("|")[1:-1]] for line in page.splitlines() if line.startswith("|")]
    rows = {row[0]: dict(zip(table.headings, row, strict=True)) for row in cells if len(row) == len(table.headings)}
    assert {"hu", "pt", "en"} <= rows.keys()
    for tag in rows.keys() & set(languages.tags()):
        shown = {heading: rows[tag][heading].replace("\\", "") for heading in ("dates", "names", "assertions")}
        assert shown == {heading: table.row(tag)[heading] for heading in shown}
    assert table.legend in page.replace("\\", "")
