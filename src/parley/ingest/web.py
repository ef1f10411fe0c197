"""One page from the web: bounded, only from public addresses, and saying who asks.

This is the only module that speaks HTTP. The address that was checked is the address that is
connected to, so that a name which answers differently the second time gains nothing; every
redirect is checked again.
"""

from __future__ import annotations

import ipaddress
import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message
from typing import TYPE_CHECKING, Final, TypeVar

from parley.errors import FetchError
from parley.ingest.bounds import MIB, size
from parley.ingest.problems import foreign
from parley.records import Validators
from parley.version import VERSION

if TYPE_CHECKING:
    import httpx

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class FetchPolicy:
    """What fetching may do.

    Attributes:
        max_bytes: of a page, unpacked.
        timeout: seconds for the whole of it, redirects included; connect_timeout: for one step.
        max_redirects: how many are followed.
        allow_private: whether loopback, private and other addresses that are not public are allowed.
        user_agent: who asks.
    """

    max_bytes: int = 32 * MIB
    timeout: float = 30.0
    connect_timeout: float = 10.0
    max_redirects: int = 5
    allow_private: bool = False
    user_agent: str = f"Parley/{VERSION} (reads single news pages at a person's request)"


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a server answered.

    Attributes:
        url: the address in the end, after redirects.
        data: the body, unpacked; None where the page has not changed since it was last fetched.
        content_type: media type in lower case, empty where the server gives none.
        charset: the declared encoding, None without one.
        validators: to ask next time whether the page changed.
    """

    url: str
    data: bytes | None
    content_type: str
    charset: str | None
    validators: Validators


_TYPES: Final = ("text/html", "application/xhtml+xml", "text/plain", "text/markdown", "")
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_NOT_MODIFIED: Final = 304
_HOST: Final = re.compile(r"[a-z0-9._-]+|[0-9a-f:.]+", re.I)
_LAST_PORT: Final = 65535
_ADDRESSES_TRIED: Final = 3
_NAT64: Final = ipaddress.ip_network("64:ff9b::/96")


def fetch(url: str, policy: FetchPolicy, known: Validators | None = None) -> Fetched:
    """The page at the address.

    Args:
        known: validators of the copy that the caller has: the page is asked for only if it changed.

    Raises:
        FetchError: the address is refused, or the page cannot be had; says which and what to do.
    """
    deadline = time.monotonic() + policy.timeout
    return _within(policy.timeout, url, lambda: _follow(url, policy, known, deadline))


def _within(seconds: float, url: str, work: Callable[[], T]) -> T:
    """The result of ``work``, waited for so long only.

    Looking up a name and a server that sends a byte now and then have no time bound of their own.
    """
    done: list[T] = []
    failed: list[BaseException] = []

    def run() -> None:
        try:
            done.append(work())
        except BaseException as exc:
            failed.append(exc)

    worker = threading.Thread(target=run, name="parley-fetch", daemon=True)
    worker.start()
    worker.join(seconds + 1)
    if failed:
        raise failed[0]
    if not done:
        raise _too_slow(url, seconds)
    return done[0]


def _follow(url: str, policy: FetchPolicy, known: Validators | None, deadline: float) -> Fetched:
    import httpx  # takes its time to import: only for those who fetch

    # Settings of the environment could lead around the check of addresses, so none are used.
    with _translated(url, policy), httpx.Client(trust_env=False) as client:
        at = _parsed(url, url)
        for _ in range(policy.max_redirects + 1):
            with _answer(client, url, at, policy, known, deadline) as response:
                if response.status_code not in _REDIRECTS:
                    return _read(url, at, response, policy, deadline)
                target = response.headers.get("location", "")
            at = _parsed(url, str(at.join(target)))
        raise FetchError(url, f"more than {policy.max_redirects} redirects", advice=_OPEN_IT)


_OPEN_IT: Final = "open it in a browser, save the page and read the file"


@contextmanager
def _answer(
    client: httpx.Client,
    url: str,
    at: httpx.URL,
    policy: FetchPolicy,
    known: Validators | None,
    deadline: float,
) -> Iterator[httpx.Response]:
    """The response of the first address that answers."""
    import httpx

    addresses = addresses_of(url, at.host, at.port or (443 if at.scheme == "https" else 80), policy)
    for number, address in enumerate(addresses, start=1):
        step = max(0.1, min(policy.connect_timeout, deadline - time.monotonic()))
        request = client.build_request(
            "GET",
            at.copy_with(host=address, fragment=None),
            headers=_headers(at, policy, known),
            extensions={"sni_hostname": at.raw_host.decode("ascii")},
            timeout=httpx.Timeout(step),
        )
        try:
            response = client.send(request, stream=True, follow_redirects=False)
        except httpx.ConnectError:
            if number == len(addresses):
                raise
            continue
        try:
            yield response
        finally:
            response.close()
        return


def _headers(at: httpx.URL, policy: FetchPolicy, known: Validators | None) -> dict[str, str]:
    asked = {
        "Host": at.netloc.decode("ascii"),
        "User-Agent": policy.user_agent,
        "Accept": "text/html, application/xhtml+xml, text/plain;q=0.8",
        "Accept-Encoding": "gzip, deflate",
        "Connection": "close",
    }
    if known and known.etag:
        asked["If-None-Match"] = known.etag
    if known and known.last_modified:
        asked["If-Modified-Since"] = known.last_modified
    return asked


def _parsed(url: str, at: str) -> httpx.URL:
    """The address taken apart, once it is one that may be asked."""
    import httpx

    try:
        parsed = httpx.URL(at)
        host = parsed.raw_host.decode("ascii")
        whole = not host or (_HOST.fullmatch(host) and (parsed.port or 1) <= _LAST_PORT)
    except (httpx.InvalidURL, ValueError) as exc:
        raise FetchError(url, "it is not a valid address", advice="check it") from exc
    if parsed.scheme not in ("http", "https"):
        reason = f"only http and https are fetched, not {parsed.scheme or 'this'}"
        raise FetchError(url, reason, advice="check it")
    if not whole:
        raise FetchError(url, "it is not a valid address", advice="check it")
    if not host:
        raise FetchError(url, "the address names no site", advice="check it")
    if parsed.userinfo:
        raise FetchError(url, "addresses with a user name are not fetched", advice=_OPEN_IT)
    return parsed


def addresses_of(url: str, host: str, port: int, policy: FetchPolicy) -> list[str]:
    """The numeric addresses of the host, IPv4 first.

    Raises:
        FetchError: there are none, or one of them is not public and that is not allowed.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as exc:
        reason = f"the site {host} is not known"
        raise FetchError(url, reason, advice="check the address and the connection") from exc
    numeric = sorted({str(entry[4][0]) for entry in found}, key=lambda a: (":" in a, a))
    for address in numeric:
        if not policy.allow_private and not is_public(address):
            reason = f"{host} is not a public site (it has the address {address})"
            raise FetchError(url, reason, advice="use --allow-private if you mean it")
    return numeric[:_ADDRESSES_TRIED]


def is_public(address: str) -> bool:
    """Whether a numeric address is one of the public internet."""
    try:
        found = ipaddress.ip_address(address.split("%", 1)[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo and found.teredo[1])
        if found in _NAT64:
            inner = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        if inner:
            return is_public(str(inner))
        if found.is_site_local:
            return False
    return found.is_global and not found.is_multicast


def _read(
    url: str, at: httpx.URL, response: httpx.Response, policy: FetchPolicy, deadline: float
) -> Fetched:
    """The body within the bounds."""
    headers = response.headers
    validators = Validators(headers.get("etag"), headers.get("last-modified"))
    media = Message()
    media["content-type"] = headers.get("content-type", "")
    content_type = media.get_content_type() if media["content-type"] else ""
    end = str(at.copy_with(fragment=None))
    if response.status_code == _NOT_MODIFIED:
        return Fetched(end, None, content_type, None, validators)
    if not response.is_success:
        reason, advice = _refusal(response.status_code)
        raise FetchError(url, reason, advice=advice)
    if content_type not in _TYPES:
        advice = "download it and read the file if it is one of the formats of Parley"
        raise FetchError(url, f"it is {content_type}, not a page of text", advice=advice)
    pieces, total = [], 0
    for piece in response.iter_bytes():
        total += len(piece)
        if total > policy.max_bytes:
            raise FetchError(
                url, f"the page is larger than {size(policy.max_bytes)}", advice=_OPEN_IT
            )
        if time.monotonic() > deadline:
            raise _too_slow(url, policy.timeout)
        pieces.append(piece)
    return Fetched(end, b"".join(pieces), content_type, media.get_content_charset(), validators)


def _too_slow(url: str, seconds: float) -> FetchError:
    return FetchError(
        url, f"the page did not arrive within {seconds:g} seconds", advice="try later"
    )


_STATUS: Final = {
    401: ("the site wants a login", _OPEN_IT),
    402: ("the site wants to be paid", _OPEN_IT),
    403: ("the site refuses to give the page to programs", _OPEN_IT),
    404: ("there is no such page", "check the address"),
    410: ("the page was taken away", "look for it in a web archive"),
    429: ("the site asks not to be asked so often", "try later"),
    451: ("the page is withheld for legal reasons", "look for it in a web archive"),
}


def _refusal(code: int) -> tuple[str, str]:
    fault = ("the site has a fault of its own", "try later")
    other = ("the site does not give the page", _OPEN_IT)
    reason, advice = _STATUS.get(code, fault if code >= 500 else other)
    return f"{reason} (HTTP {code})", advice


@contextmanager
def _translated(url: str, policy: FetchPolicy) -> Iterator[None]:
    """Errors of the HTTP client as ours."""
    import httpx

    try:
        yield
    except httpx.TimeoutException as exc:
        raise _too_slow(url, min(policy.timeout, policy.connect_timeout)) from exc
    except httpx.DecodingError as exc:
        raise FetchError(url, "the compressed data are damaged", advice="try later") from exc
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as exc:
        advice = "check the address and the connection"
        raise FetchError(url, f"the site cannot be reached: {foreign(exc)}", advice=advice) from exc
