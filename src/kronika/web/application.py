"""The routes of the desk, and who may walk them: this machine, with the token, from the desk's own page."""

from __future__ import annotations

import re
import secrets
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

import msgspec
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from kronika.errors import KronikaError
from kronika.web.desk import Desk, Turn, Wishes

Kind = TypeVar("Kind")
Answer = Callable[[Request], Awaitable[Response]]
LARGEST = 1_000_000  # bytes of one request
HOSTS = ("127.0.0.1", "localhost")
_POLICY = re.compile(r'http-equiv="Content-Security-Policy" content="([^"]*)"')


def application(desk: Desk, token: str, port: int) -> Starlette:
    """The desk of one book for those who know `token`."""
    gate = Gate(token, port)

    async def page(request: Request) -> Response:
        if "token" in request.query_params:
            return gate.welcome(request.query_params["token"])
        html = await run_in_threadpool(desk.page)
        found = _POLICY.search(html)
        policy = found[1].replace("&#x27;", "'") if found else "default-src 'none'"
        return HTMLResponse(html, headers={"Content-Security-Policy": f"{policy}; frame-ancestors 'none'"})

    async def state(request: Request) -> Response:
        return JSONResponse({"version": await run_in_threadpool(lambda: desk.version)})

    async def acts(request: Request) -> Response:
        wishes = await _body(request, Wishes)
        return JSONResponse(await run_in_threadpool(desk.record, wishes))

    async def undo(request: Request) -> Response:
        return JSONResponse(await run_in_threadpool(desk.turn, "undo", await _body(request, Turn)))

    async def redo(request: Request) -> Response:
        return JSONResponse(await run_in_threadpool(desk.turn, "redo", await _body(request, Turn)))

    routes = [
        Route("/", gate.guarded(page)),
        Route("/state", gate.guarded(state)),
        *(Route(f"/{one.__name__}", gate.guarded(one), methods=["POST"]) for one in (acts, undo, redo)),
    ]
    return Starlette(routes=routes)


class Gate:
    """Who may come in: the address bar brings the token once, a cookie of this site alone keeps it.

    Requests under another host name (DNS rebinding) or from another page (cross-site requests) are turned away.
    """

    def __init__(self, token: str, port: int) -> None:
        self._token = token
        self._port = port
        self._cookie = f"kronika-{port}"
        self._names = {f"{host}:{port}" for host in HOSTS}

    def welcome(self, token: str) -> Response:
        """Trades the token of the address for a cookie, and takes it out of the address."""
        if not secrets.compare_digest(token.encode(), self._token.encode()):
            return _refused("this address holds an old token: use the one that kronika serve printed")
        answer = RedirectResponse("/", status_code=303)
        answer.set_cookie(self._cookie, self._token, httponly=True, samesite="strict", path="/")
        return _sealed(answer)

    def guarded(self, route: Answer) -> Answer:
        """The route for those who may; 403 in one line for others, and KronikaErrors as 409 in one line."""

        async def answer(request: Request) -> Response:
            refusal = self._refusal(request)
            if refusal:
                return _refused(refusal)
            try:
                return _sealed(await route(request))
            except KronikaError as error:
                return _sealed(JSONResponse({"error": str(error)}, status_code=409))
            except ClientDisconnect:
                return _sealed(PlainTextResponse("gone", status_code=400))

        return answer

    def _refusal(self, request: Request) -> str:
        if request.headers.get("host", "") not in self._names:
            return "not under this name"
        origin = request.headers.get("origin")
        if origin is not None and origin not in {f"http://{name}" for name in self._names}:
            return "not from another page"
        if request.method == "GET" and request.url.path == "/" and "token" in request.query_params:
            return ""
        given = request.cookies.get(self._cookie, "")
        if not secrets.compare_digest(given.encode(), self._token.encode()):
            return "open the address that kronika serve printed"
        return ""


async def _body(request: Request, kind: type[Kind]) -> Kind:
    """A request's JSON as a value of a kind. Raises KronikaError in one line for anything else."""
    if request.headers.get("content-type", "").split(";")[0] != "application/json":
        raise KronikaError("a request of the desk is JSON")
    data = b""
    async for part in request.stream():
        data += part
        if len(data) > LARGEST:
            raise KronikaError("a request of the desk is shorter")
    try:
        return msgspec.json.decode(data, type=kind)
    except (msgspec.DecodeError, msgspec.ValidationError, RecursionError) as error:
        raise KronikaError(f"not a request of the desk: {error}") from error


def _refused(reason: str) -> Response:
    return _sealed(PlainTextResponse(f"kronika: {reason}\n", status_code=403))


def _sealed(answer: Response) -> Response:
    """An answer that is kept nowhere, framed nowhere and taken for nothing else."""
    fixed: dict[str, Any] = {
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
    }
    for name, value in fixed.items():
        answer.headers[name] = value
    answer.headers.setdefault("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
    return answer
