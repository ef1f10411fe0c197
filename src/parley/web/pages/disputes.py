"""Disputes: what accounts of one thing do not agree on, claim beside claim."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from fastapi import Response

from parley.errors import NotFoundError
from parley.records import Event, Proposal, Statement
from parley.records.joined import Account, Claim, Dispute
from parley.stories.evidence import sentence_with
from parley.web.heaviest import facet
from parley.web.router import Pages
from parley.web.views import Asked, View

router = Pages()

KINDS: Final = {
    "happened": "whether it happened",
    "who": "who did it",
    "toll": "how many",
    "day": "when",
    "place": "where",
    "terms": "on which terms",
    "agreed": "whether it was agreed",
}
"""What accounts differ on."""

NAMED: Final = 5
"""Accounts of a claim that are named."""
MOST: Final = 1500
"""Disputes that are counted for the facets."""

FIELDS: Final = (
    "id", "kind", "about", "subject", "day", "claim", "by", "origins", "outlets", "articles", "entries",
)  # fmt: skip


@router.get("/disputes")
def disputes(view: Asked) -> Response:
    """All disputes, those of most consequence first."""
    filters = view.filters("type", "actor", "country", "story", "since", "until", "text")
    about = view.many("about")
    limit = None if about else MOST
    found = view.desk.disputes(order=view.one("order") or "weight", limit=limit, **filters)
    if about:
        found = [d for d in found if d.about in about]
    if view.format == "json":
        rows = [*map(as_data, found)]
        return view.data(rows, FIELDS, total=len(rows))
    if view.format == "csv":
        return view.data((r for d in found for r in rows_of(d)), FIELDS)
    sheet = view.sheet(lambda limit, offset: found[offset : offset + limit], len(found))
    return view.page(
        "disputes.html",
        title="Disputes",
        sheet=sheet,
        kinds=KINDS,
        facets={"type": facet((d.kind for d in found), KINDS)},
        names=KINDS,
        only=None,
        accounts=_accounts(view, sheet.rows),
        once=once,
        sentence=sentence,
    )


@router.get("/dispute/{dispute_id}")
def dispute(view: Asked, dispute_id: str) -> Response:
    """One dispute."""
    found = [d for d in view.desk.disputes(as_of=view.on_day) if d.id == dispute_id]
    if not found:
        raise NotFoundError(dispute_id, advice="the accounts may agree by now; see all disputes")
    if view.format != "html":
        return view.data(
            [as_data(d) for d in found] if view.format == "json" else rows_of(found[0]), FIELDS
        )
    return view.page(
        "disputes.html",
        title="A dispute",
        sheet=view.sheet(lambda limit, offset: found[offset : offset + limit], 1),
        kinds=KINDS,
        facets={"type": []},
        names=KINDS,
        only=found[0],
        accounts=_accounts(view, found),
        once=once,
        sentence=sentence,
    )


def _accounts(view: View, shown: Iterable[Dispute]) -> dict[str, Account[Any]]:
    """The accounts behind the claims, by entry: who printed them, after whom."""
    entries = [e for d in shown for c in d.claims for e in c.entries[:NAMED]]
    kinds: tuple[type[Any], ...] = (Event, Proposal, Statement)
    return {a.entry: a for kind in kinds for a in view.desk.ledger.accounts(kind, entries=entries)}


def once(claim: Claim, accounts: Mapping[str, Account[Any]]) -> list[str]:
    """The first entries of a claim, one of each article."""
    of = {(accounts[e].article if e in accounts else e): e for e in reversed(claim.entries[:NAMED])}
    return list(reversed(of.values()))


def sentence(kind: str, claim: Claim, accounts: Mapping[str, Account[Any]]) -> str:
    """The sentence in which the surest of the named accounts of a claim has it; empty where there is none."""
    able = [a for e in claim.entries if (a := accounts.get(e)) is not None and a.evidence]
    if not able:
        return ""
    account = max(able, key=lambda a: a.record.confidence)
    record = account.record
    if isinstance(record, Event):
        toll = record.killed if kind == "toll" else None
        return sentence_with(account, (toll and toll.span) or record.anchor)[1]
    if isinstance(record, Statement):
        return sentence_with(account, record.content[0])[1]
    return account.evidence[0]


def rows_of(found: Dispute) -> list[dict[str, Any]]:
    """A dispute as rows of data, one for each claim."""
    return [{**_head(found), **_claim(claim)} for claim in found.claims]


def as_data(found: Dispute) -> dict[str, Any]:
    """A dispute with its claims."""
    return {**_head(found), "claims": [_claim(c) for c in found.claims]}


def _head(found: Dispute) -> dict[str, Any]:
    return {n: getattr(found, n) for n in ("id", "kind", "about", "subject", "day")}


def _claim(claim: Claim) -> dict[str, Any]:
    spread = claim.spread
    return {
        "claim": claim.value, "by": [w.name for w in claim.by], "origins": spread.origins,
        "outlets": spread.outlets, "articles": spread.articles, "entries": list(claim.entries),
    }  # fmt: skip
