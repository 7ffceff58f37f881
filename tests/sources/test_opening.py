"""Files that fail say so in one line; the rest goes on; ids do not depend on the order of files."""

from __future__ import annotations

import gzip
import io
import random
import zipfile
from pathlib import Path

import pytest

from kronika.errors import BadInput
from kronika.sources import Limits, open_all, open_source
from kronika.sources.decoding import decoded

WORDS = "Trotsky was expelled from the party in November 1927. He left Moscow in January 1928.\n"


def zipped(**files: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "/"), data)
    return made.getvalue()


LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">'
    + "".join(
        f'<!ENTITY lol{n} "{"&lol" + str(n - 1 or "") + ";" if n > 1 else "&lol;"}{"&lol;" * 9}">' for n in range(1, 10)
    )
    + "]>"
)
BAD = [
    ("empty.txt", b"", "empty"),
    ("white.txt", b" \n\n\t ", "no text"),
    ("binary.txt", random.Random(1).randbytes(4000), "binary|encoding"),
    ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(100), "PNG"),
    ("program.txt", b"\x7fELF" + bytes(500), "program"),
    ("fake.pdf", b"not a pdf at all", "not a PDF"),
    ("truncated.pdf", b"%PDF-1.7\n1 0 obj\n<< /Type", "PDF|pypdfium2"),
    ("fake.docx", b"plain words", "not a DOCX"),
    ("truncated.zip", zipped(a=b"x" * 1000)[:60], "truncated"),
    ("truncated.txt.gz", gzip.compress(WORDS.encode() * 500)[:80], "truncated"),
    ("bomb.txt.gz", gzip.compress(bytes(200_000_000), 9), "limit"),
    ("laughs.docx", zipped(word__document_xml=b"").replace(b"document_xml", b"document.xml"), "XML|no text"),
    ("slides.pptx", zipped(**{"ppt/presentation.xml": b"<a/>"}), "slides"),
    ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old Office"),
    ("broken.json", b'{"text": "abc', "JSON"),
    ("none.jsonl", b"words\nwords\n", "JSON"),
    ("numbers.csv", b"a,b\n1,2\n3,4\n", "column"),
    ("none.srt", b"no cues here", "subtitles"),
    ("missing.txt", None, "no such file"),
    (
        "nested.zip",
        zipped(**{"a.zip": zipped(**{"b.zip": zipped(**{"c.zip": zipped(**{"d.txt": b"hello"})})})}),
        "deeper|no text",
    ),
]


@pytest.mark.parametrize(("name", "data", "reason"), BAD, ids=[row[0] for row in BAD])
def test_bad_file_says_why_in_one_line(name: str, data: bytes | None, reason: str, tmp_path: Path) -> None:
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(BadInput) as caught:
        open_source(path, Limits(file_bytes=10_000_000, unpacked_bytes=20_000_000))
    assert "\n" not in str(caught.value)
    assert str(path) in str(caught.value)
    assert any(part.lower() in str(caught.value).lower() for part in reason.split("|"))


def test_rest_of_a_folder_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(WORDS)
    (tmp_path / "b.txt").write_bytes(b"")
    (tmp_path / "c.txt").write_bytes(bytes(range(256)) * 20)
    (tmp_path / "d.png").write_bytes(b"\x89PNG")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "e.md").write_text("# Exile\n\n" + WORDS)
    intake = open_all(tmp_path)
    assert [source.id for source in intake.sources] == ["a", "e"]
    assert sorted(Path(problem.source).name for problem in intake.problems) == ["b.txt", "c.txt"]
    assert intake.ignored == 1


def test_ids_do_not_depend_on_order(tmp_path: Path) -> None:
    files = []
    for folder, words in (("x", "First. " + WORDS), ("y", "Second. " + WORDS), ("z", "First. " + WORDS)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(words)
        files.append(tmp_path / folder / "a.txt")
    forth, back = open_all(files).sources, open_all(files[::-1]).sources
    assert forth == back
    assert len({source.id for source in forth}) == 3


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8-sig", "Trockijt kizárták a pártból."),
        ("utf-16", "Trockijt kizárták a pártból."),
        ("utf-16-le", "Trotsky was expelled from the party, and so was Zinoviev."),
        ("utf-32", "Троцкий был исключён из партии."),
        (
            "cp1250",
            "Trockijt 1927 novemberében kizárták a pártból, majd száműzték; a felesége és a fia elkísérte őt az útra.",
        ),
        (
            "cp1251",
            "Троцкий был исключён из партии в ноябре 1927 года, а затем сослан вместе с женой и сыном в Алма-Ату.",
        ),
        (
            "iso-8859-1",
            "Trotsky foi expulso do Partido em novembro de 1927; a mulher e o filho não o deixaram só no exílio.",
        ),
        (
            "iso-8859-7",
            "Ο Τρότσκι διαγράφηκε από το κόμμα τον Νοέμβριο του 1927 και εξορίστηκε με τη γυναίκα του στην Άλμα Άτα.",
        ),
        (
            "shift_jis",
            "トロツキーは一九二七年十一月に党から除名され、翌年一月にアルマ・アタへ追放された。妻と息子も同行した。",
        ),
        ("gb18030", "托洛茨基于一九二七年十一月被开除出党，次年一月被流放到阿拉木图，他的妻子和儿子与他同行。"),
    ],
)
def test_encoding_is_found(encoding: str, text: str) -> None:
    assert decoded(text.encode(encoding), "a.txt")[0] == text


def test_entities_of_a_document_are_not_expanded(tmp_path: Path) -> None:
    path = tmp_path / "laughs.xml"
    path.write_text(LAUGHS + "<TEI><text><body><p>Words &lol9; &xxe; end.</p></body></text></TEI>")
    assert len(open_source(path).text) < 100


def test_external_entity_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("SECRET")
    head = '<!DOCTYPE w:document [<!ENTITY x SYSTEM "secret.txt">]>'
    body = head + '<w:document xmlns:w="w"><w:p><w:t>Some &x; words.</w:t></w:p></w:document>'
    (tmp_path / "a.docx").write_bytes(zipped(**{"word/document.xml": body.encode()}))
    assert "SECRET" not in open_source(tmp_path / "a.docx").text


def test_name_in_an_archive_cannot_leave_it(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.zip").write_bytes(zipped(**{"../../out.txt": WORDS.encode()}))
    assert [source.id for source in open_all(tmp_path).sources] == ["out"]
    assert not (tmp_path / "out.txt").exists()


def test_html_keeps_the_text_and_its_place(tmp_path: Path) -> None:
    page = (
        "<html lang=hu><head><title>Reed</title></head><body><nav>Kezdőlap</nav><article><h1>Reed Jónás</h1>"
        "<p>Egy &amp; k&eacute;t <b>mun</b>kás<sup class=reference>[1]</sup> meghalt.<br>Más <i>nem</i>.</p>"
        "<table><tr><td>Született<td>1870</table></article><footer>Sütik</footer></body></html>"
    )
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    source = open_source(tmp_path / "a.html")
    assert source.text.split() == [
        "Reed",
        "Jónás",
        "Egy",
        "&",
        "két",
        "munkás",
        "meghalt.",
        "Más",
        "nem.",
        "Született",
        "1870",
    ]
    assert source.title == "Reed"
    at = source.text.index("munkás")
    start, end = source.to_original(at, at + len("munkás"))
    assert page[start:end] == "mun</b>kás"
    at = source.text.index("é", source.text.index("k"))
    assert page[slice(*source.to_original(at, at + 1))] == "&eacute;"


@pytest.mark.parametrize(
    "sign", ["<", "<a", "<!--", "&", "<a '", '<a "', "<![CDATA[", "<script>", "<p>", "</p>", "<p><b>"]
)
def test_endless_markup_takes_linear_time(sign: str, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<p>Words of the story.</p>" + sign * 20_000)
    assert open_source(tmp_path / "a.html").text.startswith("Words of the story.")
