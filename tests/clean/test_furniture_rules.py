"""Every kind of furniture, in a line of its own and glued between sentences."""

from __future__ import annotations

from itertools import pairwise

import pytest

from parley.clean.plain import label
from parley.records import FurnitureKind as K

BEFORE = "The two delegations met in Vienna on Monday and agreed to go on."
AFTER = "Diplomats from both sides left the building without a word to the press."

LINES = [
    (K.SHARE_BAR, "Share this story"),
    (K.SHARE_BAR, "Facebook Twitter WhatsApp"),
    (K.SHARE_BAR, "Share | Tweet | Print"),
    (K.SHARE_BAR, "Read or Share this story: https://example.org/a1"),
    (K.ADVERTISING, "ADVERTISING"),
    (K.ADVERTISING, "Advertisement"),
    (K.ADVERTISING, "Story continues below advertisement"),
    (K.APPEAL, "Sign up for our morning newsletter."),
    (K.APPEAL, "Send a tip to the foreign desk."),
    (K.APPEAL, "Got a confidential news tip?"),
    (K.APPEAL, "Click here to download the weekly brief"),
    (K.APPEAL, "Support independent journalism with a gift today."),
    (K.APPEAL, "You have 40% of this article left to read."),
    (K.APPEAL, "Follow us on Telegram"),
    (K.CAPTION, "Enlarge this image toggle caption Jo Doe/AP Jo Doe/AP"),
    (K.CAPTION, "Delegates wait outside the hall in Vienna. (Photo: J. Doe/AFP)"),
    (K.CAPTION, "Image caption, Delegates wait outside the hall"),
    (K.CAPTION, "The envoy waves to reporters at the airport in Vienna, Austria, March 3, 2024."),
    (K.PHOTO_CREDIT, "Getty Images / Jo Doe"),
    (K.BYLINE, "By Jane Roe"),
    (K.BYLINE, "By JANE ROE, Associated Press"),
    (K.BYLINE, "By Jane Roe, John Doe and Mia Muster in Vienna"),
    (K.TIMESTAMP, "Updated March 13, 2025 4:12 pm"),
    (K.TIMESTAMP, "Published: 13 March 2025, 16:12 GMT"),
    (K.TIMESTAMP, "3 hours ago"),
    (K.TIMESTAMP, "Published On 13 Mar 2025"),
    (K.TIMESTAMP, "Updated 5:33 PM CET, March 13, 2025"),
    (K.TIMESTAMP, "March 13, 20254:12 PM GMT+1Updated 2 hours ago"),
    (K.WIRE_CREDIT, "The Associated Press contributed to this report."),
    (K.WIRE_CREDIT, "(Reporting by Jane Roe in Vienna; Editing by John Doe)"),
    (K.WIRE_CREDIT, "With inputs from agencies"),
    (K.WIRE_CREDIT, "This article is based in part on wire service reports."),
    (K.ORIGINAL_PUBLISHER, "This article originally appeared in The Example Times."),
    (K.SOURCE_DOMAIN, "example-news.org"),
    (K.RELATED, "Most read"),
    (K.RELATED, "Tags: Austria, talks, truce"),
    (K.READ_MORE, "READ MORE: What the envoys want from each other"),
    (K.READ_MORE, "SEE ALSO: A short history of the Vienna talks"),
    (K.READ_MORE, "Read full news in source page"),
    (K.COPYRIGHT, "© 2024 The Example Times. All rights reserved."),
    (K.COPYRIGHT, "Copyright 2024 Example Media, LLC"),
    (K.CORRECTION, "Correction: An earlier version of this article misspelled a name."),
    (K.CORRECTION, "This story has been updated with a comment."),
    (K.MENU, "Skip to content"),
    (K.MENU, "12 View comments"),
    (K.RELATED, "More from the foreign desk"),
    (K.WIRE_CREDIT, "Source: Ministry of Examples"),
    (K.MENU, "4 min read"),
    (K.MENU, "Home > World > Europe"),
    (K.MENU, "NOW PLAYING The envoys arrive 01:12"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "line"), LINES, ids=lambda v: str(v)[:40])
def test_a_line_of_its_own(kind: K, line: str) -> None:
    text = f"{BEFORE}\n\n{line}\n\n{AFTER}\n\nA third round is planned for the week after Easter, they said."
    marks, _ = label(text)
    assert [(m.kind, m.span.of(text)) for m in marks] == [(kind, line)]
    assert all(m.reason for m in marks)


GLUED = [
    (K.ADVERTISING, "Advertisement"),
    (K.MENU, "00:27 01:15 02:40 11:05"),
    (K.MENU, "To view this video please enable JavaScript, and consider upgrading to a web browser that supports HTML5 video"),
    (K.APPEAL, "Sign up for our daily newsletter."),
    (K.RELATED, "ENVOYS SAY THE NEXT ROUND OF TALKS IN VIENNA MAY BE THE LAST"),
    (K.CAPTION, "A guard stands at the door of the hall, March 3, 2024. (credit: REUTERS/JO DOE)"),
    (K.CAPTION, "Flags hang over the entrance of the hotel. (Jo Doe/AFP via Getty Images)"),
    (K.SHARE_BAR, "Print Tweet Views 310"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "words"), GLUED, ids=lambda v: str(v)[:40])
def test_glued_between_sentences(kind: K, words: str) -> None:
    text = f"{BEFORE} {BEFORE} {words} {AFTER} {AFTER}"
    marks, _ = label(text)
    assert [(m.kind, m.span.of(text)) for m in marks] == [(kind, words)]


def test_several_pieces_of_furniture_in_a_row() -> None:
    text = f"Advertisement 00:10 02:20 By Jane Roe Reporting from Kyiv, Ukraine {BEFORE} {AFTER}"
    marks, _ = label(text)
    assert [m.kind for m in marks] == [K.ADVERTISING, K.MENU, K.BYLINE]
    assert marks[-1].span.of(text) == "By Jane Roe Reporting from Kyiv, Ukraine"


def test_notes_on_authors_go_with_their_byline() -> None:
    text = f"{BEFORE} By Jane RoeJohn Doe Jane Roe reported from Oslo, and John Doe from Rome {AFTER} {AFTER}"
    marks, _ = label(text)
    assert [(m.kind, m.span.of(text)) for m in marks] == [
        (K.BYLINE, "By Jane RoeJohn Doe"),
        (K.AUTHOR_BIO, "Jane Roe reported from Oslo, and John Doe from Rome"),
    ]


def test_biography_at_the_end() -> None:
    bio = "Jane Roe is a correspondent for the Example Times. She previously worked in Prague."
    text = f"{BEFORE}\n\n{AFTER}\n\n{bio}\n\nRead full news in source page"
    marks, _ = label(text)
    assert {m.kind for m in marks} == {K.AUTHOR_BIO, K.READ_MORE}
    assert " ".join(m.span.of(text) for m in marks[:2]) == bio


def test_list_of_headlines_to_the_end() -> None:
    tail = "Related News Why bread is dear in spring Ten bridges to see | The last ferry Terms of Use Cookie Policy"
    text = " ".join([BEFORE, AFTER] * 4 + [tail])
    marks, _ = label(text)
    covered = sum(m.span.length for m in marks)
    assert covered >= len(tail) - len(marks)
    assert min(m.span.start for m in marks) == text.index("Related News")


def test_menu_before_the_article_and_its_headline_in_it() -> None:
    title = "Envoys agree to meet again in Vienna"
    text = f"World Europe Why bread is dear {title} Ten bridges to see 4 min read Subscribers only {BEFORE} {AFTER}"
    marks, at = label(text, title=title)
    assert at is not None
    assert at.of(text) == title
    assert not any(m.span.overlaps(at) for m in marks)
    assert text[: max(m.span.end for m in marks)].endswith("Subscribers only")


def test_own_headline_is_no_furniture() -> None:
    title = "Read more: the book that the envoys quote"
    text = f"{title}\n\n{BEFORE}\n\n{AFTER}"
    assert label(text, title=title)[0] == []


def test_marks_are_sorted_and_apart() -> None:
    text = f"example.org\n\nShare this story\n\n{BEFORE} Advertisement {AFTER}\n\n© 2024 Example"
    marks, _ = label(text)
    assert all(a.span.end <= b.span.start for a, b in pairwise(marks))
