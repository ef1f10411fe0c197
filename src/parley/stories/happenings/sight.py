"""What of an account of an event is compared: its days, sides, place, tolls and telling words.

Words are weighed by what they are, not by how rare they are in a ledger: names and numbers tell one event from
another, the stock of war reporting does not. So two accounts compare alike in every ledger.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Final, NamedTuple

from parley.language.calendar import MONTHS
from parley.records import Event, EventType, Place, Precision, Status, Toll
from parley.records.joined import Account, Bounds, Happening, Who
from parley.spans import Span
from parley.stories.evidence import sentence_with
from parley.stories.happenings.marks import (
    Marks,
    is_supposed,
    main_word,
    marks_of,
    names_in,
)
from parley.stories.happenings.words import EVERYWHERE, LONGEST, STEM, WORDS, weigh, weighed
from parley.stories.identities.person_names import respelt

Days = tuple[int, int]
"""First and last day, as ordinals."""

HUGE: Final = 10_000
"""Dead from which on no single act is meant: the toll of a war. Chemical and air attacks stay below."""

LARGE: Final = 1_000
"""Dead from which on an act has a day: a number without one counts many acts."""

_COUNT: Final = re.compile(
    r"(?<![\d.,-])(?P<number>\d{1,3}(?:,\d{3}){1,3}|\d{2,6}) (?:(?!and |or |with )[A-Za-z][a-z-]{1,20} ){0,2}?(?P<thing>[A-Za-z]{3,20}s)\b"
)
_UNCOUNTED: Final = frozenset(
    "year month week day hour minute second kilometre kilometer mile metre meter time percent point degree i ha wa thi it".split()
)
_COUNTED_AS: Final = {"uav": "dron"}
"""Things that are counted under two names."""
_MONTH: Final = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_DATE: Final = re.compile(
    rf"\b(?P<month>{_MONTH}) (?P<day>\d{{1,2}})\b(?! ?\d)|\b(?P<day2>\d{{1,2}}) (?P<month2>{_MONTH})(?![a-z])"
)
_GENERAL: Final = re.compile(
    r"\b[Ss]ince\b|\b(?:tens|hundreds) of thousands\b|\b(?:years?|months?|weeks) of (?:\w+ ){0,2}(?:war|conflict|fighting|violence|bloodshed|bombardment)"
    r"|[- ]years?(?:-old)? (?:\w+ )?(?:war|conflict)\b|\bso far\b|\bto date\b|\b(?:during|throughout) the war\b"
    r"|\bover the (?:past|last) (?:\w+ )?(?:years?|months?|weeks?)\b|\b(?:civil|whole|entire) war\b"
)
_SET_AGAINST: Final = re.compile(r"\bsince (?:\w[\w’'-]* ){0,12}$|\($")
_SUPERLATIVE: Final = re.compile(
    r"\b(?:largest|biggest|worst|deadliest|heaviest|most|first|greatest)\b"
)

FORCE: Final = frozenset(
    {EventType.ASSAULT, EventType.COERCE, EventType.MOBILIZE, EventType.PROTEST}
)
"""Acts of force: there a second one on the next day is another one."""

SPOKEN: Final = frozenset(
    {
        EventType.REQUEST,
        EventType.ACCUSE,
        EventType.REJECT,
        EventType.THREATEN,
        EventType.SUPPORT,
        EventType.AGREE,
    }
)
"""Acts of speech: what was said tells one from another, and who said it."""

MUTUAL: Final = frozenset(
    {EventType.CONSULT, EventType.AGREE, EventType.COOPERATE, EventType.RETREAT}
)
"""Acts of which either side may stand first."""


_UNARMED: Final = frozenset({"CVL", "MED", "NGO", "REF", "BUS"})
"""Sectors of groups and organisations that attack nobody."""


class Number(NamedTuple):
    """A number of people, and whether it may be more."""

    best: int
    at_least: bool = False


@dataclass(frozen=True, slots=True)
class Side:
    """Those who act, or are acted upon.

    Attributes:
        people: ids of persons; others: ids of all others, bodies: of organisations among them; countries: of all.
    """

    people: frozenset[str]
    others: frozenset[str]
    countries: frozenset[str]
    bodies: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.people or self.others)

    def __or__(self, other: Side) -> Side:
        return Side(
            self.people | other.people,
            self.others | other.others,
            self.countries | other.countries,
            self.bodies | other.bodies,
        )


@dataclass(frozen=True, slots=True)
class Sight:
    """An account as comparing sees it.

    Attributes:
        entry, article, story, outlet: of the account; denied: the act is said not to be.
        at: the words that name the act; begins: where their sentence begins.
        days: of the act; None where the article does not say. Of a general toll always None.
        published: ordinal of the day; None where not known.
        ahead: whether the act lay ahead when it was told.
        general: the toll of a war or a long stretch of it, not of one act.
        actor, recipient: sides; place: where; town: the word that it is known by, as it sounds.
        form: of a contact; told: the names in all of the evidence.
        mentioned: days of the year that the evidence names, as "8/21"; named: those of the anchor's sentence.
        killed, injured: tolls.
        counts: thing → numbers of it ("drone" → 355), of the whole evidence; own_counts: of the anchor's sentence.
        anchor: stems of the words that name the act; killing and striking, in all reports of war, are left out.
        words: stem or number → weight; all: sum of the weights.
        said: the anchor's sentence, to know one told twice in an article; marks: what else tells it.
    """

    entry: str
    article: str
    story: str | None
    outlet: str | None
    denied: bool
    at: Span
    begins: int
    type: EventType
    mode: str | None
    days: Days | None
    precision: Precision
    published: int | None
    ahead: bool
    general: bool
    actor: Side
    recipient: Side
    place: Place | None
    town: str | None
    form: str | None
    told: frozenset[str]
    mentioned: frozenset[str]
    named: frozenset[str]
    killed: Number | None
    injured: Number | None
    counts: Mapping[str, frozenset[str]]
    own_counts: Mapping[str, frozenset[str]]
    anchor: frozenset[str]
    words: Mapping[str, int]
    all: int
    said: str
    marks: Marks


def sight(account: Account[Event]) -> Sight:
    """What is compared of an account."""
    event = account.record
    span, said = sentence_with(account, event.anchor)
    general = is_general(account)
    words = dict(weighed(said, 1))
    for other in account.evidence:
        if other != said:
            for word, weight in weighed(other, 2):
                words.setdefault(word, weight)
    mentioned = frozenset(d for e in account.evidence for d in _mentioned(e))
    for word in (*_told_elsewhere(account), *(d.partition("/")[2] for d in mentioned)):
        words.pop(word, None)
    days, marks = days_of(account), marks_of(account)
    return Sight(
        entry=account.entry,
        article=account.article,
        story=account.story,
        outlet=account.outlet,
        denied=event.status is Status.DENIED,
        at=event.anchor,
        begins=span.start if span else 0,
        type=event.type,
        mode=event.mode,
        days=days,
        precision=event.date.precision if days else "unknown",
        published=account.published.toordinal() if account.published else None,
        ahead=_is_ahead(account, days, marks),
        general=general,
        actor=_side(_able(event, account.who), account.who),
        recipient=_side(event.recipient, account.who),
        place=event.place,
        town=respelt(main_word(event.place.name)) if event.place else None,
        form=account.talks.form if account.talks else None,
        told=frozenset().union(*map(names_in, account.evidence)),
        mentioned=mentioned,
        named=frozenset(_mentioned(said)),
        killed=None if marks.harmless else _toll(event.killed),
        injured=None if marks.harmless else _toll(event.injured),
        counts=_counts(account.evidence),
        own_counts=_counts((said,)),
        anchor=frozenset(w for w, weight in weighed(account.quote[0], 1) if weight) - EVERYWHERE,
        words=words,
        all=sum(words.values()),
        said=said,
        marks=marks,
    )


def _is_ahead(account: Account[Event], days: Days | None, marks: Marks) -> bool:
    """Whether an act lay ahead; a deed of force of a named day gone by does not, though it is doubted or denied."""
    event, published = account.record, account.published
    if event.type not in FORCE or event.status in (Status.ACTUAL, Status.PLANNED):
        return event.status is not Status.ACTUAL
    past = (
        days is not None
        and "day" in marks.own
        and published is not None
        and days[1] <= published.toordinal()
    )
    return not past and event.status is not Status.DENIED


def _told_elsewhere(account: Account[Event]) -> Iterator[str]:
    """The words that name sides and place: those are compared as such."""
    event = account.record
    for key in (*event.actor, *event.recipient):
        if key in account.who:
            yield from (weigh(w, False)[0] for w in account.who[key].name.split())
    if event.place is not None:
        yield from (weigh(w, False)[0] for w in event.place.name.split())


def days_of(account: Account[Event]) -> Days | None:
    """The days that an account gives for an act; None of a toll of a war, and where they are misread.

    What is done cannot have been done after it was published. Contacts are told as done when they are agreed on.
    """
    event = account.record
    when, done = event.date, event.status is Status.ACTUAL and event.type is not EventType.CONSULT
    if when.start is None or when.end is None or is_general(account):
        return None
    if done and account.published is not None and when.start > account.published:
        return None
    if when.precision in ("month", "year") and _is_of_another(account):
        return None
    if event.type in FORCE and is_supposed(account):
        return None
    return when.start.toordinal(), when.end.toordinal()


def _is_of_another(account: Account[Event]) -> bool:
    """Whether a coarse time is that of something that the act is set against: "the largest since the war began in 2022"."""
    when, anchor = account.record.date, account.record.anchor
    if when.start is None or account.record.type is EventType.COERCE:
        return False  # who is held since May was seized in May
    span, said = sentence_with(account, anchor)
    if span is None or not span.contains(anchor):
        return False
    after = said[anchor.end - span.start :][:LONGEST]
    at = when.span.start - anchor.end if when.span else after.find(str(when.start.year))
    return 0 <= at < len(after) and bool(_SET_AGAINST.search(after, 0, at))


def anchor_sentence(account: Account[Event]) -> str:
    """The words of the evidence in which the anchor stands."""
    return sentence_with(account, account.record.anchor)[1]


def is_general(account: Account[Event]) -> bool:
    """Whether an account gives the toll of a war or of a long stretch of it."""
    killed = account.record.killed
    if killed is None:
        return False
    said = sentence_with(account, killed.span or account.record.anchor)[1]
    return _counts_many(killed, said)


def is_running_toll(happening: Happening) -> bool:
    """Whether what is told of a happening is the toll of a war or of a long stretch of it: no event is as deadly."""
    killed = happening.tolls.get("killed")
    if killed is None or happening.when.precision == "day":
        return False
    return _most(killed) >= LARGE or _counts_many(killed, happening.words)


def _counts_many(killed: Toll | Bounds, said: str) -> bool:
    """Whether the dead of many acts are counted, by their number and the words that tell it."""
    if _most(killed) >= HUGE:
        return True
    return bool(_GENERAL.search(said, 0, LONGEST)) and not _SUPERLATIVE.search(said, 0, LONGEST)


def _most(killed: Toll | Bounds) -> int:
    return max(killed.low or 0, killed.best or 0)


def _able(event: Event, who: Mapping[str, Who]) -> Iterator[str]:
    """Those of the actors who can have done it: who watches, helps or reports is no attacker, but misread as one."""
    for key in event.actor:
        actor = who.get(key)
        watching = actor is not None and actor.kind != "person" and actor.sector in _UNARMED
        if event.type is not EventType.ASSAULT or not watching:
            yield key


def _side(keys: Iterable[str], who: Mapping[str, Who]) -> Side:
    known = [who[k] for k in keys if k in who]
    return Side(
        frozenset(w.id for w in known if w.kind == "person"),
        frozenset(w.id for w in known if w.kind != "person"),
        frozenset(w.country for w in known if w.country),
        frozenset(w.id for w in known if w.kind == "organisation"),
    )


def _toll(toll: Toll | None) -> Number | None:
    """A toll as it is compared; None where no number is told or nobody was hurt."""
    if toll is None or not toll.best:  # "dozens" is the same number everywhere
        return None
    return Number(toll.best, at_least=toll.high is None and toll.low is not None)


def _mentioned(sentence: str) -> Iterator[str]:
    """Days of the year that a sentence names."""
    for match in islice(_DATE.finditer(sentence, 0, LONGEST), WORDS):
        month = (match["month"] or match["month2"])[:3].casefold()
        yield f"{MONTHS[month]}/{int(match['day'] or match['day2'])}"


def _counts(evidence: Iterable[str]) -> dict[str, frozenset[str]]:
    """The numbers of things that are counted: written in digits, above a dozen, and not of time or shares."""
    out: dict[str, set[str]] = {}
    for sentence in evidence:
        for match in islice(_COUNT.finditer(sentence, 0, LONGEST), WORDS):
            thing = STEM.sub("", match["thing"].casefold())
            thing = _COUNTED_AS.get(thing, thing)
            if thing not in _UNCOUNTED:
                out.setdefault(thing, set()).add(match["number"].replace(",", ""))
    return {thing: frozenset(numbers) for thing, numbers in out.items()}
