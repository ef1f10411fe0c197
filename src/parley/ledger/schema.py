"""The tables of the ledger, as the queries see them; the migrations make them.

Every table has its meaning in ``docs/reference/ledger.md``. ``pk`` are integers that never leave this
ledger: two ledgers with the same content may number it differently. What identifies a thing for ever is its
``id``. ``record`` is the whole record as :func:`parley.records.pack` gives it and is the truth; the other
columns repeat what filters and sorting need.
"""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy import Column, Date, ForeignKey, Integer, Text

from parley.ledger.columns import Moment, need, of, table

migration = table("migration", Column("number", Integer, primary_key=True), need("name"))

# What came in, from where, and when: provenance.
run = table(
    "run",
    Column("id", Text, primary_key=True),
    need("started", Moment),
    need("program"),
    need("command"),
)
article = table(
    "article",
    Column("pk", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    need("sha256"),
    Column("url", Text),
    Column("title", Text),
    Column("publisher", Text),
    Column("publisher_folded", Text),
    Column("published", Date),
    need("versions", sa.JSON),
    need("record", sa.JSON),  # without the text
    need("text"),
)
reading = table(
    "reading",
    Column("pk", Integer, primary_key=True),
    of("article", "article"),
    Column("run", ForeignKey("run.id"), nullable=False),
    need("origin"),
    need("outcome"),  # new, changed, found (again, elsewhere)
    Column("published", Date),
    need("versions", sa.JSON),
)
line = table(
    "line", of("article", "article", primary_key=True), Column("line", Text, primary_key=True)
)

# What each article yields.
marks = table("marks", of("article", "article", primary_key=True), need("record", sa.JSON))
actor = table(
    "actor",
    Column("pk", Integer, primary_key=True),
    of("article", "article"),
    need("key"),
    need("name"),
    need("kind"),
    Column("country", Text),
    Column("sector", Text),
    need("record", sa.JSON),
)
actor_name = table(
    "actor_name", Column("name", Text, primary_key=True), of("actor", "actor", primary_key=True)
)
entry = table(
    "entry",
    Column("pk", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    need("kind"),  # statement, event, proposal, step
    of("article", "article"),
    need("article_id"),  # beside it, so that an index can hold the whole order of a list
    need("position", Integer),
    need("type"),
    Column("mode", Text),
    Column("status", Text),
    Column("start_day", Date),
    Column("end_day", Date),
    need("precision"),
    Column("day", Date),  # by which it is sorted: its own, else that of publication
    need("confidence", sa.Float),
    Column("proposal", Integer),  # pk of the proposal that a step belongs to
    need("words"),
    need("names"),
    need("record", sa.JSON),
)
entry_actor = table(
    "entry_actor",
    of("entry", "entry", primary_key=True),
    Column("role", Text, primary_key=True),
    Column("position", Integer, primary_key=True),
    of("actor", "actor"),
)
evidence = table(
    "evidence",
    of("entry", "entry", primary_key=True),
    Column("position", Integer, primary_key=True),
    need("start", Integer),
    need("end", Integer),
    need("exact"),
    need("prefix"),
    need("suffix"),
)

# What people decided.
judgement = table(
    "judgement",
    Column("number", Integer, primary_key=True),
    need("entry"),
    need("article"),
    need("verdict"),
    Column("field", Text),
    Column("old", Text),
    Column("new", Text),
    need("who"),
    need("made", Moment),
    need("why"),
    Column("undoes", ForeignKey("judgement.number")),
    Column("batch", Text),  # made, and undone, in one go
    Column("coding", Text),  # a blind judgement of that double coding: does not come into force
    Column("seconds", sa.Float),  # that the reviewer looked at it
)
standing = table("standing", Column("entry", Text, primary_key=True), need("verdict"))

# What reviewing needs.
queue = table(
    "queue",
    of("entry", "entry", primary_key=True),
    need("kind"),
    need("type"),
    need("head", Integer),  # the entry (pk) that stands here for all accounts of one event; 0: none
    need("consequence", sa.Float),
    need("priority", sa.Float),  # consequence times doubt
    need("open", Integer),
)
later = table(
    "later",
    Column("who", Text, primary_key=True),
    Column("entry", Text, primary_key=True),
    need("number", Integer),  # their order
)
reviewer = table("reviewer", Column("who", Text, primary_key=True), need("keys", sa.JSON))
coding = table(
    "coding",
    Column("id", Text, primary_key=True),
    need("made", Moment),
    need("made_by"),
    need("first"),
    need("second"),
    need("record", sa.JSON),  # seed, size and filters of the sample
)
coding_entry = table(
    "coding_entry",
    Column("coding", ForeignKey("coding.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    need("entry"),
)

# What settling concludes from all articles together; may be replaced at any time.
identity = table(
    "identity",
    of("article", "article", primary_key=True),
    Column("actor", Text, primary_key=True),
    need("identity"),
    need("name"),
    need("folded"),
    need("kind"),
    Column("country", Text),
    Column("sector", Text),
)
# What is kept to find who is who where an article is added: see parley.stories.identities.forms.
form = table(
    "form",
    Column("pk", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    need("record", sa.JSON),
    Column("identity", Text),  # that the machine finds; None: each article has its own
)
form_key = table(
    "form_key", Column("key", Text, primary_key=True), of("form", "form", primary_key=True)
)
casting = table(
    "casting",
    of("article", "article", primary_key=True),
    Column("actor", Text, primary_key=True),
    of("form", "form"),
    need("identity"),  # that the machine finds, before what people decided
)
copy = table(
    "copy",
    of("article", "article", primary_key=True),
    of("article", "leading"),
    Column("origin", Text),
    need("reason"),
)
story = table(
    "story",
    of("article", "article", primary_key=True),
    need("story"),
    need("title"),
)
story_word = table(
    "story_word",
    Column("story", Text, primary_key=True),
    Column("number", Integer, primary_key=True, index=True),  # of a word that its name weighs
)
repeated_line = table(
    "repeated_line",
    Column("publisher", Text, primary_key=True),
    Column("line", Text, primary_key=True),
    need("articles", Integer),
)
learned_furniture = table(
    "learned_furniture",
    of("article", "article", primary_key=True),
    Column("start", Integer, primary_key=True),
    need("end", Integer),
)
dated = table(
    "dated",
    of("article", "article", primary_key=True),
    need("start_day", Date),
    need("end_day", Date),
    need("reasons", sa.JSON),
)
utterance = table(
    "utterance",
    Column("entry", Text, primary_key=True),
    Column("utterance", Text, nullable=False, index=True),
    need("leads", Integer),
)
digest = table(
    "digest",
    of("article", "article", primary_key=True),
    need("made_by"),
    need("shingles", sa.LargeBinary),
    need("terms", sa.JSON),
    need("talks", sa.JSON),
)
shingle = table(
    "shingle",
    Column("hash", Integer, primary_key=True),  # one in a few of a digest's
    of("article", "article", primary_key=True),
)
opening = table(
    "opening",
    of("article", "article", primary_key=True),
    need("made_by"),
    need("numbers", sa.LargeBinary),  # of the words of its headline and opening
    need("counts", sa.LargeBinary),
    need("quotes", sa.LargeBinary),  # hashes of what it quotes
)
near = table(
    "near",
    of("article", "article", primary_key=True),
    Column("nearest", Integer),  # the article (pk) that it is most like
    need("likeness", Integer),
    need("block", Integer),  # an article (pk) of the block in which stories are looked for
)
near_undated = table(
    "near_undated",
    of("article", "article", primary_key=True),
    need(
        "dated", sa.JSON
    ),  # the dated articles that an undated one is most like, with their likeness
)
joined = table(
    "joined",
    Column("pk", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    need("kind"),  # happening, thread
    need("type"),  # of an event; kind of a proposal
    Column("mode", Text),
    Column("status", Text),  # of a thread: its state
    Column("day", Date),  # by which it is sorted: its own, else that of its first publication
    Column("last_day", Date),
    need("weight", sa.Float),
    need("confidence", sa.Float),
    need("articles", Integer),
    need("outlets", Integer),
    need("origins", Integer),
    need("disputed", Integer),
    Column("known_from", Date),  # published by one article
    need("known_until", Date),  # published by all; far ahead where a day is not known
)
# Beside it, so that a list that is filtered and counted need not go through the records.
joined_record = table(
    "joined_record", of("joined", "joined", primary_key=True), need("record", sa.JSON)
)
joined_member = table(
    "joined_member",
    Column("entry", Text, primary_key=True),
    of("joined", "joined"),
    need("position", Integer),
    Column("held_against", Text),
    Column("reason", Text),
)
joined_actor = table(
    "joined_actor",
    of("joined", "joined", primary_key=True),
    Column("identity", Text, primary_key=True),
    Column("country", Text),
)
joining = table(
    "joining",
    Column("entry", Text, primary_key=True),
    need("block"),
    need("first", Integer),  # weeks that its keys name
    need("last", Integer),
    need("keys", sa.LargeBinary),
    need("named", Integer),  # whether some of its keys name no week
    need("sight"),  # a line of text
)
joining_points = table(
    "joining_points",
    Column("block", Text, primary_key=True),
    need("points", sa.LargeBinary),
)
joining_crowd = table("joining_crowd", Column("key", Integer, primary_key=True))
thread_spot = table(
    "thread_spot",
    Column("entry", Text, primary_key=True),
    need("near"),  # kinds with countries, a line each
    need("words"),  # the same with telling words
    Column("first", Integer),  # days, as ordinals
    Column("last", Integer),
    Column("beside", Text),
    Column("told_first", Date),
    Column("told_last", Date),
    need("sight", sa.JSON),
)
stale = table("stale", of("article", "article", primary_key=True))
dispute = table(
    "dispute",
    Column("id", Text, primary_key=True),
    of("joined", "joined"),
    need("kind"),
    Column("day", Date),
    need("record", sa.JSON),
)
position = table(
    "position",
    Column("side", Text, primary_key=True),
    Column("subject", Text, primary_key=True),
    Column("number", Integer, primary_key=True),  # in time
    need("who", sa.JSON),  # the side
    need("topic"),
    need("stance"),
    Column("day", Date),
    Column("known", Date),
    Column("before", Text),  # the stance before, where that was another one
    Column("turned", Date),  # when both were known; far ahead where a day is not known
    need("record", sa.JSON),  # without side, subject and topic
)
fetched = table(
    "fetched",
    Column("url", Text, primary_key=True),
    Column("etag", Text),
    Column("last_modified", Text),
)
unsettled = table("unsettled", of("article", "article", primary_key=True))

# A team: who may do what, and what was done or refused at the door.
person = table(
    "person",
    Column("name", Text, primary_key=True),
    Column("folded", Text, nullable=False, unique=True),
    need("role"),
    Column("password", Text),
    need("made", Moment),
    Column("closed", Moment),
)
visit = table(
    "visit",
    Column("digest", Text, primary_key=True),
    Column("who", ForeignKey("person.name"), nullable=False),
    need("opened", Moment),
    need("until", Moment),
)
token = table(
    "token",
    Column("id", Text, primary_key=True),
    Column("digest", Text, nullable=False, unique=True),
    Column("who", ForeignKey("person.name"), nullable=False),
    need("purpose"),
    need("made", Moment),
    Column("closed", Moment),
)
audit = table(
    "audit",
    Column("number", Integer, primary_key=True),
    need("made", Moment),
    need("who"),
    need("what"),
    need("detail"),
    need("address"),
)
