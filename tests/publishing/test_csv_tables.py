"""The tables: each fits its descriptor, points where it says, and keeps disagreement as sibling rows."""

import csv
import io
import json
import zipfile

import pytest
from tests.publishing.sample import sample

from kronika import publishing


@pytest.fixture(scope="module")
def archive() -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(publishing.export(sample(), "csv")))


def rows(archive: zipfile.ZipFile, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(archive.read(f"{name}.csv").decode("utf-8"), newline="")))


def test_both_dates_stand_side_by_side(archive: zipfile.ZipFile) -> None:
    dates = [(row["value"], row["source_id"]) for row in rows(archive, "claims") if row["event_id"] == "e1"]
    assert dates == [("1871-03-03", "en"), ("1871-03-03", "de"), ("1871-03-03", "ar"), ("1871-03-04", "ru")]


def test_offsets_give_the_words(archive: zipfile.ZipFile) -> None:
    texts = {row["id"]: row["text"] for row in rows(archive, "sources")}
    for table in ("mentions", "dates", "sentences", "assertions"):
        for row in rows(archive, table):
            assert texts[row["source_id"]][int(row["start"]) : int(row["end"])] == row["text"]


def test_keys_point_to_rows(archive: zipfile.ZipFile) -> None:
    for resource in json.loads(archive.read("datapackage.json"))["resources"]:
        for key in resource["schema"].get("foreignKeys", []):
            known = {row[key["reference"]["fields"]] for row in rows(archive, key["reference"]["resource"])}
            assert {row[key["fields"]] for row in rows(archive, resource["name"])} <= known | {""}


def test_fits_its_descriptor(archive: zipfile.ZipFile, tmp_path) -> None:  # type: ignore[no-untyped-def]
    frictionless = pytest.importorskip("frictionless")
    archive.extractall(tmp_path)
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert report.valid, report.flatten(["type", "message"])


def test_same_bytes_twice() -> None:
    assert publishing.export(sample(), "csv") == publishing.export(sample(), "csv")
