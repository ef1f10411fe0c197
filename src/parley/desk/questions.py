"""What a caller asks of the ledger, in its own words, becomes a query: checked, and told what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Final, get_args

from parley.errors import UsageError
from parley.ledger import Ledger, Order, Query, fold
from parley.records import ActorKind, EventType, Form, ProposalKind, SpeechAct, Status, StepKind
from parley.records.joined import DisputeKind

if TYPE_CHECKING:
    from parley.facts import Facts

_ALL: Final = frozenset(
    {"actor", "country", "text", "since", "until", "publisher", "story", "article", "as_of"}
    | {"copies", "limit", "offset", "order"}
)
_JOINED: Final = _ALL | {"type", "status", "disputed", "known_since", "min_confidence"}
_ENTRY: Final = _ALL | {"min_confidence", "rejected", "furniture"}

FILTERS: Final[Mapping[str, frozenset[str]]] = {
    "articles": _ALL,
    "actors": _ALL | {"type"},
    "stories": _ALL,
    "statements": _ENTRY | {"speaker", "about", "form", "act", "status", "once", "audience"},
    "events": _ENTRY | {"type", "mode", "status"},
    "contacts": _ENTRY | {"mode", "status"},
    "proposals": _ENTRY | {"type"},
    "steps": _ENTRY | {"type", "status"},
    "happenings": _JOINED | {"mode"},
    "threads": _JOINED,
    "disputes": _ALL | {"type"},
    "positions": frozenset({"country", "as_of", "subject", "side", "limit"}),
}
"""Listing → the filters that it takes; their meaning is told by :class:`parley.ledger.Query`."""

_TYPES: Final[Mapping[str, tuple[str, ...]]] = {
    "actors": get_args(ActorKind),
    "events": tuple(EventType),
    "proposals": tuple(ProposalKind),
    "steps": (*ProposalKind, *StepKind),
    "happenings": tuple(EventType),
    "threads": tuple(ProposalKind),
    "disputes": get_args(DisputeKind),
}


def query(
    listing: str, filters: Mapping[str, Any], ledger: Ledger, facts: Callable[[], Facts]
) -> Query:
    """The query of a listing's filters; those that are None do not filter.

    A country may be named in words, a story by words of its title, a day as ISO text.

    Args:
        facts: gives the facts, which are looked into only where a country is named.

    Raises:
        UsageError: a filter that the listing does not take, or a value that cannot be meant.
    """
    given = {k: v for k, v in filters.items() if v is not None}
    for name in given:
        if name not in FILTERS[listing]:
            known = ", ".join(sorted(FILTERS[listing]))
            raise UsageError(f"{listing} cannot be filtered by {name!r}; they can by {known}")
    for name in ("since", "until", "as_of", "known_since"):
        if name in given:
            given[name] = as_day(name, given[name])
    if "since" in given and "until" in given and given["since"] > given["until"]:
        raise UsageError(f"since {given['since']} comes after until {given['until']}")
    choices = {"type": _TYPES.get(listing, ()), "form": tuple(Form), "act": tuple(SpeechAct)}
    choices["status"] = tuple(StepKind if listing == "threads" else Status)
    choices["order"] = get_args(Order)
    for name, values in choices.items():
        if name in given:
            given[name] = _chosen(name, given[name], values)
    if not 0 <= given.get("min_confidence", 0) <= 1:
        raise UsageError(f"a confidence lies between 0 and 1, not at {given['min_confidence']}")
    if "country" in given:
        given["country"] = _country(given["country"], facts())
    if "story" in given:
        given["story"] = _story(given["story"], ledger)
    return Query(**given)


def choice(name: str, value: str, values: Collection[str]) -> str:
    """The one of the values that is written so, in whatever case; of an event type, that is called so.

    Raises:
        UsageError: naming the values.
    """
    known = {v.casefold(): str(v) for v in values}
    known |= {v.label: str(v) for v in values if isinstance(v, EventType)}
    written = value.strip().casefold().replace("_", "-")
    if written in known:
        return known[written]
    close = get_close_matches(written, known, n=1)
    hint = f" (did you mean {known[close[0]]}?)" if close else ""
    raise UsageError(f"no {name} {value!r}{hint}; there are {', '.join(map(str, values))}")


def _chosen(name: str, value: Any, values: Collection[str]) -> Any:
    if isinstance(value, str):
        return choice(name, value, values)
    return tuple(choice(name, str(v), values) for v in value)


def as_day(name: str, value: Any) -> date:
    """A day as ISO text or as it is.

    Raises:
        UsageError: it is neither.
    """
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError as exc:
        raise UsageError(f"{name}: {value!r} is not a day; write it as 2025-03-11") from exc


def _country(words: str, facts: Facts) -> str:
    code = words.strip().upper()
    if code in facts.countries or code in ("EUU", "IGO"):
        return code
    for spelt in (words, words.title(), words.upper()):
        hit = facts.country(spelt.strip())
        if hit is not None:
            return hit.iso3
    raise UsageError(f"no country {words!r}; try its ISO code, such as UKR")


def _story(words: str, ledger: Ledger) -> Any:
    """Ids of the stories of that id, or whose titles hold all the words."""
    if words.startswith("sto-"):
        return words
    wanted = fold(words).split()
    found = [s.id for s in ledger.stories() if all(w in fold(s.title) for w in wanted)]
    if not wanted or not found:
        raise UsageError(f"no story is called {words!r}; 'parley stories' lists them")
    return tuple(found)
