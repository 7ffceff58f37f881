"""Every format gives the account that the plain text gives."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest
from tests.sources.stories import STORIES, Story
from tests.sources.writers import FONT, WRITERS

from kronika.reading import sentences
from kronika.sources import open_source

NEEDS = {
    "a.docx": "docx",
    "a.odt": "odf",
    "a.pdf": "reportlab",
    "a.parquet": "pyarrow",
    "a.warc.gz": "warcio",
    "a.txt.zst": "zstandard",
    "dump.xml": "mwparserfromhell",
}


def words(text: str) -> list[str]:
    return text.split()


@pytest.mark.parametrize("story", STORIES, ids=[story.language for story in STORIES])
@pytest.mark.parametrize("name", WRITERS)
def test_same_words_as_plain_text(name: str, story: Story, tmp_path: Path) -> None:
    if name in NEEDS and importlib.util.find_spec(NEEDS[name]) is None:
        pytest.skip(f"{NEEDS[name]} is not installed")
    if name == "a.pdf" and (not FONT.is_file() or importlib.util.find_spec("pypdfium2") is None):
        pytest.skip("no font or no pypdfium2")
    path = tmp_path / name
    WRITERS[name](story, path)
    source = open_source(path)
    expected = words(story.text.replace(story.title, story.title + ".", 1) if name == "a.srt" else story.text)
    assert words(source.text) == expected
    assert source.language == story.language
    kinds = [sentence.kind for sentence in sentences.split(source)]
    assert kinds.count("prose") == (5 if name == "a.srt" else 4)
    assert kinds[0] in ("heading", "prose")
    assert len(kinds) == 5


def test_places_of_pages_and_times(tmp_path: Path) -> None:
    story = STORIES[0]
    WRITERS["tei.xml"](story, tmp_path / "tei.xml")
    source = open_source(tmp_path / "tei.xml")
    at = source.text.index("The inquest")
    assert next(block.place for block in source.blocks if block.start <= at < block.end) == "p. 13"
    assert source.metadata["author"] == "A. Clerk"
    WRITERS["a.srt"](story, tmp_path / "a.srt")
    source = open_source(tmp_path / "a.srt")
    assert source.blocks[0].place == "00:00:01,000"


def test_confidence_of_text_recognition_is_noted(tmp_path: Path) -> None:
    WRITERS["alto.xml"](STORIES[0], tmp_path / "alto.xml")
    assert any("mean confidence 0.91" in note for note in open_source(tmp_path / "alto.xml").notes)


def test_side_file_states_metadata(tmp_path: Path) -> None:
    WRITERS["a.txt"](STORIES[0], tmp_path / "a.txt")
    (tmp_path / "a.meta.toml").write_text('title = "Mill"\nauthor = "A. Clerk"\nlanguage = "en-GB"\n', "utf-8")
    source = open_source(tmp_path / "a.txt")
    assert (source.title, source.language, source.metadata["author"]) == ("Mill", "en-GB", "A. Clerk")
