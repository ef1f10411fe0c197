"""Who is who in a ledger: found anew for the actors of new articles, and for those on whom they bear.

Which actors bear on each other is told by the keys of their forms (:mod:`parley.stories.identities.forms`): persons by spellings of
one name, a surname alone by all who have it, an office alone by those who are seen in it, organisations by their name and
acronym. What comes out is what finding all anew gives.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from parley.ledger import Identity, KeptForm, Ledger, NewCasting, NewForm, Recast
from parley.records import Office
from parley.stories.identities.decided import Merge, read_decision
from parley.stories.identities.forms import (
    Form,
    Member,
    acronyms,
    form_of,
    held,
    is_full,
    is_person,
    keys_of,
    links,
    meant,
    named,
    surname,
)
from parley.stories.identities.identity import (
    IdentityOf,
    Label,
    identities_of,
    label_of,
    name_forms,
    own_identity,
    place,
    seated,
)
from parley.stories.identities.seats import Seats

Part = tuple[str, str]
"""An article and the key of an actor in it."""

Days = Mapping[str, date | None]
"""Article → day of its publication."""

NO_PARTY = "MED"
"""Sector of outlets, which report a story and are not whom it is about."""


@dataclass(frozen=True, slots=True)
class Identities:
    """What is found of who is who.

    Attributes:
        rows: of actors that are new or somebody else than before; before: who they were, where they were there.
        recast: what the ledger keeps of forms; who: is who now.
    """

    rows: Sequence[IdentityOf]
    before: Mapping[Part, Identity]
    recast: Recast
    who: Who


def find(ledger: Ledger, new: Iterable[str], days: Days, *, anew: bool) -> Identities:
    """Who is who after the articles ``new`` came.

    Args:
        anew: whether all is to be found anew, whatever the ledger has.
    """
    if not anew and ledger.forms.complete():
        return _Grown(ledger, new, days).found()
    decided = [read_decision(j) for j in ledger.decisions()]
    known, placed = place(ledger.casts(), days)
    before = {} if anew else {(i.article, i.actor): i for i in ledger.forms.all_settled()}
    rows = list(identities_of(placed, decided))
    recast = Recast(
        [NewForm(form, identity, keys_of(form)) for form, identity in known.items()],
        [NewCasting(m.article, m.actor.key, m.form, identity) for m, identity in placed],
        anew=True,
    )
    return Identities(_other(rows, before), before, recast, Who(rows, None))


def _other(rows: Iterable[IdentityOf], before: Mapping[Part, Identity]) -> list[IdentityOf]:
    """Those rows that are other than before."""
    was = {part: _as_settled(i) for part, i in before.items()}
    return [r for r in rows if was.get((r.article, r.actor)) != r]


def _as_settled(was: Identity) -> IdentityOf:
    return IdentityOf(was.article, was.actor, was.identity, *_label(was))


def _label(who: Identity) -> Label:
    return Label(who.name, who.kind, who.country, who.sector)


class Who:
    """Who is who now, of all or of those that are asked for."""

    def __init__(self, rows: Iterable[IdentityOf], ledger: Ledger | None) -> None:
        """Args:
        rows: who the ledger does not know, or knows as somebody else; ledger: None where these are all.
        """
        self._ledger = ledger
        self._now: defaultdict[str, dict[str, IdentityOf]] = defaultdict(dict)
        self._read: set[str] = set()
        for row in rows:
            self._now[row.article][row.actor] = row

    def load(self, articles: Iterable[str]) -> None:
        """Read in one go who is who in these articles."""
        if self._ledger is not None:
            missing = set(articles) - self._read
            self._read |= missing
            for i in self._ledger.forms.settled_in(missing):
                self._now[i.article].setdefault(i.actor, _as_settled(i))

    def identity(self, part: Part) -> str | None:
        """The id of the actor's identity; None where the article has no such actor."""
        found = self._of(part[0]).get(part[1])
        return None if found is None else found.identity

    def name(self, part: Part) -> str | None:
        """By which name the actor may stand in a story's."""
        found = self._of(part[0]).get(part[1])
        return None if found is None else name_in_story(found)

    def _of(self, article: str) -> Mapping[str, IdentityOf]:
        self.load([article])
        return self._now[article]


def name_in_story(who: IdentityOf | Identity | None) -> str | None:
    """By which name somebody may stand in a story's."""
    return who.name if who is not None and who.sector != NO_PARTY else None


def _called(forms: Iterable[Form]) -> set[str]:
    """Keys of the names and acronyms of organisations and groups."""
    return {key for form in forms for key in (named(form.name), *acronyms(form))}


class _Change(NamedTuple):
    """An actor in whom the machine finds somebody else than before; ``before`` is None of new ones."""

    form: Form
    before: str | None
    now: str


class _Grown:
    """What new articles change.

    What is found by forms is found anew for those near to the forms that came; what else it takes is loaded beside them.
    """

    def __init__(self, ledger: Ledger, new: Iterable[str], days: Days) -> None:
        self._ledger, self._forms, self._days = ledger, ledger.forms, days
        self._kept: dict[Form, KeptForm] = {}
        self._numbered: dict[int, Form] = {}
        self._come = [
            Member(article, actor, form_of(actor))
            for article, found in ledger.casts(new)
            for actor in found
        ]
        come = Counter(m.form for m in self._come)
        self._load(self._forms.known(come))
        near, beside = self._around(set(come))
        found = name_forms(self._numbers(near | beside) + come)
        self._now = {form: found[form] for form in near}
        self._moved = {
            form
            for form, identity in self._now.items()
            if form in self._kept and self._kept[form].identity != identity
        }
        self._changes = dict(self._replaced())
        self._changes |= dict(self._reseated())

    def found(self) -> Identities:
        """What is found."""
        judged = self._judged()
        rows = [*self._unjudged(judged), *self._decided(judged)]
        was = {c.before for c in self._changes.values() if c.before is not None} | judged
        was |= {r.identity for r in rows if (r.article, r.actor) not in self._changes}
        before = self._forms.settled(was)
        rows = _other(rows, before)
        return Identities(rows, before, self._recast(), Who(rows, self._ledger))

    def _recast(self) -> Recast:
        new = [form for form in self._now if form not in self._kept]
        return Recast(
            [NewForm(form, self._now[form], keys_of(form)) for form in (*new, *self._moved)],
            [NewCasting(*part, c.form, c.now) for part, c in self._changes.items()],
            anew=False,
        )

    # ---- forms ------------------------------------------------------------------------------------------

    def _load(self, found: Iterable[KeptForm]) -> set[Form]:
        out = set()
        for kept in found:
            self._kept[kept.form] = kept
            self._numbered[kept.number] = kept.form
            out.add(kept.form)
        return out

    def _having(self, keys: Iterable[str]) -> set[Form]:
        return self._load(self._forms.having(keys))

    def _numbers(self, forms: Iterable[Form]) -> Counter[Form]:
        """How many actors the ledger has that have each of these forms."""
        kept = [self._kept[form].number for form in forms if form in self._kept]
        found = self._forms.numbers(kept).items()
        return Counter({self._numbered[n]: number for n, number in found})

    def _around(self, come: set[Form]) -> tuple[set[Form], set[Form]]:
        """Forms on which those that came may bear, and others on which these depend."""
        persons = {form for form in come if is_person(form)}
        block = self._linked(form for form in persons if is_full(form))
        names = self._having({surname(form) for form in block | persons})
        near = come | self._linked(block | {form for form in names if is_full(form)}) | names
        others = {form for form in come if form.kind != "person"}
        called = others | self._having(_called(others))
        return near | called, self._having(_called(called))

    def _linked(self, forms: Iterable[Form]) -> set[Form]:
        """These forms of persons named in full, and all that hang together with them."""
        found: set[Form] = set()
        asked: set[str] = set()
        left = set(forms)
        while left:
            found |= left
            keys = {key for form in left for key in links(form)} - asked
            asked |= keys
            left = self._having(keys) - found
        return found

    # ---- actors -----------------------------------------------------------------------------------------

    def _replaced(self) -> Iterator[tuple[Part, _Change]]:
        """Actors that came, and those whose form is somebody else now."""
        for m in self._come:
            part = m.article, m.actor.key
            yield part, _Change(m.form, None, self._now[m.form] or own_identity(m.form, *part))
        for c in self._forms.castings(self._kept[form].number for form in self._moved):
            form, part = self._numbered[c.form], (c.article, c.actor)
            yield part, _Change(form, c.identity, self._now[form] or own_identity(form, *part))

    def _reseated(self) -> Iterator[tuple[Part, _Change]]:
        """Actors that are named by their office alone, where others are seen in it than before."""
        changed = {change.form for change in self._changes.values()}
        seats = {seat for form in changed if is_person(form) for seat in held(form)}
        alone = {form for form in changed if meant(form)}
        asking = alone | self._having(f"meant {s}" for s in seats | {meant(f) for f in alone})
        if not asking:
            return
        seen = Seats(self._seen({f"held {meant(form)}" for form in asking}))
        for m in self._come:
            sitting = seated(m.form, self._days[m.article], seen)
            if sitting is not None:
                yield (m.article, m.actor.key), _Change(m.form, None, sitting)
        for c in self._forms.castings(self._kept[f].number for f in asking if f in self._kept):
            form, part = self._numbered[c.form], (c.article, c.actor)
            known = self._kept[form].identity or own_identity(form, *part)
            now = seated(form, c.day, seen) or known
            if now != c.identity:
                yield part, _Change(form, c.identity, now)

    def _seen(self, keys: Iterable[str]) -> Iterator[tuple[str, date | None, Office]]:
        """Who is seen when in the offices with these keys."""
        still = self._having(keys) - self._moved
        for s in self._forms.seen(self._kept[form].number for form in still):
            yield from ((s.identity, s.day, office) for office in self._numbered[s.form].offices)
        for (article, _), change in self._changes.items():
            if is_person(change.form):
                day = self._days[article]
                yield from ((change.now, day, office) for office in change.form.offices)

    # ---- identities -------------------------------------------------------------------------------------

    def _unjudged(self, judged: set[str]) -> Iterator[IdentityOf]:
        """Who comes to identities on which no decision bears, and all of those that are called otherwise now."""
        changed = {i for c in self._changes.values() for i in (c.before, c.now) if i is not None}
        was = self._forms.one_of(changed - judged)
        of = self._members()
        for identity, forms in self._counted(changed - judged).items():
            label = label_of(forms)
            parts = of[identity]
            if identity not in was or label != _label(was[identity]):
                parts = [*parts, *self._staying(identity)]
            yield from (IdentityOf(a, actor, identity, *label) for a, actor in parts)

    def _members(self) -> Mapping[str, list[Part]]:
        """Identity → who comes to it."""
        out: defaultdict[str, list[Part]] = defaultdict(list)
        for part, change in self._changes.items():
            out[change.now].append(part)
        return out

    def _staying(self, identity: str) -> list[Part]:
        parts = ((c.article, c.actor) for c in self._forms.castings_of([identity]))
        return [part for part in parts if part not in self._changes]

    def _counted(self, identities: Iterable[str]) -> dict[str, Counter[Form]]:
        """The forms of identities, with how many actors have each."""
        kept = self._forms.forms_of(identities)
        numbers = {n for forms in kept.values() for n in forms} - self._numbered.keys()
        self._load(self._forms.numbered(numbers))
        out = {i: Counter[Form]() for i in identities}
        for identity, forms in kept.items():
            out[identity].update({self._numbered[n]: number for n, number in forms.items()})
        for change in self._changes.values():
            if change.now in out:
                out[change.now][change.form] += 1
            if change.before in out:
                out[change.before][change.form] -= 1
        return {i: +forms for i, forms in out.items() if +forms}

    # ---- decisions --------------------------------------------------------------------------------------

    def _judged(self) -> set[str]:
        """Identities on which what people decide now, or decided once, may bear."""
        ever = [read_decision(j) for j in self._ledger.decisions(undone=True)]
        if not ever:
            return set()
        whom = [w for d in ever for w in ((d.one, d.other) if isinstance(d, Merge) else (d.of,))]
        names = {named(w.name) for w in whom}
        so_called = self._having(names)
        found = {s.identity for s in self._forms.seen(self._kept[f].number for f in so_called)}
        found |= {c.now for c in self._changes.values() if named(c.form.name) in names}
        # Whoever left may have been all that a decision was about.
        found |= {c.before for c in self._changes.values() if c.before is not None}
        return found | {w.identity for w in whom}

    def _decided(self, judged: set[str]) -> Iterator[IdentityOf]:
        """Who is who of those on whom a decision bears."""
        if judged:
            decided = [read_decision(j) for j in self._ledger.decisions()]
            yield from identities_of(self._placed(judged), decided)

    def _placed(self, identities: set[str]) -> Iterator[tuple[Member, str]]:
        """All actors in whom the machine finds these identities."""
        come = {(m.article, m.actor.key): m for m in self._come}
        for article, actor, identity in self._forms.actors(identities):
            part, member = (article, actor.key), Member(article, actor, form_of(actor))
            if part in self._changes:
                come[part] = member
            else:
                yield member, identity
        for part, change in self._changes.items():
            if change.now in identities:
                yield come[part], change.now
