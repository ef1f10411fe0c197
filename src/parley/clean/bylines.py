"""Bylines: who wrote it, "By A, B and C", glued or not, with an agency or places of reporting."""

from __future__ import annotations

import re
from typing import Any, Final, NamedTuple

from parley.clean.agencies import AGENCY, agency_named
from parley.clean.marks import Mark
from parley.clean.pieces import pieces
from parley.clean.stamps import STAMP, WEEKDAY
from parley.language.calendar import CALENDAR_NAMES
from parley.records import Found, FurnitureKind
from parley.spans import Span, strip

_LEAD: Final = re.compile(
    r"(?:(?:Analysis|Opinion|Story|Text|Report|Reported|Written|Posted|Interview|Commentary)\s)?(?:By|BY|by):?\s+"
    r"|(?:Author|Authors|Reporter):\s+"
)
_TOKEN: Final = re.compile(r"[^\s|,;]+|[,;|]")
_NAME: Final = re.compile(r"[A-ZÀ-ÞĀ-Ž][\w'’.\-]*\Z")
_GLUED: Final = re.compile(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ][a-zà-ÿ])")
_KEEPS_CASE: Final = (
    "Mc",
    "Mac",
    "De",
    "Di",
    "La",
    "Le",
    "Van",
    "O'",
    "O’",
    "Fitz",
    "Von",
    "Du",
    "Da",
)
_PARTICLES: Final = frozenset(
    "de da del della der den di du al el la le van von bin ibn ben ter y dos e af".split()
)
_STOPS: Final = CALENDAR_NAMES | frozenset(
    """the a an in on for after as at to from with when while it he she they his her this that there two three four
    five six seven eight nine ten hundreds thousands dozens president prime minister foreign secretary chancellor
    king senator congress reporting updated published posted associated staff special senior chief correspondent
    political editor advertisement supported listen share save follow news if no not now one our over since some
    such these those under until we what who why how you your but by during before between both even
    every many more most us u.s. uk russian ukrainian american iranian israeli syrian chinese european british
    french german turkish korean north south saudi western eastern the russia ukraine iran israel syria china
    top officials world government photograph photo image video
    photographs transcript last late early international middle east""".split()
)
_AGENCY: Final = re.compile(AGENCY)
_ROLE: Final = re.compile(
    r"[ ,|/–—-]*(?:(?:Special to|of|for|at)\s)?"
    r"(?:(?:the|The)\s)?(?:[A-Z][\w&.'’-]*\s?){0,5}"
    r"(?i:staff writer|staff|correspondent|editor|reporter|writer|news service|bureau chief|bureau|in [A-Z]\w+)?[ .]*\Z"
)
_BETWEEN_NAMES: Final = frozenset({",", ";", "and", "&", "And"})
_HOUSE_WORD: Final = re.compile(
    r"(?:Wire|Newswire|Agency|Press|News|Herald|Ledger|Post|Times|Courier|Dispatch|Tribune|Gazette|Journal|Observer|Guardian|"
    r"Telegraph|Independent|Chronicle|Today|Daily|Report|Service|Network|Media|Online|Bureau|Desk|Team|Staff|Newsroom|Review)\Z"
)
_NO_OUTLET: Final = frozenset({"Bureau", "Desk", "Team", "Staff", "Newsroom", "Report", "Service"})
_WIRE_WORD: Final = re.compile(r"(?:Wire|Newswire|Agency|Press|Service)\Z")
_REPORTING: Final = re.compile(r"[ ]*Reporting[ ]from[ ](?:the[ ])?")
_PLACE: Final = re.compile(
    r"""(?: (?:New|Los|San|Santa|St\.|Saint|Tel|Hong|Abu|Las|El|Al|Addis|Buenos|Rio|Kuala|Phnom|Cape|White|Kryvyi|Sao|Mar-a-Lago
            |Port|Fort|West|East|Ho|The|Palm|Air)[ ][A-Z][\w'’-]+ (?:[ ](?:City|Island|Rih|House|One|Beach))?
        | [A-ZÀ-Þ][\w'’-]+ (?:[ ](?:City|Island|Region|Province))? )""",
    re.VERBOSE,
)
_ABOUT: Final = re.compile(
    r"\s(?:reported|reports|covers?|has|is|are|have|writes|was|contributed)\b"
)
_ABOUT_THEM: Final = re.compile(
    r"(?:He|She|They) (?:reported|reports?|covers?|has|have|is|are|writes?|joined|also|previously)\b"
)
_REPORTER_NEXT: Final = re.compile(r"(?:[A-Z][\w'.-]+ ){1,4}from ")
_NEXT_AUTHOR: Final = re.compile(r"[,;]? (?:and )?")
_REGIONS: Final = frozenset(
    """Russia Ukraine Italy Germany France Spain Poland Lithuania Latvia Estonia Belarus Moldova Romania Hungary Finland
    Sweden Norway Denmark Belgium Austria Switzerland Turkey Israel Lebanon Syria Iran Iraq Jordan Egypt Qatar Oman
    Yemen Kuwait Bahrain India Pakistan China Japan Taiwan Greece Serbia Georgia Armenia Azerbaijan Canada Mexico Brazil
    England Scotland Ireland Texas Florida California Virginia Md. Va. Fla. Calif. N.Y. D.C. Conn. Mass. Ga.""".split()
)
MAX_BYLINE: Final = 400
"""Code points that a byline with its authors may cover."""
MAX_AUTHORS: Final = 15
MAX_NOTES: Final = 600
"""Code points of what may be said of the authors behind a byline."""
MAX_NOTE_SENTENCES: Final = 4


class Author(NamedTuple):
    """A name in a byline and where it stands."""

    name: str
    span: Span


def byline_at(text: str, at: int, end: int, *, line: bool) -> Mark | None:
    """The byline at ``at``, which goes no further than ``end``.

    Args:
        line: True where the byline begins a line of its own; glued bylines have stricter names.
    """
    lead = _LEAD.match(text, at, min(end, at + 40))
    if lead is None:
        return _named_and_dated(text, at, end)
    authors, agency, stop = read_authors(text, lead.end(), min(end, at + MAX_BYLINE), line=line)
    if not authors and not agency:
        return None
    if line and stop < end and end - stop <= 60 and _ROLE.match(text[stop:end]):
        stop = end
    stop = _reporting_from(text, stop, end)
    if stop < end and not _new_start(text, stop):
        return None
    return _mark(at, stop, authors, agency)


def names_line(text: str, span: Span) -> Mark | None:
    """The byline that a line of nothing but names is; what follows must show that it can be one."""
    authors, agency, stop = read_authors(text, span.start, span.end, line=True)
    alone = (
        stop == span.end
        and (bool(authors) or agency is not None)
        and all(2 <= len(a.name.split()) <= 4 for a in authors)
    )
    return _mark(span.start, span.end, authors, agency) if alone else None


def _named_and_dated(text: str, at: int, end: int) -> Mark | None:
    """ "Jane Roe | Wednesday 21 May 2025 17:16 BST" and "AFP Tuesday 20 Sep 2016"."""
    agency = _AGENCY.match(text, at, end)
    if agency:
        after = re.compile(r"[ ]*[|,·]?[ ]*").match(text, agency.end(), end)
        stamp = STAMP.match(text, after.end() if after else agency.end(), end)
        if stamp and re.match(WEEKDAY + r"|\d", stamp["date"]):
            found = Found(agency_named(agency[0]) or agency[0], "byline", Span(*agency.span()))
            return Mark(
                Span(at, agency.end()),
                FurnitureKind.BYLINE,
                "agency before a date",
                (("agency", found),),
            )
    bar = text.find("|", at, min(end, at + 60))
    if bar < 0:
        return None
    authors, _, stop = read_authors(text, at, bar, line=True)
    stamp = STAMP.match(text, bar + 2, end)
    if not authors or text[stop:bar].strip() or not stamp:
        return None
    return _mark(at, bar + 1, authors, None)


class Credited(NamedTuple):
    """Who a byline names: the persons, the agency or outlet with them, and where the names stop."""

    authors: list[Author]
    house: tuple[str, Span] | None
    stop: int


def read_authors(text: str, at: int, end: int, *, line: bool) -> Credited:
    """The names from ``at`` on, as far as they go.

    Args:
        line: True where names stand in a line of their own; glued names have two words, not four.
    """
    names = _Names(text, line=line, stop=at)
    for token in _TOKEN.finditer(text, at, end):
        agency = _AGENCY.match(text, token.start(), end)
        if agency and not text[agency.end() : agency.end() + 1].isalnum():
            names.close()
            known = agency_named(agency[0]) or agency[0]
            return Credited(names.authors, (known, Span(*agency.span())), agency.end())
        if token[0] in _BETWEEN_NAMES:
            names.close()
        elif token[0] == "|" or not names.take(token[0], token.start()):
            break
    names.close()
    return Credited(names.authors, names.house, names.stop)


class _Names:
    """The names read so far, and the words of the one that is being read."""

    def __init__(self, text: str, *, line: bool, stop: int) -> None:
        self.text, self.stop = text, stop
        self.longest = 4 if line else 2
        self.authors: list[Author] = []
        self.house: tuple[str, Span] | None = None
        self.words: list[tuple[str, Span]] = []

    def take(self, word: str, at: int) -> bool:
        """Go on with the word; False where no name can go on with it."""
        if word in _PARTICLES:
            if self.words:
                self.words.append((word, Span(at, at + len(word))))
            return bool(self.words)
        if not self._fits(word):
            return False
        cut = _GLUED.search(word)
        if cut and self.words and not word.startswith(_KEEPS_CASE):
            self.words.append((word[: cut.start()], Span(at, at + cut.start())))
            self.close()
            word, at = word[cut.start() :], at + cut.start()
        bare = word.rstrip(".") if len(word) > 3 else word
        self.words.append((bare, Span(at, at + len(bare))))
        return True

    def _fits(self, word: str) -> bool:
        if not _NAME.match(word) or _bare(word) in _STOPS or word.endswith(("'s", "’s")):
            return False
        first_names = (a.name.split()[0].casefold() for a in self.authors)
        if word.casefold() in first_names or any(w == word for w, _ in self.words):
            return False  # "By Jane Roe Jane Roe reported from …": the note on the author begins
        whole = [w for w, _ in self.words if len(w.rstrip(".")) > 1 and w not in _PARTICLES]
        return len(whole) < self.longest

    def close(self) -> None:
        """End the name that is being read: a person, or an outlet by its last word."""
        words, self.words = self.words, []
        if len(words) < 2 or len(self.authors) >= MAX_AUTHORS:
            return
        span = Span(words[0][1].start, words[-1][1].end)
        self.stop = span.end
        if _HOUSE_WORD.match(words[-1][0]):
            self.house = (span.of(self.text), span)
        else:
            self.authors.append(Author(_tidy(" ".join(w for w, _ in words)), span))


def _reporting_from(text: str, at: int, end: int) -> int:
    """Where "Reporting from Kyiv, Ukraine" after the names stops."""
    lead = _REPORTING.match(text, at, end)
    return read_places(text, lead.end(), end) if lead else at


def read_places(text: str, at: int, end: int) -> int:
    """Where a list of places that starts at ``at`` stops; ``at`` where there is none."""
    stop = at
    for _ in range(6):
        place = _PLACE.match(text, stop if stop == at else at, end)
        if not place or place[0].lower() in _STOPS:
            break
        stop = place.end()
        region = re.compile(r",[ ]([A-Z][\w.]+)").match(text, stop, end)
        if region and region[1] in _REGIONS:
            stop = region.end()
        more = re.compile(r",?[ ]and[ ]|,[ ]").match(text, stop, end)
        if not more or _REPORTER_NEXT.match(text, more.end(), end):
            break
        at = more.end()
    return stop


def notes_after(text: str, byline: Mark, end: int) -> Mark | None:
    """What is said of the authors behind their byline: "Jane Roe reported from Oslo. She covers …"."""
    names = [f.span.of(text) for field, f in byline.says if field == "bylines" and f.span]
    at = byline.span.end
    stop = at
    for piece in pieces(text, Span(at, min(end, at + MAX_NOTES)))[:MAX_NOTE_SENTENCES]:
        words = piece.of(text)
        name = next((n for n in names if words.startswith(n)), None)
        if name and _ABOUT.match(words, len(name)):
            stop = _reported_from(text, piece, names)
        elif stop > at and _ABOUT_THEM.match(words):
            stop = piece.end
        else:
            break
        if stop < piece.end:
            break
    note = strip(text, Span(at, stop))
    return Mark(note, FurnitureKind.AUTHOR_BIO, "says of the authors") if note.length else None


def _reported_from(text: str, piece: Span, names: list[str]) -> int:
    """Where "A reported from Oslo, and B from Rome" stops; the sentence's end where it is another."""
    at, verb = piece.start, r"\s(?:reported |contributed reporting )?from "
    while True:
        name = next((n for n in names if text.startswith(n, at)), None)
        lead = re.compile(verb).match(text, at + len(name)) if name else None
        stop = read_places(text, lead.end(), piece.end) if lead else piece.end
        if lead is None or stop == lead.end():
            return piece.end
        more = _NEXT_AUTHOR.match(text, stop, piece.end)
        if not more or not any(text.startswith(n, more.end()) for n in names):
            return (
                stop if stop + 1 < piece.end and text[stop + 1 : stop + 2].isupper() else piece.end
            )
        at = more.end()


def _new_start(text: str, at: int) -> bool:
    """Whether what follows a glued byline can begin a sentence or a line."""
    rest = text[at : at + 6].lstrip(" \xa0\t|,.·•-–—")
    return not rest or not rest[0].islower()


def _mark(at: int, end: int, authors: list[Author], agency: tuple[str, Span] | None) -> Mark:
    says: list[tuple[str, Found[Any]]] = [
        ("bylines", Found(a.name, "byline", a.span)) for a in authors
    ]
    if (agency and (agency_named(agency[0]) or _WIRE_WORD.search(agency[0]))) or (
        agency and not _HOUSE_WORD.match(agency[0].split()[-1])
    ):
        says.append(("agency", Found(agency[0], "byline", agency[1])))
    elif agency and agency[0].split()[-1] not in _NO_OUTLET:
        says.append(("publisher", Found(agency[0], "byline", agency[1], inferred=True)))
    return Mark(Span(at, end), FurnitureKind.BYLINE, "byline", tuple(says))


def _bare(word: str) -> str:
    """The word as the list of stops has it; an initial is never one of them."""
    return word if len(word) == 2 and word.endswith(".") else word.lower().rstrip(".")


def _tidy(name: str) -> str:
    """The name in usual capitals: "PAUL SONNE" is "Paul Sonne"."""
    if name != name.upper():
        return name
    return " ".join(
        w if len(w.rstrip(".")) == 1 else "-".join(p.capitalize() for p in w.split("-"))
        for w in name.split()
    )


def author_names(words: str) -> list[str]:
    """The persons that a byline of metadata names: "By A, B and C" is three; addresses and dates are none."""
    words = re.sub(r"https?://\S+|\S+@\S+", " ", words)[:MAX_BYLINE]
    lead = _LEAD.match(words)
    authors, _, _ = read_authors(words, lead.end() if lead else 0, len(words), line=True)
    return [a.name for a in authors]
