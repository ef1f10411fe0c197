"""Origins: whose reporting an account is, and how many of several are independent of each other.

A copy is the reporting of the article that it repeats, a wire report that of its agency, and an account that an
article takes from a named outlet ("told Reuters", "according to the AP") that of this outlet.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, Final

from parley.facts.outlets import outlet, same_outlet
from parley.records.joined import Account, Spread

LONGEST: Final = 2000
"""Characters of the evidence that are searched for outlets."""

_NAME: Final = r"(?P<{0}>(?:[Tt]he )?[A-Z][\w.’'-]{{0,24}}(?: [A-Z][\w.’'-]{{0,24}}){{0,4}})"
_PRESS: Final = (
    r"(?: (?:news agency|state news agency|newspaper|magazine|television|TV|broadcaster|website))?"
)
_ATTRIBUTED: Final = re.compile(
    rf"\b(?:told|[Aa]ccording to|citing|quoted by|reported by|carried by|published by|interview with|speaking to)"
    rf" {_NAME.format('after')}"
    rf"|{_NAME.format('before')}{_PRESS} (?:has |have |also |first )?(?:reported|reports|quoted|cited|quotes|said|says|wrote)\b"
)


def spread(accounts: Iterable[Account[Any]]) -> Spread:
    """How widely accounts are reported."""
    known = list(accounts)
    outlets = {same_outlet(a.outlet) for a in known if a.outlet}
    return Spread(
        articles=len({a.article for a in known}),
        outlets=max(len(outlets), min(len(known), 1)),
        origins=len({origin_of(a) for a in known}),
    )


def origin_of(account: Account[Any]) -> str:
    """A key of whose reporting the account is, the same for all accounts of one origin."""
    named = _attributed(" ".join(account.evidence)[:LONGEST]) or _asserted(account)
    if named is not None:
        return same_outlet(named)
    if account.origin is not None:
        return same_outlet(account.origin)
    return account.copy_of or account.article


def _asserted(account: Account[Any]) -> str | None:
    """The outlet that the article names as the source of its report."""
    key = getattr(account.record, "asserted_by", None)
    who = account.who.get(key) if key is not None else None
    return who.name if who is not None and who.sector == "MED" else None


@lru_cache(maxsize=20_000)
def _attributed(words: str) -> str | None:
    """The first outlet to which the words credit what they say."""
    return next(_outlets(words), None)


def _outlets(words: str) -> Iterator[str]:
    for found in _ATTRIBUTED.finditer(words):
        named = outlet(found["after"] or found["before"])
        if named is not None:
            yield named
