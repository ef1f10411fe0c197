"""Double coding: samples that a second reviewer judges blindly, their agreement, and third decisions."""

from __future__ import annotations

from fastapi.responses import RedirectResponse, Response

from parley.errors import UsageError
from parley.web.pages.review import Sent, asked_of, who_of
from parley.web.router import Pages
from parley.web.views import Asked, View

router = Pages(include_in_schema=False)


@router.get("/review/codings")
def codings(view: Asked) -> Response:
    """All double codings, and a form that draws a sample."""
    desk = view.desk.review
    found = [(coding, len(desk.to_code(coding.id, who=coding.second))) for coding in desk.codings()]
    return view.page(
        "review_codings.html",
        title="Double coding",
        codings=found,
        reviewers=view.desk.ledger.review.reviewers(),
        colleagues=_colleagues(view),
        who=who_of(view.request),
    )


@router.post("/review/codings")
def draw(view: Asked, sent: Sent) -> Response:
    """Draw a sample."""
    _, asked = asked_of(view)
    try:
        size, seed = int(sent.get("size", "50")), int(sent.get("seed", "1"))
    except ValueError as exc:
        raise UsageError("size and seed are numbers") from exc
    second = sent.get("second", "").strip()
    known = {name.casefold(): name for name in _colleagues(view)}
    if known and second.casefold() not in known:
        raise UsageError(f"{second!r} has no account; there are {', '.join(known.values())}")
    made = view.desk.review.draw(
        asked, first=sent.get("first", ""), second=known.get(second.casefold(), second), size=size,
        seed=seed, who=who_of(view.request),
    )  # fmt: skip
    return RedirectResponse(f"/review/codings/{made.id}", status_code=303)


def _colleagues(view: View) -> list[str]:
    """Who may judge a sample; nobody is named where there is no team."""
    if not view.request.app.state.door.team:
        return []
    people = view.desk.ledger.people.all()
    return [p.name for p in people if p.closed is None and p.role != "reader"]


@router.get("/review/codings/{coding}")
def coding(view: Asked, coding: str) -> Response:
    """One double coding: agreement by field, and what is left to decide."""
    desk = view.desk.review
    found = desk.coding(coding)
    rows = desk.agreements(coding)
    if view.format != "html":
        fields = ("kind", "field", "level", "units", "same", "alpha")
        return view.data([{n: getattr(a, n) for n in fields} for a in rows], fields)
    apart = desk.disagreements(coding)
    return view.page(
        "review_coding.html",
        title="Double coding",
        coding=found,
        left=len(desk.to_code(coding, who=found.second)),
        agreements=[a for a in rows if a.units],
        apart=[(d, desk.item(d.entry)) for d in apart[:50]],
        apart_number=len(apart),
        who=who_of(view.request),
    )


@router.post("/review/codings/{coding}")
def adjudicate(view: Asked, coding: str, sent: Sent) -> Response:
    """A third decision."""
    view.desk.review.adjudicate(
        coding, sent["entry"], sent["field"], sent["value"], who=who_of(view.request)
    )
    return RedirectResponse(f"/review/codings/{coding}#apart", status_code=303)
