"""Sentences of reports that look like furniture and must stay: losing one costs more than a share button."""

from __future__ import annotations

import pytest

from parley.clean.plain import label

REPORTS = [
    "Inspectors were promised full and unlimited access to the site within a week.",
    "The general will receive a briefing from the defence staff on Tuesday morning.",
    "Both sides accepted the terms and conditions of the truce after a night of talks.",
    "Georgia wants to become a member of the alliance before the end of the decade.",
    "“We thank you. Your support helps us keep our newsroom safe and our journalism free. We will win,” he said.",
    "Twelve countries contributed to the report that the agency presented in Vienna.",
    "With reports of new strikes coming in, officials closed the airport for the night.",
    "Reporting by the commission shows that aid did not reach the town for a month.",
    "By Friday evening the convoy had crossed the bridge, the governor said.",
    "By Russian accounts the column turned back before it reached the river.",
    "Supported by Iran, the group has fired rockets across the border since spring.",
    "Police got a tip about the shipment from a sailor who had left the vessel.",
    "He asked people to follow him on Twitter, the minister told a crowd in Tbilisi.",
    "The paper said that Jane Roe is a correspondent for a state broadcaster.",
    "In an interview with Reuters on Monday the envoy ruled out a second summit.",
    "The envoy (above, in 2019) was the first to propose an exchange of prisoners.",
    "Moscow — which had refused to talk — sent two deputy ministers to the meeting.",
    "The Associated Press quoted two officials who had seen the draft of the deal.",
    "On May 21, 2014 the two presidents signed a treaty on gas that still holds.",
    "“Read our lips: no talks,” the ambassador said, and left the hall.",
    "Sources close to the agencies said that the list of names was incomplete.",
    "Home Office officials and the police were told to share the lists with the embassy.",
    "The text may not be published before both parliaments have voted, the mediator said.",
    "Advertisement revenue of the broadcaster fell after the sanctions were imposed.",
    "“ALL PRISONERS MUST BE RELEASED BEFORE WE SIT DOWN TO TALK,” the post read.",
    "Print workers and staff of the ministry went on strike over unpaid wages.",
    "The rebels said they would join us on the road to peace, the mediator told reporters.",
    "Subscribe to the treaty or leave the room, the chairman told the delegates.",
]


@pytest.mark.parametrize("sentence", REPORTS, ids=lambda s: s[:40])
def test_in_a_line_and_glued(sentence: str) -> None:
    before = "The talks in Vienna went on for a second day without a result, diplomats said."
    after = "Nothing was said about when the delegations would come back to the table."
    for text in (
        f"{before}\n\n{sentence}\n\n{after}",
        f"{before} {sentence} {after}",
        f"{sentence} {before} {after}",
        f"{before} {after} {sentence}",
    ):
        assert label(text)[0] == []


def test_background_at_the_end_is_no_biography() -> None:
    text = (
        "The minister left for Ankara on Monday.\n\nHe will meet his counterpart on Tuesday.\n\n"
        "Jane Roe has been foreign minister since 2019. She is a former editor of a daily."
    )
    assert label(text)[0] == []
