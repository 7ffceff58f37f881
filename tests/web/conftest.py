from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import pytest
import uvicorn
from tests.publishing.browser import chromium
from tests.publishing.sample import sample

from kronika.chronicle import curation
from kronika.web.application import application
from kronika.web.desk import Desk


class Served(NamedTuple):
    port: int
    token: str
    folder: Path
    ids: dict[str, str]  # of the sample's things, as the book itself makes them from evidence

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/?token={self.token}"


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """The sample book behind a running desk."""
    by_hand = sample()
    first = curation.act(by_hand, "accept", "discrepancy", ["x1"])
    book = msgspec.structs.replace(curation.apply(by_hand, [first]), decisions=())
    book.save(tmp_path)
    made = {thing.title: thing.id for thing in book.events} | {d.explanation: d.id for d in book.discrepancies}
    ids = {e.id: made[e.title] for e in by_hand.events} | {d.id: made[d.explanation] for d in by_hand.discrepancies}
    labels = {entity.label: entity.id for entity in book.entities}
    ids |= {entity.id: labels[entity.label] for entity in by_hand.entities}
    listener = socket.create_server(("127.0.0.1", 0))
    port = listener.getsockname()[1]
    desk = application(Desk(tmp_path), "the-token", port)
    server = uvicorn.Server(uvicorn.Config(desk, log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield Served(port, "the-token", tmp_path, ids)
    server.should_exit = True
    thread.join(timeout=10)
    listener.close()


@pytest.fixture(scope="session")
def browser() -> Any:
    return chromium()
