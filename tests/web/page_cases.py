"""What the tests of pages share: hostile articles, a browser as it were, its token."""

from __future__ import annotations

import re
from pathlib import Path

from starlette.testclient import TestClient

from parley.web import Settings, create_app
from parley.web.security import hosts_of

PORT = 8477
CASE = Path(__file__).parents[2] / "examples" / "case"

HOSTILE = {
    "script.txt": (
        "KYIV, 4 March 2025 (Harbour Post) - Ukraine's defence minister <script>alert(1)</script> met his Polish "
        'counterpart in Warsaw on Tuesday. "We <img src=x onerror=alert(2)> will not wait," he said in a quarrystone hall. '
        "He pointed to javascript:alert(3) and {{ 7 * 7 }} {% raw %} and </p><style>*{display:none}</style>."
    ),
    "bidi.txt": (
        "WARSAW, 5 March 2025 (Harbour Post) - Poland's prime minister said on Wednesday in a lighthouse that the \u202etruce\u202c "
        "would hold\u200b. \u2067Nobody\u2069 can tell Z\u0300\u0301\u0302\u0303\u0304\u0305\u0306\u0307 from it, he said.\x07"
    ),
    "endless.txt": (
        "PARIS, 6 March 2025 (Harbour Post) - France's president said on Thursday at a windmill that talks would go on. "
        + "word " * 9_000
        + "The last sentence of a very long article was said by Germany's chancellor."
    ),
}
"""What articles must not be able to do: run, load, style, turn, smear, or take a minute."""


def client_of(ledger: Path) -> TestClient:
    """A browser, as it were, before the pages of a ledger."""
    app = create_app(ledger, Settings(hosts_of(PORT)))
    return TestClient(app, base_url=f"http://127.0.0.1:{PORT}")


def token_of(page: str) -> str:
    """The token that a page's forms send."""
    found = re.search(r'name="csrf" content="([0-9a-f]{64})"', page)
    assert found is not None
    return found[1]
