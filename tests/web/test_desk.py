"""The desk in two browsers: every act, undo and redo, nothing lost; and who is turned away."""

from __future__ import annotations

import http.client
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from tests.web.conftest import Served

import kronika
from kronika.chronicle import curation

COOKIE = "kronika-{port}=the-token"


def ask(served: Served, method: str, path: str, body: Any = None, **headers: str) -> tuple[int, str, dict[str, str]]:
    """Status, body and headers of one request by the curator's browser, with some headers changed."""
    connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=20)
    sent = {"Cookie": COOKIE.format(port=served.port), "Content-Type": "application/json"}
    sent |= {name.replace("_", "-"): value for name, value in headers.items()}
    data = body if isinstance(body, bytes | type(None)) else json.dumps(body).encode()
    connection.request(method, path, data, {name: value for name, value in sent.items() if value})
    answer = connection.getresponse()
    return answer.status, answer.read().decode(), {k.lower(): v for k, v in answer.getheaders()}


def accept(served: Served, thing: str) -> dict[str, Any]:
    """A wish to accept a discrepancy of the sample."""
    return {"acts": [{"kind": "accept", "target": "discrepancy", "things": [served.ids[thing]]}], "author": "A"}


def test_the_token_becomes_a_cookie_of_this_site_alone(served: Served) -> None:
    status, _, headers = ask(served, "GET", "/?token=the-token", Cookie="")
    assert status == 303
    assert headers["location"] == "/"
    assert "SameSite=strict" in headers["set-cookie"]
    assert "HttpOnly" in headers["set-cookie"]


@pytest.mark.parametrize(
    "headers",
    [
        {"Cookie": ""},
        {"Cookie": "kronika-1=the-token"},
        {"Host": "evil.example"},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
    ],
)
def test_others_are_turned_away(served: Served, headers: dict[str, str]) -> None:
    for method, path in (("GET", "/"), ("GET", "/state"), ("POST", "/acts"), ("POST", "/undo")):
        status, body, _ = ask(served, method, path, accept(served, "x1") if method == "POST" else None, **headers)
        assert status == 403
        assert "kronika" in body
        assert "Holm" not in body
    assert curation.journal(served.folder) == []


def test_a_wrong_token_opens_nothing(served: Served) -> None:
    assert ask(served, "GET", "/?token=wrong", Cookie="")[0] == 403


def test_the_page_is_sealed(served: Served) -> None:
    status, body, headers = ask(served, "GET", "/")
    assert status == 200
    assert "Anna Holm lights the lamp" in body
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "not a request"),
        (b"[" * 50_000, "not a request"),
        (b'{"acts": []}', "from 1 to"),
        ({"acts": [{"kind": "burn", "target": "event", "things": ["e1"]}]}, "not a request"),
        ({"acts": [{"kind": "accept", "target": "event", "things": ["nothing"]}]}, "no event nothing"),
        ({"acts": [{"kind": "edit", "target": "event", "things": ["ID"], "slot": "date", "value": "soon"}]}, "soon"),
        (b'{"acts": "' + b"x" * 2_000_000 + b'"}', "shorter"),
    ],
)
def test_what_makes_no_sense_is_one_clear_line(served: Served, body: Any, words: str) -> None:
    if isinstance(body, dict) and body["acts"][0]["things"] == ["ID"]:
        body["acts"][0]["things"] = [served.ids["e1"]]
    status, answer, _ = ask(served, "POST", "/acts", body)
    assert status == 409
    assert words in json.loads(answer)["error"]
    assert curation.journal(served.folder) == []


def test_many_at_once_lose_no_act(served: Served) -> None:
    wishes = [accept(served, f"x{1 + n % 5}") for n in range(20)]
    with ThreadPoolExecutor(8) as pool:
        statuses = list(pool.map(lambda wish: ask(served, "POST", "/acts", wish)[0], wishes))
    assert statuses == [200] * 20
    assert len(curation.journal(served.folder)) == 20


def test_decisions_change_the_book_and_come_back(served: Served) -> None:
    ask(
        served,
        "POST",
        "/acts",
        {
            "acts": [
                {"kind": "edit", "target": "event", "things": [served.ids["e1"]], "slot": "date", "value": "1871-03-03"}
            ]
        },
    )
    assert next(e for e in kronika.load(served.folder).events if e.title.endswith("lamp")).date == "1871-03-03"
    ask(served, "POST", "/undo", {})
    assert next(e for e in kronika.load(served.folder).events if e.title.endswith("lamp")).date is None
    ask(served, "POST", "/redo", {})
    assert next(e for e in kronika.load(served.folder).events if e.title.endswith("lamp")).date == "1871-03-03"


def test_a_split_by_places(served: Served) -> None:
    wish = {"kind": "split", "target": "entity", "things": [served.ids["holm"]], "parts": [[[2, 0, 0, 10]]]}
    status, answer, _ = ask(served, "POST", "/acts", {"acts": [wish]})
    assert status == 200, answer
    names = [sorted(e.names) for e in kronika.load(served.folder).entities if e.kind == "person"]
    assert ["ru"] in names


@pytest.fixture
def curators(browser: Any, served: Served) -> Iterator[list[Any]]:
    """Two browsers at one desk."""
    contexts = [browser.new_context() for _ in range(2)]
    pages = [context.new_page() for context in contexts]
    for page in pages:
        page.complaints = []
        page.on("pageerror", lambda error, page=page: page.complaints.append(str(error)))
        page.goto(served.address)
        page.evaluate("location.hash = '#discrepancies'")
        page.wait_for_selector(".card .acts")
    yield pages
    for context in contexts:
        context.close()


def test_the_address_keeps_no_token(curators: list[Any]) -> None:
    assert "token" not in curators[0].url


def test_keys_judge_and_undo_across_two_browsers(served: Served, curators: list[Any]) -> None:
    first, second = curators
    first.keyboard.press("j")
    first.keyboard.press("x")
    first.wait_for_selector(f"#discrepancy-{served.ids['x1']} .stamp.accept")
    second.keyboard.press("j")
    second.keyboard.press("j")
    second.keyboard.press("u")
    second.wait_for_selector(f"#discrepancy-{served.ids['x2']} .stamp.unsure")
    assert [act.kind for act in curation.journal(served.folder)] == ["accept", "unsure"]
    first.wait_for_selector(".desk-bar:has-text('another window')", timeout=9000)
    first.keyboard.press("r")
    first.wait_for_selector(f"#discrepancy-{served.ids['x2']} .stamp.unsure")
    first.keyboard.press("z")
    first.wait_for_selector(".desk-bar:has-text('Taken back')")
    first.wait_for_selector(f"#discrepancy-{served.ids['x2']}:not(:has(.stamp))")
    assert sum(curation.standing(curation.journal(served.folder)).values()) == 1
    assert first.complaints == second.complaints == []


def test_merge_by_hand(served: Served, curators: list[Any]) -> None:
    page = curators[0]
    page.evaluate(f"location.hash = '#entity-{served.ids['tallinn']}'")
    page.locator(".entity .acts").get_by_role("button", name="Merge").click()
    page.locator("dialog input[type=search]").fill("Turku")
    page.locator("dialog").get_by_role("button", name="Merge").click()
    page.wait_for_selector(".stamp.merge")
    assert page.locator(".index a").count() == 3
    assert len([e for e in kronika.load(served.folder).entities if e.kind == "place"]) == 1
    assert page.complaints == []


def test_axe_finds_nothing_on_the_desk(browser: Any, served: Served) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    page = browser.new_context(bypass_csp=True).new_page()
    page.goto(served.address)
    page.evaluate("location.hash = '#discrepancies'")
    page.wait_for_selector(".card .acts")
    found = axe.Axe().run(page).response["violations"]
    assert [(one["id"], [node["html"][:160] for node in one["nodes"][:3]]) for one in found] == []
