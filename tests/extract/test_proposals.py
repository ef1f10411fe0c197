"""Proposals: mentions gathered, moves read off the verbs."""

from __future__ import annotations


def test_a_ceasefire_from_offer_to_answer(extract) -> None:  # type: ignore[no-untyped-def]
    _, extraction = extract(
        "The United States proposed a 30-day cease-fire on Tuesday. Ukraine accepted the cease-fire the same "
        "evening. Russia rejected the truce."
    )
    (proposal,) = [p for p in extraction.proposals if p.kind == "ceasefire"]
    assert [(str(s.step), s.by) for s in proposal.steps] == [
        ("proposed", ("usa",)),
        ("accepted", ("ukr",)),
        ("rejected", ("rus",)),
    ]


def test_refusing_is_rejecting(extract) -> None:  # type: ignore[no-untyped-def]
    _, extraction = extract(
        "Sudan did not accept the peace plan that Egypt had presented in Cairo."
    )
    steps = {(str(s.step), s.by) for p in extraction.proposals for s in p.steps}
    assert ("rejected", ("sdn",)) in steps
