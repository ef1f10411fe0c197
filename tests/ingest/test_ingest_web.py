"""One page from the web, from a server of our own on this machine."""

from __future__ import annotations

import gzip
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from parley.errors import FetchError
from parley.ingest import FetchPolicy, Given, Problem, Validators, pages
from parley.ingest.web import addresses_of, fetch, is_public
from parley.records import RawPage

LOCAL = FetchPolicy(allow_private=True, timeout=3)
PAGE = '<html><head><meta charset="koi8-r"><p>Зустріч відбулася в Києві.'


class Site(BaseHTTPRequestHandler):
    """Pages of every sort."""

    seen: dict[str, str] = {}  # noqa: RUF012 - reset by the fixture

    def do_GET(self) -> None:
        Site.seen = dict(self.headers.items())
        act: Callable[[], None] = getattr(
            self, "on_" + self.path.strip("/").split("?")[0], self.on_none
        )
        act()

    def give(self, body: bytes, kind: str = "text/html; charset=utf-8", **headers: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def to(self, where: str, code: int = 302) -> None:
        self.send_response(code)
        self.send_header("Location", where)
        self.end_headers()

    def on_page(self) -> None:
        self.give(PAGE.encode(), ETag='"v1"', Last_Modified="Wed, 05 Mar 2025 09:30:00 GMT")

    def on_windows(self) -> None:
        self.give(PAGE.encode("cp1251"), "text/html; charset=windows-1251")

    def on_plain(self) -> None:
        self.give(b"Just <b>words</b>.", "text/plain")

    def on_packed(self) -> None:
        self.give(gzip.compress(PAGE.encode()), Content_Encoding="gzip")

    def on_broken(self) -> None:
        self.give(b"\x1f\x8b" + b"x" * 99, Content_Encoding="gzip")

    def on_bomb(self) -> None:
        self.give(gzip.compress(b"a" * 50_000_000), Content_Encoding="gzip")

    def on_pdf(self) -> None:
        self.give(b"%PDF-1.7", "application/pdf")

    def on_liar(self) -> None:
        self.give(b"%PDF-1.7")

    def on_empty(self) -> None:
        self.give(b"")

    def on_moved(self) -> None:
        self.to("/page#part", 301)

    def on_circle(self) -> None:
        self.to("/circle")

    def on_file(self) -> None:
        self.to("file:///etc/passwd")

    def on_nowhere(self) -> None:
        self.to("http://[half", 307)

    def on_known(self) -> None:
        same = self.headers.get("If-None-Match") == '"v1"'
        self.send_response(304) if same else self.give(PAGE.encode())
        self.end_headers()

    def on_slow(self) -> None:
        self.give(b"<p>")
        for _ in range(100):
            time.sleep(0.1)
            self.wfile.write(b"x")

    def on_drip(self) -> None:
        for _ in range(100):
            self.wfile.write(b"H")
            time.sleep(0.1)

    def on_none(self) -> None:
        self.send_error(int(self.path.strip("/")) if self.path.strip("/").isdigit() else 404)

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def handle(self) -> None:
        with suppress(OSError):  # the reader goes away, as it should
            super().handle()


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()
    server.server_close()


def only(url: str, **options: object) -> RawPage | Problem:
    (item,) = pages([url], **({"policy": LOCAL} | options))  # type: ignore[arg-type]
    return item


def test_a_page(site: str) -> None:
    page = only(f"{site}/page?x=1#part", given=Given(publisher="The Gazette"))
    assert isinstance(page, RawPage)
    assert (page.markup, page.content, page.encoding) == ("html", PAGE, "utf-8")
    assert page.origin == f"{site}/page?x=1#part"
    assert page.given == {"url": f"{site}/page?x=1", "publisher": "The Gazette"}
    assert page.validators == Validators('"v1"', "Wed, 05 Mar 2025 09:30:00 GMT")
    assert page.fetched
    assert Site.seen["User-Agent"].startswith("Parley/")
    assert Site.seen["Host"] == site.removeprefix("http://")


def test_the_server_declares_the_encoding(site: str) -> None:
    page = only(f"{site}/windows")
    assert isinstance(page, RawPage)
    assert (page.content, page.encoding, page.encoding_guessed) == (PAGE, "cp1251", False)


def test_plain_text_and_packed_pages(site: str) -> None:
    plain, packed = only(f"{site}/plain"), only(f"{site}/packed")
    assert isinstance(plain, RawPage)
    assert isinstance(packed, RawPage)
    assert (plain.markup, plain.content) == ("text", "Just <b>words</b>.")
    assert packed.content == PAGE


def test_redirects_are_followed(site: str) -> None:
    page = only(f"{site}/moved")
    assert isinstance(page, RawPage)
    assert page.given["url"] == f"{site}/page"
    assert page.origin == f"{site}/moved"


def test_what_has_not_changed_is_a_remark(site: str) -> None:
    asked: list[str] = []

    def known(url: str) -> Validators:
        asked.append(url)
        return Validators('"v1"', "Wed, 05 Mar 2025 09:30:00 GMT")

    item = only(f"{site}/known", known=known)
    assert isinstance(item, Problem)
    assert not item.failed
    assert item.reason == "the page has not changed since it was last fetched"
    assert asked == [f"{site}/known"]
    assert Site.seen["If-Modified-Since"] == "Wed, 05 Mar 2025 09:30:00 GMT"
    assert isinstance(only(f"{site}/known"), RawPage)


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("404", "there is no such page (HTTP 404)"),
        ("403", "the site refuses to give the page to programs (HTTP 403)"),
        ("418", "the site does not give the page (HTTP 418)"),
        ("503", "the site has a fault of its own (HTTP 503)"),
        ("pdf", "it is application/pdf, not a page of text"),
        ("liar", "it is a PDF, not text"),
        ("empty", "it is empty"),
        ("bomb", "the page is larger than 32 MB"),
        ("broken", "the compressed data are damaged"),
        ("circle", "more than 5 redirects"),
        ("file", "only http and https are fetched, not file"),
        ("nowhere", "it is not a valid address"),
    ],
)
def test_what_is_no_article(site: str, path: str, reason: str) -> None:
    item = only(f"{site}/{path}")
    assert isinstance(item, Problem)
    assert (item.origin, item.reason, item.failed) == (f"{site}/{path}", reason, True)


@pytest.mark.parametrize("path", ["slow", "drip"])
def test_a_site_that_trickles_is_left(site: str, path: str) -> None:
    start = time.monotonic()
    item = only(f"{site}/{path}", policy=replace(LOCAL, timeout=0.5))
    assert isinstance(item, Problem)
    assert item.reason == "the page did not arrive within 0.5 seconds"
    assert time.monotonic() - start < 4


def test_an_address_is_fetched_once(site: str) -> None:
    assert len(list(pages([f"{site}/page", f"{site}/page#top"], policy=LOCAL))) == 1


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("ftp://example.org/a", "only http and https are fetched, not ftp"),
        ("http://", "the address names no site"),
        ("http://user:secret@example.org/", "addresses with a user name are not fetched"),
        ("http://[::1", "it is not a valid address"),
        ("http://a b/", "it is not a valid address"),
        ("http://example.org:99999/", "it is not a valid address"),
    ],
)
def test_addresses_that_are_refused(url: str, reason: str) -> None:
    item = only(url)
    assert isinstance(item, Problem)
    assert item.reason == reason


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "127.1", "0x7f000001", "[::1]", "[::ffff:127.0.0.1]", "10.0.0.1",
             "169.254.169.254", "0.0.0.0", "[64:ff9b::7f00:1]", "[fe80::1]"],
)  # fmt: skip
def test_addresses_that_are_not_public_are_refused(host: str) -> None:
    item = only(f"http://{host}:1/", policy=FetchPolicy(timeout=3))
    assert isinstance(item, Problem)
    assert "is not a public site" in item.reason
    assert "--allow-private" in item.advice


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
     "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1%eth0", "fc00::1", "ff02::1", "fec0::1",
     "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:a00:1::", "2001:db8::1", "not an address", ""],
)  # fmt: skip
def test_what_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:2800:21f:cb07::1", "::ffff:8.8.8.8"])
def test_what_is_public(address: str) -> None:
    assert is_public(address)


def test_one_private_address_among_public_ones_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    kind = (socket.AF_INET, socket.SOCK_STREAM, 6, "")
    both = [(*kind, (address, 80)) for address in ("93.184.215.14", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: both)
    with pytest.raises(FetchError, match="not a public site"):
        addresses_of("http://x/", "x", 80, FetchPolicy())


def test_a_name_that_changes_its_address_gains_nothing(
    site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The address that was checked is the one connected to: the name is asked once."""
    asked: list[str] = []

    def resolve(host: str, port: int, *_: object, **__: object) -> list[tuple[object, ...]]:
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

    connected: list[str] = []
    connect = socket.create_connection

    def spy(address: tuple[str, int], *args: object, **kwargs: object) -> socket.socket:
        connected.append(address[0])
        return connect(address, *args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr(socket, "create_connection", spy)
    url = site.replace("localhost", "rebinding.example")
    found = fetch(f"{url}/page", LOCAL)
    assert found.url == f"{url}/page"
    assert asked[0] == "rebinding.example"
    assert "rebinding.example" not in asked[1:]
    assert connected == ["127.0.0.1"]


def test_a_redirect_to_a_private_address_is_refused(
    site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def checked(address: str) -> bool:
        return address == "127.0.0.1"  # stands for a public one

    monkeypatch.setattr("parley.ingest.web.is_public", checked)
    monkeypatch.setattr(Site, "on_moved", lambda self: self.to("http://10.0.0.1/secret"))
    item = only(f"{site}/moved".replace("localhost", "127.0.0.1"), policy=FetchPolicy(timeout=3))
    assert isinstance(item, Problem)
    assert item.reason == "10.0.0.1 is not a public site (it has the address 10.0.0.1)"


def test_a_site_that_nobody_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    item = only("https://nobody.invalid/a")
    assert isinstance(item, Problem)
    assert item.reason == "the site nobody.invalid is not known"


def test_a_server_that_is_not_there() -> None:
    item = only("http://127.0.0.1:9/")
    assert isinstance(item, Problem)
    assert item.reason.startswith("the site cannot be reached")


def test_the_certificate_is_checked_against_the_name(tmp_path: Path) -> None:
    """Connecting by number must not weaken TLS: the name is sent and verified."""
    script = (
        "import httpx, ssl, sys\n"
        "seen = {}\n"
        "real = ssl.SSLContext.wrap_socket\n"
        "def spy(self, sock, **kw):\n"
        "    seen.update(kw, check=self.check_hostname)\n"
        "    raise ssl.SSLError('stop here')\n"
        "ssl.SSLContext.wrap_socket = spy\n"
        "import socket\n"
        "server = socket.create_server(('127.0.0.1', 0))\n"
        "port = server.getsockname()[1]\n"
        "from parley.ingest import pages, FetchPolicy\n"
        "list(pages([f'https://localhost:{port}/'], policy=FetchPolicy(allow_private=True, timeout=3)))\n"
        "assert seen['server_hostname'] == 'localhost', seen\n"
        "assert seen['check'], seen\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
