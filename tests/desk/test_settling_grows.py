"""Adding articles one by one gives the ledger that reading all at once gives, whatever the order."""

from __future__ import annotations

import itertools
import random
import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parley.clean import lines_of
from parley.desk import (
    Desk,
    growing,
    growing_copies,
    growing_identities,
    growing_threads,
    joining,
    open_desk,
    settling,
)
from parley.desk.settling import settle
from parley.ledger import Keyed, Ledger, Run
from parley.records import Article, Event, EventType, Extraction, Judgement, Status, When
from parley.records.joined import Account, Who
from parley.spans import Span
from parley.stories.happenings import blocks as happening_blocks
from parley.stories.happenings import happenings
from parley.stories.happenings.happenings import find_blocks, find_happenings
from parley.stories.happenings.sight import sight

CASE = Path(__file__).parents[2] / "examples" / "case"
RUN = Run(datetime(2025, 4, 1, tzinfo=UTC))
Pages = Sequence[tuple[Article, Extraction]]

CONCLUDED = (
    "SELECT article.id, identity.actor, identity, name, country FROM identity JOIN article ON pk = article",
    "SELECT article.id, story, story.title FROM story JOIN article ON pk = article",
    "SELECT joined.id, type, status, day, weight, articles, origins, known_from, known_until, record"
    " FROM joined JOIN joined_record ON joined = pk",
    "SELECT entry, joined.id, position, held_against, reason FROM joined_member JOIN joined ON pk = joined",
    "SELECT joined.id, identity, country FROM joined_actor JOIN joined ON pk = joined",
    "SELECT id, kind, day, record FROM dispute",
    "SELECT * FROM position",
    "SELECT entry, block, first, last, keys, named, sight FROM joining",
    "SELECT * FROM joining_points",
    "SELECT * FROM joining_crowd",
    "SELECT * FROM thread_spot",
    "SELECT entry, utterance, leads FROM utterance",
    "SELECT article.id, leading.id, origin, reason FROM copy JOIN article ON article.pk = copy.article"
    " JOIN article leading ON leading.pk = leading",
    "SELECT * FROM story_word",
    "SELECT hash, article.id FROM shingle JOIN article ON pk = article",
    "SELECT * FROM repeated_line",
    'SELECT article.id, start, "end" FROM learned_furniture JOIN article ON pk = article',
    "SELECT article.id, start_day, end_day, reasons FROM dated JOIN article ON pk = article",
    "SELECT article.id, other.id, likeness FROM near JOIN article ON article.pk = near.article"
    " LEFT JOIN article other ON other.pk = nearest",
    "SELECT entry.id, queue.kind, head.id, queue.consequence, queue.priority, open FROM queue"
    " JOIN entry ON entry.pk = queue.entry LEFT JOIN entry head ON head.pk = queue.head",
)


def concluded(path: Path) -> list[list[Any]]:
    """All that settling concluded, without the numbers of rows."""
    with sa.create_engine(f"sqlite:///{path}").connect() as connection:
        return [
            sorted(map(tuple, connection.exec_driver_sql(asked)), key=repr) for asked in CONCLUDED
        ]


def grown(path: Path, pages: Pages, first: int) -> list[list[Any]]:
    """The ledger after reading the first articles at once, and each other one by itself."""
    with Ledger.open(path) as ledger:
        for at, (article, extraction) in enumerate(pages, start=1):
            ledger.add(article, extraction, run=RUN, lines=lines_of(article))
            if at >= first:
                settle(ledger)
        assert not ledger.changed()
    return concluded(path)


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with open_desk(tmp_path_factory.mktemp("grows") / "case.db") as desk:
        desk.read([CASE])
        yield desk


@pytest.fixture(scope="module")
def pages(case: Desk) -> Pages:
    return list(case.ledger.everything())


@pytest.mark.parametrize("order", ["forwards", "backwards", 1, 2, 3])
def test_a_ledger_that_grows_is_the_one_read_at_once(
    case: Desk, pages: Pages, order: str | int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    some: list[int] = []
    ranked: list[bool] = []
    only_some, rank = joining._some_happenings, settling.rank
    monkeypatch.setattr(joining, "_some_happenings", lambda *a: some.append(1) or only_some(*a))
    monkeypatch.setattr(
        settling, "rank", lambda led, of: ranked.append(of is None) or rank(led, of)
    )
    # However few there are, only what is near is told anew.
    monkeypatch.setattr(joining, "FEW", 1)
    monkeypatch.setattr(settling, "FEW", 1)
    monkeypatch.setattr(growing_copies, "FEW", 1)
    monkeypatch.setattr(growing_threads, "FEW", 1)
    ordered = list(pages) if order != "backwards" else list(reversed(pages))
    if isinstance(order, int):
        random.Random(order).shuffle(ordered)
    assert grown(tmp_path / "grown.db", ordered, 11) == concluded(case.ledger.path)
    assert some, "no article was added to what there was"
    assert ranked == [True] + [False] * (len(pages) - 11), "all were put in their places again"


def test_what_was_judged_is_settled_exactly(case: Desk, pages: Pages, tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "judged.db") as ledger:
        for article, extraction in pages:
            ledger.add(article, extraction, run=RUN, lines=lines_of(article))
        settle(ledger)
    before = concluded(tmp_path / "judged.db")
    with open_desk(tmp_path / "judged.db") as desk:
        row = desk.events(type="CONSULT")[0]
        desk.judge(row.id, "reject", who="tester")
        assert desk.ledger.changed() == [row.article.id]
        settle(desk.ledger)
        assert concluded(tmp_path / "judged.db") != before
        desk.judge(row.id, "undo", who="tester")
        settle(desk.ledger)
        assert not desk.ledger.changed()
    assert concluded(tmp_path / "judged.db") == before


def test_two_that_settle_at_once_give_the_same_ledger(
    case: Desk, pages: Pages, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settling, "FEW", 1)
    grown(tmp_path / "before.db", pages[:-2], len(pages) - 2)
    for at in itertools.count(1, 9):
        path = tmp_path / f"{at}.db"
        shutil.copy(tmp_path / "before.db", path)
        added = settled_while_another_does(path, pages[-2], pages[-1], at)
        assert concluded(path) == concluded(case.ledger.path), f"added before reading number {at}"
        if not added:
            break
    assert at > 12


def settled_while_another_does(
    path: Path, first: tuple[Article, Extraction], second: tuple[Article, Extraction], at: int
) -> bool:
    """Settle with ``first``; another adds ``second`` and settles before reading number ``at``; whether it did."""
    with Ledger.open(path) as ledger, Ledger.open(path) as other:
        ledger.add(*first, run=RUN, lines=lines_of(first[0]))
        readings, read = itertools.count(1), Ledger._reading
        left = [second]

        def between(self: Ledger) -> Any:
            # While the one writes, the other would wait for it: for ever, in one thread.
            if self is ledger and next(readings) >= at and left and not held(path):
                page = left.pop()
                other.add(*page, run=RUN, lines=lines_of(page[0]))
                settle(other)
            return read(self)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Ledger, "_reading", between)
            settle(ledger)
        added = not left
        for page in left:
            ledger.add(*page, run=RUN, lines=lines_of(page[0]))
        settle(ledger)
        assert not ledger.changed()
    return added


def test_who_judges_while_it_is_settled_is_heard(
    pages: Pages, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, whole = tmp_path / "judged.db", tmp_path / "whole.db"
    last = max(pages, key=lambda page: len(page[1].events))
    event = last[1].events[0].id
    happenings, looked = joining._happenings, itertools.count()

    def judged_meanwhile(*args: Any) -> Any:
        if next(looked) == 0:
            with open_desk(path) as other:
                other.judge(event, "reject", who="tester")
        return happenings(*args)

    grown(path, [p for p in pages if p is not last], len(pages) - 1)
    with monkeypatch.context() as patch:
        patch.setattr(joining, "_happenings", judged_meanwhile)
        grown(path, [last], 1)
    assert next(looked) == 2
    shutil.copy(path, whole)
    with Ledger.open(whole) as ledger:
        # As if all were new.
        with sqlite3.connect(whole) as connection:
            connection.execute("INSERT INTO unsettled SELECT pk FROM article")
        connection.close()
        settle(ledger)
    assert concluded(path) == concluded(whole)


def held(path: Path) -> bool:
    """Whether somebody has the right to write."""
    with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as connection:
        try:
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:
            return True
    return False


@pytest.mark.parametrize("whom", [("Lavrov", "Rubio"), ("Russia", "Ukraine")])
def test_a_decision_about_actors_is_settled_as_if_all_were_read_since(
    pages: Pages, whom: tuple[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    anew: list[bool] = []
    find = growing_identities.find

    def watched(*args: Any, **options: Any) -> Any:
        anew.append(options["anew"])
        return find(*args, **options)

    path, whole = tmp_path / "decided.db", tmp_path / "whole.db"
    filled(path, pages)
    before = concluded(path)
    monkeypatch.setattr(growing_identities, "find", watched)
    # However many articles it is about, only what it bears on is told anew.
    monkeypatch.setattr(settling, "FEW", 0)
    monkeypatch.setattr(joining, "FEW", 1)
    monkeypatch.setattr(growing_threads, "FEW", 1)
    with open_desk(path) as desk:
        one, other = (next(r for r in desk.actors() if r.name.endswith(name)) for name in whom)
        made = desk.judge(one.identity, "merge", who="tester", value=other.identity)
        assert concluded(path) != before
        filled(whole, pages, made)
        assert concluded(path) == concluded(whole)
        desk.ledger.undo(made.number or 0, who="tester", when=RUN.started)
        settle(desk.ledger)
    assert anew == [False, True, False]
    assert concluded(path) == before


def filled(path: Path, pages: Pages, *decided: Judgement) -> None:
    """A ledger of the articles, all of it settled at once."""
    with Ledger.open(path) as ledger, pytest.MonkeyPatch.context() as patch:
        patch.setattr(settling, "FEW", 1)
        for article, extraction in pages:
            ledger.add(article, extraction, run=RUN, lines=lines_of(article))
        for judgement in decided:
            ledger.judge_actor(judgement)
        settle(ledger)


# ---- blocks, by accounts of our own invention -----------------------------------------------------------

VALDORIA = Who("act-v", "Valdoria", "state", "VLD")
NORLAND = Who("act-n", "Norland", "state", "NRL")
TOWNS = ("Lindholm", "Vinterby", "Kalmar", "Oster", "Sunde")


def account(n: int, town: int, day: int, number: int) -> Account[Event]:
    """A report of a shelling; equal town, day and number make accounts alike."""
    words = f"Valdoria shelled the {TOWNS[town]} market with {number + 100} rockets and hit a mill."
    anchor = Span(9, 16)
    on = date(2025, 3, 1) + timedelta(days=day)
    event = Event(
        f"ev-{n:04}", EventType.ASSAULT, Status.ACTUAL, ("v",), ("n",), anchor,
        (Span(0, len(words)),), When(on, on, "day"), 0.8, mode="artillery",
    )  # fmt: skip
    return Account(
        event.id, f"art-{n:04}", on, f"Outlet {n % 3}", f"Outlet {n % 3}", None, None, event,
        {"v": VALDORIA, "n": NORLAND}, ("shelled",), (words,),
    )  # fmt: skip


SPECS = st.lists(
    st.tuples(st.integers(0, 4), st.integers(0, 12), st.integers(0, 2)), min_size=1, max_size=24
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(SPECS, SPECS, st.data(), st.sampled_from([3, 150]), st.sampled_from([2, 100]))
def test_blocks_grow_to_what_all_accounts_give(
    first: list[tuple[int, int, int]],
    more: list[tuple[int, int, int]],
    data: st.DataObject,
    crowd: int,
    whole: int,
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        for module in (happening_blocks, growing):
            patch.setattr(module, "CROWD", crowd)
        for module in (happening_blocks, happenings):
            patch.setattr(module, "WHOLE", whole)
        before = {a.entry: a for a in (account(n, *s) for n, s in enumerate(first))}
        gone = set(data.draw(st.lists(st.sampled_from(sorted(before)), unique=True)))
        new = [account(n, *s) for n, s in enumerate(more, start=500)]
        after = {e: a for e, a in before.items() if e not in gone} | {a.entry: a for a in new}
        kept, points, crowded = kept_of(before)
        touched = gone | {a.entry for a in new}
        found = growing.Grown(Shelf(kept, points, crowded), touched, map(sight, new))
        keeping = found.keeping
        left = [k for k in kept if k.entry not in (keeping.gone or ())]
        points = [p for p in points if p[0] not in (keeping.parted or ())]
        grown = sorted([*left, *keeping.accounts]), sorted([*points, *keeping.points])
        assert (*grown, keeping.crowded) == kept_of(after)
        joined = {j.entries for block in found.blocks for j in block.joined}
        everything = find_happenings(after.values())
        assert joined <= {j.entries for j in everything}
        still = {k.entry for k in kept} - touched - found.was.keys()
        assert {j.entries for j in everything} - joined == {
            j.entries for j in find_happenings(before.values()) if set(j.entries) <= still
        }


def kept_of(
    accounts: dict[str, Account[Event]],
) -> tuple[list[Keyed], list[tuple[str, bytes]], list[int]]:
    sights = [sight(a) for a in accounts.values()]
    of = {s.entry: growing.keyed(s) for s in sights}
    blocks = list(find_blocks(growing.compared_by(sights, of)))
    crowded = growing.as_numbers(growing.crowded_of(of.values()))
    points = growing.points_of_large(blocks)
    return sorted(growing.placed(blocks, of)), sorted(points), crowded


class Shelf:
    """What is kept of accounts, as a ledger gives it."""

    def __init__(self, kept: list[Keyed], points: list[tuple[str, bytes]], keys: list[int]) -> None:
        self.kept, self.points, self.keys = kept, points, keys

    def crowded(self) -> list[int]:
        return self.keys

    def of_entries(self, entries: Iterable[str]) -> list[Keyed]:
        wanted = set(entries)
        return [k for k in self.kept if k.entry in wanted]

    def of_blocks(self, names: Iterable[str]) -> list[Keyed]:
        wanted = set(names)
        return [k for k in self.kept if k.block in wanted]

    def points_in(self, names: Iterable[str]) -> list[tuple[str, bytes]]:
        wanted = set(names)
        return [p for p in self.points if p[0] in wanted]

    def of_weeks(self, weeks: Iterable[tuple[int, int]], named: bool) -> list[Keyed]:
        asked = list(weeks)
        return [
            k
            for k in self.kept
            if (named and k.named) or any(k.first <= b and k.last >= a for a, b in asked)
        ]
