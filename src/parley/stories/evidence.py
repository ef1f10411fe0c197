"""The evidence of an account: in which of its sentences something stands, and by which words somebody is said to say it."""

from __future__ import annotations

from parley.records import Event, Statement
from parley.records.joined import Account
from parley.spans import Span


def sentence_with(
    account: Account[Event] | Account[Statement], words: Span
) -> tuple[Span | None, str]:
    """The sentence of the evidence in which words stand; the first of it where they stand in none."""
    for span, said in zip(account.record.evidence, account.evidence, strict=False):
        if span.contains(words):
            return span, said
    first = account.record.evidence[0] if account.record.evidence else None
    return first, account.evidence[0] if account.evidence else ""


def cue_words(account: Account[Statement]) -> str | None:
    """The article's own words of saying; None where they do not stand in a sentence of the evidence."""
    for cue in account.record.cue[:1]:
        span, said = sentence_with(account, cue)
        if span is not None and span.contains(cue):
            return said[cue.start - span.start :][: cue.length]
    return None
