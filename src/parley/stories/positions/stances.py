"""The stance that a sentence takes on something that it names: whose it is, and on what condition.

Only plain constructions are read: a side, a verb of the table with its auxiliaries, and the thing itself ("Peru has agreed
to the truce", "the truce was rejected by Peru", "a truce, which Peru turned down", "Peru's rejection of the truce"). Whatever
is asked, hoped, doubted, foreseen, or said of others by their adversaries is no stance of theirs. A stance that is ascribed to
a government wrongly is the worst that this can do: where a sentence leaves doubt, it gives none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from parley.records.joined import Stance, Who
from parley.stories.positions.sentences import (
    AUXILIARIES,
    BOTH,
    BUT,
    CONDITION,
    EVEN,
    FIRST,
    GAP,
    INDEFINITE,
    JOINED,
    LINKS,
    LONGEST,
    MODALS,
    NEGATIONS,
    NOUNS,
    OFFICIALS,
    PREPOSITIONS,
    PRONOUNS,
    REACH,
    RESERVED,
    RESTRICTS,
    STOPS,
    TOLD,
    UNREAL,
    WISHED,
    Context,
    Sentence,
    Taken,
)
from parley.stories.positions.words import Cue, cues, leading
from parley.stories.threads.parties import Named, by_name, side_of, state
from parley.stories.threads.steps import Move


def read_stances(text: str, start: int, end: int, context: Context) -> list[Taken]:
    """The stances that a sentence takes on the words between two of its characters."""
    if len(text) > LONGEST or text.rstrip("”\"’' ").endswith("?"):
        return []
    if context.day is not None and _is_history(text, context.day):
        return []
    sentence = Sentence(text, start, end, context)
    if not sentence.first < sentence.last:
        return []
    found = [*_active(sentence), *_relative(sentence), *_passive(sentence), *_nominal(sentence)]
    sides: dict[str, Taken] = {}
    for taken in found:
        known = sides.setdefault(taken.side.id, taken)
        if known.stance != taken.stance:
            return []  # what a sentence tells in two ways is not told
    return list(sides.values())


def told_stance(move: Move) -> Iterator[tuple[Who, Stance]]:
    """The stances of a move that its sentence bears out, by side."""
    account, step = move.account, move.step
    index = [
        n
        for n, s in enumerate(account.record.steps)
        if s.id == step.id and n < len(account.evidence)
    ]
    if not index:
        return
    words, seen = account.evidence[index[0]], set[str]()
    for span in account.record.mentions:
        if step.evidence.contains(span):
            at = span.start - step.evidence.start
            for taken in read_stances(words, at, at + span.length, context_of(move)):
                if taken.side.id not in seen:
                    seen.add(taken.side.id)
                    yield taken.side, taken.stance


def context_of(move: Move) -> Context:
    """What is known of a move's sentence."""
    asserter = move.account.who.get(move.step.asserted_by or "")
    return Context(
        by_name(move.account.who.values()),
        move.account.published,
        move.by,
        (asserter,) if asserter is not None else (),
    )


def _is_history(text: str, day: date) -> bool:
    """Whether the sentence names a year that is not the article's."""
    return any(int(y) != day.year for y in re.findall(r"\b(?:19|20)\d\d\b", text))


# ---- the constructions ----------------------------------------------------------------------------------


def _active(s: Sentence) -> Iterator[Taken]:
    """ "Peru has accepted the truce"."""
    at = s.first
    linked = False
    for back in range(1, GAP + 2):
        i = s.first - back
        if i < 0:
            return
        found = _cue_ending(s, i + 1)
        if found is not None:
            begins, cue = found
            if cue.use != "noun":
                yield from _of_subject(s, begins, cue, after=s.last)
            return
        word = s.word(i)
        if word in LINKS:
            linked = s.word(i - 1) in NOUNS
            if not linked:
                return
        elif word in STOPS:
            return
        at = i
    _ = at


def _relative(s: Sentence) -> Iterator[Taken]:
    """ "a truce, which Peru has rejected"."""
    i = s.last + (s.word(s.last) == ",")
    if s.word(i) not in ("which", "that"):
        return
    party = next((p for p in s.parties if p.first in (i + 1, i + 2) and not p.adjective), None)
    if party is None:
        return
    for at in range(party.last, min(party.last + 5, len(s.words))):
        for cue in cues().get(s.word(at), ()):
            if cue.use == "verb" and not cue.after:
                yield from _of_subject(s, at, cue, after=at + 1)
                return
        if s.word(at) not in AUXILIARIES | NEGATIONS | MODALS:
            return


def _passive(s: Sentence) -> Iterator[Taken]:
    """ "the truce was proposed by Peru but rejected by Chile"."""
    between = AUXILIARIES | JOINED | {"that", "which", ",", "by", "the"}
    at = s.last
    while at < min(len(s.words), s.last + REACH):
        cue = next((c for c in cues().get(s.word(at), ()) if c.use == "verb" and not c.after), None)
        if cue is not None and cue.form == "past":
            party = next((p for p in s.parties if p.first - at in (2, 3)), None)
            if s.word(at + 1) != "by" or party is None or party.adjective:
                return
            yield from _taken(s, party, cue.stance, at, condition=False)
            at = party.last
        elif s.word(at) in between:
            at += 1
        else:
            return


def _nominal(s: Sentence) -> Iterator[Taken]:
    """ "Peru's rejection of the truce"."""
    found = _cue_ending(s, s.first)
    if found is None or found[1].use != "noun":
        return
    begins, cue = found
    for at in (begins - 1, begins - 2):
        if s.word(at) in ("'s", "’s"):
            party = next((p for p in s.parties if p.last == at), None)
            if party is not None and not _is_wished(s, party.first):
                yield from _taken(s, party, cue.stance, begins, condition=False)
            return


# ---- whose it is ----------------------------------------------------------------------------------------


def _cue_ending(s: Sentence, end: int) -> tuple[int, Cue] | None:
    """The cue whose last word stands right before a place."""
    for length in (3, 2, 1):
        begins = end - length
        if begins < 0:
            continue
        for cue in cues().get(s.word(begins), ()):
            if len(cue.after) == length - 1 and tuple(s.words[begins + 1 : end]) == cue.after:
                return begins, cue
    return None


def _of_subject(s: Sentence, begins: int, cue: Cue, after: int) -> Iterator[Taken]:
    """The stance of whoever stands before the verb and its auxiliaries."""
    at, negated, modal, have, finite = begins - 1, False, "", False, cue.form in ("s", "past")
    form = cue.form
    while at >= 0:
        word = s.word(at)
        if word in NEGATIONS:
            negated = True
            at -= 1 + (s.word(at - 1) == "no")
            continue
        if word == "to" and s.word(at - 1) in leading():
            negated ^= not leading()[s.word(at - 1)]
            at, form, finite = at - 2, "", True
            continue
        if word in AUXILIARIES:
            have = have or word in ("has", "have", "had")
            finite = True
        elif word in MODALS:
            modal, finite = word, True
        else:
            break
        at -= 1
    stance = _turned(cue, negated, have)
    if negated and s.word(s.first) in INDEFINITE and s.word(s.last) in RESTRICTS:
        return  # who wants no deal that … may want another one
    if stance is None or (form == "past" and _is_passive(s, at, begins)):
        return
    if form == "ing" and s.word(begins - 1) not in AUXILIARIES:
        return
    if not finite and cue.use != "adjective" and s.word(at) not in FIRST | {"they"}:
        return
    yield from _by_subject(s, at, begins, stance, modal, negated, after)


def _is_passive(s: Sentence, at: int, begins: int) -> bool:
    """Whether it is something that "was accepted"."""
    return any(
        s.word(i) in ("is", "are", "was", "were", "be", "been", "being")
        for i in range(at + 1, begins)
    )


def _turned(cue: Cue, negated: bool, have: bool) -> str | None:
    if not negated:
        return cue.stance
    # Who has not accepted yet may still do so.
    return "against" if cue.stance == "for" and not have else None


def _by_subject(
    s: Sentence, at: int, begins: int, stance: str, modal: str, negated: bool, after: int
) -> Iterator[Taken]:
    word = s.word(at)
    condition = _condition(s, after) if stance == "for" else None
    if modal in ("may", "might", "should", "must", "shall"):
        return
    if modal in ("can", "could", "ca") and not negated:
        return
    if modal == "would" and not (negated or condition or _is_reported(s, at)):
        return
    if _is_wished(s, at):
        return
    if word in FIRST:
        yield from _own(s, stance, condition)
        return
    party = next((p for p in s.parties if p.last == at + 1), None)
    if party is not None and not party.adjective:
        yield from _taken(s, party, stance, begins, condition=condition)
        return
    official = _of_officials(s, at)
    if official is not None:
        yield from _taken(s, official, stance, begins, condition=condition)
    elif word in BOTH:
        yield from _of_both(s, stance, condition)
    elif word in PRONOUNS | JOINED:
        yield from _implied(s, stance, condition)


def _of_officials(s: Sentence, at: int) -> Named | None:
    """The country of "Russian officials", "Iran's foreign minister"."""
    if s.word(at) not in OFFICIALS:
        return None
    for p in s.parties:
        if p.who is None and p.last <= at and at - p.last <= 2:
            between = s.words[p.last : at]
            if p.adjective or between[:1] in (["'s"], ["’s"]):
                return p._replace(adjective=False)
    return None


def _is_reported(s: Sentence, at: int) -> bool:
    """Whether "would" stands in what somebody said of himself."""
    return any(w in TOLD for w in s.words[max(0, at - 8) : at + 1])


def _is_wished(s: Sentence, at: int) -> bool:
    """Whether the words before a subject make the rest unreal."""
    if any(s.word(i) in UNREAL for i in range(max(0, at - 4), at)):
        return True
    before = " ".join(s.words[max(0, at - 9) : at + 1])
    return WISHED.search(before) is not None


def _own(s: Sentence, stance: str, condition: str | None) -> Iterator[Taken]:
    """ "We accept": of the one speaker."""
    if len(s.context.speakers) == 1:
        speaker = s.context.speakers[0]
        side = side_of(speaker, s.context.day)
        if side is not None:
            yield _made(side, speaker, stance, condition, own=True)


def _implied(s: Sentence, stance: str, condition: str | None) -> Iterator[Taken]:
    """ "He accepted", "… but rejected": of those who make the move by the article's reading."""
    known = s.context.movers or s.context.speakers
    sides = {side.id: (side, w) for w in known if (side := side_of(w, s.context.day)) is not None}
    if len(sides) == 1 and not _is_alleged(s, set(sides)):
        for side, who in sides.values():
            yield _made(side, who, stance, condition)


def _of_both(s: Sentence, stance: str, condition: str | None) -> Iterator[Taken]:
    """ "Both sides agreed": of the pair whose affair it is."""
    sides = {w.id: w for w in _sides(s.context.movers, s.context.day)}
    if s.context.pair and sides.keys() == s.context.pair and not _is_alleged(s, set(sides)):
        for side in sides.values():
            yield _made(side, None, stance, condition)


def _taken(
    s: Sentence, party: Named, stance: str, begins: int, condition: str | bool | None
) -> Iterator[Taken]:
    """The stance of a named party, if the article's reading bears it out and no adversary says so."""
    who = party.who
    side = side_of(who, s.context.day) if who is not None else state(party.country or "")
    if side is None:
        return
    known = {w.id for w in _sides(s.context.movers or s.context.speakers, s.context.day)}
    before = s.word(party.first - 1 - (s.word(party.first - 1) == "the"))
    others = {w.id for w in s.context.speakers if w.sector != "MED"}
    if (others and side.id not in known) or _is_alleged(s, {side.id}):
        return
    if before in PREPOSITIONS and s.word(begins + 1) != "by":
        return
    speaker = who if who is not None and who.kind == "person" else None
    yield _made(side, speaker, stance, condition if isinstance(condition, str) else None)
    if before in ("and", ","):
        for w in _sides(s.context.movers, s.context.day):
            if w.id != side.id and len(known) == 2:
                yield _made(w, None, stance, condition if isinstance(condition, str) else None)


def _is_alleged(s: Sentence, sides: set[str]) -> bool:
    """Whether somebody else says so of the sides."""
    told = {w.id for w in _sides(s.context.speakers, s.context.day)}
    others = [w for w in s.context.speakers if w.sector != "MED"]
    return bool(others) and bool(s.context.movers) and not sides <= told


def _sides(who: Sequence[Who], day: date | None) -> Iterator[Who]:
    for w in who:
        side = side_of(w, day)
        if side is not None:
            yield side


def _made(
    side: Who, speaker: Who | None, stance: str, condition: str | None, *, own: bool = False
) -> Taken:
    told: Stance = "for-if" if stance == "for" and condition else stance  # type: ignore[assignment]  # of the table
    person = speaker if speaker is not None and speaker.kind == "person" else None
    return Taken(side, person, told, condition if told == "for-if" else None, own)


def _condition(s: Sentence, after: int) -> str | None:
    """The words of the condition that follow, or stand at the beginning of the sentence."""
    rest = s.text[s.tokens[after].start - 1 :] if after < len(s.tokens) else ""
    if EVEN.search(s.text.lower()):
        return None
    found = CONDITION.search(rest)
    if found is None:
        found = BUT.search(rest)
        if found is not None and not RESERVED.search(found.group()):
            found = None
    if found is None:
        return None
    return re.sub(r"^(?:but|though|although) ", "", " ".join(found.group().strip(" ,").split()))
