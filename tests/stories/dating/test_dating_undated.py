"""Articles without a date: what their reasons leave, source by source, on articles made by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from parley.facts import Facts, KnownActor, Tenure, open_facts
from parley.ids import text_hash
from parley.records import (
    Actor,
    Article,
    Event,
    EventType,
    Extraction,
    Form,
    Found,
    Furniture,
    FurnitureKind,
    Mention,
    Statement,
    Status,
    TimeMention,
    When,
)
from parley.spans import Span
from parley.stories.dating.dating import Dated, find_dates

Pair = tuple[Article, Extraction]

FACTS = open_facts(seed=False)


def article(name: str, text: str, *, day: date | None = None, url: str | None = None) -> Article:
    published = Found(day, "given") if day else None
    outlet = Found(f"{name} Times", "given")
    return Article(
        f"art-{name}", text, text_hash(text), "test", url=url, published=published, publisher=outlet
    )


def bare(name: str, text: str, *, day: date | None = None, url: str | None = None) -> Pair:
    made = article(name, text, day=day, url=url)
    return made, Extraction(made.id)


def span_of(text: str, words: str) -> Span:
    at = text.index(words)
    return Span(at, at + len(words))


def said(text: str, cue: str, content: str, *, speaker: str | None = None) -> Statement:
    """A direct statement made of the words given."""
    spans = ((span_of(text, cue),), (span_of(text, content),))
    return Statement(
        f"st-{cue}", speaker, (), *spans, Form.DIRECT, When(), 0.9, (Span(0, len(text)),)
    )


def happened(text: str, words: str, start: date, end: date, status: Status) -> Event:
    """An event whose day the words give."""
    where = span_of(text, words)
    when = When(start, end, "day", where)
    return Event(f"ev-{words}", EventType.CONSULT, status, (), (), where, (where,), when, 0.9)


def date_of(
    case: Pair, *dated: Pair, facts: Facts = FACTS, copies: tuple[tuple[str, str], ...] = ()
) -> Dated | None:
    found = find_dates([case], dated, facts=facts, copies=copies)
    return found[0] if found else None


def days(found: Dated | None) -> tuple[str, str] | None:
    return (found.start.isoformat(), found.end.isoformat()) if found else None


# ---- the address ----


@pytest.mark.parametrize(
    ("path", "start", "end"),
    [
        ("world/2025/03/11/talks-resume", "2025-03-10", "2025-03-12"),
        ("news/2018/may/22/envoy-warns/", "2018-05-21", "2018-05-23"),
        ("2016/september/3/truce", "2016-09-02", "2016-09-04"),
        ("articles/20250311/p2g/004000c", "2025-03-10", "2025-03-12"),
        ("story/2015/03/a-deal-116561.html", "2015-02-28", "2015-04-01"),
    ],
)
def test_the_address_gives_the_day_or_the_month(path: str, start: str, end: str) -> None:
    assert days(date_of(bare("a", "Talks resumed.", url=f"https://example.org/{path}"))) == (
        start,
        end,
    )


@pytest.mark.parametrize(
    "path",
    [
        "news/2025/13/45/x",
        "2025",
        "id/202503111",
        "the-raid-of-2023-10-07-remembered",
        "x?d=2025-03-11",
    ],
)
def test_numbers_that_are_no_day_of_publication_give_none(path: str) -> None:
    assert date_of(bare("a", "Talks resumed.", url=f"https://example.org/{path}")) is None


NUMBERED = [
    bare(
        str(n),
        f"Report {n}.",
        day=date(2025, 5, 1 + n),
        url=f"https://example.org/world/{90000 + 10 * n}",
    )
    for n in range(6)
]


def test_numbers_of_a_site_that_grow_with_time_place_an_article_between() -> None:
    case = bare("u", "Another report.", url="https://www.example.org/politics/90034")
    found = date_of(case, *NUMBERED)
    assert days(found) == ("2025-05-04", "2025-05-05")
    assert found
    assert [(r.kind, r.other) for r in found.reasons] == [
        ("url number", "art-3"),
        ("url number", "art-4"),
    ]


def test_numbers_past_the_last_one_or_in_disorder_do_not() -> None:
    case = bare("u", "Another report.", url="https://example.org/politics/99999")
    assert date_of(case, *NUMBERED) is None
    odd = bare("odd", "Old.", day=date(2019, 1, 1), url="https://example.org/world/90035")
    inside = bare("u", "Shipping news.", url="https://example.org/politics/90034")
    assert date_of(inside, *NUMBERED, odd) is None


# ---- other articles ----


def test_an_article_that_its_address_dates_helps_to_date_the_others() -> None:
    leader = bare("a", "The envoys met in Muscat.", url="https://example.org/2025/04/12/talks")
    copies = (("art-u", "art-a"),)
    found = find_dates([bare("u", "The envoys met."), leader], [], facts=FACTS, copies=copies)
    assert [days(d) for d in found] == [("2025-04-11", "2025-04-13"), ("2025-04-10", "2025-04-14")]


def test_a_copy_has_nearly_the_day_of_its_leader() -> None:
    leader = bare("a", "The envoys met in Muscat.", day=date(2025, 4, 12))
    found = date_of(bare("u", "The envoys met."), leader, copies=(("art-u", "art-a"),))
    assert days(found) == ("2025-04-10", "2025-04-14")
    assert found
    assert found.reasons[0].other == "art-a"


QUOTE = (
    "“We shall come back to this table as often as it takes, and we shall leave it only when every "
    "prisoner is home,”"
)


def quoting(name: str, day: date | None = None) -> Pair:
    text = f"{QUOTE} the negotiator of {name} said in the evening."
    made = article(name, text, day=day)
    return made, Extraction(made.id, statements=(said(text, "said", QUOTE),))


def test_words_that_two_outlets_quote_are_of_the_same_days() -> None:
    found = date_of(quoting("u"), quoting("a", date(2025, 4, 12)), quoting("b", date(2025, 4, 13)))
    assert days(found) == ("2025-04-10", "2025-04-15")
    assert found
    assert found.reasons[0].kind == "quotation"


def test_one_outlet_alone_may_quote_old_words() -> None:
    assert date_of(quoting("u"), quoting("a", date(2025, 4, 12))) is None


def test_outlets_that_quote_the_same_years_apart_do_not_count() -> None:
    assert (
        date_of(quoting("u"), quoting("a", date(2014, 4, 12)), quoting("b", date(2025, 4, 13)))
        is None
    )


def neighbours(*dates: date) -> list[Pair]:
    words = (
        "Grain ships left Odesa through the corridor after inspectors in Istanbul cleared the cargo"
    )
    return [bare(f"n{i}", f"{words} {i}.", day=day) for i, day in enumerate(dates)]


LIKE = "Inspectors in Istanbul cleared grain ships that left Odesa through the corridor with cargo"


def test_neighbours_of_one_time_give_a_wide_window_and_others_none() -> None:
    near = [date(2022, 8, 1), date(2022, 8, 3), date(2022, 8, 9)]
    assert days(date_of(bare("u", LIKE), *neighbours(*near))) == ("2022-05-18", "2022-10-23")
    assert date_of(bare("u", LIKE), *neighbours(date(2019, 8, 1), *near[1:])) is None


# ---- days without a year ----


def with_dateline(text: str, dateline: str) -> Pair:
    made, extraction = bare("u", text)
    where = Furniture(span_of(text, dateline), FurnitureKind.DATELINE, "test")
    return replace(made, furniture=(where,)), extraction


def test_a_dateline_without_a_year_is_of_the_year_that_its_neighbours_leave() -> None:
    near = neighbours(date(2022, 8, 1), date(2022, 8, 3), date(2022, 8, 9))
    found = date_of(with_dateline(f"ODESA, August 5. {LIKE}", "ODESA, August 5."), *near)
    assert days(found) == ("2022-08-04", "2022-08-06")
    assert found
    assert [r.kind for r in found.reasons] == ["alike", "dateline"]
    assert date_of(with_dateline(f"ODESA, August 5. {LIKE}", "ODESA, August 5.")) is None


def test_neighbours_that_are_little_alike_need_a_dateline_that_confirms_them() -> None:
    days_of_talks = [date(2022, 8, 1), date(2022, 8, 3), date(2022, 8, 9)]
    topics = [
        "harvest barley silos combine yield divers",
        "verdict appeal judges bench clemency dredgers",
        "ferry storm rescue lifeboat jetty clerks",
    ]
    near = [
        bare(f"n{i}", topic, day=day)
        for i, (topic, day) in enumerate(zip(topics, days_of_talks, strict=True))
    ]
    text = "Pilots and bakers waited for engineers, divers, dredgers, cooks, customs clerks, painters, tailors, welders and tugs."
    assert date_of(bare("u", text), *near) is None
    august = with_dateline(f"IZMAIL, August 5. {text}", "IZMAIL, August 5.")
    assert days(date_of(august, *near)) == ("2022-08-04", "2022-08-06")
    assert date_of(with_dateline(f"IZMAIL, March 5. {text}", "IZMAIL, March 5."), *near) is None


def test_a_weekday_that_does_not_fit_the_day_leaves_the_year_open() -> None:
    near = neighbours(date(2022, 8, 1), date(2022, 8, 3), date(2022, 8, 9))
    friday = with_dateline(f"Fri, August 5 {LIKE}", "Fri, August 5")
    assert days(date_of(friday, *near)) == ("2022-08-04", "2022-08-06")
    sunday = with_dateline(f"Sun, August 5 {LIKE}", "Sun, August 5")
    assert days(date_of(sunday, *near)) == ("2022-05-18", "2022-10-23")


OTHERS = [
    bare(f"o{i}", f"{words} in the {words} of Number{i}", day=date(2019, 1, 1 + i))
    for i, words in enumerate(
        "plough violin glacier tannery lantern orchard falcon meadow".split() * 2
    )
]
"""Articles about other matters: what is rare is told among many."""


def with_time(text: str, words: str, cue: str) -> Pair:
    made = article("u", text)
    time = TimeMention(span_of(text, words), "DATE", None, relative=True)
    return made, Extraction(made.id, times=(time,), statements=(said(text, cue, text[:8]),))


def test_said_on_a_day_is_printed_no_earlier_and_not_long_after() -> None:
    near = neighbours(date(2022, 8, 1), date(2022, 8, 3), date(2022, 8, 9))
    case = with_time(f"{LIKE}, the port authority said on August 7 in a note.", "August 7", "said")
    assert days(date_of(case, *near, *OTHERS)) == ("2022-08-07", "2022-10-06")


def test_said_on_a_weekday_is_printed_then_or_soon_after() -> None:
    case = with_time("The envoys met again, Oman said Saturday.", "Saturday", "said")
    leader = bare("a", "The envoys met in Muscat.", day=date(2025, 4, 11))  # a Friday
    found = date_of(case, leader, copies=(("art-u", "art-a"),))
    assert days(found) == ("2025-04-12", "2025-04-13")


def test_a_weekday_that_contradicts_stronger_reasons_is_not_believed() -> None:
    case = with_time("The envoys met again, Oman said Wednesday.", "Wednesday", "said")
    near = [quoting("a", date(2025, 4, 12)), quoting("b", date(2025, 4, 12))]
    text = f"{QUOTE} he said Wednesday."
    made = article("u", text)
    time = TimeMention(span_of(text, "Wednesday"), "DATE", None, relative=True)
    statements = (said(text, "said", QUOTE),)
    found = date_of((made, Extraction(made.id, times=(time,), statements=statements)), *near)
    assert days(found) == (
        "2025-04-10",
        "2025-04-11",
    )  # Thursday and Friday are all that is left of it
    assert date_of(case) is None


# ---- dates and offices ----


def test_an_article_is_no_older_than_what_it_reports_and_no_younger_than_what_it_announces() -> (
    None
):
    text = "They met on 1 August 2022 and will meet again on 10 August 2022."
    made = article("u", text)
    past = happened(text, "1 August 2022", date(2022, 8, 1), date(2022, 8, 1), Status.ACTUAL)
    plan = happened(text, "10 August 2022", date(2022, 8, 10), date(2022, 8, 10), Status.PLANNED)
    found = date_of((made, Extraction(made.id, events=(past, plan))))
    assert days(found) == ("2022-08-01", "2022-08-10")
    assert found
    assert [(r.kind, r.span and r.span.of(text)) for r in found.reasons] == [
        ("past date", "1 August 2022"),
        ("planned date", "10 August 2022"),
    ]
    assert date_of((made, Extraction(made.id, events=(past,)))) is None


def test_a_caption_is_no_younger_than_the_article() -> None:
    text = "An envoy in Muscat, April 12, 2025.\nTalks will go on by 20 April 2025."
    made = article("u", text)
    where = Furniture(span_of(text, text.split("\n")[0]), FurnitureKind.CAPTION, "test")
    plan = happened(text, "20 April 2025", date(2025, 4, 20), date(2025, 4, 20), Status.PLANNED)
    pair = replace(made, furniture=(where,)), Extraction(made.id, events=(plan,))
    assert days(date_of(pair)) == ("2025-04-11", "2025-04-20")


def minister(*tenures: tuple[date, date]) -> Facts:
    held = tuple(Tenure("foreign minister", "USA", *t) for t in tenures)
    who = KnownActor("Ada Marlowe", "person", "USA", ("GOV",), (), held, None, ("Marlowe",))
    return Facts({}, [(who, [("Ada Marlowe", True)])], titles=FACTS.titles)


def speaks(text: str) -> Pair:
    made = article("u", text)
    mention = Mention(span_of(text, "Ada Marlowe"), "marlowe", "name")
    actors = (Actor("marlowe", "Ada Marlowe", "person"),)
    statement = said(text, "said", "talks", speaker="marlowe")
    return made, Extraction(made.id, actors=actors, mentions=(mention,), statements=(statement,))


TERM = (date(2021, 1, 20), date(2021, 9, 1))


def test_who_speaks_with_a_title_holds_the_office() -> None:
    text = "Foreign Minister Ada Marlowe said talks went on."
    found = date_of(speaks(text), facts=minister(TERM))
    assert days(found) == ("2021-01-20", "2021-09-01")
    assert found
    assert found.reasons[0].span == span_of(text, "Ada Marlowe")


def test_former_holders_and_terms_without_an_end_do_not_date() -> None:
    former = "Former Foreign Minister Ada Marlowe said talks went on."
    assert date_of(speaks(former), facts=minister(TERM)) is None
    facts = minister(TERM, (date(2023, 1, 1), date(2030, 1, 1)))
    assert date_of(speaks("Foreign Minister Ada Marlowe said talks went on."), facts=facts) is None


# ---- all together ----


def test_reasons_that_contradict_each_other_give_no_date() -> None:
    leader = bare("a", "The envoys met in Muscat.", day=date(2025, 4, 12))
    case = speaks("Foreign Minister Ada Marlowe said talks went on.")
    copies = (("art-u", "art-a"),)
    assert date_of(case, leader, facts=minister(TERM), copies=copies) is None
    assert date_of(case, leader, copies=copies) is not None


def test_the_order_of_articles_does_not_count() -> None:
    near = neighbours(date(2022, 8, 1), date(2022, 8, 3), date(2022, 8, 9), date(2022, 8, 9))
    cases = [bare("u", LIKE), quoting("v"), bare("w", LIKE + " again")]
    dated = [*near, quoting("a", date(2022, 8, 2)), quoting("b", date(2022, 8, 3))]
    forth = find_dates(cases, dated, facts=FACTS)
    assert forth == find_dates(cases[::-1], dated[::-1], facts=FACTS)
    assert [d.article for d in forth] == ["art-u", "art-v", "art-w"]


def test_nothing_known_is_no_date() -> None:
    assert find_dates([], [], facts=FACTS) == ()
    assert date_of(bare("u", "")) is None
