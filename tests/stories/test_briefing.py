"""The brief: what it tells of a ledger's joined records, in which order, and how it is printed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from parley.records import (
    Account,
    Bounds,
    Cell,
    Claim,
    Dispute,
    EventType,
    Form,
    Happening,
    Position,
    ProposalKind,
    SpeechAct,
    Spread,
    Statement,
    Status,
    StepKind,
    Talks,
    Thread,
    ThreadStep,
    When,
    Who,
)
from parley.spans import Span
from parley.stories.briefing import (
    Brief,
    Material,
    Quoted,
    Source,
    as_html,
    as_markdown,
    make_brief,
    wording,
)
from parley.stories.briefing.support import share

RUS, UKR = (
    Who("i-rus", "Russia", "state", "RUS", "GOV"),
    Who("i-ukr", "Ukraine", "state", "UKR", "GOV"),
)
ONE, TWO = Spread(1, 1, 1), Spread(3, 3, 2)


def day(number: int) -> date:
    return date(2025, 3, number)


def happening(number: int, kind: EventType = EventType.ASSAULT, **fields: object) -> Happening:
    made = Happening(
        id=f"ev-{number}", type=kind, mode=None, status=Status.ACTUAL, when=When(day(number), day(number), "day"),
        place=None, actor=(RUS,), recipient=(UKR,), third_party=(), lead=f"ev-{number}",
        words=f"Drones hit depot {number} before dawn.", anchor="hit", entries=(f"ev-{number}",),
        spread=ONE, confidence=0.8, weight=1.0, first_published=day(number), last_published=day(number),
    )  # fmt: skip
    return replace(made, **fields)  # type: ignore[arg-type]


def cite(entry: str) -> Source:
    return Source(
        entry, f"art-{entry}", "Harbour Post", "A <b>title</b>", day(5), f"Sentence of {entry}."
    )


def material(
    happenings: tuple[Happening, ...] = (),
    threads: tuple[Thread, ...] = (),
    cells: tuple[Cell, ...] = (),
    said: tuple[Quoted, ...] = (),
) -> Material:
    return Material(happenings, threads, cells, said, cite, articles=4)


def lines(brief: Brief, name: str) -> list[str]:
    return [line.text for s in brief.sections if s.name == name for line in s.lines]


def test_only_what_became_known_in_the_period_is_news() -> None:
    late = happening(3, first_published=day(9), last_published=day(9))
    brief = make_brief(material((happening(2), late, happening(6))), since=day(5), until=day(9))
    assert [line.about for s in brief.sections for line in s.lines] == ["ev-3", "ev-6"]


def test_what_weighs_most_comes_first_and_the_rest_is_counted() -> None:
    many = tuple(happening(n, weight=float(n)) for n in range(1, 12))
    section = next(s for s in make_brief(material(many)).sections if s.name == "ground")
    assert [line.about for line in section.lines][:2] == ["ev-11", "ev-10"]
    assert (len(section.lines), section.more) == (6, 5)


def test_what_is_likelier_wrong_than_right_is_not_told_and_the_surer_comes_first() -> None:
    found = (happening(1, confidence=0.4, weight=9.0), happening(2), happening(3, confidence=0.9))
    section = next(s for s in make_brief(material(found)).sections if s.name == "ground")
    assert [line.about for line in section.lines] == ["ev-3", "ev-2"]


def test_one_sentence_is_told_once() -> None:
    same = replace(
        material((happening(1), happening(2, EventType.SANCTION))),
        cite=lambda entry: replace(cite(entry), sentence="Drones hit a depot and a port."),
    )
    assert [line.about for s in make_brief(same).sections for line in s.lines] == ["ev-1"]


def test_who_meets_nobody_is_no_contact() -> None:
    alone = happening(6, EventType.CONSULT, recipient=())
    at_home = happening(7, EventType.CONSULT, recipient=(replace(RUS, id="i-mp", name="Duma"),))
    abroad = happening(8, EventType.CONSULT)
    section = make_brief(material((alone, at_home, abroad))).sections[0]
    assert [line.about for line in section.lines] == ["ev-8", "ev-7"]


def test_a_person_stands_for_the_state() -> None:
    envoy = Who("i-env", "Ola Berg", "person", "UKR", "GOV")
    made = happening(6, EventType.CONSULT, recipient=(UKR, envoy))
    assert "Russia and Ola Berg – contact" in lines(make_brief(material((made,))), "contacts")[0]


@pytest.mark.parametrize(
    ("kind", "mode", "words"),
    [
        (EventType.RETREAT, "release", "release"), (EventType.ASSAULT, "missile", "missile attack"),
        (EventType.ASSAULT, None, "attack"), (EventType.CONCEDE, None, "concession"),
    ],
)  # fmt: skip
def test_acts_are_called_as_people_call_them(kind: EventType, mode: str | None, words: str) -> None:
    text = plain_text(make_brief(material((happening(6, kind, mode=mode),))))
    assert f"Russia → Ukraine, {words}:" in text


def plain_text(brief: Brief) -> str:
    return "\n".join(line.text for s in brief.sections for line in s.lines)


def test_the_words_of_the_act_are_in_sight_of_a_long_sentence() -> None:
    sentence = f"{'Long before the harbour woke ' * 12}drones struck it at dawn."
    assert wording.quoted(sentence, "struck").endswith("drones struck it at dawn.”")
    assert wording.quoted(sentence).startswith("“Long before")
    assert len(wording.quoted(sentence, "struck")) <= wording.QUOTE + 4


def test_known_before_is_told_again_only_when_disputed() -> None:
    dispute = Dispute("d-1", "toll", "ev-1", "Depot 1", day(1), (
        Claim("4 killed", (UKR,), ("ev-1",), TWO), Claim("none killed", (RUS,), ("ev-9",), ONE),
    ))  # fmt: skip
    old = happening(1, last_published=day(9))
    brief = make_brief(material((old,)), since=day(5))
    assert brief.quiet
    brief = make_brief(material((replace(old, disputed=(dispute,)),)), since=day(5))
    assert lines(brief, "disputed") == [
        "The toll: Depot 1 – Ukraine: 4 killed (3 articles, 2 independent); Russia: none killed (1 article)."
    ]


def test_what_was_announced_is_news_when_it_takes_place() -> None:
    def talks(first: int, on: int, last: int) -> Brief:
        made = happening(
            on, EventType.CONSULT, first_published=day(first), last_published=day(last)
        )
        return make_brief(material((made,)), since=day(5), until=day(9))

    assert not talks(first=3, on=6, last=7).quiet
    assert not talks(first=3, on=4, last=7).quiet
    assert talks(first=2, on=3, last=7).quiet
    assert talks(first=3, on=3, last=7).quiet
    assert not talks(first=6, on=12, last=7).quiet


def test_a_contact_tells_its_state_and_who_stood_between() -> None:
    talks = Talks(
        "call", "minister", "held", mediators=(Who("q", "Qatar", "state"),), denied_by=(RUS,)
    )
    made = happening(6, EventType.CONSULT, talks=talks, spread=TWO)
    assert lines(make_brief(material((made,))), "contacts") == [
        "6 Mar 2025: Russia and Ukraine – call, held, mediated by Qatar, denied by Russia: "
        "“Sentence of ev-6.” (3 articles, 2 independent)."
    ]


@pytest.mark.parametrize(
    ("bounds", "words"),
    [
        (Bounds(9, 9, None), "at least 9 killed"),
        (Bounds(4, 6, 9, (UKR,)), "6 killed [4 to 9] according to Ukraine"),
        (Bounds(24, None, None), "at least 24 killed"),
        (Bounds(3, 3, 3), "3 killed"),
    ],
)
def test_tolls_keep_their_bounds(bounds: Bounds, words: str) -> None:
    brief = make_brief(material((happening(6, tolls={"killed": bounds}),)))
    assert f"; {words}:" in lines(brief, "ground")[0]


def test_a_proposal_is_told_with_the_moves_of_the_period() -> None:
    def step(number: int, kind: StepKind) -> ThreadStep:
        return ThreadStep(
            kind, (UKR,), When(day(number), day(number), "day"), Status.ACTUAL, f"st-{number}",
            f"Kyiv moved on day {number}", (f"st-{number}",), ONE, known=day(number),
        )  # fmt: skip

    steps = (step(2, StepKind.PROPOSED), step(8, StepKind.ACCEPTED))
    thread = Thread(
        "pr-1", "the 30-day truce", ProposalKind.CEASEFIRE, {}, (UKR,), steps, ("pr-1",), ONE,
        state=StepKind.ACCEPTED, since=day(8), first_published=day(2), last_published=day(8),
    )  # fmt: skip
    assert lines(make_brief(material(threads=(thread,)), since=day(5)), "table") == [
        "The 30-day truce (ceasefire): accepted since 8 Mar 2025 (1 article).",
        "8 Mar 2025: accepted by Ukraine: “Kyiv moved on day 8”.",
    ]


def test_a_turn_stands_with_both_sentences_and_both_sources() -> None:
    def position(number: int, stance: str) -> Position:
        return Position(
            RUS, "pr-1", "the truce", stance, day(number), day(number), f"st-{number}", "a", f"Words {number}", True,
        )  # type: ignore[arg-type]  # fmt: skip

    before, after = position(2, "against"), position(8, "for-if")
    cell = Cell(RUS, "pr-1", "the truce", after, (before, after), ((before, after),))
    brief = make_brief(material(cells=(cell,)), since=day(5))
    assert lines(brief, "positions") == [
        "Russia on the truce: against it (2 Mar 2025): “Words 2”; "
        "then for it on a condition (8 Mar 2025): “Words 8”."
    ]
    assert [n.source.entry for n in brief.notes] == ["st-2", "st-8"]


def statement(number: int, speaker: Who, **fields: object) -> Quoted:
    span = Span(0, 5)
    record = Statement(
        id=f"st-{number}", speaker="k", source=(), cue=(), content=(span,), form=Form.DIRECT,
        date=When(), confidence=0.9, evidence=(span,), act=SpeechAct.ASSERTS,
    )  # fmt: skip
    record = replace(record, **fields)  # type: ignore[arg-type]
    return Quoted(
        Account(
            record.id, f"art-{number}", day(number), None, None, None, None, record, {"k": speaker},
            (f"“Line {number}”",), (),
        ),
        ONE,
    )  # fmt: skip


def test_what_does_something_is_said_first_and_no_speaker_fills_the_part() -> None:
    said = (
        *(statement(n, RUS, act=SpeechAct.THREATENS) for n in range(1, 5)),
        statement(7, UKR),
    )
    told = lines(make_brief(material(said=said)), "said")
    assert told == [
        "Reported 1 Mar 2025: Russia said: “Line 1” (1 article).",
        "Reported 2 Mar 2025: Russia said: “Line 2” (1 article).",
        "Reported 7 Mar 2025: Ukraine said: “Line 7” (1 article).",
    ]


def test_the_surest_moves_of_a_proposal_are_told_in_time() -> None:
    def step(number: int, kind: StepKind, sure: float) -> ThreadStep:
        return ThreadStep(
            kind, (UKR,), When(day(number), day(number), "day"), Status.ACTUAL, f"st-{number}",
            f"Kyiv moved on day {number}", (f"st-{number}",), ONE, known=day(number), confidence=sure,
        )  # fmt: skip

    steps = (
        step(2, StepKind.PROPOSED, 0.9), step(3, StepKind.EXPECTED, 0.6), step(4, StepKind.PRESENTED, 0.7),
        step(5, StepKind.CONDITIONS, 0.5), step(6, StepKind.REJECTED, 0.2),
    )  # fmt: skip
    thread = Thread(
        "pr-1", "swap of prisoners", ProposalKind.EXCHANGE, {}, (UKR,), steps, ("pr-1",), ONE,
        state=StepKind.IMPLEMENTED, since=day(5), first_published=day(2), last_published=day(6),
    )  # fmt: skip
    told = lines(make_brief(material(threads=(thread,))), "table")
    assert told[0] == "Swap of prisoners (exchange): carried out on 5 Mar 2025 (1 article)."
    assert [line.split(":")[0] for line in told[1:]] == ["2 Mar 2025", "4 Mar 2025", "5 Mar 2025"]


def test_what_is_not_verbatim_is_told_in_the_sentence_of_the_article() -> None:
    said = statement(7, UKR, form=Form.INDIRECT)
    account = replace(said.account, evidence=("Kyiv warned that line 7 would hold.",))
    told = lines(make_brief(material(said=(replace(said, account=account),))), "said")
    assert told == [
        "Reported 7 Mar 2025: Ukraine, as reported: “Kyiv warned that line 7 would hold.” (1 article)."
    ]


@pytest.mark.parametrize(("verb", "told"), [("warned", "warned"), ("told", "said")])
def test_a_line_is_told_with_the_verb_of_the_article(verb: str, told: str) -> None:
    sentence = f"Ukraine {verb}: Line 7"
    at = sentence.index(verb)
    said = statement(
        7,
        UKR,
        cue=(Span(at, at + len(verb)),),
        evidence=(Span(0, len(sentence)),),
        form=Form.DIRECT,
    )
    account = replace(said.account, evidence=(sentence,))
    assert (
        f"Ukraine {told}: “Line 7”"
        in lines(make_brief(material(said=(replace(said, account=account),))), "said")[0]
    )


def test_disputes_over_who_come_before_those_over_the_day() -> None:
    def dispute(kind: str, origins: int) -> Dispute:
        claims = tuple(
            Claim(v, (), (f"ev-{v}",), Spread(origins, origins, origins)) for v in ("1", "2")
        )
        return Dispute(f"d-{kind}", kind, "ev-1", kind, day(1), claims)  # type: ignore[arg-type]

    made = happening(1, disputed=(dispute("day", 3), dispute("who", 1), dispute("toll", 2)))
    told = lines(make_brief(material((made,))), "disputed")
    assert [line.split(":")[0] for line in told] == ["The toll", "Who did it", "The day"]


def test_every_line_has_a_footnote() -> None:
    brief = make_brief(
        material((happening(1), happening(2, EventType.SANCTION)), said=(statement(3, UKR),))
    )
    numbers = {n.number for n in brief.notes}
    assert all(
        line.notes and set(line.notes) <= numbers for s in brief.sections for line in s.lines
    )


def test_a_quiet_period_says_so() -> None:
    brief = make_brief(material((happening(2),)), since=day(20))
    assert brief.quiet
    assert "quiet period" in as_markdown(brief)
    assert "quiet period" in as_html(brief)


HOSTILE = "<script>alert(1)</script> [x](javascript:y) \u202egnp **bold**"


def test_words_of_articles_are_never_markup() -> None:
    hostile = replace(
        material((happening(2),)), cite=lambda entry: replace(cite(entry), sentence=HOSTILE)
    )
    brief = make_brief(hostile)
    page, text = as_html(brief), as_markdown(brief)
    assert "<script" not in page
    assert "<b>title" not in page
    assert "\u202e" not in page + text
    assert "\\[x\\](javascript" in text
    assert "<script" not in text.replace("\\<script", "")


def test_the_page_stands_alone() -> None:
    page = as_html(make_brief(material((happening(2),))))
    assert "http" not in page
    assert "<ul>" in page
    assert page.count("<li") == page.count("</li>")


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (When(date(2025, 3, 4), date(2025, 3, 6), "day"), "4 to 6 Mar 2025"),
        (When(date(2025, 2, 27), date(2025, 3, 1), "day"), "27 Feb to 1 Mar 2025"),
        (When(date(2024, 12, 31), date(2025, 1, 1), "day"), "31 Dec 2024 to 1 Jan 2025"),
        (When(date(2025, 3, 1), date(2025, 3, 31), "month"), "Mar 2025"),
        (When(date(2014, 1, 1), date(2014, 12, 31), "year"), "2014"),
    ],
)
def test_days_are_as_fine_as_they_are_known(when: When, words: str) -> None:
    assert wording.day(when) == words


def test_the_sentence_that_names_both_sides_is_told_and_what_none_bears_out_comes_last() -> None:
    words = {
        "ev-1": "The talks went on.",
        "ev-10": "Moscow’s envoy met Ukrainian officials.",
        "ev-2": "They spoke again.",
    }
    told = replace(
        material(
            (
                happening(2, EventType.CONSULT, weight=1.2),
                happening(1, EventType.CONSULT, entries=("ev-1", "ev-10")),
            )
        ),
        cite=lambda entry: replace(cite(entry), sentence=words[entry]),
    )
    first, second = lines(make_brief(told), "contacts")
    assert words["ev-10"] in first
    assert words["ev-2"] in second


def test_a_contact_of_which_only_one_side_is_named_comes_last() -> None:
    """ "Peace talks have no effect on Putin" does not say that he met anybody."""
    words = {
        "ev-1": "Talks have no effect on Moscow.",
        "ev-2": "Moscow’s envoy met Ukrainian officials.",
    }
    told = replace(
        material(
            (
                happening(1, EventType.CONSULT, weight=2.0),
                happening(2, EventType.CONSULT, weight=1.0),
            )
        ),
        cite=lambda entry: replace(cite(entry), sentence=words[entry]),
    )
    first, second = lines(make_brief(told), "contacts")
    assert words["ev-2"] in first
    assert words["ev-1"] in second


def test_a_person_is_named_under_another_spelling() -> None:
    who = Who("i-z", "Volodymyr Zelensky", "person", "UKR")
    assert share("Putin met Zelenskyy’s envoy.", [who]) == 1.0
    assert share("Putin met nobody.", [who, RUS]) == 0.0
    assert share("The Kremlin said so.", [RUS]) == 1.0


def test_answers_need_more_than_other_moves_and_what_was_said_is_counted_in_full() -> None:
    def step(number: int, kind: StepKind) -> ThreadStep:
        return ThreadStep(
            kind, (UKR,), When(day(number), day(number), "day"), Status.ACTUAL, f"st-{number}",
            f"Kyiv moved on day {number}", (f"st-{number}",), ONE, known=day(number), confidence=0.4,
        )  # fmt: skip

    thread = Thread(
        "pr-1", "truce", ProposalKind.CEASEFIRE, {}, (UKR,), (step(2, StepKind.PROPOSED), step(3, StepKind.ACCEPTED)),
        ("pr-1",), ONE, first_published=day(2), last_published=day(6),
    )  # fmt: skip
    made = replace(material(threads=(thread,), said=(statement(7, UKR),)), spoken=9)
    brief = make_brief(made)
    assert [line.split(":")[0] for line in lines(brief, "table")] == [
        "Truce (ceasefire) (1 article).", "2 Mar 2025",
    ]  # fmt: skip
    assert next(s.more for s in brief.sections if s.name == "said") == 8


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("“Line 7", "“Line 7”"), ('"Line 7"', "“Line 7”"), ("Line “7” holds", "“Line “7” holds”"),
        ('"Line 7 and then "that""', '"Line 7 and then "that""'),
    ],
)  # fmt: skip
def test_marks_of_quotations_stand_once(words: str, told: str) -> None:
    said = statement(7, UKR)
    account = replace(said.account, quote=(words,))
    assert told in lines(make_brief(material(said=(replace(said, account=account),))), "said")[0]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("senior u.s. official", "senior U.S. official"), ("iranian lawmakers", "Iranian lawmakers"),
        ("un envoy", "UN envoy"), ("chief negotiator", "chief negotiator"), ("Ola Berg", "Ola Berg"),
        ("iran's chief negotiator", "Iran's chief negotiator"),
    ],
)  # fmt: skip
def test_countries_keep_their_capitals_in_descriptions(name: str, told: str) -> None:
    assert wording.written(name) == told
