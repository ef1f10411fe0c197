"""Serves the pages on loopback until stopped."""

from __future__ import annotations

import contextlib
import socket
import threading
import webbrowser
from collections.abc import Callable
from pathlib import Path
from typing import Final

import uvicorn

from parley.errors import UsageError
from parley.web.app import PORT, Settings, create_app
from parley.web.security import hosts_of

HOST: Final = "127.0.0.1"

TRIES: Final = 20
"""Ports that are tried one after the other where the user named none."""


def serve(
    ledger: Path,
    *,
    port: int | None = None,
    browse: bool = True,
    say: Callable[[str], None] = print,
) -> None:
    """Serve the ledger until Ctrl-C.

    Args:
        port: None: the usual one, or the next that is free; 0: any.
        browse: open the browser; say: told the address.

    Raises:
        LedgerError: there is no ledger, or it cannot be opened. UsageError: the port is in use.
    """
    with contextlib.closing(_listening(port)) as listening:
        number = listening.getsockname()[1]
        app = create_app(ledger, Settings(hosts=hosts_of(number)))
        address = f"http://{HOST}:{number}/"
        if not app.state.desk.holds_articles():
            say(f"{ledger} is empty; fill it with 'parley read SOURCE…', the pages then show it")
        say(f"{ledger} at {address}  (Ctrl-C stops)")
        if browse:
            # The socket listens already: the browser waits until the server answers.
            threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
        config = uvicorn.Config(
            app, log_level="warning", access_log=False, server_header=False, ws="none"
        )
        uvicorn.Server(config).run(sockets=[listening])


def _listening(port: int | None) -> socket.socket:
    """A socket on loopback."""
    last = PORT + TRIES if port is None else port
    for number in range(PORT if port is None else port, last + 1):
        listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((HOST, number))
            listening.listen(128)
        except OSError:
            listening.close()
        else:
            return listening
    raise UsageError(f"port {last} is in use; choose another with --port")
