"""Sentences of a brief, made of an entry's fields and of words of the article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final

from parley.facts import open_facts
from parley.language.calendar import SHORT_MONTHS
from parley.records import (
    HARMS,
    Account,
    Bounds,
    Cell,
    Claim,
    Dispute,
    Form,
    Happening,
    Position,
    ProposalKind,
    Spread,
    Stance,
    Statement,
    Status,
    StepKind,
    Thread,
    ThreadStep,
    When,
    Who,
    deed,
)
from parley.stories.briefing.parts import Piece, Quoted
from parley.stories.evidence import cue_words
from parley.stories.happenings.sight import is_running_toll

QUOTE: Final = 220
"""Longest quotation, in code points; a longer one is cut at a word and ends in an ellipsis."""

NAMES: Final = 4
"""Most names in a list."""

_OPENING: Final = frozenset('"“«„')
_CLOSING: Final = frozenset('”"»')

_BODIES: Final = frozenset("un nato iaea osce".split())
SHORT: Final = 4
"""Most letters of an abbreviation of a country, full stops too ("u.s.")."""

CLAIMS: Final = 3
"""Most claims that are told of a dispute."""


_STANCES: Final[dict[Stance, str]] = {
    "for": "for it", "for-if": "for it on a condition", "undecided": "undecided", "against": "against it",
    "silent": "silent",
}  # fmt: skip

_STEPS: Final[dict[StepKind, str]] = {
    StepKind.PROPOSED: "proposed", StepKind.PRESENTED: "presented", StepKind.CONDITIONS: "conditions set",
    StepKind.ACCEPTED: "accepted", StepKind.REJECTED: "rejected", StepKind.UNDER_DISCUSSION: "discussed",
    StepKind.SIGNED: "signed", StepKind.IMPLEMENTED: "put into effect", StepKind.VIOLATED: "said to be violated",
    StepKind.SUSPENDED: "suspended", StepKind.RESUMED: "resumed", StepKind.EXPECTED: "expected",
}  # fmt: skip

_OF_TALKS: Final[dict[StepKind, str]] = {
    StepKind.IMPLEMENTED: "held",
    StepKind.SUSPENDED: "broken off",
}
_OF_EXCHANGES: Final[dict[StepKind, str]] = {StepKind.IMPLEMENTED: "carried out"}
_OF_KINDS: Final = {ProposalKind.TALKS: _OF_TALKS, ProposalKind.EXCHANGE: _OF_EXCHANGES}
"""What is said of some kinds of proposals instead."""

_FORMS: Final = {
    "call": "call", "visit": "visit", "letter": "letter", "shuttle": "shuttle talks", "summit": "summit",
    "technical": "technical talks", "meeting": "meeting",
}  # fmt: skip

_VERBS: Final = frozenset(
    """acknowledged acknowledges announced announces argued argues believes claimed claims condemned confirmed confirms
    declared declares demanded demands denied denies emphasised emphasises emphasized emphasizes estimated estimates hopes
    insisted insists maintained maintains noted notes pledged pledges posted predicted predicts promised promises
    replied stated states stressed stresses suggested suggests threatened threatens tweeted urged urges vowed vows
    warned warns wrote writes""".split()
)
"""Verbs of articles that a line is told with; any other one is "said"."""

_DISPUTES: Final = {
    "happened": "Whether it happened", "who": "Who did it", "toll": "The toll", "day": "The day",
    "place": "The place", "terms": "The terms", "agreed": "Who agreed",
}  # fmt: skip


def contact(happening: Happening, sentence: str) -> Iterator[Piece]:
    """Who talked to whom, in what form, and whether it came to pass, with the sentence that tells it best."""
    talks = happening.talks
    yield Piece(f"{day(happening.when, happening.first_published)}: ")
    parties = (*named(met(happening.actor)), *named(met(happening.recipient)))
    yield Piece(names(parties, last=" and ") or "Somebody not named", "strong")
    form = _FORMS.get(talks.form, talks.form) if talks else "contact"
    state = talks.state if talks else str(happening.status)
    yield Piece(f" – {form}, {state}")
    yield from _where(happening)
    if talks:
        for label, who in (
            ("mediated by", talks.mediators),
            ("announced by", talks.announced_by),
            ("confirmed by", talks.confirmed_by),
            ("denied by", talks.denied_by),
        ):
            if who:
                yield Piece(f", {label} {names(who)}")
    yield Piece(": ")
    yield Piece(quoted(sentence, happening.anchor), "quote")
    yield Piece(f" {reach(happening.spread)}.")


def act(happening: Happening, sentence: str) -> Iterator[Piece]:
    """Who did what to whom, where, with what toll, by whose account, with that sentence."""
    yield Piece(f"{day(happening.when, happening.first_published)}: ")
    who, whom = names(named(happening.actor)), names(with_names(happening.recipient))
    yield Piece((who or "Somebody not named") + (f" → {whom}" if whom else ""), "strong")
    yield Piece(f", {deed(happening.type, happening.mode)}")
    if happening.status is not Status.ACTUAL:
        yield Piece(f" ({happening.status})")
    yield from _where(happening)
    what = " in all" if is_running_toll(happening) else ""
    for harm in HARMS:
        if harm in happening.tolls:
            yield Piece(f"; {toll(happening.tolls[harm], harm + what)}")
    if happening.asserted_by and not happening.in_own_voice:
        yield Piece(f"; according to {names(happening.asserted_by)}")
    yield Piece(": ")
    yield Piece(quoted(sentence, happening.anchor), "quote")
    yield Piece(f" {reach(happening.spread)}.")


def thread(found: Thread) -> Iterator[Piece]:
    """A proposal with its state."""
    yield Piece(_capital(found.name), "strong")
    yield Piece(f" ({found.kind})")
    if found.state:
        yield Piece(f": {_moved(found, found.state)}")
    if found.since:
        yield Piece(f" {_since(found)} {short_day(found.since)}")
    clock = found.clock
    if clock and clock.state != found.state:
        yield Piece(f"; clock: {clock.state}")
        if clock.starts or clock.ends:
            ends = [short_day(d) if d else "…" for d in (clock.starts, clock.ends)]
            yield Piece(f", {ends[0]} to {ends[1]}")
        if clock.violations:
            breaches = (
                "1 alleged violation"
                if len(clock.violations) == 1
                else f"{len(clock.violations)} alleged violations"
            )
            yield Piece(f", {breaches}")
    yield Piece(f" {reach(found.spread)}.")


def _moved(found: Thread, how: StepKind) -> str:
    """A move in words: talks are held, an exchange is carried out."""
    return _OF_KINDS.get(found.kind, _STEPS).get(how) or _STEPS[how]


def _since(found: Thread) -> str:
    """Talks were held, an exchange was carried out on a day; a proposal stands as it does since one."""
    once = found.state is StepKind.SIGNED or found.state in _OF_KINDS.get(found.kind, {})
    return "on" if once else "since"


def step(of: Thread, found: ThreadStep) -> Iterator[Piece]:
    """One move of a proposal, in an article's words."""
    yield Piece(f"{day(found.when, found.known)}: ")
    makers = names(with_names(found.by) or [w for w in found.by if w.kind != "group"])
    by = f" by {makers}" if makers else ""
    status = f" ({found.status})" if found.status is not Status.ACTUAL else ""
    yield Piece(f"{_moved(of, found.step)}{by}", "strong")
    yield Piece(f"{status}: ")
    yield from _last(found.words)


def turn(cell: Cell, before: Position, after: Position) -> Iterator[Piece]:
    """A stance that changed, with both sentences."""
    yield Piece(f"{cell.side.name} on {cell.topic}", "strong")
    yield Piece(f": {stance(before)}: ")
    yield Piece(quoted(before.words), "quote")
    yield Piece(f"; then {stance(after)}: ")
    yield from _last(after.words)


def stance(position: Position) -> str:
    """A stance with its day."""
    when = position.day or position.known
    return _STANCES[position.stance] + (f" ({short_day(when)})" if when else "")


def dispute(found: Dispute) -> Iterator[Piece]:
    """The claims beside each other, each with who says so and how many independent origins it has."""
    yield Piece(f"{_DISPUTES[found.kind]}: {cut(found.subject, 120)}", "strong")
    yield Piece(" – ")
    yield Piece("; ".join(_claim(c) for c in found.claims[:CLAIMS]))
    yield Piece(".")


def utterance(said: Quoted) -> Iterator[Piece]:
    """Who said what: verbatim, or in the sentence of the article that reports it in its own words."""
    account = said.account
    statement = account.record
    speaker = account.who.get(statement.speaker or "")
    yield Piece(f"{day(statement.date, account.published)}: ")
    yield Piece(speaker.name if speaker else "Somebody not named", "strong")
    if statement.form is Form.DIRECT or not account.evidence:
        yield Piece(f" {verb(account)}: ")
        yield Piece(quoted(" … ".join(map(_bare, account.quote))), "quote")
    else:
        yield Piece(", as reported: ")
        yield Piece(quoted(account.evidence[0], account.quote[0]), "quote")
    yield Piece(f" {reach(said.spread)}.")


def _bare(words: str) -> str:
    """Words without the quotation marks around them, where they open and close it."""
    inner = words.strip()
    while len(inner) > 1 and inner[0] in _OPENING and _OPENING.isdisjoint(inner[1:-1]):
        inner = inner[1 : -1 if inner[-1] in _CLOSING else None].strip()
    return inner


def verb(account: Account[Statement]) -> str:
    """The article's own verb where it stands alone ("warned", "insists"); else "said"."""
    said = cue_words(account)
    return said if said in _VERBS else "said"


def names(who: Sequence[Who], last: str = ", ") -> str:
    """The names in their order, each once."""
    found = list(dict.fromkeys(written(w.name) for w in who))
    if len(found) > NAMES:
        return ", ".join(found[: NAMES - 1]) + f" and {len(found) - NAMES + 1} others"
    return ", ".join(found[:-1]) + last + found[-1] if len(found) > 1 else "".join(found)


def written(name: str) -> str:
    """Who is only described, with the capitals of countries and bodies: "senior U.S. official"."""
    return name if name != name.lower() else " ".join(map(_capitals, name.split()))


def _capitals(word: str) -> str:
    country = open_facts().country
    if word in _BODIES or (len(word) <= SHORT and country(word.upper())):
        return word.upper()
    bare = word.removesuffix("’s").removesuffix("'s")
    return word.capitalize() if country(bare.capitalize()) else word


def toll(bounds: Bounds, harm: str) -> str:
    """A number of people with what they suffered, its bounds over the accounts, and who says so."""
    low, best, high = bounds.low, bounds.best, bounds.high
    by = f" according to {names(bounds.said_by)}" if bounds.said_by else ""
    if best is None:
        return (f"at least {low:,}" if low is not None else "an unknown number") + f" {harm}{by}"
    told = ("at least " if high is None else "") + f"{best:,} {harm}"
    if low is not None and high is not None and low != high:
        told += f" [{low:,} to {high:,}]"
    elif low is not None and low < best and high is None:
        told += f" [{low:,} or more]"
    return told + by


def reach(spread: Spread) -> str:
    """How widely it is reported; nothing for one article."""
    if spread.articles < 2:
        return "(1 article)"
    origins = f"{spread.origins} independent" if spread.origins != 1 else "1 origin"
    return f"({spread.articles} articles, {origins})"


def day(when: When, known: date | None = None) -> str:
    """A day or a stretch of days."""
    if when.start is None:
        return f"Reported {short_day(known)}" if known else "Day not known"
    start, end = when.start, when.end or when.start
    if when.precision == "year" and start.year == end.year:
        return str(start.year)
    if when.precision == "month" and (start.year, start.month) == (end.year, end.month):
        return f"{SHORT_MONTHS[start.month - 1]} {start.year}"
    if start == end:
        return short_day(start)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day} to {short_day(end)}"
    if start.year == end.year:
        return f"{start.day} {SHORT_MONTHS[start.month - 1]} to {short_day(end)}"
    return f"{short_day(start)} to {short_day(end)}"


def short_day(found: date) -> str:
    """A day as "11 Mar 2025"."""
    return f"{found.day} {SHORT_MONTHS[found.month - 1]} {found.year}"


def quoted(words: str, around: str = "") -> str:
    """Words of an article in quotation marks, on one line, not longer than ``QUOTE``.

    Args:
        around: of them, what is to be in sight: the beginning is left out where that stands too far behind.
    """
    inner = cut(_from(" ".join(words.split()), " ".join(around.split())), QUOTE)
    if inner[:1] in '“"«' and inner[-1:] in '”"»':
        return inner
    return f"“{inner}”"


def _from(line: str, around: str) -> str:
    """The line from its first word, or from one by which what is to be in sight is."""
    at = line.find(around)
    if len(line) <= QUOTE or at + len(around) <= QUOTE - len(" …"):
        return line
    begins = line.find(" ", max(0, min(at - QUOTE // 2, len(line) - QUOTE)))
    return "…" + line[begins:] if 0 <= begins < at else line


def cut(words: str, longest: int) -> str:
    """Words on one line, cut at a word where they are too long."""
    line = " ".join(words.split())
    return line if len(line) <= longest else line[:longest].rsplit(" ", 1)[0] + " …"


def _last(words: str) -> Iterator[Piece]:
    """Words of an article at the end of a sentence, with a full stop where they have none."""
    quotation = quoted(words)
    yield Piece(quotation, "quote")
    if quotation.rstrip('”"»')[-1:] not in (".", "!", "?", "…"):
        yield Piece(".")


def named(who: Sequence[Who]) -> Sequence[Who]:
    """Those who have a name; those who are only described ("three officials") where nobody has."""
    return with_names(who) or who


def with_names(who: Sequence[Who]) -> list[Who]:
    """Those who have a name; the sentence tells of the others ("twelve people")."""
    return [w for w in who if w.has_name]


def met(side: Sequence[Who]) -> list[Who]:
    """Those of a side who took part: not the state too, where somebody of it is told."""
    present = {w.country for w in side if w.kind != "state"}
    return [w for w in side if w.kind != "state" or w.country not in present]


def _where(happening: Happening) -> Iterator[Piece]:
    if happening.place is not None:
        yield Piece(f", {happening.place.name}")


def _claim(claim: Claim) -> str:
    by = f"{names(claim.by)}: " if claim.by else ""
    return f"{by}{cut(claim.value, 100)} {reach(claim.spread)}"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def plain(pieces: Iterable[Piece]) -> str:
    """The words of the pieces."""
    return "".join(p.text for p in pieces)
