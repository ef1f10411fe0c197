"""The JSON side: what programs may ask and send. Every view has its JSON at its own address; here is the rest."""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal

from fastapi import Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from parley.desk.people import may
from parley.ledger import EntryKind
from parley.records import OF_ACTORS, Verdict
from parley.spans import Span
from parley.web import navigation
from parley.web.door import RefusedError
from parley.web.pages.review import who_of
from parley.web.router import Pages
from parley.web.views import Asked, View

router = Pages(prefix="/api", tags=["judgements"])

MOST: Final = 1000
"""Rows of one answer."""


class _Sent(BaseModel):
    model_config = ConfigDict(extra="forbid", str_max_length=20_000)


class NewJudgement(_Sent):
    """A decision about an entry, or about what is joined over articles."""

    entry: str = Field(description="Id of the entry, actor, event or proposal, or its beginning.")
    verdict: Verdict
    field: str | None = Field(None, description="Of an edit: the field, by the codebook's name.")
    value: str | None = Field(
        None,
        description="Of an edit: the value in words; of a merge: the other id; of a split: who or what leaves.",
    )
    why: str = ""


class NewEntry(_Sent):
    """An entry that the machine missed, from words of the article."""

    article: str
    kind: Literal["statement", "event", "proposal"]
    start: int = Field(ge=0, description="First code point of the words in the article's text.")
    end: int = Field(gt=0, description="The code point after the last.")
    why: str = ""


@router.get("")
def index(view: Asked) -> Response:
    """Where everything is: the views with their JSON and CSV, and what may be sent."""
    views = [
        {"name": item.name, "page": item.path, "json": view.to(_data(item.path, "json")),
         "csv": view.to(_data(item.path, "csv"))}
        for group in navigation.MENU for item in group.items if item.path not in ("/review", "/about")
    ]  # fmt: skip
    return view.json(
        {
            "who": view.request.state.who,
            "role": view.request.state.role,
            "views": views,
            "openapi": "/openapi.json",
            "docs": "/api/docs",
        }
    )


@router.get("/judgements")
def judgements(
    view: Asked,
    entry: Annotated[str | None, Query(description="Only those of this entry.")] = None,
    after: Annotated[int, Query(ge=0, description="Number of the last one that is known.")] = 0,
    limit: Annotated[int, Query(ge=1, le=MOST)] = 200,
) -> Response:
    """What was decided, in order; undone judgements too, each undoing is one."""
    known = [j for j in view.desk.ledger.judgements(entry) if (j.number or 0) > after]
    rows = known[:limit]
    more = (
        {"entry": entry, "after": rows[-1].number, "limit": limit} if len(known) > limit else None
    )
    return view.json({"rows": rows, "next": more and view.to("/api/judgements", **more)})


@router.post("/judgements", status_code=201)
def judge(view: Asked, sent: NewJudgement) -> Response:
    """Accept, reject, edit, comment, undo; merge and split take a reviewer."""
    if sent.verdict in OF_ACTORS and not may(view.request.state.role, "reviewer"):
        raise RefusedError(403, f"to {sent.verdict} takes a reviewer")
    made = view.desk.judge(
        sent.entry, sent.verdict, who=who_of(view.request), field=sent.field, value=sent.value, why=sent.why
    )  # fmt: skip
    return _created(view, made)


@router.post("/entries", status_code=201)
def add(view: Asked, sent: NewEntry) -> Response:
    """Add an entry by hand; edits of its fields are judgements."""
    kind: EntryKind = sent.kind
    made = view.desk.review.add(
        sent.article, kind, Span(sent.start, sent.end), who=who_of(view.request), why=sent.why
    )
    return _created(view, made)


@router.get("/queue")
def queue(view: Asked, limit: Annotated[int, Query(ge=1, le=100)] = 20) -> Response:
    """What is to be reviewed next, gravest and most doubtful first; takes the filters of the review page."""
    from parley.web.pages.review import asked_of

    desk = view.desk.review
    desk.rank()
    _, asked = asked_of(view)
    found = desk.next(asked, who=who_of(view.request), limit=limit)
    rows = [
        {"id": q.id, "page": view.of(q.id), "review": view.to("/review", entry=q.id)} for q in found
    ]
    return view.json({"left": desk.progress(asked, who=who_of(view.request)).left, "rows": rows})


@router.get("/docs", include_in_schema=False)
def docs(view: Asked) -> Response:
    """The same as a page."""
    return view.page("api.html", title="JSON", operations=list(_operations(view.request)))


def _operations(request: Request) -> Any:
    """What the schema has, flat: method, path, summary, parameters, body."""
    schema = request.app.openapi()
    for path, methods in sorted(schema["paths"].items()):
        for method, told in methods.items():
            body = told.get("requestBody", {}).get("content", {}).get("application/json", {})
            ref = body.get("schema", {}).get("$ref", "").rpartition("/")[2]
            fields = (
                schema.get("components", {}).get("schemas", {}).get(ref, {}).get("properties", {})
            )
            yield {
                "method": method.upper(),
                "path": path,
                "words": told.get("description", ""),
                "parameters": [p["name"] for p in told.get("parameters", ())],
                "fields": {n: f.get("description", f.get("type", "")) for n, f in fields.items()},
            }


def _data(path: str, ending: str) -> str:
    return f"{'/state' if path == '/' else path}.{ending}"


def _created(view: View, made: Any) -> Response:
    response = view.json(made)
    response.status_code = 201
    return response
