"""Serves the pages until stopped: on loopback, or for a team that has to say who it is."""

from __future__ import annotations

import contextlib
import socket
import threading
import webbrowser
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPConnection
from ipaddress import ip_address
from pathlib import Path
from typing import Final

import uvicorn

from parley.desk import Desk
from parley.errors import ParleyError, UsageError
from parley.web import warming
from parley.web.app import PORT, Settings, create_app
from parley.web.door import Door
from parley.web.security import LOOPBACK, hosts_of

HOST: Final = "127.0.0.1"

TRIES: Final = 20
"""Ports that are tried one after the other where the user named none."""


def serve(
    ledger: Path,
    *,
    port: int | None = None,
    browse: bool = True,
    say: Callable[[str], None] = print,
    team: Team | None = None,
) -> None:
    """Serve the ledger until Ctrl-C.

    Args:
        port: None: the usual one, or the next that is free; 0: any.
        browse: open the browser; say: told the address.
        team: people have to say who they are; without it only this machine is answered.

    Raises:
        LedgerError: there is no ledger, or it cannot be opened.
        UsageError: the port is in use, or nobody could come in.
    """
    host = team.host if team else HOST
    with contextlib.closing(_listening(host, port)) as listening:
        number = listening.getsockname()[1]
        app = create_app(ledger, Settings(_hosts(team, number), team=team is not None))
        if team is not None and not _anybody(app.state.door):
            raise UsageError(
                f"nobody could come in; make an account: parley team add NAME --role reviewer --ledger {ledger}"
            )
        address = _address(team, number)
        if not app.state.desk.holds_articles():
            say(f"{ledger} is empty; fill it with 'parley read SOURCE…', the pages then show it")
        say(f"{ledger} at {address}  (Ctrl-C stops)")
        if browse:
            # The socket listens already: the browser waits until the server answers.
            threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
        asked = None if team else number  # a team's pages want to know who asks
        threading.Thread(target=_warm, args=(app.state.desk, asked), daemon=True).start()
        if team is not None and not team.certificate and host not in LOOPBACK:
            say(
                "passwords travel unencrypted: give --certificate and --key, or put a proxy with TLS before it"
            )
        config = uvicorn.Config(
            app, log_level="warning", access_log=False, server_header=False, ws="none", proxy_headers=False,
            ssl_certfile=team.certificate if team else None, ssl_keyfile=team.key if team else None,
        )  # fmt: skip
        uvicorn.Server(config).run(sockets=[listening])


@dataclass(frozen=True, slots=True)
class Team:
    """How a team is served.

    Attributes:
        host: address to listen on; names: host names that are answered beside it.
        certificate, key: files for TLS.
    """

    host: str = HOST
    names: tuple[str, ...] = ()
    certificate: str | None = None
    key: str | None = None


def _warm(desk: Desk, port: int | None) -> None:
    """Load and count what the first visitors need; a server that is stopped meanwhile need not."""

    def get(path: str) -> None:
        with contextlib.closing(HTTPConnection(HOST, port, timeout=60)) as connection:
            connection.request("GET", path)
            connection.getresponse().read()

    with contextlib.suppress(OSError, ParleyError):
        warming.load(desk)
        if port is not None:
            warming.ask(get)


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach the address."""
    if host == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _hosts(team: Team | None, port: int) -> frozenset[str]:
    """The hosts that are us: this machine's, and those that the user named; also without a port, for a proxy."""
    if team is None:
        return hosts_of(port)
    named = (*team.names, team.host)
    return hosts_of(port, (*LOOPBACK, *named)) | {name.lower() for name in team.names}


def _address(team: Team | None, port: int) -> str:
    scheme = "https" if team and team.certificate else "http"
    name = next(iter(team.names), team.host) if team else HOST
    return f"{scheme}://{name}:{port}/"


def _anybody(door: Door) -> bool:
    """Whether there is an open account."""
    return any(p.closed is None for p in door.people.store.all())


def _listening(host: str, port: int | None) -> socket.socket:
    """A socket on the address."""
    last = PORT + TRIES if port is None else port
    for number in range(PORT if port is None else port, last + 1):
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        listening = socket.socket(family, socket.SOCK_STREAM)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((host, number))
            listening.listen(128)
        except OSError:
            listening.close()
        else:
            return listening
    raise UsageError(f"{host} port {last} cannot be used; choose another with --port")
