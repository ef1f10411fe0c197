"""Every sentence of a brief is traced: its footnotes stand in articles, its quotations in its footnotes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from parley.desk import Desk, open_desk
from parley.stories.briefing import Brief, Line, Piece, as_html, as_markdown

CASE = Path(__file__).parents[2] / "examples" / "case"

BRIEFS = [
    {"since": "2025-02-01"},
    {"since": "2025-03-01"},
    {"since": "2025-03-01", "until": "2025-03-12"},
    {"since": "2025-02-10", "actor": "Ukraine"},
    {"since": "2025-02-10", "country": "RUS", "as_of": "2025-03-14"},
]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with open_desk(tmp_path_factory.mktemp("brief") / "case.db") as made:
        made.read([CASE])
        yield made


@pytest.fixture(params=BRIEFS, ids=lambda asked: " ".join(asked.values()))
def brief(desk: Desk, request: pytest.FixtureRequest) -> Brief:
    return desk.brief(**request.param)


def lines(brief: Brief) -> list[Line]:
    return [line for section in brief.sections for line in section.lines]


def plain(words: str) -> str:
    return " ".join(words.split())


def test_every_line_ends_in_a_footnote_and_every_footnote_is_asked_for(brief: Brief) -> None:
    assert len(lines(brief)) >= 8
    assert all(line.notes for line in lines(brief))
    asked = {n for line in lines(brief) for n in line.notes}
    assert asked == {note.number for note in brief.notes}


def test_every_footnote_is_a_sentence_of_its_article(desk: Desk, brief: Brief) -> None:
    for note in brief.notes:
        article = desk.article(note.source.article)
        assert note.source.sentence
        assert note.source.sentence in plain(article.text)
        assert note.source.entry.startswith(desk.entry(note.source.entry).row.id)


def quotations(line: Line) -> Iterator[str]:
    def bare(piece: Piece) -> str:
        return piece.text.removeprefix("“").removesuffix("”").removesuffix(" …")

    return (part for p in line.pieces if p.style == "quote" for part in bare(p).split(" … "))


def test_every_quotation_is_verbatim_in_an_article_that_the_line_cites(
    desk: Desk, brief: Brief
) -> None:
    articles = {note.number: desk.article(note.source.article).text for note in brief.notes}
    for line in lines(brief):
        cited = [plain(articles[n]) for n in line.notes]
        for words in quotations(line):
            assert any(words in text for text in cited), words


def test_nothing_later_than_its_end_bears_on_a_brief(desk: Desk) -> None:
    brief = desk.brief(since="2025-02-01", until="2025-02-20")
    days = [note.source.published for note in brief.notes]
    assert days
    assert max(d.isoformat() for d in days if d) <= "2025-02-20"


def test_a_quiet_period_says_so(desk: Desk) -> None:
    quiet = desk.brief(since="2026-01-01")
    assert quiet.quiet
    assert "quiet" in as_markdown(quiet)


def test_both_forms_hold_every_line(brief: Brief) -> None:
    page, text = as_html(brief), as_markdown(brief)
    for line in lines(brief):
        head = line.pieces[0].text.strip(" :")
        assert head in page
        assert head in text.replace("\\", "")
