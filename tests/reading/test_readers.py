"""Readers that can be swapped: by name, through a spaCy pipeline, and by a language model that is not believed."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import accumulate
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

import kronika
from kronika import chronicle
from kronika.cli.app import app
from kronika.errors import BadRequest
from kronika.model import Account, Assertion, Lessons, Mention, Sentence, Source
from kronika.reading import read, readers
from kronika.reading.readers.llm_endpoint import GIVEN_UP, KEY, Endpoint
from kronika.reading.readers.llm_prompt import LONGEST, parts, question, system
from kronika.reading.readers.llm_reader import LlmReader

TEXT = (
    "The painter Edvin Halme was born in Turku on 3 May 1871. In 1902 he married Aino Saari  in Helsinki.\n\n"
    "According to a neighbour, Halme died in Tampere in 1918. Halme died poor."
)
SOURCE = Source(TEXT, "en")


def named(assertion: Assertion) -> dict[str, list[str]]:
    return {role: [getattr(p, "name", None) or p.text for p in who] for role, who in assertion.roles.items()}


# --- by name


def test_the_embedded_reader_is_the_default_and_reads_as_reading_does() -> None:
    assert readers.reader().name == readers.reader("embedded").name == "embedded"
    assert readers.reader().read(SOURCE, Lessons()) == read(SOURCE) == kronika.read(SOURCE, reader="embedded")


@pytest.mark.parametrize(
    "name",
    ["", "gpt", "embedded:x", "spacy", "spacy:", "llm", "llm:m", "llm:m@", "llm:@http://h", "llm:m@ftp://h/v1",
     "llm:m@http://", "llm:m@http://h:99999999/v1", "llm:m@http://user:key@h/v1", "spacy:no_such_pipeline_at_all"],
)  # fmt: skip
def test_names_of_no_reader_are_refused(name: str) -> None:
    with pytest.raises(BadRequest):
        readers.reader(name)


def test_a_model_may_have_any_name() -> None:
    reader = readers.reader("llm:org/model@v2:q4@http://127.0.0.1:9/v1")
    assert reader.name == "llm:org/model@v2:q4@http://127.0.0.1:9/v1"


class Shouting:
    """A reader of the user's own."""

    def __init__(self, name: str) -> None:
        self.name, self.count = name, 0

    def read(self, source: Source, lessons: Lessons | None = None) -> Account:
        self.count += 1
        return read(source, lessons)


def test_what_one_reader_read_is_not_taken_for_another_s(tmp_path: Path) -> None:
    cache = chronicle.reading_cache(tmp_path)
    first, same, other = Shouting("a"), Shouting("a"), Shouting("b")
    for reader in (first, same, other):
        kronika.build(SOURCE, cache=cache, reader=reader)
    assert (first.count, same.count, other.count) == (1, 0, 1)


# --- spaCy


@pytest.fixture(scope="module")
def tiny() -> Any:
    """A pipeline with names and the syntax of one sentence, made here."""
    spacy = pytest.importorskip("spacy")
    from spacy.language import Language
    from spacy.tokens import Doc

    heads = {"Mira": 2, "Tolan": 2, "praised": 2, "who": 4, "accused": 1, "Ostrel": 4, "in": 4, "Dovarra": 6}
    labels = {"Mira": "dep", "Tolan": "nsubj", "who": "nsubj", "accused": "relcl", "Ostrel": "dobj", "in": "prep"}
    labels |= {"praised": "ROOT", "Dovarra": "pobj"}
    tags = {"praised": "VERB", "accused": "VERB", "who": "PRON", "in": "ADP"}

    @Language.component("kronika_test_syntax")
    def syntax(doc: Doc) -> Doc:
        places = {token.text: token.i for token in doc}
        if "accused" not in places:
            return doc
        order = list(heads)
        for token in doc:
            token.head = doc[places.get(order[heads[token.text]], token.i)] if token.text in heads else token.head
            token.dep_ = labels.get(token.text, "dep")
            token.pos_ = tags.get(token.text, "PROPN")
            token.tag_ = "WP" if token.text == "who" else "X"
        return doc

    pipe = spacy.blank("en")
    ruler = pipe.add_pipe("entity_ruler")
    ruler.add_patterns(
        [
            {"label": "PERSON", "pattern": "Mira Tolan"},
            {"label": "ORG", "pattern": "Ostrel"},
            {"label": "GPE", "pattern": "Dovarra"},
            {"label": "DATE", "pattern": "1902"},
            {"label": "MISC", "pattern": "Helsinki"},
        ]
    )
    pipe.add_pipe("kronika_test_syntax")
    return pipe


def test_names_of_a_pipeline(tiny: Any) -> None:
    from kronika.reading.readers.spacy_reader import SpacyReader

    text = "In 1902 Mira Tolan left Dovarra.\nOstrel was founded in Helsinki by Mira Tolan."
    account = SpacyReader([tiny]).read(Source(text, "en"))
    kinds = {name.text: name.kind for name in account.names}
    assert kinds["Mira Tolan"] == "person"
    assert kinds["Ostrel"] == "organization"
    assert kinds["Dovarra"] == "place"
    assert "1902" not in kinds
    assert all(text[n.start : n.end] == n.text for n in account.names)
    assert [d.edtf for d in account.dates] == ["1902"]


def test_roles_of_a_parser(tiny: Any) -> None:
    from kronika.reading.readers.spacy_reader import SpacyReader

    reader = SpacyReader([tiny])
    account = reader.read(Source("Mira Tolan who accused Ostrel in Dovarra praised", "en"))
    found = next(a for a in account.assertions if a.type == "accusation")
    assert named(found)["agent"] == ["Mira Tolan"]
    assert named(found)["patient"] == ["Ostrel"]


def test_agent_and_patient_change_places_where_the_parser_says_so(tiny: Any) -> None:
    from kronika.reading.readers.spacy_reader import SpacyReader
    from kronika.reading.readers.spacy_roles import corrected

    account = SpacyReader([tiny]).read(Source("Mira Tolan who accused Ostrel in Dovarra praised", "en"))
    right = next(a for a in account.assertions if a.type == "accusation")
    swapped = {"agent": right.roles["patient"], "patient": right.roles["agent"]}
    for roles in (swapped, {}):
        wrong = msgspec.structs.replace(account, assertions=[msgspec.structs.replace(right, roles=roles)])
        (found,) = corrected(wrong, {0: tiny(account.source.text)})
        assert named(found)["agent"] == ["Mira Tolan"]
        assert named(found)["patient"] == ["Ostrel"]
        assert found.why[-1] == "roles by the parser"


def test_other_languages_are_read_by_the_embedded_reader(tiny: Any) -> None:
    from kronika.reading.readers.spacy_reader import SpacyReader

    german = Source("Die Malerin Anna Berg starb 1911 in Leipzig.", "de")
    assert SpacyReader([tiny]).read(german) == read(german)


@pytest.mark.parametrize("text", ["", " \n ", "\ud800 Mira Tolan \udfff", "Mira Tolan " * 3000, "\u0000Ostrel\u200b"])
def test_odd_texts_through_a_pipeline(tiny: Any, text: str) -> None:
    from kronika.reading.readers.spacy_reader import SpacyReader

    account = SpacyReader([tiny]).read(Source(text, "en"))
    assert all(text[n.start : n.end] == n.text for n in account.names)


@pytest.fixture(scope="module")
def installed() -> str:
    """The first English pipeline that is installed as a package."""
    spacy = pytest.importorskip("spacy")
    found = sorted(name for name in spacy.util.get_installed_models() if name.startswith("en_"))
    if not found:
        pytest.skip("no English pipeline is installed")
    return str(found[0])


def test_a_pipeline_that_is_a_package(installed: str) -> None:
    text = "Ramón Mercader killed Leon Trotsky in Mexico in 1940. Trotsky and Natalia moved from Norway to Mexico."
    account = kronika.read(text, "en", reader=f"spacy:{installed}")
    killing = next(a for a in account.assertions if a.type == "killing")
    assert named(killing)["agent"] == ["Ramón Mercader"]
    assert named(killing)["patient"] == ["Leon Trotsky"]
    assert killing.date == "1940"
    assert all(text[n.start : n.end] == n.text for n in account.names)


# --- a language model


class Stand(ThreadingHTTPServer):
    """A stand-in for a language model: answers as it is told, and keeps what it was asked."""

    daemon_threads = True
    answer: Callable[[BaseHTTPRequestHandler], None]

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Asked)
        self.asked: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"

    def says(self, content: Any) -> None:
        """From now on every answer is this: words as they are, anything else as JSON."""
        words = content if isinstance(content, str) else json.dumps(content)
        body = json.dumps({"choices": [{"message": {"role": "assistant", "content": words}}]})
        self.answer = lambda handler: put(handler, 200, body)


class Asked(BaseHTTPRequestHandler):
    server: Stand

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked.append({"path": self.path, **json.loads(body)})
        self.server.headers.append(dict(self.headers))
        with suppress(OSError):  # the asker may have gone
            self.server.answer(self)

    def log_message(self, *_: Any) -> None:
        """Says nothing."""


def put(handler: BaseHTTPRequestHandler, status: int, body: str, **headers: str) -> None:
    handler.send_response(status)
    for name, value in headers.items():
        handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(body.encode())


@pytest.fixture
def stand(monkeypatch: pytest.MonkeyPatch) -> Iterator[Stand]:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    monkeypatch.delenv(KEY, raising=False)
    server = Stand()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()


def reader_at(stand: Stand, timeout: float = 5.0) -> LlmReader:
    return LlmReader(Endpoint("test-model", stand.url, timeout=timeout, pause=0.0))


def row(**fields: Any) -> dict[str, Any]:
    return {"type": "birth", "quote": "Edvin Halme was born in Turku on 3 May 1871", **fields}


BIRTH = row(sentence=1, roles={"patient": ["Edvin Halme"], "place": "Turku"}, date="3 May 1871", factuality="asserted")


def test_a_good_answer(stand: Stand) -> None:
    marriage = row(
        type="marriage",
        quote="he married Aino Saari in Helsinki",
        roles={"agent": ["he"], "patient": ["Aino Saari"]},
        date="In 1902",
    )
    death = row(
        type="death",
        quote="Halme died in Tampere",
        roles={"patient": ["Halme"]},
        date=None,
        factuality="reported",
        reporter="a neighbour",
    )
    stand.says({"assertions": [death, BIRTH, marriage]})
    account = reader_at(stand).read(SOURCE)
    assert [a.type for a in account.assertions] == ["birth", "marriage", "death"]
    born, married, died = account.assertions
    assert named(born) == {"patient": ["Edvin Halme"], "place": ["Turku"]}
    assert (born.date, born.sentence) == ("1871-05-03", 0)
    assert TEXT[slice(*born.date_span)] == "3 May 1871"
    assert TEXT[married.start : married.end] == "he married Aino Saari  in Helsinki"
    assert isinstance(married.roles["agent"][0], Mention)
    assert married.date == "1902"
    assert (died.factuality, died.reporter, died.date) == ("reported", "a neighbour", None)
    assert account.problems == []
    assert account.names == read(SOURCE).names


def test_what_is_asked(stand: Stand) -> None:
    stand.says({"assertions": []})
    reader_at(stand).read(SOURCE)
    (asked,) = stand.asked
    assert asked["path"] == "/v1/chat/completions"
    assert (asked["model"], asked["temperature"], asked["seed"]) == ("test-model", 0, 0)
    assert "Edvin Halme" in asked["messages"][1]["content"]
    assert "Authorization" not in stand.headers[0]


def test_the_key_goes_along_where_there_is_one(stand: Stand, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(KEY, "sesame")
    stand.says([])
    reader_at(stand).read(SOURCE)
    assert stand.headers[0]["Authorization"] == "Bearer sesame"


@pytest.mark.parametrize(
    "answer",
    ["Here you are:\n```json\n{}\n```\nAnything else?", "```\n{}\n```", "Sure! {} Done.", "{}"],
)
def test_fences_and_words_around_the_answer(stand: Stand, answer: str) -> None:
    stand.says(answer.replace("{}", json.dumps({"assertions": [BIRTH]})))
    assert [a.type for a in reader_at(stand).read(SOURCE).assertions] == ["birth"]


WRONG = {
    "words that stand nowhere": (row(quote="Edvin Halme was knighted in Turku"), "invented words"),
    "words with a letter changed": (row(quote="edvin Halme was born"), "invented words"),
    "part of a word": (row(quote="was born in Tur"), "invented words"),
    "words of two sentences": (row(quote="on 3 May 1871. In 1902 he married"), "invented words"),
    "no words": (row(quote="…"), "invented words"),
    "words that stand twice": (row(type="death", quote="Halme died"), "ambiguous words"),
    "a type of its own": (row(type="apotheosis"), "unknown type"),
    "a value of its own": (row(factuality="certain"), "unknown factuality"),
    "a role of its own": (row(roles={"hero": ["Edvin Halme"]}), "unknown role"),
    "a name from nowhere": (row(roles={"agent": ["Napoleon"]}), "invented participant"),
    "a name from another sentence": (row(roles={"agent": ["Aino Saari"]}), "invented participant"),
    "the beginning of a name": (row(roles={"patient": ["Edv"]}), "invented participant"),
    "a date from nowhere": (row(date="1871-05-03"), "invented date"),
    "a date from another sentence": (row(date="1902"), "invented date"),
    "a reporter from nowhere": (row(reporter="the police"), "invented reporter"),
    "no quote": ({"type": "birth"}, "malformed"),
    "a quote that is none": (row(quote=["born"]), "malformed"),
    "roles that are none": (row(roles=["Edvin"]), "malformed"),
    "a word": ("birth", "malformed"),
    "nothing": (None, "malformed"),
}


@pytest.mark.parametrize("case", WRONG)
def test_wrong_and_invented_assertions_are_dropped_and_counted(stand: Stand, case: str) -> None:
    wrong, reason = WRONG[case]
    stand.says({"assertions": [wrong, BIRTH]})
    account = reader_at(stand).read(SOURCE)
    assert [a.type for a in account.assertions] == ["birth"]
    (problem,) = account.problems
    assert problem.reason == f"1 assertions of the language model were dropped: 1 {reason}"


def test_the_stated_sentence_tells_words_that_stand_twice(stand: Stand) -> None:
    stand.says([row(type="death", quote="Halme died", sentence="4")])
    (died,) = reader_at(stand).read(SOURCE).assertions
    assert died.start == TEXT.rindex("Halme died")


def test_a_base_form_stands_where_its_ending_does(stand: Stand) -> None:
    text = "Kovács Jánost 1950-ben letartóztatták Budapesten."
    account = read(Source(text, "hu"))
    name = next(n for n in account.names if n.name != n.text)
    stand.says([{"type": "arrest", "quote": text, "roles": {"patient": [name.name]}, "date": "1950-ben"}])
    (found,) = reader_at(stand).read(Source(text, "hu")).assertions
    assert found.roles["patient"] == (name,)
    assert found.date == "1950"


@pytest.mark.parametrize(
    "answer",
    ["", "I cannot help with that.", "{", '{"assertions": 5}', "null", '"birth"', "[" * 100_000, "{}" * 9, "\ud800"],
)
def test_answers_that_are_none(stand: Stand, answer: str) -> None:
    stand.says(answer)
    account = reader_at(stand).read(SOURCE)
    assert account.assertions == []
    assert [p.reason for p in account.problems] in (
        ["1 assertions of the language model were dropped: 1 malformed answer"],
        ["no answer: the answer is no chat completion"],
    )


@pytest.mark.parametrize("body", ["", "<html>", "{}", '{"choices": []}', '{"choices": [{"message": {"content": 5}}]}'])
def test_bodies_that_are_no_completion(stand: Stand, body: str) -> None:
    stand.answer = lambda handler: put(handler, 200, body)
    account = reader_at(stand).read(SOURCE)
    assert account.assertions == []
    assert account.problems[0].reason.startswith("no answer")
    assert not readers.settled(account)


@pytest.mark.parametrize(("status", "tries"), [(500, 2), (503, 2), (429, 2), (400, 1), (401, 1), (404, 1)])
def test_failures_are_tried_again_where_that_may_help(stand: Stand, status: int, tries: int) -> None:
    stand.answer = lambda handler: put(handler, status, "no")
    account = reader_at(stand).read(SOURCE)
    assert len(stand.asked) == tries
    assert [p.reason for p in account.problems] == [f"no answer: status {status}"]
    assert [p.place for p in account.problems] == ["sentences 1 to 4"]


def test_redirects_are_not_followed(stand: Stand) -> None:
    stand.answer = lambda handler: put(handler, 302, "", Location=stand.url + "/elsewhere")
    assert reader_at(stand).read(SOURCE).problems[0].reason == "no answer: status 302"
    assert len(stand.asked) == 1


def test_a_failure_and_then_an_answer(stand: Stand) -> None:
    def first(handler: BaseHTTPRequestHandler) -> None:
        put(handler, 502, "")
        stand.says([BIRTH])

    stand.answer = first
    account = reader_at(stand).read(SOURCE)
    assert (len(account.assertions), account.problems) == (1, [])


def slow(handler: BaseHTTPRequestHandler) -> None:
    time.sleep(0.6)


def dripping(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.end_headers()
    for _ in range(40):
        handler.wfile.write(b" ")
        handler.wfile.flush()
        time.sleep(0.05)


@pytest.mark.parametrize("answer", [slow, dripping])
def test_slow_answers_are_not_waited_for(stand: Stand, answer: Callable[[BaseHTTPRequestHandler], None]) -> None:
    stand.answer = answer
    begun = time.monotonic()
    account = reader_at(stand, timeout=0.2).read(SOURCE)
    assert time.monotonic() - begun < 1.5
    assert "timed out" in account.problems[0].reason


def test_an_endpoint_that_stays_silent_is_given_up(stand: Stand) -> None:
    stand.answer = lambda handler: put(handler, 400, "")
    text = "\n\n".join(f"In {1000 + i} the abbot number {i} died in the house by the river. " * 10 for i in range(60))
    account = reader_at(stand).read(Source(text, "en"))
    assert len(stand.asked) == GIVEN_UP
    assert len(account.problems) == len(parts(account)) > GIVEN_UP


def test_nobody_there() -> None:
    reader = LlmReader(Endpoint("m", "http://127.0.0.1:9/v1", timeout=2, pause=0))
    assert reader.read(SOURCE).problems[0].reason.startswith("no answer")


def test_a_second_reading_asks_nothing_twice(stand: Stand) -> None:
    stand.says([BIRTH])
    reader = reader_at(stand)
    first = reader.read(SOURCE)
    assert reader.read(SOURCE, Lessons()) == first
    assert len(stand.asked) == 1


def test_a_book_by_a_language_model(stand: Stand, tmp_path: Path) -> None:
    cache = chronicle.reading_cache(tmp_path)
    stand.answer = lambda handler: put(handler, 400, "")
    assert kronika.build(SOURCE, cache=cache, reader=reader_at(stand)).events == []
    stand.says([BIRTH])
    book = kronika.build(SOURCE, cache=cache, reader=reader_at(stand))
    assert [event.type for event in book.events] == ["birth"]
    kronika.build(SOURCE, cache=cache, reader=reader_at(stand))
    assert len(stand.asked) == 2


def test_the_command_line_takes_a_reader(stand: Stand, tmp_path: Path) -> None:
    stand.says([BIRTH, row(type="apotheosis")])
    file = tmp_path / "account.txt"
    file.write_text(TEXT, encoding="utf-8")
    name = f"llm:test-model@{stand.url}"
    told = CliRunner().invoke(app, ["read", str(file), "--json", "--language", "en", "--reader", name])
    assert [a["type"] for a in json.loads(told.stdout)["assertions"]] == ["birth"]
    assert "1 unknown type" in told.stderr
    built = CliRunner().invoke(app, ["build", str(file), "-o", str(tmp_path / "book"), "--reader", name])
    assert "1 accounts, 1 events" in built.stdout
    assert isinstance(CliRunner().invoke(app, ["read", str(file), "--reader", "nobody"]).exception, BadRequest)


@pytest.mark.parametrize(
    "lengths", [[], [10], [2000, 2000, 10], [LONGEST + 1], [10, LONGEST + 1, 10], [9, 9, LONGEST + 1]]
)
def test_parts_hold_whole_sentences_and_pass_over_endless_ones(lengths: list[int]) -> None:
    ends = list(accumulate(lengths))
    sentences = [Sentence(end - length, end) for length, end in zip(lengths, ends)]
    account = Account(Source("x" * sum(lengths), "en"), sentences=sentences)
    covered = [i for first, last in parts(account) for i in range(first, last)]
    assert covered == [i for i, length in enumerate(lengths) if length <= LONGEST]
    assert all(first < last for first, last in parts(account))


def test_the_model_is_told_the_inventory_and_numbered_sentences() -> None:
    account = read(SOURCE)
    assert question(account, 0, 1) == 'Language: en\n1: "The painter Edvin Halme was born in Turku on 3 May 1871."'
    assert "execution: " in system()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=12) | st.sampled_from(TEXT.split()),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["assertions", *row(), "roles", "date", "sentence", "agent"]), inner, max_size=5
        )
    ),
    max_leaves=15,
)


class Told(Endpoint):
    """An endpoint that answers without a network."""

    def ask(self, system: str, user: str) -> str:
        return self.model


@given(JSON)
@settings(max_examples=100, deadline=None)
def test_whatever_a_model_says_only_words_of_the_text_are_kept(answer: Any) -> None:
    told = json.dumps({"assertions": [answer, answer]}) or "x"
    account = LlmReader(Told(told, "http://127.0.0.1/v1")).read(SOURCE)
    for assertion in account.assertions:
        sentence = account.sentences[assertion.sentence]
        assert sentence.start <= assertion.start < assertion.end <= sentence.end
        for who in (p for row in assertion.roles.values() for p in row):
            assert TEXT[who.start : who.end] == who.text
