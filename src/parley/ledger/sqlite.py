"""All that is SQLite's own: opening the file, its pragmas, full text search, the words of its errors."""

from __future__ import annotations

import json
import os
import re
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, Literal

import sqlalchemy as sa
from sqlalchemy.pool import QueuePool

from parley.errors import LedgerError, NewerLedgerError, NotALedgerError, ReadOnlyLedgerError
from parley.ledger import migrations
from parley.ledger.words import storable
from parley.log import logger

APPLICATION_ID: Final = 0x50524C59  # "PRLY", by which `file` and we know our own

BUSY_SECONDS: Final = 60.0
"""How long a writer waits for another; a transaction of ours takes milliseconds, settling seconds."""

CACHE_KIB: Final = 32 * 1024
"""Page cache of a connection: holds the upper index pages of a ledger of a million entries."""

_log = logger(__name__)

LOG_PAGES: Final = 4_000
"""Pages (16 MiB) of the write-ahead log before they go into the file: fewer, longer writes."""

SAMPLED: Final = 1000
"""Rows of an index that are looked at for it: 20 ms for a ledger of 100,000 entries."""

_MAGIC: Final = b"SQLite format 3\0"
_OTHER_FILE = "choose another file with --ledger"


def open_engine(path: Path, mode: Literal["write", "read"]) -> sa.Engine:
    """An engine on the ledger at ``path``, made or brought up to date where ``mode`` is ``write``.

    Raises:
        NotALedgerError, NewerLedgerError, ReadOnlyLedgerError, LedgerError: see :mod:`parley.errors`.
    """
    with translated(path):
        _check_file(path, mode)
        if mode == "write":
            return _prepared(path)
        engine = _readable(path)
        found = -1
        try:
            with engine.connect() as connection:
                found = _recognise(connection, path)
        finally:
            if found != migrations.VERSION:
                engine.dispose()
        if found == migrations.VERSION:
            return engine
        if found == 0:
            raise NotALedgerError(str(path), "is empty", advice="fill it with `parley read`")
        _prepared(path).dispose()
        return _readable(path)


@contextmanager
def reading(engine: sa.Engine, path: Path) -> Iterator[sa.Connection]:
    """A connection that sees one state of the ledger, whoever writes meanwhile."""
    with translated(path), engine.connect() as connection:
        yield connection


@contextmanager
def writing(engine: sa.Engine, path: Path) -> Iterator[sa.Connection]:
    """A transaction that holds the only right to write from its first statement on."""
    with translated(path), engine.connect() as connection:
        writer = connection.execution_options(parley_begin="IMMEDIATE")
        with writer.begin():
            yield writer


def analyse(connection: sa.Connection) -> None:
    """Let the planner know how the rows are spread: it picks the wrong index for one article's entries else.

    What it was told, it knows well enough until there are twice as many articles.
    """
    if sa.inspect(connection).has_table("sqlite_stat1"):
        ids = "SELECT stat FROM sqlite_stat1 WHERE tbl = 'article' AND idx LIKE 'sqlite_autoindex%'"
        told = connection.exec_driver_sql(ids).scalars().first()
        now = connection.exec_driver_sql("SELECT count(*) FROM article").scalar_one()
        if told is not None and now <= 2 * int(told.split()[0]):
            return
    connection.exec_driver_sql(f"PRAGMA analysis_limit = {SAMPLED}")
    connection.exec_driver_sql("ANALYZE")


def next_pk(connection: sa.Connection, table: sa.Table) -> int:
    """The next free number of a table; safe only inside :func:`writing`."""
    highest = connection.execute(sa.select(sa.func.max(table.c.pk))).scalar_one()
    return int(highest or 0) + 1


def matching(
    table: Literal["article", "entry"], words: str, best: int | None = None
) -> sa.Select[Any]:
    """Selects ``pk`` and ``rank`` (lower is better) of the rows that hold all the words.

    Args:
        words: in any order; ``"words in quotation marks"`` stand together; ``ceas*`` is a beginning.
        best: only so many of the best; None: all, in no order.
    """
    index = sa.table(f"{table}_search", sa.column("rowid"), sa.column("rank"))
    found = sa.select(index.c.rowid.label("pk"), index.c.rank.label("rank")).where(
        sa.literal_column(f"{table}_search").op("MATCH")(_fts_query(words))
    )
    return found if best is None else found.order_by(index.c.rank).limit(best)


def _fts_query(words: str) -> str:
    """The user's words in FTS5's language, every term quoted so that none is an operator."""
    terms = []
    for phrase, star, word in re.findall(r'"([^"]*)"?(\*?)|([^\s"]+)', words):
        term = phrase or word
        begins = bool(star) or word.endswith("*")
        if any(c.isalnum() for c in term):
            terms.append('"' + term.rstrip("*").replace("\0", " ") + '"' + ("*" if begins else ""))
    return storable(" ".join(terms)) or '""'


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn the errors of SQLite that a user can act on into ours; the others are bugs and stay."""
    try:
        yield
    except sa.exc.DBAPIError as exc:
        ours = _translate(exc.orig, path)
        if ours is None:
            raise
        raise ours from exc
    except sqlite3.Error as exc:
        ours = _translate(exc, path)
        if ours is None:
            raise
        raise ours from exc


def _translate(error: BaseException | None, path: Path) -> LedgerError | None:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    where = str(path)
    match code:
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM:
            return _read_only(where)
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return LedgerError(
                where,
                f"another program has held it for {BUSY_SECONDS:.0f} seconds",
                advice="try again",
            )
        case sqlite3.SQLITE_FULL:
            return LedgerError(where, "the disk is full", advice="make room; the ledger is whole")
        case sqlite3.SQLITE_CANTOPEN:
            return LedgerError(where, "cannot be opened", advice="check its folder and permissions")
        case sqlite3.SQLITE_IOERR:
            return LedgerError(where, f"the disk does not answer ({error})")
        case sqlite3.SQLITE_NOTADB:
            return NotALedgerError(where, "is not a ledger", advice=_OTHER_FILE)
        case sqlite3.SQLITE_CORRUPT:
            return LedgerError(
                where, "is damaged", advice="keep a copy, then try `sqlite3 FILE .recover`"
            )
    return None


def _check_file(path: Path, mode: str) -> None:
    """Refuse what no database can be made of, before SQLite sees it."""
    where = str(path)
    if path.is_dir():
        raise NotALedgerError(where, "is a folder", advice="name a file, such as parley.db, in it")
    if not path.exists():
        if mode == "read":
            raise LedgerError(
                where, "there is no ledger here", advice="make one with `parley read`"
            )
        if not path.parent.is_dir():
            raise LedgerError(where, "its folder does not exist", advice="make the folder first")
        return
    try:
        with path.open("rb") as file:
            head = file.read(len(_MAGIC))
    except OSError as exc:
        raise LedgerError(where, f"cannot be read ({exc.strerror})") from exc
    if head not in (b"", _MAGIC):
        raise NotALedgerError(where, "is not a ledger", advice=_OTHER_FILE)
    if mode == "write" and not os.access(path, os.W_OK):
        raise _read_only(where)  # SQLite itself would say so only at the first entry


def _read_only(where: str) -> ReadOnlyLedgerError:
    advice = "copy it to a folder of yours, or only list and export"
    return ReadOnlyLedgerError(where, "cannot be written", advice=advice)


def _prepared(path: Path) -> sa.Engine:
    """A writing engine whose tables are up to date."""
    engine = _engine(path, "mode=rwc")
    try:
        with writing(engine, path) as connection:
            before = _recognise(connection, path)  # before anything of a foreign file is touched
        _use_wal(engine)
        more = True
        while more:
            with writing(engine, path) as connection:
                if _recognise(connection, path) == 0:
                    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
                more = migrations.step(connection)
    except BaseException:
        engine.dispose()
        raise
    if 0 < before < migrations.VERSION:
        _log.warning(
            "%s: brought up to date, from schema %d to %d; an earlier Parley opens it no longer",
            path, before, migrations.VERSION,
        )  # fmt: skip
    return engine


def _readable(path: Path) -> sa.Engine:
    """A reading engine, also where SQLite may not make its side files (a folder that is read-only).

    It opens for writing all the same, where it may: only so can it clear its side files away.
    """
    engine = _engine(path, "mode=rw", "PRAGMA query_only = ON")
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql("SELECT count(*) FROM sqlite_master")
    except sa.exc.OperationalError as exc:
        engine.dispose()
        code = getattr(exc.orig, "sqlite_errorcode", 0) & 0xFF
        log = path.with_name(path.name + "-wal")
        unlogged = not log.exists() or log.stat().st_size == 0
        if code not in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY) or not unlogged:
            raise
        return _engine(path, "immutable=1")
    return engine


def _engine(path: Path, options: str, *pragmas: str) -> sa.Engine:
    uri = f"{path.absolute().as_uri()}?{options}"

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(
            uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = NORMAL")  # whole after a kill; WAL needs no more
        connection.execute(f"PRAGMA cache_size = {-CACHE_KIB}")
        connection.execute(f"PRAGMA wal_autocheckpoint = {LOG_PAGES}")
        connection.execute("PRAGMA temp_store = MEMORY")
        for pragma in pragmas:
            connection.execute(pragma)
        return connection

    engine = sa.create_engine(
        "sqlite://",
        creator=connect,
        poolclass=QueuePool,
        # Only ASCII: JSON can then hold what UTF-8 cannot, such as a file name in no encoding.
        json_serializer=lambda value: json.dumps(value, separators=(",", ":"), sort_keys=True),
    )
    sa.event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: sa.Connection) -> None:
    how = connection.get_execution_options().get("parley_begin", "DEFERRED")
    connection.exec_driver_sql(f"BEGIN {how}")


def _use_wal(engine: sa.Engine) -> None:
    """Write-ahead logging: readers and a writer do not wait for each other. Stays set in the file.

    SQLite does not wait here where several programs make one ledger together, so we do.
    """
    raw = engine.raw_connection()
    last = time.monotonic() + BUSY_SECONDS
    try:
        while True:
            try:
                raw.cursor().execute("PRAGMA journal_mode = WAL")
                return
            except sqlite3.OperationalError as exc:
                if exc.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > last:
                    raise
            time.sleep(0.02)
    finally:
        raw.close()


def _recognise(connection: sa.Connection, path: Path) -> int:
    """The schema version; 0 for an empty database.

    Raises:
        NotALedgerError, NewerLedgerError: the file is somebody else's or of a later Parley.
    """
    mark = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
    tables = connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one()
    if mark != APPLICATION_ID and (mark or tables):
        raise NotALedgerError(str(path), "is a database of another program", advice=_OTHER_FILE)
    found = migrations.version(connection)
    if found > migrations.VERSION:
        raise NewerLedgerError(
            str(path),
            f"was written by a newer Parley (schema {found}, this one knows {migrations.VERSION})",
            advice="upgrade Parley",
        )
    return found
