"""One question to a language model over an OpenAI-compatible endpoint (`POST …/chat/completions`), with bounds.

Bounded are the time of a question, the size of an answer, the tries, and the questions put to an endpoint that has
stopped answering. Redirects are not followed, so that the key goes to the named host alone.
"""

from __future__ import annotations

import json
import os
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from http.client import HTTPException
from typing import Any
from urllib.parse import urlsplit

import msgspec

from kronika.errors import BadRequest

KEY = "KRONIKA_LLM_KEY"
"""The environment variable that holds the key, where the endpoint wants one."""

TRIES = 2
GIVEN_UP = 4
"""After so many questions without an answer in a row no more are put."""
LARGEST = 4_000_000  # bytes of an answer
_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})


class Unanswered(Exception):
    """The endpoint gave no answer; the text says why in one line."""


class _Choice(msgspec.Struct):
    message: dict[str, Any]


class _Completion(msgspec.Struct):
    choices: list[_Choice]


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        return None


@dataclass
class Endpoint:
    """A model at an address. Answers are remembered, so that a second reading asks nothing twice.

    Attributes:
        url: the base address, as other clients take it ("http://127.0.0.1:11434/v1").
        timeout: seconds for one try, from the question to the end of the answer.
        pause: seconds before the second try.
    """

    model: str
    url: str
    timeout: float = 120.0
    pause: float = 1.0
    _known: dict[str, str] = field(default_factory=dict)
    _silent: int = 0

    def __post_init__(self) -> None:
        try:
            parts = urlsplit(self.url)
            fine = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
        except ValueError:
            fine = False
        if not fine or not self.model:
            raise BadRequest(f"llm:{self.model}@{self.url}: not of the form llm:MODEL@URL")
        if parts.username or parts.password:
            raise BadRequest(f"llm:{self.model}: no key in the address; it goes into {KEY}")

    def ask(self, system: str, user: str) -> str:
        """The model's answer. Raises Unanswered."""
        if user in self._known:
            return self._known[user]
        if self._silent >= GIVEN_UP:
            raise Unanswered("given up after several questions without an answer")
        reason = ""
        for attempt in range(TRIES):
            if attempt:
                time.sleep(self.pause)
            try:
                answer = self._try(system, user)
            except urllib.error.HTTPError as error:
                error.close()
                reason = f"status {error.code}"
                if error.code not in _AGAIN:
                    break
            except (OSError, HTTPException, ValueError, RecursionError) as error:
                reason = _line(error)
            else:
                self._silent = 0
                self._known[user] = answer
                return answer
        self._silent += 1
        raise Unanswered(reason)

    def _try(self, system: str, user: str) -> str:
        messages = [{"role": "system", "content": system}, {"role": "user", "content": user}]
        body = json.dumps({"model": self.model, "messages": messages, "temperature": 0, "seed": 0, "stream": False})
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        if os.environ.get(KEY):
            headers["Authorization"] = f"Bearer {os.environ[KEY]}"
        address = self.url.rstrip("/") + "/chat/completions"
        request = urllib.request.Request(address, body.encode("ascii"), headers, method="POST")
        opener = urllib.request.build_opener(_NoRedirects)
        with opener.open(request, timeout=self.timeout) as response:
            return _content(_bounded(response, time.monotonic() + self.timeout))


def _line(error: Exception) -> str:
    """What went wrong, in one line."""
    cause = error.reason if isinstance(error, urllib.error.URLError) else error
    words = (cause.strerror or str(cause)) if isinstance(cause, OSError) else str(cause)
    return " ".join(words.split())[:120] or type(error).__name__


def _bounded(response: Any, deadline: float) -> bytes:
    """The body of a response. Raises TimeoutError, or ValueError where it is too long."""
    parts, size = [], 0
    while part := response.read1(65536):
        parts.append(part)
        size += len(part)
        if size > LARGEST:
            raise ValueError("the answer is too long")
        if time.monotonic() > deadline:
            raise TimeoutError("timed out")
    return b"".join(parts)


def _content(body: bytes) -> str:
    """The words of the first choice. Raises ValueError where the body is no completion."""
    try:
        completion = msgspec.json.decode(body, type=_Completion)
    except (msgspec.ValidationError, msgspec.DecodeError) as error:
        raise ValueError("the answer is no chat completion") from error
    content = completion.choices[0].message.get("content") if completion.choices else None
    if not isinstance(content, str):
        raise ValueError("the answer holds no text")
    return content
