"""Contacts of a ledger in the columns of MEND."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from parley.export.mend import as_mend
from parley.ledger import EventRow, Ledger, Query
from parley.records.joined import Happening
from parley.stories.contacts import Contact, contacts_of


def rows_of_accounts(ledger: Ledger, rows: Sequence[EventRow]) -> list[Mapping[str, Any]]:
    """One row for each account of a contact."""
    known = _contacts(ledger, rows)
    return [as_mend(known[row.id]) for row in rows if row.id in known]


def rows_of_contacts(ledger: Ledger, found: Sequence[Happening]) -> list[Mapping[str, Any]]:
    """One row for each real contact: as its leading account has it, with the addresses of all accounts."""
    rows = ledger.events(Query(ids=[entry for h in found for entry in h.entries]))
    known = _contacts(ledger, rows)
    out = []
    for happening in found:
        told = [known[e] for e in happening.entries if e in known]
        lead = known.get(happening.lead) or next(iter(told), None)
        if lead is not None:
            sources = "; ".join(dict.fromkeys(c.source for c in told))
            out.append(as_mend(replace(lead, id=happening.id, source=sources)))
    return out


def _contacts(ledger: Ledger, rows: Sequence[EventRow]) -> dict[str, Contact]:
    """The contacts of the articles in which the rows stand, by entry."""
    articles = dict.fromkeys(row.article.id for row in rows)
    return {
        contact.id: contact
        for article in articles
        for contact in contacts_of(ledger.article(article), ledger.extraction(article))
    }
