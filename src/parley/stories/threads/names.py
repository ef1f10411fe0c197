"""What the name of a proposal says of it: what it deals in, how long, where, on which occasion, whose it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

from parley.facts.folding import fold, split
from parley.facts.gazetteer import open_gazetteer
from parley.language.calendar import CALENDAR_NAMES
from parley.language.numerals import NUMERALS
from parley.records.joined import Who
from parley.stories.threads.parties import EVERYWHERE, Named, Token, named, tokens

_NUMBERS: Final = NUMERALS | {"a": 1, "an": 1}
_HOURS: Final[Mapping[str, int]] = {"hour": 1, "day": 24, "week": 168, "month": 720, "year": 8760}
"""Hours of a unit; thirty days are a month."""

_DURATION: Final = re.compile(
    r"\b(?:(\d{1,3}|[a-z]{1,6}) )?(hour|day|week|month|year)s?(?: ?long)?\b"
)
_FORMULA: Final = re.compile(
    r"\b(\d{1,3}(?:[ ,.]?\d{3})*|[a-z]{3,6})(?: |-)for(?: |-)(?:\d{1,3}(?:[ ,.]?\d{3})*|[a-z]{3,6})\b"
)
_OF_FORMULA: Final = re.compile(r"\b(\d{1,3}(?:,\d{3})*)\W{1,3}formula\b")
_PACKAGE: Final = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th) (?:\w+ ){0,2}package")
_COUNT: Final = re.compile(r"\b(\d{1,3}(?:,\d{3})+|\d{3,6})\b")
_AUTHORED: Final = frozenset("proposal offer plan initiative draft idea blueprint version".split())
_BROKERED: Final = re.compile(r"\b(?:brokered|mediated|negotiated)\b")
_SETTLED: Final = frozenset("deal agreement accord pact".split())
_WHERE: Final = frozenset("in for on of to over across".split())
_NO_PARTY: Final = frozenset(("capital", "city"))
"""Words that make a place of the country before them: "in the Omani capital"."""
_LARGE: Final = 20_000
"""Inhabitants of a place from which its name may open that of a proposal: "Geneva talks", not "Indirect talks"."""
_NO_PLACE: Final = frozenset(
    """the a an no any his her its their our this that mr mrs ms security council general assembly senate
    congress house committee state foreign minister president prime secretary former u s nato un g7 g20""".split()
)
_PLAIN: Final = frozenset(
    """a an the this that these those any some no such its his her their our my your of for with between and or
    in on at to from by about over under as into not new first second last next possible potential future latest
    current recent immediate brief long term deal deals agreement agreements accord accords pact plan plans
    proposal proposals offer offers initiative initiatives framework draft package understanding talks talk
    negotiation negotiations discussion discussions round summit dialogue consultations meeting meetings ceasefire
    truce armistice peace end halt settlement solution diplomatic political resolution conflict war crisis swap
    exchange release sanctions sanction demand demands measures international historic major so called proposed
    other more further two three countries sides parties both which would will be is was has have s
    good bad better best great final complete comprehensive landmark initial interim preliminary detailed imminent own
    all few one what another like use give giving made reached negotiated signed brokered announced proposed calling
    aimed seeking securing being even such without against broad joint substantial meaningful genuine acceptable
    lasting serious hard limited pending excessive unreasonable global government country countries world year time
    issue president administration week weeks month months today yesterday tomorrow early morning evening news
    outline broad top stage concern concerns implications implication six five power powers struck hand interview eyes
    whatever course illogical irrational unrealistic inconsistent outrageous unacceptable maximalist necessary peaceful
    mediocre weak fair binding verifiable tentative emerging controversial contentious indirect direct nonsensical""".split()
)
"""Words that name no proposal apart from others of its kind."""
_COMMON: Final = _PLAIN | CALENDAR_NAMES
_NO_TOWN: Final = _COMMON | _NO_PLACE


class Traits(NamedTuple):
    """What a name says.

    Attributes:
        objects, scope, occasion, quality: values of ``data/proposal_words.tsv``.
        hours: how long it is to last; formula: of an exchange ("1000 for 1000"); package: number of one.
        places: folded proper names that are nobody's; authors: countries whose proposal it is by name.
        brokers: countries that brought it about; about: the country with which a deal is, by its name;
        countries: all that are named; between: the two whose affair it is, where it names two.
        partnered: whether it says with whom; words: what else tells it from others.
    """

    objects: frozenset[str] = frozenset()
    scope: frozenset[str] = frozenset()
    occasion: frozenset[str] = frozenset()
    quality: frozenset[str] = frozenset()
    hours: int | None = None
    formula: str | None = None
    package: str | None = None
    places: frozenset[str] = frozenset()
    authors: frozenset[str] = frozenset()
    brokers: frozenset[str] = frozenset()
    about: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    between: frozenset[str] = frozenset()
    partnered: bool = False
    words: frozenset[str] = frozenset()


def plain(words: str) -> str:
    """The words in lower case without hyphens, "cease-fire" in one."""
    lower = " ".join(words.replace("’", "'").lower().replace("-", " ").replace("–", " ").split())
    return lower.replace("cease fire", "ceasefire")


def read_name(words: str, people: Mapping[str, Who], parts: Set[str] = frozenset()) -> Traits:
    """The traits of one name.

    Args:
        people: the article's actors as :func:`parley.stories.threads.parties.by_name` gives them; parts: of the
            names of persons among them, see :func:`personal`.
    """
    words = words.replace("-", " ").replace("–", " ")
    found = tokens(words)
    known = list(named(found, people))
    parties = [p for p in known if not _is_place(found, p)]
    lower = plain(words)
    said = traits_of(lower)
    countries = frozenset(p.country for p in parties if p.country)
    authors = frozenset(p.country for p in parties if p.country and _is_author(found, p))
    hosts = frozenset(p.country for p in parties if _before(found, p) in ("in", "at"))
    others = countries - authors - hosts
    taken = {i for p in known for i in range(p.first, p.last)} | set(_personal(found, parts))
    return Traits(
        objects=said["object"],
        scope=said["scope"],
        occasion=said["occasion"],
        quality=said["quality"],
        hours=duration(lower),
        formula=_formula(lower),
        package=m.group(1) if (m := _PACKAGE.search(lower)) else None,
        places=frozenset(_proper(found, taken)),
        authors=authors,
        brokers=frozenset(_brokers(lower, found, parties)),
        about=_about(lower, countries),
        countries=countries,
        between=others if len(others) == 2 else frozenset(),
        partnered=" with " in lower,
        words=frozenset(_telling(found, taken)),
    )


def duration(lower: str) -> int | None:
    """Hours of a duration in plain words: "30 day", "a month", "weeklong"."""
    for m in _DURATION.finditer(lower):
        number = m.group(1)
        count = int(number) if number and number.isdigit() else _NUMBERS.get(number or "")
        if count is None and "long" in m.group():
            count = 1
        if count:
            return count * _HOURS[m.group(2)]
    return None


def _formula(lower: str) -> str | None:
    found = _FORMULA.search(lower) or _OF_FORMULA.search(lower)
    if found is None:
        return None
    number = re.sub(r"\D", "", found.group(1)) or str(_NUMBERS.get(found.group(1), ""))
    return number or None


def counts(lower: str) -> frozenset[str]:
    """Large numbers in a name ("1,000 prisoners"), years left out."""
    found = (re.sub(r"\D", "", m.group(1)) for m in _COUNT.finditer(lower))
    return frozenset(n for n in found if not re.fullmatch(r"(?:19|20)\d\d", n))


def _is_place(found: list[Token], party: Named) -> bool:
    """Whether a country only says whose capital is meant."""
    return party.last < len(found) and found[party.last].word.lower() in _NO_PARTY


def _before(found: list[Token], party: Named) -> str:
    """The word right before one."""
    return found[party.first - 1].word.lower() if party.first else ""


def personal(people: Mapping[str, Who]) -> frozenset[str]:
    """The folded words of which the names of persons are made."""
    names = (key for key, who in people.items() if who.kind == "person")
    return frozenset(w for name in names for w in name.split())


def _personal(found: list[Token], parts: Set[str]) -> Iterator[int]:
    """Tokens that are part of the name of a person of the article: "the summit with Mr. Moon"."""
    yield from (i for i, t in enumerate(found) if t.word[:1].isupper() and fold(t.word) in parts)


def _brokers(lower: str, found: list[Token], parties: list[Named]) -> Iterator[str]:
    """Whose work it is by the words: "the US-Russian brokered truce in Syria"."""
    if _BROKERED.search(lower):
        for p in parties:
            if p.country and _before(found, p) not in _WHERE:
                yield f"brokered by {p.country}"


def _about(lower: str, countries: frozenset[str]) -> frozenset[str]:
    """The one country by which a deal is named: "the Iran deal", "a nuclear accord with Iran"."""
    told = countries - EVERYWHERE
    if len(told) != 1 or _BROKERED.search(lower) or not _SETTLED.intersection(lower.split()):
        return frozenset()
    return frozenset(f"deal of {c}" for c in told)


def _is_author(found: list[Token], party: Named) -> bool:
    """Whether the words say whose proposal it is: "the U.S. proposal", "Witkoff's plan", "an offer from Oman"."""
    before = _before(found, party)
    if before in ("from", "by"):
        return True
    after = [t.word.lower() for t in found[party.last : party.last + 4] if t.word != "'s"]
    return bool(_AUTHORED.intersection(after)) and before not in ("with", "between", "and", "on")


def _proper(found: list[Token], taken: set[int]) -> Iterator[str]:
    """Words with a capital that name neither a party nor a day."""
    for i, token in enumerate(found):
        word = token.word
        capital = word[:1].isupper() and word[1:].islower() and len(word) > 2
        if i == 0 and capital and not _is_large(word):
            continue
        if capital and i not in taken and word.lower() not in _NO_TOWN:
            yield word.lower()


def _is_large(word: str) -> bool:
    return any(c.own or c.population >= _LARGE for c in open_gazetteer().candidates(word))


def _telling(found: list[Token], taken: set[int]) -> Iterator[str]:
    for i, token in enumerate(found):
        word = token.word.lower()
        done = word.endswith(("ed", "ing")) and len(word) > 4  # "a deal finalized on Friday"
        known = i in taken or done or word in _COMMON
        if not known and word.isalpha() and len(word) > 2:
            yield word.rstrip("s") if len(word) > 4 else word


def traits_of(lower: str) -> Mapping[str, frozenset[str]]:
    """The values of each trait whose words stand in some plain words."""
    out: dict[str, set[str]] = {
        "object": set(),
        "scope": set(),
        "occasion": set(),
        "quality": set(),
    }
    for trait, value, pattern in _table():
        if pattern.search(lower):
            out[trait].add(value)
    return {trait: frozenset(values) for trait, values in out.items()}


@cache
def _table() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    text = (files("parley.stories") / "data" / "proposal_words.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and line[0] != "#"][1:]
    return tuple((trait, value, phrases(words.split("|"))) for trait, value, words in rows)


def phrases(words: list[str]) -> re.Pattern[str]:
    """A pattern for any of some phrases in plain words; ``*`` stands for any ending."""
    each = (re.escape(w.strip()).replace(r"\*", r"\w{0,12}") for w in words)
    return re.compile(rf"\b(?:{'|'.join(each)})\b")


def fold_name(words: str) -> str:
    """A name as it is counted: without article, possessive pronoun and quotation marks at its ends."""
    bare = " ".join(words.split()).strip("“”\"'‘’.,;: ")
    first, _, rest = bare.partition(" ")
    if first.lower() in _LEADING and rest:
        return fold_name(rest)
    return bare


_LEADING: Final = frozenset(
    "a an the this that these those any some no such its his her their our my".split()
)

__all__ = [
    "Traits",
    "counts",
    "duration",
    "fold_name",
    "personal",
    "phrases",
    "plain",
    "read_name",
    "split",
    "traits_of",
]
