"""The face of the store: :class:`Ledger`, in one file for each of those whom it serves."""

from parley.ledger.store.ledger import Ledger
from parley.ledger.store.listing import ALL_KINDS

__all__ = ["ALL_KINDS", "Ledger"]
