"""Who is meant by the words that name a source."""

from __future__ import annotations

import pytest

# text | cue | keys of the speakers, joined by +; a dash where unresolved
CASES = """
Foreign Minister Sergei Lavrov said the talks were over. He added that nobody had called. | added | lavrov
Kremlin spokesman Dmitry Peskov said Putin was ready. He added that no date was set. | added | peskov
The U.S. and Ukraine said the deal was close. | said | usa+ukr
Dmitry Peskov and Sergei Lavrov said the plan was dead. | said | peskov+lavrov
“I believe we can win,” President Volodymyr Zelensky said. | said | zelensky
Moscow said the drill was over, adding that the ships had left. | adding | rus
A senior Turkish official said the ship would sail. | said | senior-turkish-official
A leaflet said that help was near. | said | paper-a-leaflet
Somebody said that the bridge was gone. | said | -
Reuters reported that the Kremlin said the road was closed. | said | rus
Reuters reported that the Kremlin said the road was closed. | reported | reuters
Vladimir Oleinik said the city was calm. Andrey Portnov was shot on Wednesday. “Judging by what was known, Portnov was a clever man,” he noted. | noted | -
The Russian foreign ministry's spokeswoman, Maria Zakharova, said the talks were over. | said | zakharova
"""


@pytest.mark.parametrize("case", CASES.strip().splitlines())
def test_speakers(by_rule, case: str) -> None:  # type: ignore[no-untyped-def]
    text, cue, keys = (part.strip() for part in case.split("|"))
    article, extraction = by_rule(text)
    found = [
        s.speaker or "-"
        for s in extraction.statements
        if any(c.of(article.text) == cue for c in s.cue)
    ]
    assert found == keys.split("+")


def test_joint_speakers_have_their_own_words(by_rule) -> None:  # type: ignore[no-untyped-def]
    article, extraction = by_rule("Dmitry Peskov and Sergei Lavrov said the plan was dead.")
    sources = [[s.of(article.text) for s in st.source] for st in extraction.statements]
    assert sources == [["Dmitry Peskov"], ["Sergei Lavrov"]]


def test_a_speaker_that_is_concluded_is_marked(by_rule) -> None:  # type: ignore[no-untyped-def]
    _, extraction = by_rule("Moscow said the drill was over, adding that the ships had left.")
    assert all(s.speaker == "rus" for s in extraction.statements)


def test_who_reports_a_saying_in_turn_is_kept(by_rule) -> None:  # type: ignore[no-untyped-def]
    _, extraction = by_rule("Reuters reported that the Kremlin said the road was closed.")
    assert {s.speaker: s.asserted_by for s in extraction.statements} == {
        "reuters": None,
        "rus": "reuters",
    }
