"""The book as JSON: nothing lost, fits its schema, refuses what it is not."""

import json

import jsonschema
import msgspec
import pytest
from tests.publishing.sample import sample

from kronika import publishing
from kronika.errors import BadBook
from kronika.publishing import json_book


def test_comes_back_as_it_was() -> None:
    book = sample()
    assert publishing.from_json(publishing.export(book, "json")) == book


def test_same_bytes_twice() -> None:
    assert publishing.export(sample(), "json") == publishing.export(sample(), "json")


def test_fits_its_schema() -> None:
    schema = json_book.schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(publishing.export(sample(), "json")), schema)


def test_lone_surrogates_are_marked_as_lost_and_offsets_stay() -> None:
    """A source replaces each of them by one character, so that every offset into it holds."""
    book = sample()
    odd = msgspec.structs.replace(book.accounts[0].source, text="a\ud800b", id="odd")
    account = msgspec.structs.replace(book.accounts[0], source=odd)
    book = msgspec.structs.replace(book, sources=[odd], accounts=[account])
    assert publishing.from_json(publishing.export(book, "json")).sources[0].text == "a\ufffdb"


@pytest.mark.parametrize("data", [b"", b"{}", b"[" * 100_000, b'{"format": "kronika chronicle"}', b"\xff\xfe"])
def test_anything_else_is_one_clear_line(data: bytes) -> None:
    with pytest.raises(BadBook) as error:
        publishing.from_json(data)
    assert "\n" not in str(error.value)
