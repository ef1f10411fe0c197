"""Speech acts: by the cue where it names one, else by what is said."""

from __future__ import annotations

import pytest

from parley.extract.statements.cues import CUE_ACTS, NOUNS, VERBS
from parley.extract.statements.speech_acts import speech_act
from parley.records import SpeechAct
from parley.spans import Span

CASES = """
say      | The road to the port is open.                               | asserts
say      | Nine people were hurt in the attack.                        | asserts
warn     | winter will be hard                                         | asserts
warn     | we will strike the depots                                   | threatens
demand   | a halt to the shelling                                      | demands
call for | an end to the siege                                         | demands
call     | the plan a mistake                                          | asserts
say      | “They must withdraw from the bank of the river.”            | demands
say      | it would be ready to meet in Oslo                           | offers
say      | “We are willing to talk about the prisoners.”               | offers
promise  | to repair the dam by June                                   | promises
say      | “We will rebuild every bridge.”                             | promises
threaten | to close the strait                                         | threatens
say      | “If they cross the line, we will retaliate with full force.” | threatens
say      | the raid would have severe consequences                     | threatens
accuse   | the rebels of shelling the port                             | accuses
say      | “This was a war crime, and they know it.”                   | accuses
deny     | any part in the blast                                       | denies
say      | “We did not attack the convoy. The report is fabricated.”   | denies
say      | it had accepted the terms                                   | accepts
reject   | the terms as an insult                                      | rejects
say      | “We will not negotiate under fire.”                         | rejects
say      | “The proposal is unacceptable.”                             | rejects
thank    | the mediators for their patience                            | thanks
say      | “We are grateful to the people of Norway.”                  | thanks
say      | “I am sorry for what was done.”                             | regrets
regret   | the loss of life                                            | regrets
"""


@pytest.mark.parametrize("case", CASES.strip().splitlines())
def test_acts(case: str) -> None:
    cue, content, act = (part.strip() for part in case.split("|"))
    assert str(speech_act(cue.split(), content, [Span(0, len(content))])) == act


def test_the_speakers_own_name_is_as_good_as_we() -> None:
    content = "Freedonia would retaliate against any raid"
    whole = [Span(0, len(content))]
    assert speech_act(["say"], content, whole) is SpeechAct.ASSERTS
    assert speech_act(["say"], content, whole, names=["Freedonia"]) is SpeechAct.THREATENS


def test_what_others_do_is_no_act_of_the_speaker() -> None:
    content = "“They agreed to the terms and they will strike us anyway.”"
    assert speech_act(["say"], content, [Span(0, len(content))]) is SpeechAct.ASSERTS


def test_the_table_names_every_act() -> None:
    assert set(CUE_ACTS.values()) | {SpeechAct.ASSERTS} == set(SpeechAct)
    assert {"say", "tell", "deny"} <= VERBS
    assert {"claim", "demand"} <= NOUNS


def test_time_is_bounded_in_hostile_content() -> None:
    for words in ("we " * 100_000, "will not " * 100_000, "our " * 100_000, "“" * 100_000):
        speech_act(["say"], words, [Span(0, len(words))])
