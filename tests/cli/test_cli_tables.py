"""Tables fit any width, and nothing in a cell can harm a terminal."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.cli.columns import COLUMNS, short, when
from parley.cli.tables import printable, table
from parley.cli.widths import GAP, WIDE_LEAST, Column, cell_width, fitted, folded

WIDTHS = (60, 61, 72, 80, 100, 120, 160, 200)
LONG = (
    "The ministers of both countries will meet again next week, said the spokeswoman of one of them. "
    * 3
)

ENTRY = {
    "id": "ev-0123456789abcdef", "day": "2025-03-11", "start": None, "end": None, "precision": "unknown",
    "publisher": "The Greater Northern Territories Intelligencer", "evidence": [LONG], "status": "planned",
}  # fmt: skip
ROWS = {
    "statements": ENTRY | {"speaker": "Maria Alexandrovna Featherstonehaugh-Cholmondeley", "words": LONG},
    "events": ENTRY
    | {
        "type": "COOPERATE", "mode": "intermediate", "actor": ["Somebody of the Ministry", "Another"],
        "recipient": ["The High Representative of the Union"], "anchor": LONG, "place": "Überlingen",
        "asserted_by": "a spokesman", "killed_low": 9, "killed_best": None, "killed_high": 12,
        "injured_low": None, "injured_best": None, "injured_high": None,
    },
    "steps": ENTRY
    | {"proposal": "a 30-day cease-fire on land, at sea and in the air", "step": "under-discussion", "by": ["Both"]},
    "proposals": ENTRY | {"name": LONG, "kind": "economic-deal", "steps": 12},
    "actors": {
        "id": "act-0123456789abcdef", "name": LONG, "kind": "organisation", "country": "UKR",
        "sector": "GOV", "articles": 1000, "statements": 10_000, "events": 100_000,
    },
    "articles": {
        "id": "art-0123456789abcdef", "published": None, "published_from": None, "published_until": None, "publisher": "The Intelligencer", "title": LONG,
        "statements": 120, "events": 1200, "copy_of": "art-fedcba9876543210",
    },
    "stories": {
        "id": "sto-0123456789abcdef", "title": LONG, "first": "2025-03-01", "last": None,
        "articles": 100, "publishers": 20,
    },
}  # fmt: skip
ROWS["contacts"] = ROWS["events"]
_JOINED = {"articles": 1200, "origins": 1100, "disputed": ["toll"]}
ROWS["happenings"] = (
    ROWS["events"] | _JOINED | {"asserted_by": ["a spokesman"], "in_own_voice": False}
)
ROWS["meetings"] = ROWS["happenings"] | {
    "form": "technical", "state": "announced", "topic": LONG, "mediators": ["Türkiye"], "outcome": None,
}  # fmt: skip
ROWS["threads"] = ENTRY | _JOINED | {
    "since": "2025-03-11", "state": "under-discussion", "name": LONG, "sides": ["Both", "The Union"],
    "terms": [f"scope: {LONG}"], "last_step": None, "steps": 12,
}  # fmt: skip
ROWS["positions"] = ROWS["changes"] = {
    "id": "st-0123456789abcdef", "side": "The High Representative of the Union", "stance": "for-if",
    "condition": LONG, "day": "2025-03-11", "topic": LONG, "words": LONG, "entry": "st-0123456789abcdef",
}  # fmt: skip
ROWS["disputes"] = {
    "id": "hap-0123456789abcdef", "about": "hap-0123456789abcdef", "day": None, "kind": "happened",
    "subject": LONG, "claims": [LONG, LONG],
}  # fmt: skip


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("listing", sorted(COLUMNS))
def test_every_table_fits_every_width(listing: str, width: int) -> None:
    rows = [ROWS[listing]] * 3
    lines = "\n".join(table(rows, COLUMNS[listing], width)).splitlines()
    assert max(map(cell_width, lines)) <= width
    assert short(ROWS[listing]["id"]) in "".join(lines), "an id is folded or left out"
    shown, widths, _ = fitted(COLUMNS[listing], [[LONG] * len(COLUMNS[listing])], width)
    if sum(widths) + GAP * (len(widths) - 1) <= width:  # where whole columns are not all LONG
        wide = next(w for c, w in zip(shown, widths, strict=True) if c.wide)
        assert wide >= WIDE_LEAST


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("listing", sorted(COLUMNS))
def test_the_wide_column_keeps_its_room(listing: str, width: int) -> None:
    cells = [[printable(str(c.of(ROWS[listing]))) for c in COLUMNS[listing]]]
    shown, widths, _ = fitted(COLUMNS[listing], cells, width)
    assert next(w for c, w in zip(shown, widths, strict=True) if c.wide) >= WIDE_LEAST


def test_who_acts_stands_before_the_words_where_there_is_no_column_for_it() -> None:
    narrow = "\n".join(table([ROWS["events"]], COLUMNS["events"], 60))
    assert "cooperation · Somebody of the" in narrow
    assert "actor" not in narrow.splitlines()[0]
    broad = "\n".join(table([ROWS["events"]], COLUMNS["events"], 160)).splitlines()
    assert "recipient" in broad[0]


def test_a_spare_column_that_says_nothing_is_left_out() -> None:
    row = {**ROWS["articles"], "copy_of": None}
    assert "copy of" not in next(iter(table([row], COLUMNS["articles"], 200)))
    assert "copy of" in next(iter(table([ROWS["articles"]], COLUMNS["articles"], 200)))


def test_days() -> None:
    dated = {"day": "2025-03-11", "start": "2025-03-11", "end": "2025-03-11", "precision": "day"}
    assert when(dated) == "2025-03-11"
    assert when({**dated, "end": "2025-03-13"}) == "2025-03-11/13"
    assert when({**dated, "end": "2025-04-02"}) == "2025-03-11/04-02"
    assert when({**dated, "end": "2026-01-02"}) == "2025-03/2026-01"
    assert when({**dated, "precision": "month"}) == "2025-03"
    assert when({**dated, "precision": "year"}) == "2025"
    assert when({**dated, "start": None, "end": None}) == "2025-03-11*"
    assert when({**dated, "start": None, "day": None}) == "undated"


def test_what_a_star_means_is_told_below() -> None:
    notes = (("*", "day of publication"),)
    with_star = list(table([ROWS["events"]], COLUMNS["events"], 80, notes=notes))
    assert with_star[-1] == "* day of publication"
    dated = {**ROWS["events"], "start": "2025-03-11"}
    assert "day of publication" not in "\n".join(table([dated], COLUMNS["events"], 80, notes=notes))


HOSTILE = (
    "\x1b[2J\x1b]0;owned\x07", "\x1b]8;;http://example.org\x1b\\click\x1b]8;;\x1b\\", "\u202egnp.exe",
    "\u2066hidden\u2069", "a\rb", "\x9b31m", "\x00", "\u2028", "e" + "\u0301" * 500, "\U000e0041" * 40,
)  # fmt: skip


@pytest.mark.parametrize("nasty", HOSTILE)
def test_nothing_in_a_cell_can_harm_a_terminal(nasty: str) -> None:
    row = {**ROWS["statements"], "words": nasty, "speaker": nasty, "publisher": nasty}
    for line in "\n".join(table([row], COLUMNS["statements"], 80)).split("\n"):
        assert all(c.isprintable() or c == " " for c in line)
        assert len(line) < 200


def test_wide_characters_take_two_columns() -> None:
    column = (Column("words", lambda row: row["words"], wide=True),)
    lines = "\n".join(table([{"words": "停火" * 60}], column, 60)).split("\n")
    assert max(map(cell_width, lines)) <= 60


@given(st.text(), st.integers(4, 40))
def test_folding_loses_nothing(text: str, width: int) -> None:
    clean = printable(text)
    lines = folded(clean, width)
    assert all(cell_width(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == "".join(clean.split())


def test_folding_breaks_between_words_and_after_hyphens() -> None:
    assert folded("one two three", 7) == ["one two", "three"]
    assert folded("under-discussion", 12) == ["under-", "discussion"]
    assert folded("", 12) == [""]
