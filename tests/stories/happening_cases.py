"""Accounts of invented events, built from sentences."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from parley.ids import content_id
from parley.records import (
    Event,
    EventType,
    Form,
    Place,
    SpeechAct,
    Statement,
    Status,
    Toll,
    When,
)
from parley.records.joined import Account, Talks, Who
from parley.spans import Span

WHO: Mapping[str, Who] = {
    "isl": Who("i-isl", "Iceland", "state", "ISL", "GOV"),
    "nor": Who("i-nor", "Norway", "state", "NOR", "GOV"),
    "dnk": Who("i-dnk", "Denmark", "state", "DNK", "GOV"),
    "rtr": Who("i-rtr", "Reuters", "organisation", None, "MED"),
    "olsen": Who("i-olsen", "Kari Olsen", "person", "NOR", "GOV"),
}
BERGEN, OSLO = ("Bergen", 60.39, 5.32, 3161732), ("Oslo", 59.91, 10.75, 3143244)


def day(number: int) -> date:
    return date(2025, 3, number)


def event(
    article: int,
    sentence: str,
    anchor: str,
    kind: EventType = EventType.ASSAULT,
    *,
    actor: str = "isl",
    recipient: str = "nor",
    on: int | None = None,
    published: int | None = None,
    place: tuple[str, float, float, int] | None = None,
    killed: Toll | int | None = None,
    status: Status = Status.ACTUAL,
    asserted_by: str | None = None,
    outlet: str | None = None,
    copy_of: str | None = None,
    talks: Talks | None = None,
) -> Account[Event]:
    """An account that an article, the number of which is its day of publication, gives of an act."""
    at = sentence.index(anchor)
    toll = Toll(killed, killed, killed, Span(0, 1)) if isinstance(killed, int) else killed
    name = content_id("ev", article, sentence, anchor, outlet)
    record = Event(
        id=name,
        type=kind,
        status=status,
        actor=(actor,) if actor else (),
        recipient=(recipient,) if recipient else (),
        anchor=Span(at, at + len(anchor)),
        evidence=(Span(0, len(sentence)),),
        date=When(day(on), day(on), "day") if on else When(),
        confidence=0.8,
        asserted_by=asserted_by,
        killed=toll,
        place=Place(Span(0, 1), place[0], "NOR", *place[1:], "point") if place else None,
    )
    paper = outlet or f"Gazette {article}"
    return Account(
        name, f"art-{article}-{paper}", day(published or article), paper, paper, None, copy_of, record,
        WHO, (anchor,), (sentence,), talks,
    )  # fmt: skip


def denial(of: Account[Event], speaker: str, sentence: str, content: str) -> Account[Statement]:
    """A statement in the article of an account, after it, that denies something."""
    start = 400
    at = start + sentence.index(content)
    record = Statement(
        id=content_id("st", of.article, sentence),
        speaker=speaker,
        source=(),
        cue=(),
        content=(Span(at, at + len(content)),),
        form=Form.INDIRECT,
        date=When(),
        confidence=0.9,
        evidence=(Span(start, start + len(sentence)),),
        act=SpeechAct.DENIES,
    )
    return Account(
        record.id, of.article, of.published, of.outlet, of.origin, None, None, record, WHO,
        (content,), (sentence,),
    )  # fmt: skip
