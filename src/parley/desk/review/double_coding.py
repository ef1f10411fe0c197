"""Double coding: a second reviewer judges a sample blindly, the two are compared, and somebody settles where they differ."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from parley.desk.corrections import EDITABLE
from parley.desk.review import agreement
from parley.errors import UsageError
from parley.ledger import Ledger, QueueQuery, decided
from parley.records import Judgement, Verdict

Clock = Callable[[], datetime]


class DoubleCoding:
    """Double codings of a ledger, from the sample that is drawn to the decisions about it."""

    def __init__(self, ledger: Ledger, clock: Clock) -> None:
        self.ledger, self._clock = ledger, clock

    def draw(
        self, asked: QueueQuery, *, first: str, second: str, size: int, seed: int, who: str
    ) -> agreement.Coding:
        """Draw a sample of what ``first`` decided for ``second`` to judge blindly."""
        ids = self.ledger.review.ids(replace(asked, by=first))
        made = self.ledger.review.judgements_of(ids)
        pool = [e for e in ids if decided(j for j in made[e] if j.who == first)]
        return agreement.draw(
            self.ledger, pool, first=first, second=second, size=size, seed=seed,
            made_by=who, when=self._clock(),
        )  # fmt: skip

    def codings(self) -> list[agreement.Coding]:
        """All double codings, the latest first."""
        return agreement.codings(self.ledger)

    def coding(self, coding: str) -> agreement.Coding:
        """One double coding; raises NotFoundError."""
        return agreement.get(self.ledger, coding)

    def to_code(self, coding: str, *, who: str) -> list[str]:
        """What the second reviewer has still to judge; raises UsageError for anybody else."""
        found = self.coding(coding)
        if who != found.second:
            raise UsageError(f"{found.second} judges this sample, not {who}")
        return agreement.left(self.ledger, found)

    def agreements(self, coding: str) -> list[agreement.Agreement]:
        """Krippendorff's alpha by field."""
        return agreement.agreements(self.ledger, self.coding(coding))

    def disagreements(self, coding: str) -> list[agreement.Disagreement]:
        """What the two differ on and nobody has decided."""
        return agreement.disagreements(self.ledger, self.coding(coding))

    def adjudicate(
        self, coding: str, entry: str, field: str, packed: str, *, who: str
    ) -> Judgement:
        """The third decision on a field: its packed value as JSON, or a verdict; an ordinary judgement."""
        why, now = agreement.reason(self.coding(coding).id, field), self._clock()
        if field == agreement.VERDICT:
            verdict: Verdict = "reject" if json.loads(packed) == "reject" else "accept"
            return self.ledger.judge(Judgement(entry, verdict, who, now, why=why))
        if field not in EDITABLE[self.ledger.get(entry).row.kind]:
            raise UsageError(f"the field {field!r} cannot be edited")
        return self.ledger.judge(
            Judgement(entry, "edit", who, now, field=field, new=packed, why=why)
        )
