"""Who acts and who is acted upon, over the constructions of a planted table."""

from __future__ import annotations

from pathlib import Path

from parley.records import Extraction

LEAST, SWAPPED = 0.85, 0.03
"""Least share of rows with both sides right; highest share of rows with the sides exchanged."""

MUTUAL = ("AGREE", "CONSULT", "COOPERATE")


def rows() -> list[list[str]]:
    """Text, type, actor's and recipient's country."""
    lines = (Path(__file__).parent / "party_pairs.tsv").read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines[2:]]


def sides(extraction: Extraction, kind: str) -> list[tuple[set[str | None], set[str | None]]]:
    """Countries of actors and recipients of every event of a type."""
    actors = {a.key: a for a in extraction.actors}
    return [
        ({actors[k].country for k in e.actor}, {actors[k].country for k in e.recipient})
        for e in extraction.events
        if e.type == kind
    ]


def test_who_acts_on_whom(extract) -> None:  # type: ignore[no-untyped-def]
    right = swapped = 0
    table = rows()
    assert len(table) >= 60
    for text, kind, actor, recipient in table:
        _, extraction = extract(text + " The day was long and nothing else was told of it.")
        found = sides(extraction, kind)
        turned = any(recipient in a and actor in r for a, r in found)
        fits = any(actor in a and recipient in r for a, r in found) or (kind in MUTUAL and turned)
        right += fits
        swapped += turned and not fits
        if not fits:
            print(f"{kind} {actor} {recipient}: {text} {found}")
    print(f"{right / len(table):.3f} of {len(table)}, {swapped} exchanged")
    assert right / len(table) >= LEAST
    assert swapped / len(table) <= SWAPPED


def test_who_hosts_talks_stands_between_the_two(extract) -> None:  # type: ignore[no-untyped-def]
    _, extraction = extract("Norway hosted talks between Sudan and Ethiopia in Bergen on Monday.")
    (talks,) = (e for e in extraction.events if e.type == "CONSULT")
    assert talks.third_party == ("nor",)


def test_opposition_to_something_is_nobody(extract) -> None:  # type: ignore[no-untyped-def]
    _, extraction = extract("Strong opposition to the canal from Panama was reported on Monday.")
    assert not [a for a in extraction.actors if "opposition" in a.name]
