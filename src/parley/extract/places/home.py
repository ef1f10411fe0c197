"""Which country a text sounds as if told in: a name that many places have is more likely the one at home."""

from __future__ import annotations

import re
from typing import Final

_HOMES: Final = {
    "USA": re.compile(
        r"\b(?:[Ss]heriff|[Ss]tate [Pp]olice|[Ss]tate [Tt]rooper|[Hh]ighway [Pp]atrol|[Ss]chool [Dd]istrict|"
        r"[Cc]ounty [Cc]ommission|[Ee]lementary [Ss]chool|[Hh]igh [Ss]chool|[Ii]nterstate \d|[Cc]ity [Cc]ouncil|"
        r"[Dd]istrict [Aa]ttorney|[Ff]uneral [Hh]ome|[Tt]ownship|state legislature|GOP|911)\b|\$\d"
    ),
    "GBR": re.compile(
        r"£\d|\b(?:MP|MPs|councillors?|Labour|Tory|Tories|NHS|[Cc]ounty [Cc]ouncil|Lib Dems?|"
        r"[Mm]agistrates|constabulary|Constabulary|pensioner|[Bb]orough)\b"
    ),
    "CAN": re.compile(r"\b(?:RCMP|Mounties|provincial|MPP|MLA|CBC|OPP)\b"),
    "IND": re.compile(r"\b(?:crore|lakh|Lok Sabha|panchayat|taluk)\b|\bRs\.? ?\d"),
}
"""Words by which the press of a country tells of home."""

HOME_READ: Final = 20_000
"""Characters of a text that are looked at for them."""


def home_of(text: str) -> dict[str, float]:
    """How much a text sounds as if told at home, by country: different words count, up to one."""
    head = text[:HOME_READ]
    found = {c: len({m[0].lower() for m in p.finditer(head)}) for c, p in _HOMES.items()}
    return {c: n / (n + 2) for c, n in found.items() if n}
