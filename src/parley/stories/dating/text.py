"""What an article itself tells of its day: address, dateline, dates, weekdays."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final, NamedTuple

from parley.language.calendar import MONTHS, SHORT_MONTHS, WEEKDAY_NAMES, WEEKDAYS
from parley.records import FurnitureKind, Statement, Status, TimeMention
from parley.spans import Span
from parley.stories.dating.reasons import Case, Reason, Window, around

ADDRESS_SLACK: Final = 1
"""Days by which an address, or a dateline, may differ from the day of publication: zones, late updates."""

_MONTH: Final = rf"(?:{'|'.join(SHORT_MONTHS).lower()})"


# ---- the address ------------------------------------------------------------------------------------------

_URL_DAYS: Final = (
    re.compile(
        rf"(?<=/)(?P<y>(?:19|20)\d\d)(?P<s>[/_-])(?P<m>\d\d?|{_MONTH}[a-z]{{0,6}})(?P=s)(?P<d>\d\d?)(?!\d)"
    ),
    re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?!\d)"),
)
_URL_MONTH: Final = re.compile(r"/(?P<y>(?:19|20)\d\d)/(?P<m>0?[1-9]|1[0-2])/")
_LONGEST_URL: Final = 2000


def url_path(url: str | None) -> str:
    """The address in lower case without query and fragment, which may hold other days."""
    return re.split("[?#]", (url or "")[:_LONGEST_URL].lower(), maxsplit=1)[0]


def url_days(case: Case, window: Window) -> Iterator[Reason]:
    """The day or month that stands in the address: ``/2025/03/11/``, ``/2018/may/22/``, ``20250311``."""
    path = url_path(case.article.url)
    written = (found for pattern in _URL_DAYS for found in pattern.finditer(path))
    days = (_day(int(f["y"]), _month(f["m"]), int(f["d"])) for f in written)
    day = next((d for d in days if d), None)
    if day:
        yield Reason("url day", *around(day, day, ADDRESS_SLACK, ADDRESS_SLACK))
    elif found := _URL_MONTH.search(path):
        first = date(int(found["y"]), int(found["m"]), 1)
        last = (first + timedelta(31)).replace(day=1) - timedelta(1)
        yield Reason("url month", *around(first, last, ADDRESS_SLACK, ADDRESS_SLACK))


def _month(words: str) -> int:
    return int(words) if words.isdigit() else MONTHS[words[:3]]


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


# ---- full dates -------------------------------------------------------------------------------------------


def past_dates(case: Case, window: Window) -> Iterator[Reason]:
    """An article is no older than the latest day on which, by its own words, something was said or done."""
    dates = [e.date for e in case.extraction.events if e.status is Status.ACTUAL]
    dates += [s.date for s in case.extraction.statements if s.status is Status.ACTUAL]
    latest = max((d for d in dates if d.start), key=lambda d: d.start or date.min, default=None)
    if latest is not None:
        yield Reason("past date", start=latest.start, span=latest.span)


def planned_dates(case: Case, window: Window) -> Iterator[Reason]:
    """An article is hardly younger than the first day for which it announces something."""
    planned = [e.date for e in case.extraction.events if e.status is Status.PLANNED]
    days = [d for d in planned if d.end and d.precision == "day"]
    first = min(days, key=lambda d: d.end or date.max, default=None)
    if first is not None:
        yield Reason("planned date", end=first.end, span=first.span)


_CAPTION_DAY: Final = re.compile(
    rf"\b(?:(?P<m>{_MONTH})[a-z]{{0,6}}\.?\s(?P<d>\d{{1,2}}),?\s(?P<y>\d{{4}})"
    rf"|(?P<d2>\d{{1,2}})\s(?P<m2>{_MONTH})[a-z]{{0,6}}\.?,?\s(?P<y2>\d{{4}}))\b",
    re.IGNORECASE,
)


def captions(case: Case, window: Window) -> Iterator[Reason]:
    """A picture was taken before it was printed."""
    text, latest = case.article.text, Reason("caption")
    for furniture in case.article.furniture:
        if furniture.kind is FurnitureKind.CAPTION:
            for found in _CAPTION_DAY.finditer(text, *furniture.span):
                month = _month((found["m"] or found["m2"]).lower())
                day = _day(int(found["y"] or found["y2"]), month, int(found["d"] or found["d2"]))
                if day and (latest.start is None or day > latest.start):
                    latest = Reason("caption", start=day, span=Span(*found.span()))
    if latest.start:
        start, _ = around(latest.start, latest.start, ADDRESS_SLACK, 0)
        yield Reason("caption", start=start, span=latest.span)


# ---- days without a year ----------------------------------------------------------------------------------

_WEEKDAY: Final = rf"(?P<wd>{'|'.join(name[:3] for name in WEEKDAY_NAMES)})[a-z]{{0,6}}"
_YEARLESS: Final = re.compile(
    rf"(?:\b{_WEEKDAY}[.,]?\s)?\b(?:(?P<m>{_MONTH})[a-z]{{0,6}}\.?\s(?P<d>\d{{1,2}})(?:st|nd|rd|th)?"
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?(?P<m2>{_MONTH})[a-z]{{0,6}})\b(?!,?\s\d{{4}})",
    re.IGNORECASE,
)
_STAMPS: Final = (FurnitureKind.DATELINE, FurnitureKind.TIMESTAMP)
_LONGEST_STAMP: Final = 200


class _Yearless(NamedTuple):
    """A day of which the year is not written, with its weekday where that is."""

    month: int
    day: int
    weekday: int | None

    def within(self, window: Window) -> date | None:
        """The one day of the window that it can be; None where there is none, or more than one."""
        years = range(window.start.year, window.end.year + 1)
        days = [d for y in years if (d := _day(y, self.month, self.day))]
        fit = [
            d for d in days
            if window.start <= d <= window.end and self.weekday in (None, d.weekday())
        ]  # fmt: skip
        return fit[0] if len(fit) == 1 else None


def _yearless(words: str) -> _Yearless | None:
    found = _YEARLESS.search(words)
    if not found:
        return None
    weekday = WEEKDAYS[found["wd"].lower()] if found["wd"] else None
    month = _month((found["m"] or found["m2"]).lower())
    return _Yearless(month, int(found["d"] or found["d2"]), weekday)


def datelines(case: Case, window: Window) -> Iterator[Reason]:
    """The day and month of a dateline or stamp ("MOSCOW, May 26."), in the year that the window leaves."""
    if not window.closed:
        return
    for furniture in case.article.furniture:
        if furniture.kind in _STAMPS and furniture.span.length <= _LONGEST_STAMP:
            said = _yearless(furniture.span.of(case.article.text))
            day = said.within(window) if said else None
            if day:
                bounds = around(day, day, ADDRESS_SLACK, ADDRESS_SLACK)
                yield Reason("dateline", *bounds, span=furniture.span)
                return


# ---- what was said on a day -------------------------------------------------------------------------------

SAID_AFTER: Final = 60
"""Days for which a day without a year on which something "was said" stays news: at most 45 in 275 articles."""

WEEKDAY_AFTER: Final = 2
"""Days after the weekday on which something "was said" that the article is printed: 93 % of 147 articles, and
nearly all of those whose window holds the weekday."""

WEEKDAY_FRAME: Final = 8
"""Days of the widest window in which weekdays are told apart."""

NEAR: Final = 25
"""Code points between a cue and the day that it goes with."""

_PAST_CUE: Final = re.compile(r"(?:said|told|wrote|\w{2,30}ed)\b", re.IGNORECASE)
_BARE_WEEKDAY: Final = re.compile(
    rf"(?:(?:early|late|earlier|later) )?{_WEEKDAY}(?: (?:morning|afternoon|evening|night))?",
    re.IGNORECASE,
)


def said_days(case: Case, window: Window) -> Iterator[Reason]:
    """ "said on May 25": in the year that the window leaves, not before that day, nor long after it."""
    if not window.closed:
        return
    found: list[tuple[date, Span]] = []
    for cue, time in _said_when(case):
        said = _yearless(time.span.of(case.article.text)) if cue < time.span else None
        day = said.within(Window(*around(*window, SAID_AFTER, 0))) if said else None
        if day:
            found.append((day, time.span))
    if found:
        day, span = max(found)
        yield Reason("said on", *around(day, day, 0, SAID_AFTER), span=span)


def weekdays(case: Case, window: Window) -> Iterator[Reason]:
    """ "said Wednesday": printed on that Wednesday or soon after it."""
    if not window.closed or window.days > WEEKDAY_FRAME:
        return
    for _, time in _said_when(case):
        found = _BARE_WEEKDAY.fullmatch(time.span.of(case.article.text))
        if found:
            weekday = WEEKDAYS[found["wd"].lower()]
            days = [window.start + timedelta(n) for n in range(window.days)]
            fit = [d for d in days if (d.weekday() - weekday) % 7 <= WEEKDAY_AFTER]
            if fit:
                yield Reason("weekday", fit[0], fit[-1], span=time.span)
            return


def _said_when(case: Case) -> Iterator[tuple[Span, TimeMention]]:
    """The relative expressions beside a cue in the past, outside quotations, each with its cue, in order."""
    text, extraction = case.article.text, case.extraction
    cues = sorted(s.cue[0] for s in extraction.statements if _is_past(s, text))
    quoted = sorted(c for s in extraction.statements if s.form != "indirect" for c in s.content)
    cue = quote = 0
    for time in extraction.times:
        while cue < len(cues) and cues[cue].end + NEAR < time.span.start:
            cue += 1
        while quote < len(quoted) and quoted[quote].end <= time.span.start:
            quote += 1
        if cue == len(cues):
            return
        inside = quote < len(quoted) and quoted[quote].overlaps(time.span)
        if time.relative and not inside and _beside(cues[cue], time.span, text):
            yield cues[cue], time


def _is_past(statement: Statement, text: str) -> bool:
    past = statement.status is Status.ACTUAL and statement.cue
    return bool(past and _PAST_CUE.search(statement.cue[0].of(text)))


def _beside(cue: Span, time: Span, text: str) -> bool:
    """Whether the two stand close together in one sentence."""
    first, last = min(cue, time), max(cue, time)
    return last.start - first.end <= NEAR and "." not in text[first.end : last.start]
