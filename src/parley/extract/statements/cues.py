"""Cues: the verbs and nouns that report what somebody says, writes or thinks, as one table.

A row is a speech act, the pattern of what is reported, and the lemmas:

- ``clause``: a clause or a quotation ("said that …", "“…,” he said");
- ``quoted``: only what is in quotation marks, or a clause with "that";
- ``will``: an infinitive as well ("promised to …", "told them to …");
- ``object``: a noun phrase as well ("demanded a halt", "denied the report", "accused them of …");
- ``noun``: a noun with "that" ("his claim that …");
- ``act``: reports an act or a state of mind more often than words; it only tells what a statement does.
"""

from __future__ import annotations

from typing import Final

from parley.records import SpeechAct

TABLE: Final = """
-        clause   say tell add state note observe remark comment reply respond answer write tweet post read mention
-        clause   report announce declare disclose reveal explain describe recall recount relate quip joke testify
-        clause   claim argue contend maintain insist assert affirm reaffirm stress emphasise emphasize underline
-        clause   underscore highlight reiterate repeat confirm clarify conclude continue inform assure reassure remind
-        clause   convince hint imply indicate suggest signal warn caution advise ask wonder question boast predict
-        clause   believe think feel fear hope estimate suspect doubt speculate imagine acknowledge
-        clause   reason counter interject opine proclaim profess express voice know learn find show lament complain
-        clause   tout admit concede worry object chime exclaim muse estimate calculate reckon understand
-        quoted   quote cite point react call post express voice read go label dub term brand characterise describe
demands  will     urge demand request beg implore instruct order insist plead
demands  object   demand urge
promises will     promise pledge vow swear
threatens will    threaten
offers   will     offer propose invite
accuses  object   accuse blame allege condemn denounce criticise criticize slam lambast decry deplore
denies   object   deny dispute rebut refute
rejects  object   reject dismiss
thanks   quoted   thank praise
regrets  clause   regret apologise apologize
-        noun     claim statement assertion belief view suggestion warning hope fear argument announcement allegation
-        noun     assessment remark comment report message
-        noun     call
demands  noun     demand appeal plea
promises noun     promise pledge vow
threatens noun    threat ultimatum
offers   noun     offer proposal
accuses  noun     accusation
denies   noun     denial
accepts  act      agree accept consent welcome
rejects  act      refuse rebuff decline
demands  act      want press
promises act      commit guarantee
accuses  act      charge
offers   act      readiness willingness
thanks   act      gratitude thanks
regrets  act      regret condolence apology
-        act      expect consider
"""
"""Act ("-": the content decides), pattern, lemmas."""


def _rows() -> list[tuple[SpeechAct | None, str, list[str]]]:
    rows = []
    for row in TABLE.strip().splitlines():
        act, pattern, *lemmas = row.split()
        rows.append((None if act == "-" else SpeechAct(act), pattern, lemmas))
    return rows


_ROWS: Final = _rows()

VERBS: Final = frozenset(
    v for _, pattern, lemmas in _ROWS if pattern not in ("noun", "act") for v in lemmas
)
"""Lemmas of verbs that report."""

NOUNS: Final = frozenset(v for _, pattern, lemmas in _ROWS if pattern == "noun" for v in lemmas)
"""Lemmas of nouns that report."""

CUE_ACTS: Final = {v: act for act, _, lemmas in _ROWS if act is not None for v in lemmas}
"""The act that a cue names by itself."""


def verbs(pattern: str) -> frozenset[str]:
    """The verbs of one pattern."""
    return frozenset(v for _, p, lemmas in _ROWS if p == pattern for v in lemmas)


THOUGHTS: Final = frozenset(
    "believe think feel fear hope expect estimate suspect doubt consider wonder want imagine know reckon".split()
)
"""Verbs whose negation belongs to what is thought: "does not believe" is a belief."""
