"""News agencies and how articles name them."""

from __future__ import annotations

import re
from typing import Final

AGENCIES: Final[dict[str, tuple[str, ...]]] = {
    "Reuters": ("Thomson Reuters", "Reuters"),
    "Associated Press": ("The Associated Press", "Associated Press", "AP"),
    "Agence France-Presse": ("Agence France-Presse", "Agence France Presse", "AFP"),
    "TASS": ("ITAR-TASS", "TASS"),
    "dpa": ("Deutsche Presse-Agentur", "dpa", "DPA"),
    "Interfax": ("Interfax-Ukraine", "Interfax"),
    "RIA Novosti": ("RIA Novosti", "RIA"),
    "Ukrinform": ("Ukrinform",),
    "UNIAN": ("UNIAN",),
    "Ukrainska Pravda": ("Ukrainska Pravda",),
    "BelTA": ("BelTA", "BELTA"),
    "Anadolu Agency": ("Anadolu Agency", "Anadolu", "AA"),
    "Xinhua": ("Xinhua News Agency", "Xinhua"),
    "Yonhap": ("Yonhap News Agency", "Yonhap"),
    "KCNA": ("Korean Central News Agency", "KCNA"),
    "Kyodo News": ("Kyodo News", "Kyodo"),
    "Jiji Press": ("Jiji Press",),
    "EFE": ("Agencia EFE", "EFE"),
    "ANSA": ("ANSA",),
    "PAP": ("Polish Press Agency", "PAP"),
    "APA": ("Austria Presse Agentur",),
    "TT": ("TT News Agency",),
    "Press Association": ("Press Association", "PA Media"),
    "United Press International": ("United Press International", "UPI"),
    "Bloomberg": ("Bloomberg News", "Bloomberg"),
    "Press Trust of India": ("Press Trust of India", "PTI"),
    "ANI": ("Asian News International", "ANI"),
    "IANS": ("Indo-Asian News Service", "IANS"),
    "IRNA": ("Islamic Republic News Agency", "IRNA"),
    "Mehr News Agency": ("Mehr News Agency", "MNA"),
    "Tasnim": ("Tasnim News Agency", "Tasnim"),
    "Fars": ("Fars News Agency", "FNA"),
    "ISNA": ("ISNA",),
    "SANA": ("SANA",),
    "WAFA": ("WAFA",),
    "SPA": ("Saudi Press Agency", "SPA"),
    "WAM": ("Emirates News Agency", "WAM"),
    "QNA": ("Qatar News Agency", "QNA"),
    "KUNA": ("KUNA",),
    "MENA": ("Middle East News Agency",),
    "CNN": ("CNN Wire", "CNN"),
    "Canadian Press": ("The Canadian Press", "Canadian Press"),
    "Australian Associated Press": ("Australian Associated Press", "AAP"),
    "New York Times News Service": (
        "New York Times News Service",
        "NYTimes News Service",
        "NYT News Service",
    ),
    "Washington Post News Service": ("Washington Post News Service",),
    "Tribune News Service": ("Tribune News Service", "TNS"),
    "McClatchy": ("McClatchy Washington Bureau", "McClatchy-Tribune"),
    "EUROPA PRESS": ("Europa Press",),
    "Inter Press Service": ("Inter Press Service", "IPS"),
    "UN News": ("UN News",),
    "RFE/RL": ("RFE/RL", "Radio Free Europe/Radio Liberty"),
    "Voice of America": ("Voice of America", "VOA"),
}
"""Usual name of an agency → the words by which credits, bylines and datelines name it."""

_BY_WORDS: Final = {words.casefold(): name for name, forms in AGENCIES.items() for words in forms}

AGENCY: Final = (
    "(?:"
    + "|".join(
        re.escape(w)
        for w in sorted((f for fs in AGENCIES.values() for f in fs), key=lambda w: (-len(w), w))
    )
    + ")"
)
"""A pattern for any agency's name, longest first; case counts."""


def agency_named(words: str) -> str | None:
    """The usual name of the agency that the words name, None where they name none."""
    return _BY_WORDS.get(words.strip().casefold())
