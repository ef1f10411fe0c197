"""What stands around a statement: addressee, audience, setting, status and tense of the cue."""

from __future__ import annotations

import pytest

# text | addressee | audience | setting | status | tense of the first statement; a dash for nothing
CASES = """
President Vladimir Putin told reporters on a call that talks would resume. | - | reporters | on a call | actual | past
Foreign Minister Sergei Lavrov said at a joint news conference with his Turkish colleague that the deal was dead. | - | - | at a joint news conference with his Turkish colleague | actual | past
President Donald Trump wrote on Truth Social that the war must end. | - | - | on Truth Social | actual | past
President Volodymyr Zelensky said in an interview with a Polish newspaper that help was late. | - | - | in an interview with a Polish newspaper | actual | past
The ministry said in a statement that the port was safe. | - | - | in a statement | actual | past
Prime Minister Keir Starmer told President Volodymyr Zelensky that Britain would help. | zelensky | President Volodymyr Zelensky | - | actual | past
President Donald Trump said in a letter to Kim Jong Un that the summit was off. | kim | - | in a letter to Kim Jong Un | actual | past
Iran accused Israel of sabotaging the talks. | isr | - | - | actual | past
The Kremlin has said that it never attacked the town. | - | - | - | actual | past
The Kremlin says that it never attacked the town. | - | - | - | actual | present
The Kremlin will say that it never attacked the town. | - | - | - | planned | future
The Kremlin may say that it never attacked the town. | - | - | - | possible | present
"""


@pytest.mark.parametrize("case", CASES.strip().splitlines())
def test_around(by_rule, case: str) -> None:  # type: ignore[no-untyped-def]
    text, *expected = (part.strip() for part in case.split("|"))
    article, extraction = by_rule(text)
    statement = extraction.statements[0]
    words = [
        statement.addressee,
        statement.audience and statement.audience.of(article.text),
        statement.setting and statement.setting.of(article.text),
        str(statement.status),
        statement.tense,
    ]
    assert [w or "-" for w in words] == expected


@pytest.mark.parametrize(
    "text",
    [
        "The minister did not say whether the road was open.",
        "The general declined to comment on the losses.",
        "Officials refused to confirm that the pilot was dead.",
    ],
)
def test_what_is_not_said_is_no_actual_statement(by_rule, text: str) -> None:  # type: ignore[no-untyped-def]
    _, extraction = by_rule(text)
    assert all(s.status == "denied" for s in extraction.statements)


def test_the_addressee_joins_the_actors(by_rule) -> None:  # type: ignore[no-untyped-def]
    _, extraction = by_rule("Iran accused Israel of sabotaging the talks.")
    assert {"irn", "isr"} <= {a.key for a in extraction.actors}
