"""The rooms import one way, as the table below says; a reader can guess the file from the stage."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "src" / "kronika"

#: room → the rooms it may import from (beside itself).
MAY = {
    "__main__": {"cli"},
    "errors": set(),
    "edtf": {"errors"},
    "model": {"errors"},
    "languages": {"errors"},
    "knowledge": {"model", "languages", "errors"},
    "names": {"model", "languages", "knowledge", "errors"},
    "sources": {"model", "languages", "errors"},
    "reading": {"model", "edtf", "languages", "knowledge", "names", "errors"},
    "collation": {"model", "edtf", "languages", "knowledge", "names", "errors"},
    "chronicle": {"model", "edtf", "languages", "knowledge", "names", "collation", "errors"},
    "publishing": {"model", "edtf", "languages", "knowledge", "chronicle", "errors"},
    "api": {"model", "edtf", "languages", "knowledge", "names", "sources", "reading", "collation", "chronicle",
            "publishing", "errors"},
    "corpus": {"api", "model", "sources", "collation", "chronicle", "errors"},
    "web": {"api", "model", "chronicle", "publishing", "errors"},
    # `languages`, `knowledge`, `edtf` and `chronicle` for what the commands show of them.
    "cli": {"api", "model", "publishing", "errors", "web", "corpus", "languages", "knowledge", "edtf", "chronicle"},
}
FILES = sorted(file for file in PACKAGE.rglob("*.py") if file != PACKAGE / "__init__.py")


def room(file: Path) -> str:
    return file.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(file: Path) -> set[str]:
    """The rooms of kronika that a file imports from."""
    rooms = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "kronika":
            parts = node.module.split(".")
            rooms |= {parts[1]} if len(parts) > 1 else {alias.name for alias in node.names}
        elif isinstance(node, ast.Import):
            rooms |= {n.name.split(".")[1] for n in node.names if n.name.startswith("kronika.")}
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "kronika":
            rooms |= {node.attr} & set(MAY)  # `kronika.api.read`: loaded when it is first asked for
    return rooms


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(PACKAGE)))
def test_imports_go_one_way(file: Path) -> None:
    assert imported(file) - {room(file)} <= MAY[room(file)]


def test_every_room_is_in_the_table() -> None:
    assert {room(file) for file in FILES} <= set(MAY)


def test_the_table_has_no_circle() -> None:
    done: set[str] = set()
    while done != set(MAY):
        ready = {name for name in MAY if name not in done and MAY[name] - {name} <= done}
        assert ready, f"a circle among {sorted(set(MAY) - done)}"
        done |= ready
