"""What accounts of one happening differ in, and denials linked to what they deny."""

from __future__ import annotations

from dataclasses import replace

from happening_cases import BERGEN, OSLO, denial, event

from parley.records import EventType, Status, Toll
from parley.spans import Span
from parley.stories.happenings.denials import find_denials
from parley.stories.happenings.happenings import tell_happening
from parley.stories.joining import Joined

STRUCK = event(
    11, "Norway says Icelandic drones struck the harbour of Bergen.", "struck",
    on=10, place=BERGEN, killed=9, asserted_by="nor",
)  # fmt: skip


def _told(*accounts, denials=()):
    known = {a.entry: a for a in accounts}
    return tell_happening(Joined("hap-1", tuple(known)), known, denials)


def _kinds(told) -> dict[str, list[str]]:
    return {d.kind: [c.value for c in d.claims] for d in told.disputed}


def test_a_party_that_denies_its_part_is_a_dispute_over_who() -> None:
    no = denial(STRUCK, "isl", "Iceland denied any involvement.", "any involvement")
    (link,) = find_denials([no], [STRUCK])
    assert (link.entry, link.to) == (no.entry, STRUCK.entry)
    (dispute,) = _told(STRUCK, denials=[no]).disputed
    assert dispute.kind == "who"
    denied = next(c for c in dispute.claims if c.value == "no part in it")
    assert [w.name for w in denied.by] == ["Iceland"]


def test_a_denied_event_and_the_asserted_one_are_one_with_a_dispute() -> None:
    not_so = event(
        12, "No drone struck the harbour of Bergen, Iceland said.", "struck",
        on=10, place=BERGEN, status=Status.DENIED, asserted_by="isl",
    )  # fmt: skip
    told = _told(STRUCK, not_so)
    assert told.status is Status.ACTUAL
    assert sorted(_kinds(told)["happened"]) == ["denied", "took place"]


def test_tolls_that_differ_at_one_time_are_a_dispute_and_a_rising_count_is_none() -> None:
    fewer = event(12, "Four died in Bergen.", "died", on=10, killed=4)
    assert _kinds(_told(STRUCK, fewer))["toll"] == ["4 killed", "9 killed"]
    weeks_later = event(28, "Thirty have died of the strike.", "died", on=10, killed=30)
    assert "toll" not in _kinds(_told(STRUCK, weeks_later))
    at_least = event(12, "At least four died.", "died", on=10, killed=Toll(4, 4, None))
    assert "toll" not in _kinds(_told(STRUCK, at_least))


def test_a_bystander_cannot_deny_and_no_comment_is_no_denial() -> None:
    other = denial(STRUCK, "dnk", "Denmark denied any involvement.", "any involvement")
    silent = denial(STRUCK, "isl", "Iceland declined to comment on involvement.", "involvement")
    assert find_denials([other, silent], [STRUCK]) == []


def test_accounts_that_agree_have_no_dispute() -> None:
    same = event(
        12, "Nine died when drones struck Bergen.", "struck", on=10, place=BERGEN, killed=9
    )
    assert _told(STRUCK, same).disputed == ()


def test_dates_of_one_night_are_no_dispute() -> None:
    def on(day: int, *numbers: int):
        return [
            event(n, f"Drones struck Bergen, report {n}.", "struck", on=day, outlet=f"Paper {n}")
            for n in numbers
        ]

    assert "day" not in _kinds(_told(*on(10, 11, 12), *on(11, 13, 14)))
    assert "day" in _kinds(_told(*on(10, 11, 12), *on(12, 13, 14)))


def test_an_attack_on_two_towns_is_no_dispute_over_the_place() -> None:
    def at(place, *numbers: int, words: str = "Drones struck"):
        return [
            event(n, f"{words} {place[0]}, report {n}.", "struck", on=10, place=place, outlet=f"Paper {n}")
            for n in numbers
        ]  # fmt: skip

    apart = [*at(BERGEN, 11, 12), *at(OSLO, 13, 14)]
    assert "place" in _kinds(_told(*apart))
    assert "place" not in _kinds(_told(*apart, *at(OSLO, 15, words="After Bergen drones struck")))


def test_who_denies_the_charges_does_not_deny_the_arrest() -> None:
    held = event(
        11, "Police of Iceland arrested Olsen.", "arrested", EventType.COERCE, on=10, actor="isl"
    )
    denied = denial(held, "isl", "Iceland denied the accusations.", "the accusations")
    innocent = denial(held, "isl", "Iceland denied the charges.", "the charges")
    assert find_denials([denied, innocent], [held]) == []
    assert (
        len(
            find_denials(
                [denial(STRUCK, "isl", "Iceland denied the accusations.", "the accusations")],
                [STRUCK],
            )
        )
        == 1
    )


def test_whoever_denies_a_part_in_something_else_denies_no_part_in_the_strike() -> None:
    shortage = "responsibility for the shortage of herring"
    other = denial(STRUCK, "isl", f"Iceland denied {shortage}.", shortage)
    own = denial(
        STRUCK,
        "isl",
        "Iceland denied any part in what struck Bergen.",
        "any part in what struck Bergen",
    )
    assert find_denials([other], [STRUCK]) == []
    assert len(find_denials([own], [STRUCK])) == 1


def test_what_begins_with_no_denial_is_none() -> None:
    vague = denial(
        STRUCK, "isl", "Iceland said drones over the harbour of Bergen were no matter for talks.",
        "drones over the harbour of Bergen were no matter for talks",
    )  # fmt: skip
    plain = denial(
        STRUCK, "isl", "Iceland said it had not sent drones to the harbour of Bergen.",
        "it had not sent drones to the harbour of Bergen",
    )  # fmt: skip
    assert find_denials([vague], [STRUCK]) == []
    assert len(find_denials([plain], [STRUCK])) == 1


def test_that_others_do_not_intend_something_is_no_denial() -> None:
    words = "the harbour of Bergen has heard that drones do not intend to strike the harbour"
    meant = denial(STRUCK, "isl", f"Iceland said {words}.", words)
    assert find_denials([meant], [STRUCK]) == []


def test_the_claim_is_that_of_the_sentence_before() -> None:
    near = denial(STRUCK, "isl", "Iceland denied the claim.", "the claim")
    far = replace(near, record=replace(near.record, evidence=(Span(700, 730),)))
    far = replace(far, record=replace(far.record, content=(Span(720, 729),)))
    part = denial(STRUCK, "isl", "Iceland denied any involvement.", "any involvement")
    part = replace(part, record=replace(part.record, evidence=(Span(700, 730),)))
    part = replace(part, record=replace(part.record, content=(Span(720, 729),)))
    assert [len(find_denials([d], [STRUCK])) for d in (near, far, part)] == [1, 0, 1]


def test_a_subject_names_the_foremost_of_many() -> None:
    many = event(11, "Drones struck Bergen.", "struck", on=10, recipient="nor")
    many = replace(many, record=replace(many.record, actor=("isl", "dnk", "rtr")))
    other = event(12, "No drone struck Bergen.", "struck", on=10, status=Status.DENIED)
    assert {d.subject for d in _told(many, other).disputed} == {
        "attack, Iceland, Denmark – Norway, 10 March 2025"
    }
