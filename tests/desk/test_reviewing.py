"""Reviewing at the desk: the queue, decisions, edits, entries by hand, differences, double coding."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from review_cases import RUN, article, extraction, filled, span

from parley.desk import Desk, codebook
from parley.desk.review.agreement import alpha
from parley.desk.review.consequence import rank
from parley.desk.review.fields import SPECS
from parley.errors import ParleyError, UsageError
from parley.records import EventType, pack
from parley.spans import Span

ONE = article(0)
MET, STRUCK, REFUSED = (e.id for e in extraction(ONE).events)
SAID = extraction(ONE).statements[0].id


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with filled(tmp_path / "parley.db") as opened:
        yield opened


def queue(desk: Desk, who: str = "ana", **filters: object) -> list[str]:
    return [q.id for q in desk.review.next(desk.review.filters(**filters), who=who, limit=99)]


def reread(desk: Desk, **found: object) -> None:
    """Read article 0 anew, by another version."""
    desk.ledger.add(ONE, extraction(ONE, **found), run=RUN)
    desk.ledger.settle()
    rank(desk.ledger)


def field(desk: Desk, entry: str, name: str, **asked: object) -> str:
    return next(f.value for f in desk.review.item(entry, **asked).fields if f.name == name)


# The queue.


def test_what_is_grave_and_doubtful_comes_first(desk: Desk) -> None:
    ids = queue(desk, article=ONE.id)
    assert ids == [STRUCK, REFUSED, MET, SAID]
    assert len(queue(desk)) == 12
    assert queue(desk, kind="statement", article=ONE.id) == [SAID]
    assert queue(desk, kind="event", type="REJECT", article=ONE.id) == [REFUSED]
    assert queue(desk, actor="Norland", article=ONE.id) == [STRUCK]


def test_what_is_decided_leaves_the_queue_and_undo_brings_it_back(desk: Desk) -> None:
    desk.review.decide(STRUCK, "accept", who="ana", seconds=4.0)
    desk.review.decide(MET, "reject", who="ana", seconds=1e9)
    desk.review.comment(REFUSED, "which plan?", who="ana", span=span(ONE.text, "the plan"))
    assert queue(desk, article=ONE.id) == [REFUSED, SAID]
    assert queue(desk, by="ana", article=ONE.id) == [STRUCK, REFUSED, MET]
    progress = desk.review.progress(desk.review.filters(), who="ana")
    assert (progress.left, progress.done, progress.today, progress.seconds) == (10, 2, 2, 302.0)
    assert [j.verdict for j in desk.review.undo(who="ana")] == ["comment"]
    assert [j.entry for j in desk.review.undo(who="ana")] == [MET]
    progress = desk.review.progress(desk.review.filters(), who="ana")
    assert (progress.left, progress.done, progress.today) == (11, 1, 1)
    assert queue(desk, article=ONE.id) == [REFUSED, MET, SAID]
    desk.review.undo(who="ana")
    with pytest.raises(UsageError, match="nothing to undo"):
        desk.review.undo(who="ana")
    assert len(desk.ledger.judgements()) == 6


def test_the_queue_goes_on_from_a_spot_and_what_was_put_off_comes_last(desk: Desk) -> None:
    asked = desk.review.filters(article=ONE.id)
    first, second = desk.review.next(asked, who="ana", limit=2)
    desk.review.later(second.id, who="ana")
    rest = desk.review.next(asked, who="ana", after=first.spot, limit=9)
    assert [q.id for q in rest] == [MET, SAID, REFUSED]
    assert desk.review.next(asked, who="ana", after=rest[-1].spot) == []
    assert queue(desk, who="olaf", article=ONE.id)[1] == REFUSED
    desk.review.decide(REFUSED, "accept", who="ana")
    assert queue(desk, article=ONE.id) == [STRUCK, MET, SAID]


def test_an_edit_alone_leaves_the_entry_in_the_queue(desk: Desk) -> None:
    desk.review.edit(STRUCK, "killed", who="ana", words="9-12")
    assert STRUCK in queue(desk)
    desk.review.decide(STRUCK, "accept", who="ana")
    assert STRUCK not in queue(desk)
    item = desk.review.item(STRUCK)
    assert (item.verdict, item.edited) == ("accept", True)
    assert next(f.machine for f in item.fields if f.name == "killed") == "9+"
    kept = json.loads(desk.ledger.judgements(STRUCK)[-1].old or "")
    assert kept["killed"]["high"] is None  # what was accepted is kept as the machine had it


# Edits.


@pytest.mark.parametrize(
    ("entry", "name", "words", "value"),
    [
        (STRUCK, "actor", "Valdorian", "Valdoria"),
        (MET, "recipient", "Norland said", "Norland"),
        (MET, "date", "Tuesday", "2025-03-11"),
        (STRUCK, "place", "Vinterby", "Vinterby"),
        (STRUCK, "place", "depot", "depot"),
        (STRUCK, "killed", "nine", "9+"),
        (STRUCK, "anchor", "killing", "killing"),
        (SAID, "speaker", "Ana Petrić", "Ana Petrić"),
        (SAID, "content", " will not sign", "will not sign"),
    ],
)
def test_selected_words_become_what_they_stand_for(
    desk: Desk, entry: str, name: str, words: str, value: str
) -> None:
    desk.review.edit(entry, name, who="ana", span=span(ONE.text, words))
    assert field(desk, entry, name) == value


@pytest.mark.parametrize(
    ("entry", "name", "words"),
    [
        (STRUCK, "status", "planned"), (STRUCK, "mode", "drone"), (STRUCK, "asserted_by", "Norland"),
        (STRUCK, "injured", "3"), (MET, "third_party", "Valdoria, Norland"), (MET, "place", "Vinterby"),
        (SAID, "act", "promises"), (SAID, "addressee", "Valdoria"), (SAID, "form", "mixed"),
        (SAID, "setting", "under fire"), (SAID, "cue", "told"), (STRUCK, "evidence", "Drones struck a depot"),
    ],
)  # fmt: skip
def test_values_in_words_read_back_as_they_were_written(
    desk: Desk, entry: str, name: str, words: str
) -> None:
    desk.review.edit(entry, name, who="ana", words=words)
    assert field(desk, entry, name) == words


def test_another_type_takes_the_mode_away_in_one_step(desk: Desk) -> None:
    made = desk.review.edit(MET, "type", who="ana", words="AGREE")
    assert [j.field for j in made] == ["type", "mode", "cameo"]
    record = desk.entry(MET).row.record
    assert (record.type, record.mode, record.cameo) == (EventType.AGREE, None, None)
    desk.review.undo(who="ana")
    assert desk.entry(MET).row.record == extraction(ONE).events[0]


def test_edits_that_cannot_be_meant(desk: Desk) -> None:
    edit = desk.review.edit
    for wrong in ({}, {"words": "x", "span": Span(0, 1)}, {"words": "x"}, {"span": Span(9, 9)}):
        with pytest.raises(UsageError):
            edit(MET, "status", who="ana", **wrong)
    with pytest.raises(UsageError, match="words of the article"):
        edit(MET, "anchor", who="ana", words="shook hands")
    with pytest.raises(UsageError, match="no actor"):
        edit(MET, "actor", who="ana", span=span(ONE.text, "a depot"))
    assert desk.ledger.judgements() == []


def test_every_field_that_can_be_edited_is_shown_under_a_key_of_its_own() -> None:
    from parley.desk.corrections import EDITABLE

    for kind, specs in SPECS.items():
        assert {s.name for s in specs} == set(EDITABLE[kind])
        assert len({s.key for s in specs}) == len(specs)


def test_lists_show_the_words_that_were_chosen(desk: Desk) -> None:
    desk.review.edit(STRUCK, "anchor", who="ana", span=span(ONE.text, "killing"))
    row = next(r for r in desk.ledger.events() if r.id == STRUCK)
    assert row.quote == ("struck",)
    assert desk.entry(STRUCK).row.quote == ("killing",)


# Entries by hand.


def test_an_entry_by_hand_stands_among_the_others_and_survives_reading_again(desk: Desk) -> None:
    words = span(ONE.text, "called up")
    made = desk.review.add(ONE.id, "event", words, who="ana", type="MOBILIZE", actor="Norland")
    found = desk.entry(made.entry)
    assert found.row.evidence == ("Norland called up 0 reservists.",)
    assert found.versions == {"by hand": "ana"}
    assert (found.row.verdict, found.row.record.type) == ("add", EventType.MOBILIZE)
    assert made.entry not in queue(desk)
    reread(desk, model="2")
    assert [a.name for a in desk.entry(made.entry).row.actors] == ["Norland"]
    with pytest.raises(UsageError, match="in the ledger already"):
        desk.review.add(ONE.id, "event", words, who="olaf", type="MOBILIZE")
    desk.review.undo(who="ana")
    with pytest.raises(ParleyError):
        desk.review.item("ev-nothing")
    assert made.entry not in {r.id for r in desk.ledger.events()}
    reread(desk, model="3")
    assert made.entry not in {r.id for r in desk.ledger.events()}


def test_statements_and_proposals_can_be_added_too(desk: Desk) -> None:
    quoted = span(ONE.text, "We will not sign under fire")
    said = desk.review.add(ONE.id, "statement", quoted, who="ana", speaker="Petrić")
    plan = desk.review.add(ONE.id, "proposal", span(ONE.text, "the plan"), who="ana", kind="talks")
    assert desk.entry(said.entry).row.who("speaker")[0].name == "Ana Petrić"
    assert desk.entry(plan.entry).row.record.name == "the plan"
    assert len(desk.ledger.extraction(ONE.id).statements) == 2
    with pytest.raises(UsageError, match="cannot be added"):
        desk.review.add(ONE.id, "step", quoted, who="ana")


# Many at once.


def test_bulk_acceptance_needs_a_look_and_is_one_step_to_undo(desk: Desk) -> None:
    asked = desk.review.filters(kind="event", type="REJECT")
    assert desk.review.sample(asked, size=2, seed=7) == desk.review.sample(asked, size=2, seed=7)
    with pytest.raises(UsageError, match="sample"):
        desk.review.accept_many(asked, who="ana", looked_at=0)
    assert desk.review.accept_many(asked, who="ana", looked_at=2) == 3
    assert queue(desk, kind="event", type="REJECT") == []
    assert len({j.batch for j in desk.ledger.judgements()}) == 1
    assert len(desk.review.undo(who="ana")) == 3
    assert len(queue(desk, kind="event", type="REJECT")) == 3


# Where the machine now differs.


def test_judgements_outlive_other_versions_and_differences_are_listed(desk: Desk) -> None:
    for entry in (MET, STRUCK):
        desk.review.decide(entry, "accept", who="ana")
    desk.review.decide(REFUSED, "reject", who="ana")
    assert desk.review.differences() == []
    reread(desk, model="2", met=False, killed=11)
    assert STRUCK not in queue(desk)
    found = {d.entry: d for d in desk.review.differences()}
    assert set(found) == {MET, STRUCK}
    assert (found[MET].how, found[MET].now) == ("gone", None)
    assert found[STRUCK].how == "changed"
    mine, machine = found[STRUCK].fields["killed"]
    assert (mine["low"], machine["low"]) == (9, 11)
    assert queue(desk, differs=True) == [STRUCK]


def test_keeping_ones_own_and_taking_the_machines(desk: Desk) -> None:
    for entry in (MET, STRUCK):
        desk.review.decide(entry, "accept", who="ana")
    reread(desk, model="2", met=False, killed=11)
    desk.review.keep(STRUCK, who="ana")
    assert field(desk, STRUCK, "killed") == "9+"
    desk.review.keep(MET, who="ana")
    kept = [
        r for r in desk.ledger.events() if r.article.id == ONE.id and r.record.type == "CONSULT"
    ]
    assert [r.verdict for r in kept] == ["add"]
    assert desk.review.differences() == []
    reread(desk, model="3", met=False, killed=12)
    (again,) = desk.review.differences()
    assert again.entry == STRUCK
    desk.review.take(STRUCK, who="ana")
    assert field(desk, STRUCK, "killed") == "12+"
    assert desk.review.differences() == []


# Double coding.


def test_a_second_reviewer_judges_blindly_and_a_third_decision_settles(desk: Desk) -> None:
    review = desk.review
    for entry in queue(desk, kind="event"):
        review.decide(entry, "accept", who="ana")
    review.edit(STRUCK, "status", who="ana", words="possible")
    coding = review.draw(
        review.filters(kind="event"), first="ana", second="olaf", size=9, seed=1, who="eva"
    )
    assert sorted(coding.entries) == sorted(queue(desk, by="ana"))
    blind = review.item(STRUCK, coding=coding.id, who="olaf")
    assert (blind.verdict, blind.judgements, blind.edited) == (None, (), False)
    for entry in review.to_code(coding.id, who="olaf"):
        verdict = "reject" if entry == REFUSED else "accept"
        review.decide(entry, verdict, who="olaf", coding=coding.id)
    assert review.to_code(coding.id, who="olaf") == []
    assert desk.entry(REFUSED).row.verdict == "accept"  # a blind judgement does not come into force
    measured = {(a.kind, a.field): a for a in review.agreements(coding.id)}
    assert measured["entry", "verdict"].same == 8
    assert measured["event", "type"].alpha == 1.0
    assert measured["event", "status"].same == 7
    found = {(d.entry, d.field): d for d in review.disagreements(coding.id)}
    assert set(found) == {(REFUSED, "verdict"), (STRUCK, "status")}
    assert (found[STRUCK, "status"].first, found[STRUCK, "status"].second) == ("possible", "actual")
    review.adjudicate(coding.id, REFUSED, "verdict", '"reject"', who="eva")
    review.adjudicate(coding.id, STRUCK, "status", found[STRUCK, "status"].second_packed, who="eva")
    assert review.disagreements(coding.id) == []
    assert desk.entry(REFUSED).row.verdict == "reject"
    assert pack(desk.entry(STRUCK).row.record.status) == "actual"
    with pytest.raises(UsageError, match="olaf judges"):
        review.to_code(coding.id, who="ana")
    assert review.undo(who="olaf", coding=coding.id)


def test_alpha_is_krippendorffs() -> None:
    # Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability", example A: two observers, binary data.
    first, second = (0, 1, 0, 0, 0, 0, 0, 0, 1, 0), (1, 1, 1, 0, 0, 1, 0, 0, 0, 0)
    assert alpha(list(zip(first, second, strict=True)), "nominal") == pytest.approx(0.095, abs=5e-4)
    assert alpha([(1, 1), (1, 1)], "nominal") is None
    assert alpha([], "interval") is None
    assert alpha([(1, 1), (9, 9), (5, 5)], "interval") == 1.0


# Keys.


def test_keys_are_kept_by_reviewer(desk: Desk) -> None:
    assert desk.review.set_keys("ana", {"accept": "y"})["accept"] == "y"
    assert desk.review.keys("ana")["accept"] == "y"
    assert desk.review.keys("olaf")["accept"] == "a"
    for wrong in ({"accept": "x"}, {"accept": "7"}, {"accept": "yy"}, {"dance": "q"}):
        with pytest.raises(UsageError):
            desk.review.set_keys("ana", wrong)


def test_the_codebook_tells_what_each_type_is_called() -> None:
    for kind in EventType:
        assert codebook.meaning("event", "type", kind).startswith(f"{kind}, {kind.label}: ")
    assert codebook.modes()[EventType.COERCE] == ("arrest", "seize", "restrict")
    assert codebook.modes()[EventType.AGREE][0] == "meet"


def test_the_packaged_codebook_is_that_of_the_documentation() -> None:
    root = Path(__file__).parents[2]
    told = (root / "docs" / "codebook.md").read_text()
    assert (root / "src" / "parley" / "desk" / "codebook.md").read_text() == told
