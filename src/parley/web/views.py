"""A view: a page at one address with its filters, day, sheet and form. Addresses are permanent and say everything."""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from itertools import islice
from tempfile import SpooledTemporaryFile
from typing import Annotated, Any, Final, Generic, TypeVar

from fastapi import Depends, Request, Response
from fastapi.responses import StreamingResponse
from starlette.background import BackgroundTask

from parley.desk import Desk
from parley.errors import NotFoundError, UsageError
from parley.records import pack
from parley.web import rendering
from parley.web.addresses import address
from parley.web.formats import Format, format_of
from parley.web.remembered import Memory
from parley.web.tabular import BLOCK, csv_lines

K = TypeVar("K", bound=Hashable)
R = TypeVar("R")

SHEET: Final = 50
"""Rows of a page."""

LARGEST_SHEET: Final = 200
LARGEST_JSON: Final = 1000
"""Rows that may be asked for with ``per``, on a page and in JSON."""

BATCH: Final = 2000
"""Rows that are fetched at a time while all are written as CSV."""

IN_MEMORY: Final = 4 * 1024 * 1024
"""Bytes of a CSV that are kept in memory until they are sent; what is longer lies on the disk."""

LONGEST: Final = 500
"""Characters of a value in an address that are heeded."""

_SINGLE: Final = frozenset(
    {"actor", "speaker", "about", "country", "text", "publisher", "audience", "article"}
    | {"min_confidence", "order"}
)
"""Filters that take one value."""

_OWN: Final = frozenset({"page", "per", "format", "as_of"})

Fetch = Callable[[int, int], Sequence[R]]
"""``fetch(limit, offset)``: some rows of a list."""


@dataclass(frozen=True, slots=True)
class Sheet(Generic[R]):
    """One page of a list.

    Attributes:
        number: of the page, from 1; per: rows that a page has at most.
        total: rows of the whole list, None where nobody counted; more: whether there is a next page.
    """

    rows: Sequence[R]
    number: int
    per: int
    total: int | None
    more: bool

    @property
    def first(self) -> int:
        """Number of its first row, from 1."""
        return (self.number - 1) * self.per + 1

    @property
    def last(self) -> int:
        """Number of its last row."""
        return self.first + len(self.rows) - 1

    @property
    def pages(self) -> int | None:
        """How many pages there are."""
        return None if self.total is None else max(1, -(-self.total // self.per))


class View:
    """What the address of a request asks for.

    Attributes:
        path: without the ending that names a form; format: html, csv or json.
        params: name → values, empty ones left out.
    """

    def __init__(self, request: Request) -> None:
        self.request = request
        self.desk: Desk = request.app.state.desk
        self.path: str = request.url.path
        self.format: Format = format_of(request)
        params: dict[str, tuple[str, ...]] = {}
        for name, value in request.query_params.multi_items():
            kept = value.replace("\0", "").strip()[:LONGEST]
            if kept:
                params[name] = (*params.get(name, ()), kept)
        self.params: Mapping[str, tuple[str, ...]] = params
        self._heeded: set[str] = set()

    # What is asked for.

    def one(self, name: str) -> str | None:
        """The value of a parameter; of several the last."""
        self._heeded.add(name)
        return self.params[name][-1] if name in self.params else None

    def many(self, name: str) -> tuple[str, ...]:
        """All values of a parameter, each once."""
        self._heeded.add(name)
        return tuple(dict.fromkeys(self.params.get(name, ())))

    def filters(self, *names: str) -> dict[str, Any]:
        """The desk's filters of these names that are set, and the day.

        Several values are a tuple, but of filters that take one: of them the last counts.

        Raises:
            UsageError: a day is none.
        """
        found: dict[str, Any] = {}
        for name in names:
            values = self.many(name)
            if values:
                several = len(values) > 1 and name not in _SINGLE
                found[name] = values if several else values[-1]
        if "min_confidence" in found:
            found["min_confidence"] = self._share(found["min_confidence"])
        for name in ("since", "until"):
            if name in found:
                found[name] = self.day(name)
        if self.as_of is not None:
            found["as_of"] = self.as_of
        return found

    def day(self, name: str) -> date | None:
        """A parameter as a day; raises UsageError where it is none."""
        value = self.one(name)
        if value is None:
            return None
        try:
            return date.fromisoformat(value)
        except ValueError as exc:
            raise UsageError(f"{name}: {value!r} is not a day; write it as 2025-03-11") from exc

    @cached_property
    def as_of(self) -> date | None:
        """The day as of which everything is shown: only what had been published by then."""
        return self.day("as_of")

    @property
    def on_day(self) -> date | None:
        """The same for links: None where it is no day."""
        try:
            return self.as_of
        except UsageError:
            return None

    @property
    def order(self) -> str:
        """The order of a list that is asked for; the newest first where none is."""
        return self.one("order") or "newest"

    @property
    def narrowed(self) -> bool:
        """Whether any filter is set."""
        return any(name not in _OWN | {"order"} for name in self.params if self.heeds(name))

    def heeds(self, name: str) -> bool:
        """Whether the page has looked at this parameter: others in its address change nothing."""
        return name in self._heeded

    @property
    def number(self) -> int:
        """Number of the page, from 1."""
        return max(1, self._whole("page", 1))

    @property
    def per(self) -> int:
        """Rows of a page."""
        largest = LARGEST_JSON if self.format == "json" else LARGEST_SHEET
        return min(largest, max(1, self._whole("per", SHEET)))

    def _whole(self, name: str, otherwise: int) -> int:
        value = self.one(name)
        if value is None:
            return otherwise
        if not (value.isascii() and value.isdigit() and len(value) < 8):
            raise UsageError(f"{name}: {value!r} is not a number")
        return int(value)

    @staticmethod
    def _share(value: str) -> float:
        try:
            return float(value)
        except ValueError as exc:
            raise UsageError(f"{value!r} is not a number between 0 and 1") from exc

    def remember(self, key: object, make: Callable[[], R]) -> R:
        """What ``make`` gives, kept until the ledger changes; ``key`` tells it from all else."""
        return self._memory.shown.get((self.as_of, key), make)

    def remember_found(self, key: object, make: Callable[[], R]) -> R:
        """The same of what does not depend on which entries were rejected or edited: kept until something is read."""
        return self._memory.found.get((self.as_of, key), make)

    def remember_each_found(
        self, keys: Sequence[K], make: Callable[[Sequence[K]], Mapping[K, R]]
    ) -> dict[K, R]:
        """The same of several keys: those that are not known yet are made in one go."""
        found = self._memory.found.several(
            [(self.as_of, key) for key in keys],
            lambda left: {(self.as_of, k): v for k, v in make([k for _, k in left]).items()},
        )
        return {key: found[self.as_of, key] for key in keys}

    @property
    def _memory(self) -> Memory:
        kept: Memory = self.request.app.state.remembered
        return kept

    def names(self, *filters: str) -> dict[str, str]:
        """Names of the actors whose ids stand in these filters, and of the countries, stories and articles of the view."""
        ids = [v for name in filters for v in self.many(name) if v.startswith("act-")]
        found = self.desk.ledger.tallies.names(ids) if ids else {}
        if codes := self.params.get("country"):
            known = self.desk.facts.countries
            found |= {c: known[c].names[0] for c in codes if c in known}
        if articles := self.params.get("article"):
            found |= {a: title for a, title in self.articles(articles).items() if title}
        for story in self.params.get("story", ()):
            with suppress(NotFoundError):  # the page itself says so, or shows nothing
                found[story] = self.desk.story(story).title
        return found

    def articles(self, ids: Iterable[str]) -> dict[str, str | None]:
        """Titles of articles by their ids."""
        return self.desk.ledger.tallies.titles(list(dict.fromkeys(ids)))

    # Where to.

    def url(self, **changes: Any) -> str:
        """This view with changed parameters; None or an empty value takes one away.

        A changed filter leads to the first page.
        """
        kept = {n: v for n, v in self.params.items() if n != "format"}
        if set(changes) - {"page", "format"}:
            kept.pop("page", None)
        return address(self.path, {**kept, **changes})

    def toggled(self, name: str, value: str) -> str:
        """This view with the value added to a filter, or taken away where it is set."""
        now = self.many(name)
        left = tuple(v for v in now if v != value) if value in now else (*now, value)
        return self.url(**{name: left})

    def to(self, path: str, **params: Any) -> str:
        """Another page, on the same day."""
        return address(path, {"as_of": self.on_day, **params})

    def of(self, any_id: str, **params: Any) -> str:
        """The page of what has the id, on the same day."""
        from parley.web.navigation import path_of

        return self.to(path_of(any_id), **params)

    def form(self, ending: Format) -> str:
        """This view as CSV or JSON."""
        kept = {n: v for n, v in self.params.items() if n not in ("format", "page", "per")}
        path = "/state" if self.path == "/" else self.path.rstrip("/")
        return address(f"{path}.{ending}", kept)

    @property
    def permanent(self) -> str:
        """This view's whole address."""
        return f"{self.request.url.scheme}://{self.request.url.netloc}{self.url()}"

    # Answers.

    def sheet(self, fetch: Fetch[R], total: int | None = None) -> Sheet[R]:
        """The page of a list that is asked for."""
        rows = fetch(self.per + 1, (self.number - 1) * self.per)
        return Sheet(rows[: self.per], self.number, self.per, total, len(rows) > self.per)

    def page(self, template: str, **context: Any) -> Response:
        """The page made of a template, which has the view as ``view``."""
        return rendering.page(self.request, template, view=self, **context)

    def rows(
        self,
        fetch: Fetch[R],
        make: Callable[[R], Mapping[str, Any]],
        fields: Sequence[str],
        total: int | None = None,
    ) -> Response:
        """A list as CSV (all of it) or as JSON (a page of it).

        Args:
            make: from a row to its fields; fields: their names in order.
        """
        if self.format == "csv":
            return self._csv((make(row) for row in _all(fetch)), fields)
        sheet = self.sheet(fetch, total)
        return self.json(
            {
                "path": self.path,
                "filters": {n: list(v) for n, v in self.params.items() if n in self._heeded - _OWN},
                "as_of": self.as_of,
                "page": sheet.number,
                "per": self.per,
                "total": total,
                "next": self._next(sheet),
                "rows": [make(row) for row in sheet.rows],
            }
        )

    def data(
        self,
        rows: Iterable[Mapping[str, Any]],
        fields: Sequence[str],
        **more: Any,
    ) -> Response:
        """A short list that is whole, as CSV or JSON; ``more`` stands beside the rows in JSON."""
        if self.format == "csv":
            return self._csv(rows, fields)
        return self.json({"path": self.path, "as_of": self.as_of, **more, "rows": list(rows)})

    def json(self, value: Any) -> Response:
        """Anything as JSON."""
        text = json.dumps(pack(value), ensure_ascii=False)
        body = text.encode("utf-8", "backslashreplace")  # lone surrogates of broken articles
        return Response(body, media_type="application/json")

    def _next(self, sheet: Sheet[Any]) -> str | None:
        if not sheet.more:
            return None
        kept = {n: v for n, v in self.params.items() if n != "format"}
        return address(f"{self.path}.json", {**kept, "page": sheet.number + 1})

    def _csv(self, rows: Iterable[Mapping[str, Any]], fields: Sequence[str]) -> Response:
        """The rows as a file. They are all read before the first is sent: a page reads one state of the ledger."""
        file = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - closed when it is sent
        file.writelines(csv_lines(rows, fields))
        file.seek(0)
        name = self.path.strip("/").replace("/", "-") or "state"
        safe = "".join(c for c in name if c.isascii() and (c.isalnum() or c == "-"))
        return StreamingResponse(
            iter(partial(file.read, BLOCK), b""),
            media_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": f'inline; filename="parley-{safe}.csv"'},
            background=BackgroundTask(file.close),
        )


def asked(request: Request) -> View:
    """The view of a request; raises UsageError where its day is none."""
    view = View(request)
    _ = view.as_of
    return view


Asked = Annotated[View, Depends(asked)]
"""The parameter of a page: ``def statements(view: Asked) -> Response``."""


def _all(fetch: Fetch[R]) -> Iterator[R]:
    """All rows of a list, fetched in batches."""
    offset = 0
    while True:
        rows = fetch(BATCH, offset)
        yield from rows
        if len(rows) < BATCH:
            return
        offset += BATCH


def first(rows: Iterable[R], most: int) -> list[R]:
    """At most so many rows."""
    return list(islice(rows, most))
