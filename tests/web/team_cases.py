"""A team at the door: the accounts, and how somebody comes in."""

from __future__ import annotations

import re
from dataclasses import dataclass

from httpx import Response
from starlette.testclient import TestClient

from parley.desk.people import People

PASSWORD = "seven calm otters"
HOST = "127.0.0.1:8477"
ARTICLE = (
    "BERLIN, 3 March 2025 (Harbour Post) - Germany's foreign minister met her French counterpart in Berlin on Monday. "
    '"We will not wait," she said after the talks.'
)


@dataclass
class Team:
    client: TestClient
    people: People
    entry: str

    def come_in(self, name: str, password: str = PASSWORD, back: str = "/") -> int:
        page = self.client.get("/login")
        answer = self.client.post(
            "/login",
            data={"csrf": csrf(page.text), "name": name, "password": password, "back": back},
            follow_redirects=False,
        )
        return answer.status_code

    def post(self, address: str, **fields: str) -> Response:
        """Send a form, as a script does; where it leads is not followed."""
        return self.client.post(
            address,
            data={"csrf": self.csrf(), **fields},
            headers={"Accept": "application/json"},
            follow_redirects=False,
        )

    def csrf(self) -> str:
        return csrf(self.client.get("/account").text)


def csrf(page: str) -> str:
    found = re.search(r'name="csrf" (?:value|content)="([0-9a-f]{64})"', page)
    assert found is not None
    return found[1]
