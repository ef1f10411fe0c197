"""Review: entry by entry, by keys or by forms, what is grave and doubtful first."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Mapping
from typing import Annotated, Any, Final
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response

from parley.desk.review.items import Item
from parley.desk.review.reviewing import KEYS, Progress, Reviewing
from parley.errors import NotFoundError, UsageError
from parley.ledger import Queued, QueueQuery
from parley.records import Judgement, ProposalKind, StepKind
from parley.spans import Span
from parley.web import rendering, security
from parley.web.facets import TYPE_NAMES
from parley.web.review_view import excerpt, packed_item, read_spot
from parley.web.views import Asked, View

router = APIRouter()
"""Not of one state: the page puts an old ledger's entries in order, and then reads them."""

FILTERS: Final = (
    "kind", "type", "actor", "country", "story", "article", "text", "status", "publisher", "since", "until", "by",
)  # fmt: skip
SWITCHES: Final = ("disputed", "differs", "accounts")

MOST: Final = 20
"""Entries that may be asked for at once."""

ACTIONS: Final[Mapping[str, str]] = {
    "accept": "accept the entry as it stands", "reject": "reject it", "edit": "edit: then the letter of a field",
    "later": "later: it comes back at the end", "undo": "undo what you did last",
    "next": "next, without deciding", "previous": "previous", "all": "accept all accounts of the event",
    "comment": "comment, on the selected words if there are any",
    "missing": "add what is missing, from the selected words",
    "definition": "what the codebook says", "search": "search among what is left", "help": "these keys",
    "together": "the same event as another one", "apart": "a different event from the others",
}  # fmt: skip


async def form_fields(request: Request) -> dict[str, str]:
    """The fields of a form that was sent."""
    form = await request.form()
    return {name: value for name, value in form.items() if isinstance(value, str)}


Sent = Annotated[dict[str, str], Depends(form_fields)]


def who_of(request: Request) -> str:
    """The reviewer's name for the log: whoever is logged in, else the user of this machine."""
    named: str | None = getattr(request.state, "who", None)
    return named or getpass.getuser()


def asked_of(view: View) -> tuple[dict[str, Any], QueueQuery]:
    """The filters of the address, and what they ask of the queue."""
    given = view.filters(*FILTERS)
    given |= {name: True for name in SWITCHES if view.one(name)}
    return given, view.desk.review.filters(**given)


def query_of(view: View) -> str:
    """The filters as they stand in an address."""
    kept = [(n, v) for n in (*FILTERS, *SWITCHES) for v in view.many(n)]
    return urlencode(kept)


# The page, and what its script asks for.


@router.get("/review", include_in_schema=False)
def review(view: Asked) -> Response:
    """The page, with the first entry on it."""
    who, desk, coding = who_of(view.request), view.desk.review, view.one("coding")
    desk.rank()
    given, asked = asked_of(view)
    named = view.one("entry")
    queued = None if named else next(iter(_next(view, asked, who, coding, 1)), None)
    entry = named or (queued.id if queued else None)
    item = desk.item(entry, coding=coding, who=who) if entry else None
    here = f"/review?{urlencode({'entry': item.id, 'coding': coding or ''})}" if item else "/review"
    return view.page(
        "review.html",
        title="Review",
        who=who,
        item=item,
        excerpt=excerpt(item) if item else None,
        first=packed_item(item, queued) if item else None,
        progress=desk.progress(asked, who=who, coding=coding),
        keys=desk.keys(who),
        actions=[(action, ACTIONS[action]) for action in KEYS],
        filters={n: given.get(n) for n in (*FILTERS, *SWITCHES)},
        filters_query=query_of(view),
        coding=coding,
        reviewers=view.desk.ledger.review.reviewers(),
        types=TYPE_NAMES | {str(t): str(t) for t in (*ProposalKind, *StepKind)},
        back=view.url(entry=None),
        at=here,
    )


@router.get("/review/items")
def items(view: Asked) -> JSONResponse:
    """The next entries, each as it is shown, after the spot ``after``."""
    who, coding = who_of(view.request), view.one("coding")
    _, asked = asked_of(view)
    limit = min(int(view.one("limit") or 3), MOST)
    queued = _next(view, asked, who, coding, limit)
    return JSONResponse({"items": [_shown(view, q.id, q, coding, who) for q in queued]})


@router.get("/review/item/{entry}")
def item(view: Asked, entry: str) -> JSONResponse:
    """One entry as it is shown."""
    shown = _shown(view, entry, None, view.one("coding"), who_of(view.request))
    return JSONResponse({"item": shown})


@router.get("/review/definition")
def definition(view: Asked) -> JSONResponse:
    """What the codebook says of a field."""
    kind: Any = view.one("kind") or "event"
    words = view.desk.review.meaning(kind, view.one("field") or "", view.one("value") or "")
    return JSONResponse({"words": words.replace("`", "")})


def _next(view: View, asked: QueueQuery, who: str, coding: str | None, limit: int) -> list[Queued]:
    """The next places of the queue; of a double coding, what is left of its sample."""
    desk, after = view.desk.review, view.one("after")
    if coding is None:
        spot = read_spot(after) if after else None
        return desk.next(asked, who=who, after=spot, limit=limit)
    left = desk.to_code(coding, who=who)
    start = left.index(after) + 1 if after in left else 0
    return [Queued(entry, None) for entry in left[start : start + limit]]


def _shown(
    view: View, entry: str, queued: Queued | None, coding: str | None, who: str
) -> dict[str, Any]:
    """What the script needs to show an entry at once."""
    found = view.desk.review.item(entry, coding=coding, who=who)
    template = rendering.TEMPLATES.get_template("review_item.html")
    html = template.render(
        view=view, item=found, excerpt=excerpt(found), csrf=security.token(view.request)
    )
    packed = packed_item(found, queued)
    return {**packed, "html": html}


def _counted(progress: Progress) -> dict[str, Any]:
    return {"left": progress.left, "today": progress.today, "seconds": progress.seconds}


# What is decided.

Answer = dict[str, Any]
Act = Callable[[Reviewing, dict[str, str], str], Answer]


@router.post("/review/act")
def act(view: Asked, sent: Sent) -> Response:
    """Decide, edit, comment, add, put off, undo; ``act`` says which."""
    who, named = who_of(view.request), sent.get("act", "")
    if named not in ACTS:
        raise UsageError(f"no act {named!r}; there are {', '.join(ACTS)}")
    answer = ACTS[named](view.desk.review, sent, who)
    if "application/json" not in view.request.headers.get("accept", ""):
        back = sent.get("back", "/review")
        if named == "undo":
            back = f"/review?{urlencode({'entry': answer['entry']})}"
        return RedirectResponse(back if _is_ours(back) else "/review", status_code=303)
    if answer.get("entry"):
        answer["item"] = _shown(view, answer["entry"], None, sent.get("coding") or None, who)
    _, asked = asked_of(view)
    pace = view.desk.review.progress(asked, who=who, coding=sent.get("coding") or None)
    return JSONResponse({**answer, "progress": _counted(pace)})


def _is_ours(path: str) -> bool:
    """Whether the address is one of this page."""
    return path.partition("?")[0].rstrip("/").startswith("/review") and "\\" not in path


def _span(sent: Mapping[str, str]) -> Span | None:
    if "start" not in sent or "end" not in sent:
        return None
    try:
        return Span(int(sent["start"]), int(sent["end"]))
    except ValueError as exc:
        raise UsageError("a selection has a start and an end, in code points") from exc


def _seconds(sent: Mapping[str, str]) -> float | None:
    try:
        return float(sent["seconds"])
    except (KeyError, ValueError):
        return None


def _decide(desk: Reviewing, sent: dict[str, str], who: str) -> Answer:
    verdict: Any = sent["act"]
    made = desk.decide(
        sent["entry"], verdict, who=who, seconds=_seconds(sent), why=sent.get("why", ""),
        coding=sent.get("coding") or None,
    )  # fmt: skip
    return {"entry": made.entry, "number": made.number}


def _accept_all(desk: Reviewing, sent: dict[str, str], who: str) -> Answer:
    return {"entry": sent["entry"], "accepted": desk.accept_all(sent["entry"], who=who)}


def _edit(desk: Reviewing, sent: dict[str, str], who: str) -> Answer:
    span = _span(sent)
    made = desk.edit(
        sent["entry"], sent["field"], who=who, span=span,
        words=None if span is not None else sent.get("words", ""),
        coding=sent.get("coding") or None,
    )  # fmt: skip
    return {"entry": made[0].entry, "changed": f"{sent['field'].replace('_', ' ')} changed"}


def _comment(desk: Reviewing, sent: dict[str, str], who: str) -> Answer:
    coding = sent.get("coding") or None
    made = desk.comment(
        sent["entry"], sent.get("why", ""), who=who, span=_span(sent), coding=coding
    )
    return {"entry": made.entry}


def _later(desk: Reviewing, sent: dict[str, str], who: str) -> Answer:
    desk.later(sent["entry"], who=who)
    return {}


def _undo(desk: Reviewing, sent: dict[str, str], who: str) -> Answer:
    made = desk.undo(who=who, coding=sent.get("coding") or None)
    return {"entry": _still_there(desk, made), "undone": _undone(made)}


def _undone(made: list[Judgement]) -> str:
    last = made[-1]
    if len(made) > 1 and last.verdict != "edit":
        return f"{len(made)} × {last.verdict}"
    return f"{last.field} edited" if last.field else last.verdict


def _still_there(desk: Reviewing, made: list[Judgement]) -> str | None:
    """The entry to go back to; an entry by hand whose adding was taken back is none."""
    entry = made[0].entry
    try:
        return desk.item(entry).id
    except NotFoundError:
        return None


def _add(desk: Reviewing, sent: dict[str, str], who: str) -> Answer:
    span = _span(sent)
    if span is None:
        raise UsageError("select the words of what is missing first")
    kind: Any = sent["kind"]
    article = desk.item(sent["entry"]).article.id
    made = desk.add(article, kind, span, who=who)
    return {"entry": made.entry, "number": made.number}


def _keys(desk: Reviewing, sent: dict[str, str], who: str) -> Answer:
    return {"keys": desk.set_keys(who, {sent["action"]: sent["key"]})}


ACTS: Final[Mapping[str, Act]] = {
    "accept": _decide, "reject": _decide, "all": _accept_all, "edit": _edit, "comment": _comment,
    "later": _later, "undo": _undo, "add": _add, "keys": _keys,
}  # fmt: skip


# Many at once.


@router.get("/review/sample", include_in_schema=False)
def sample(view: Asked) -> Response:
    """A seeded sample of what fits the filters, to look at before all are accepted."""
    desk, (given, asked) = view.desk.review, asked_of(view)
    seed, size = int(view.one("seed") or 1), 12
    found = [desk.item(entry) for entry in desk.sample(asked, size=size, seed=seed)]
    return view.page(
        "review_sample.html",
        title="Accept many",
        items=found,
        number=view.desk.ledger.review.left(asked),
        seed=seed,
        filters={n: v for n, v in given.items() if v},
        filters_query=query_of(view),
    )


@router.post("/review/sample", include_in_schema=False)
def accept_many(view: Asked, sent: Sent) -> Response:
    """Accept all that fit, after the sample was looked at."""
    _, asked = asked_of(view)
    looked = int(sent.get("looked", "0") or 0)
    view.desk.review.accept_many(asked, who=who_of(view.request), looked_at=looked)
    return RedirectResponse("/review", status_code=303)


# Where the machine now differs.


@router.get("/review/differences", include_in_schema=False)
def differences(view: Asked) -> Response:
    """Decided entries of which the machine now says something else."""
    found = view.desk.review.differences()
    if view.format != "html":
        fields = ("how", "kind", "entry", "article", "now", "verdict", "who", "fields", "words")
        return view.data([{n: getattr(d, n) for n in fields} for d in found], fields)
    return view.page("review_differences.html", title="Where the machine differs", found=found)


@router.post("/review/differences", include_in_schema=False)
def settle_difference(view: Asked, sent: Sent) -> Response:
    """Take the machine's value, or keep what was decided."""
    desk, who = view.desk.review, who_of(view.request)
    (desk.take if sent.get("act") == "take" else desk.keep)(sent["entry"], who=who)
    return RedirectResponse("/review/differences", status_code=303)


def item_of(view: View, entry: str) -> Item:
    """An entry under review, for pages that show one in passing."""
    return view.desk.review.item(entry)
