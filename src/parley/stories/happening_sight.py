"""What of an account of an event is compared: its days, sides, place, tolls and telling words.

Words are weighed by what they are, not by how rare they are in a ledger: names and numbers tell one event from
another, the stock of war reporting does not. So two accounts compare alike in every ledger.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Final, NamedTuple

from parley.facts import open_facts
from parley.records import Event, EventType, Place, Precision, Status, Toll
from parley.records.joined import Account, Who
from parley.stories.happening_marks import Marks, is_supposed, marks_of, sentence_with

Days = tuple[int, int]
"""First and last day, as ordinals."""

WORDS: Final = 80
"""Words of a sentence that are looked at: what is told of an event stands at its head."""

LONGEST: Final = 2000
"""Characters of a sentence that are looked at."""

HEAVY: Final = 30
NAME: Final = 20
PLAIN: Final = 10
STOCK: Final = 3
"""Weights of numbers, of names, of other words, and of the stock of reporting. In tenths of a plain word."""

HUGE: Final = 10_000
"""Dead from which on no single act is meant: the toll of a war. Chemical and air attacks stay below."""

_TOKEN: Final = re.compile(r"[^\W_]{1,40}(?:[.,’'-][^\W_]{1,40}){0,4}")
_NUMBER: Final = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")
_NUMBER_WORDS: Final = {
    word: str(n)
    for n, word in enumerate(
        """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
        seventeen eighteen nineteen twenty""".split()
    )
}
_COUNT: Final = re.compile(
    r"(?<![\d.,-])(?P<number>\d{1,3}(?:,\d{3}){1,3}|\d{2,6}) (?:(?!and |or |with )[A-Za-z][a-z-]{1,20} ){0,2}?(?P<thing>[A-Za-z]{3,20}s)\b"
)
_UNCOUNTED: Final = frozenset(
    "year month week day hour minute second kilometre kilometer mile metre meter time percent point degree i ha wa thi it".split()
)
_COUNTED_AS: Final = {"uav": "dron"}
"""Things that are counted under two names."""
_MONTHS: Final = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH: Final = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_DATE: Final = re.compile(
    rf"\b(?P<month>{_MONTH}) (?P<day>\d{{1,2}})\b(?! ?\d)|\b(?P<day2>\d{{1,2}}) (?P<month2>{_MONTH})(?![a-z])"
)
_ENDING: Final = re.compile(r"(?:['’]s|['’])$")
_STEM: Final = re.compile(r"(?:ings?|ed|es|s|ly)$")

_EMPTY: Final = frozenset(
    """a an the of to in on at by for from with into over under after before during amid between among against and or
    but nor so yet as is are was were be been being am do does did has have had will would shall should can could may
    might must not no that this these those it its he she they we i you his her their our your my him them us who whom
    whose which what when where why how there here also just only more most least than then about around up down out
    off again very all any some other another both each such own same too while since until because if though although
    mr mrs ms""".split()
)
_STOCK_WORDS: Final = frozenset(
    """said say says told tell according report statement official spokesman spokesperson spokeswoman minister ministry
    president government state authority officials people person men women civilian soldier troop force military army
    attack strike kill wound injur injure die dead death hit fire war conflict peace talk meet negotiat negotiation
    agree agreement deal ceasefire ceasefir truce propos proposal plan call ask demand warn accus accuse den deny
    reject support leader country nation side party part foreign defence defense monday tuesday wednesday thursday
    friday saturday sunday january february march april may june july august september october november december day
    night overnight morning evening week month year today yesterday earlier last next new first second one two three
    city town village region area number hundred thousand million dozen several many""".split()
)
_EVERYWHERE: Final = frozenset(
    "kill attack strik strike hit fight launch air use war sanction talk talks negotiation negotiat meet meeting".split()
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
        days: of the act; None where the article does not say. Of a general toll always None.
        published: ordinal of the day; None where not known.
        ahead: whether the act lay ahead when it was told.
        general: the toll of a war or a long stretch of it, not of one act.
        actor, recipient: sides; place: where; form: of a contact.
        mentioned: days of the year that the evidence names, as "8/21"; named: those of the anchor's sentence.
        killed, injured: tolls.
        counts: thing → numbers of it ("drone" → 355), of the whole evidence; own_counts: of the anchor's sentence.
        anchor: stems of the words that name the act; killing and striking, in all reports of war, are left out.
        words: stem or number → weight; all: sum of the weights.
        said: the anchor's sentence, to know one told twice in an article; marks: what else tells it.
    """

    account: Account[Event]
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
    form: str | None
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

    @property
    def entry(self) -> str:
        """Id of the account's entry."""
        return self.account.entry


def sight(account: Account[Event]) -> Sight:
    """What is compared of an account."""
    event = account.record
    said = anchor_sentence(account)
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
        account=account,
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
        form=account.talks.form if account.talks else None,
        mentioned=mentioned,
        named=frozenset(_mentioned(said)),
        killed=None if marks.unreal else _toll(event.killed),
        injured=None if marks.unreal else _toll(event.injured),
        counts=_counts(account.evidence),
        own_counts=_counts((said,)),
        anchor=frozenset(w for w, weight in weighed(account.quote[0], 1) if weight) - _EVERYWHERE,
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
            yield from (_weigh(w, False)[0] for w in account.who[key].name.split())
    if event.place is not None:
        yield from (_weigh(w, False)[0] for w in event.place.name.split())


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
    most = max(killed.low or 0, killed.best or 0)
    if most >= HUGE:
        return True
    said = sentence_with(account, killed.span or account.record.anchor)[1]
    return bool(_GENERAL.search(said, 0, LONGEST)) and not _SUPERLATIVE.search(said, 0, LONGEST)


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
    return Number(toll.best, at_least=toll.high is None)


def _mentioned(sentence: str) -> Iterator[str]:
    """Days of the year that a sentence names."""
    for match in islice(_DATE.finditer(sentence, 0, LONGEST), WORDS):
        month = (match["month"] or match["month2"])[:3].casefold()
        yield f"{_MONTHS.index(month) + 1}/{int(match['day'] or match['day2'])}"


def _counts(evidence: Iterable[str]) -> dict[str, frozenset[str]]:
    """The numbers of things that are counted: written in digits, above a dozen, and not of time or shares."""
    out: dict[str, set[str]] = {}
    for sentence in evidence:
        for match in islice(_COUNT.finditer(sentence, 0, LONGEST), WORDS):
            thing = _STEM.sub("", match["thing"].casefold())
            thing = _COUNTED_AS.get(thing, thing)
            if thing not in _UNCOUNTED:
                out.setdefault(thing, set()).add(match["number"].replace(",", ""))
    return {thing: frozenset(numbers) for thing, numbers in out.items()}


def weighed(sentence: str, share: int) -> Iterator[tuple[str, int]]:
    """The words of a sentence, each as a stem or a number, with their weights divided by ``share``."""
    for n, token in enumerate(_TOKEN.findall(sentence, 0, LONGEST)[:WORDS]):
        word, weight = _weigh(token, n == 0)
        if weight:
            yield word, max(1, weight // share)


@lru_cache(maxsize=50_000)
def _weigh(token: str, opens: bool) -> tuple[str, int]:
    """A word as it is compared, and its weight; ``opens``: it stands first, where all are written large."""
    token = _ENDING.sub("", token)
    low = token.casefold()
    if low in _EMPTY:
        return low, 0
    number = _NUMBER_WORDS.get(low)
    if number is not None:
        return number, PLAIN if int(number) > 2 else STOCK
    if token[0].isdigit():
        found = _NUMBER.match(token)
        digits = found.group().replace(",", "") if found else token
        return digits, HEAVY if len(digits) in (2, 3) or len(digits) > 4 else PLAIN
    stem = low if len(low) < 5 else _STEM.sub("", low)
    if low in _STOCK_WORDS or stem in _STOCK_WORDS:
        return stem, STOCK
    if token[0].isupper() and open_facts().country(token):
        return stem, 0  # sides and places are compared as such
    named = token[0].isupper() and not opens
    return stem, NAME if named else PLAIN
