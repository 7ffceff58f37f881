"""The desk brought up on this machine alone."""

from __future__ import annotations

import secrets
import socket
import sys
import threading
import webbrowser
from pathlib import Path

import uvicorn

from kronika.errors import BadRequest
from kronika.web.application import application
from kronika.web.desk import Desk

HOST = "127.0.0.1"


def serve(path: str | Path, port: int = 0, open_browser: bool = True) -> None:
    """Serves the book at a path until it is stopped; port 0 takes a free one.

    Prints the address, which holds a token that is new every time; opens it in a browser where asked. Raises BadBook
    where there is no book, BadRequest where the port is taken.
    """
    desk = Desk(path)
    with _listening(port) as listener:
        taken = listener.getsockname()[1]
        token = secrets.token_urlsafe(24)
        address = f"http://{HOST}:{taken}/?token={token}"
        print(f"kronika serves {path} at {address} (Ctrl+C stops)", file=sys.stderr, flush=True)
        if open_browser:
            threading.Timer(0.5, webbrowser.open, (address,)).start()
        settings = uvicorn.Config(
            application(desk, token, taken), log_level="warning", access_log=False, server_header=False, lifespan="off"
        )
        uvicorn.Server(settings).run(sockets=[listener])


def _listening(port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((HOST, port))
    except (OSError, OverflowError) as error:
        listener.close()
        raise BadRequest(f"port {port} cannot be had: {error}") from error
    return listener
