"""Every error that Parley raises on purpose.

    ParleyError
    ├── InputError          a source, a line or a page cannot be used        (origin, line, reason, advice)
    │   ├── FetchError      a URL was refused, failed or was too large
    │   └── TooLargeError   a bound of size, depth or time was passed
    ├── LedgerError         the ledger cannot be opened or written           (path, reason, advice)
    │   ├── NotALedgerError
    │   ├── NewerLedgerError
    │   └── ReadOnlyLedgerError
    ├── RefusedEntryError   an entry that breaks a rule (verbatim, evidence)  (entry, reason)
    ├── NotFoundError       no entry, article or actor of that id, or several (what, advice, several)
    ├── UsageError          a call or command that cannot be meant
    └── ModelError          a model or a fact file is missing or not the one the manifest names

Errors carry their data in attributes and say what to do next. Errors of foreign libraries are translated
where they enter, ``from exc``, and only those that a user can act on: bugs stay bugs.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

SHOWN_IDS: Final = 3
"""Ids that a message lists where several begin with what was asked for."""


class ParleyError(Exception):
    """Root of the tree: catch it to catch everything that Parley raises on purpose."""


class InputError(ParleyError):
    """A source that cannot be used; the rest of the batch goes on.

    Attributes:
        origin: file path or URL as the user gave it.
        line: 1-based line or row number inside the source, None where the whole source is meant.
        reason: what is wrong, without a full stop.
        advice: what to do next, without a full stop; may be empty.
    """

    def __init__(
        self, origin: str, reason: str, *, line: int | None = None, advice: str = ""
    ) -> None:
        self.origin, self.reason, self.line, self.advice = origin, reason, line, advice
        where = origin if line is None else f"{origin}, line {line}"
        super().__init__(f"{where}: {reason}" + (f"; {advice}" if advice else ""))


class FetchError(InputError):
    """A URL that was refused, failed, or answered with what is not an article."""


class TooLargeError(InputError):
    """A bound of size, depth or time was passed."""


class LedgerError(ParleyError):
    """The ledger cannot be opened or written.

    Attributes:
        path: the ledger's file.
        reason: what is wrong; advice: what to do next.
    """

    def __init__(self, path: str, reason: str, *, advice: str = "") -> None:
        self.path, self.reason, self.advice = path, reason, advice
        super().__init__(f"{path}: {reason}" + (f"; {advice}" if advice else ""))


class NotALedgerError(LedgerError):
    """The file is there but is not a Parley ledger."""


class NewerLedgerError(LedgerError):
    """The ledger was written by a newer version of Parley."""


class ReadOnlyLedgerError(LedgerError):
    """The ledger cannot be written where it is."""


class RefusedEntryError(ParleyError):
    """An entry that breaks a rule: not verbatim, without evidence, outside the text.

    Attributes:
        entry: the entry's id; reason: the rule that it breaks.
    """

    def __init__(self, entry: str, reason: str) -> None:
        self.entry, self.reason = entry, reason
        super().__init__(f"{entry}: {reason}")


class NotFoundError(ParleyError):
    """Nothing in the ledger has that id, or the ids of several things begin so.

    Attributes:
        what: the id that was asked for; advice: what to do next.
        several: some of the ids that begin so.
    """

    def __init__(self, what: str, *, advice: str = "", several: Sequence[str] = ()) -> None:
        self.what, self.advice, self.several = what, advice, tuple(several)
        reason = f"nothing has the id {what!r}"
        if several:
            listed = ", ".join(several[:SHOWN_IDS]) + (" …" if len(several) > SHOWN_IDS else "")
            reason, self.advice = (
                f"several ids begin with {what!r}: {listed}",
                advice or "give more of it",
            )
        super().__init__(reason + (f"; {self.advice}" if self.advice else ""))


class UsageError(ParleyError):
    """A call or a command that cannot be meant."""


class ModelError(ParleyError):
    """A model or a fact file is missing, or is not the one that its manifest names."""
