"""Where everything is: the pages of the menu, and the address of anything that has an id."""

from __future__ import annotations

from typing import Final, NamedTuple
from urllib.parse import quote


class Item(NamedTuple):
    """A page of the menu."""

    path: str
    name: str
    hint: str


class Group(NamedTuple):
    """Pages that belong together."""

    name: str
    items: tuple[Item, ...]


MENU: Final = (
    Group(
        "Overview",
        (
            Item("/", "State of play", "What changed"),
            Item("/timeline", "Timeline", "A lane for each side"),
        ),
    ),
    Group(
        "Diplomacy",
        (
            Item("/contacts", "Contacts", "Who talks to whom"),
            Item("/table", "On the table", "Proposals and their clocks"),
            Item("/positions", "Positions", "Who stands where"),
        ),
    ),
    Group(
        "On the record",
        (
            Item("/statements", "Statements", "Who said what"),
            Item("/events", "Events", "Who did what to whom"),
            Item("/ground", "On the ground", "Places and tolls"),
            Item("/disputes", "Disputes", "Where accounts differ"),
        ),
    ),
    Group(
        "Archive",
        (
            Item("/stories", "Stories", "Courses of events"),
            Item("/actors", "Actors", "Who takes part"),
            Item("/articles", "Articles", "What was read"),
            Item("/sources", "Sources", "Outlets, copies, silence"),
        ),
    ),
    Group(
        "Desk",
        (
            Item("/review", "Review", "Accept, reject, correct"),
            Item("/about", "About", "Models and error rates"),
        ),
    ),
)

PATHS: Final = {
    "st": "/entry", "ev": "/entry", "pr": "/entry", "sp": "/entry", "art": "/article", "act": "/actor",
    "sto": "/story", "hap": "/event", "thr": "/proposal", "dis": "/dispute",
}  # fmt: skip
"""Beginning of an id → where the things of its kind are shown."""


def path_of(any_id: str) -> str:
    """The path of the page that shows what has the id."""
    kind = any_id.partition("-")[0]
    # The id of an actor that is not settled yet is its key in the article.
    return f"{PATHS.get(kind, '/actor')}/{quote(any_id, safe='')}"


def current(path: str) -> str:
    """The path of the menu's page that a path belongs to."""
    parents = {
        "entry": "", "article": "/articles", "actor": "/actors", "story": "/stories", "event": "/events",
        "proposal": "/table", "dispute": "/disputes", "search": "",
    }  # fmt: skip
    head = path.strip("/").partition("/")[0]
    return parents.get(head, f"/{head}")
