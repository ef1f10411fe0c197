"""The tables of the ledger, as the queries see them; the migrations make them.

Every table has its meaning in ``docs/reference/ledger.md``. ``pk`` are integers that never leave this
ledger: two ledgers with the same content may number it differently. What identifies a thing for ever is its
``id``. ``record`` is the whole record as :func:`parley.records.pack` gives it and is the truth; the other
columns repeat what filters and sorting need.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Column, Date, ForeignKey, Integer, Text


class Moment(sa.TypeDecorator[datetime]):
    """A moment in UTC: aware in Python, without a zone in the database."""

    impl = sa.DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        """To the database: refuses a moment without a zone, which could be any."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value.isoformat()} has no time zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        """From the database: always UTC."""
        return None if value is None else value.replace(tzinfo=UTC)


metadata = sa.MetaData()


def _of(table: str, name: str, **options: Any) -> Column[int]:
    """A column that names a row of ``table`` and goes when that row goes."""
    return Column(name, ForeignKey(f"{table}.pk", ondelete="CASCADE"), nullable=False, **options)


def _table(name: str, *columns: Any) -> sa.Table:
    return sa.Table(name, metadata, *columns)


def _need(name: str, kind: Any = Text) -> Column[Any]:
    return Column(name, kind, nullable=False)


migration = _table("migration", Column("number", Integer, primary_key=True), _need("name"))

# What came in, from where, and when: provenance.
run = _table(
    "run",
    Column("id", Text, primary_key=True),
    _need("started", Moment),
    _need("program"),
    _need("command"),
)
article = _table(
    "article",
    Column("pk", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    _need("sha256"),
    Column("url", Text),
    Column("title", Text),
    Column("publisher", Text),
    Column("publisher_folded", Text),
    Column("published", Date),
    _need("versions", sa.JSON),
    _need("record", sa.JSON),  # without the text
    _need("text"),
)
reading = _table(
    "reading",
    Column("pk", Integer, primary_key=True),
    _of("article", "article"),
    Column("run", ForeignKey("run.id"), nullable=False),
    _need("origin"),
    _need("outcome"),  # new, changed, found (again, elsewhere)
    Column("published", Date),
    _need("versions", sa.JSON),
)
line = _table(
    "line", _of("article", "article", primary_key=True), Column("line", Text, primary_key=True)
)

# What each article yields.
marks = _table("marks", _of("article", "article", primary_key=True), _need("record", sa.JSON))
actor = _table(
    "actor",
    Column("pk", Integer, primary_key=True),
    _of("article", "article"),
    _need("key"),
    _need("name"),
    _need("kind"),
    Column("country", Text),
    Column("sector", Text),
    _need("record", sa.JSON),
)
actor_name = _table(
    "actor_name", Column("name", Text, primary_key=True), _of("actor", "actor", primary_key=True)
)
entry = _table(
    "entry",
    Column("pk", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    _need("kind"),  # statement, event, proposal, step
    _of("article", "article"),
    _need("article_id"),  # beside it, so that an index can hold the whole order of a list
    _need("position", Integer),
    _need("type"),
    Column("mode", Text),
    Column("status", Text),
    Column("start_day", Date),
    Column("end_day", Date),
    _need("precision"),
    Column("day", Date),  # by which it is sorted: its own, else that of publication
    _need("confidence", sa.Float),
    Column("proposal", Integer),  # pk of the proposal that a step belongs to
    _need("words"),
    _need("names"),
    _need("record", sa.JSON),
)
entry_actor = _table(
    "entry_actor",
    _of("entry", "entry", primary_key=True),
    Column("role", Text, primary_key=True),
    Column("position", Integer, primary_key=True),
    _of("actor", "actor"),
)
evidence = _table(
    "evidence",
    _of("entry", "entry", primary_key=True),
    Column("position", Integer, primary_key=True),
    _need("start", Integer),
    _need("end", Integer),
    _need("exact"),
    _need("prefix"),
    _need("suffix"),
)

# What people decided.
judgement = _table(
    "judgement",
    Column("number", Integer, primary_key=True),
    _need("entry"),
    _need("article"),
    _need("verdict"),
    Column("field", Text),
    Column("old", Text),
    Column("new", Text),
    _need("who"),
    _need("made", Moment),
    _need("why"),
    Column("undoes", ForeignKey("judgement.number")),
    Column("batch", Text),  # made, and undone, in one go
    Column("coding", Text),  # a blind judgement of that double coding: does not come into force
    Column("seconds", sa.Float),  # that the reviewer looked at it
)
standing = _table("standing", Column("entry", Text, primary_key=True), _need("verdict"))

# What reviewing needs.
queue = _table(
    "queue",
    _of("entry", "entry", primary_key=True),
    _need("kind"),
    _need("type"),
    _need(
        "head", Integer
    ),  # the entry (pk) that stands here for all accounts of one event; 0: none
    _need("consequence", sa.Float),
    _need("priority", sa.Float),  # consequence times doubt
    _need("open", Integer),
)
later = _table(
    "later",
    Column("who", Text, primary_key=True),
    Column("entry", Text, primary_key=True),
    _need("number", Integer),  # their order
)
reviewer = _table("reviewer", Column("who", Text, primary_key=True), _need("keys", sa.JSON))
coding = _table(
    "coding",
    Column("id", Text, primary_key=True),
    _need("made", Moment),
    _need("made_by"),
    _need("first"),
    _need("second"),
    _need("record", sa.JSON),  # seed, size and filters of the sample
)
coding_entry = _table(
    "coding_entry",
    Column("coding", ForeignKey("coding.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    _need("entry"),
)

# What settling concludes from all articles together; may be replaced at any time.
identity = _table(
    "identity",
    _of("article", "article", primary_key=True),
    Column("actor", Text, primary_key=True),
    _need("identity"),
    _need("name"),
    _need("folded"),
    _need("kind"),
    Column("country", Text),
    Column("sector", Text),
)
copy = _table(
    "copy",
    _of("article", "article", primary_key=True),
    _of("article", "leading"),
    Column("origin", Text),
    _need("reason"),
)
story = _table(
    "story",
    _of("article", "article", primary_key=True),
    _need("story"),
    _need("title"),
)
repeated_line = _table(
    "repeated_line",
    Column("publisher", Text, primary_key=True),
    Column("line", Text, primary_key=True),
    _need("articles", Integer),
)
learned_furniture = _table(
    "learned_furniture",
    _of("article", "article", primary_key=True),
    Column("start", Integer, primary_key=True),
    _need("end", Integer),
)
dated = _table(
    "dated",
    _of("article", "article", primary_key=True),
    _need("start_day", Date),
    _need("end_day", Date),
    _need("reasons", sa.JSON),
)
utterance = _table(
    "utterance",
    Column("entry", Text, primary_key=True),
    Column("utterance", Text, nullable=False, index=True),
    _need("leads", Integer),
)
digest = _table(
    "digest",
    _of("article", "article", primary_key=True),
    _need("made_by"),
    _need("shingles", sa.LargeBinary),
    _need("terms", sa.JSON),
    _need("talks", sa.JSON),
)
opening = _table(
    "opening",
    _of("article", "article", primary_key=True),
    _need("made_by"),
    _need("numbers", sa.LargeBinary),  # of the words of its headline and opening
    _need("counts", sa.LargeBinary),
    _need("quotes", sa.LargeBinary),  # hashes of what it quotes
)
near = _table(
    "near",
    _of("article", "article", primary_key=True),
    Column("nearest", Integer),  # the article (pk) that it is most like
    _need("likeness", Integer),
    _need("block", Integer),  # an article (pk) of the block in which stories are looked for
)
near_undated = _table(
    "near_undated",
    _of("article", "article", primary_key=True),
    _need(
        "dated", sa.JSON
    ),  # the dated articles that an undated one is most like, with their likeness
)
joined = _table(
    "joined",
    Column("pk", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    _need("kind"),  # happening, thread
    _need("type"),  # of an event; kind of a proposal
    Column("mode", Text),
    Column("status", Text),  # of a thread: its state
    Column("day", Date),  # by which it is sorted: its own, else that of its first publication
    Column("last_day", Date),
    _need("weight", sa.Float),
    _need("confidence", sa.Float),
    _need("articles", Integer),
    _need("outlets", Integer),
    _need("origins", Integer),
    _need("disputed", Integer),
    Column("known_from", Date),  # published by one article
    _need("known_until", Date),  # published by all; far ahead where a day is not known
)
# Beside it, so that a list that is filtered and counted need not go through the records.
joined_record = _table(
    "joined_record", _of("joined", "joined", primary_key=True), _need("record", sa.JSON)
)
joined_member = _table(
    "joined_member",
    Column("entry", Text, primary_key=True),
    _of("joined", "joined"),
    _need("position", Integer),
    Column("held_against", Text),
    Column("reason", Text),
)
joined_actor = _table(
    "joined_actor",
    _of("joined", "joined", primary_key=True),
    Column("identity", Text, primary_key=True),
    Column("country", Text),
)
joining = _table(
    "joining",
    Column("entry", Text, primary_key=True),
    _need("block"),
    _need("first", Integer),  # weeks that its keys name
    _need("last", Integer),
    _need("keys", sa.LargeBinary),
    _need("named", Integer),  # whether some of its keys name no week
)
thread_spot = _table(
    "thread_spot",
    Column("entry", Text, primary_key=True),
    _need("near"),  # kinds with countries, a line each
    _need("words"),  # the same with telling words
    Column("first", Integer),  # days, as ordinals
    Column("last", Integer),
    Column("beside", Text),
    Column("told_first", Date),
    Column("told_last", Date),
)
stale = _table("stale", _of("article", "article", primary_key=True))
dispute = _table(
    "dispute",
    Column("id", Text, primary_key=True),
    _of("joined", "joined"),
    _need("kind"),
    Column("day", Date),
    _need("record", sa.JSON),
)
position = _table(
    "position",
    Column("side", Text, primary_key=True),
    Column("subject", Text, primary_key=True),
    Column("number", Integer, primary_key=True),  # in time
    _need("who", sa.JSON),  # the side
    _need("topic"),
    _need("stance"),
    Column("day", Date),
    Column("known", Date),
    Column("before", Text),  # the stance before, where that was another one
    Column("turned", Date),  # when both were known; far ahead where a day is not known
    _need("record", sa.JSON),  # without side, subject and topic
)
fetched = _table(
    "fetched",
    Column("url", Text, primary_key=True),
    Column("etag", Text),
    Column("last_modified", Text),
)
unsettled = _table("unsettled", _of("article", "article", primary_key=True))

# A team: who may do what, and what was done or refused at the door.
person = _table(
    "person",
    Column("name", Text, primary_key=True),
    Column("folded", Text, nullable=False, unique=True),
    _need("role"),
    Column("password", Text),
    _need("made", Moment),
    Column("closed", Moment),
)
visit = _table(
    "visit",
    Column("digest", Text, primary_key=True),
    Column("who", ForeignKey("person.name"), nullable=False),
    _need("opened", Moment),
    _need("until", Moment),
)
token = _table(
    "token",
    Column("id", Text, primary_key=True),
    Column("digest", Text, nullable=False, unique=True),
    Column("who", ForeignKey("person.name"), nullable=False),
    _need("purpose"),
    _need("made", Moment),
    Column("closed", Moment),
)
audit = _table(
    "audit",
    Column("number", Integer, primary_key=True),
    _need("made", Moment),
    _need("who"),
    _need("what"),
    _need("detail"),
    _need("address"),
)
