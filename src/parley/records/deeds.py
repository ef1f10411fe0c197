"""What an act is called where people read it, by its type and mode: "missile attack", not "assault (missile)"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from parley.records.entries import EventType

_DEEDS: Final[Mapping[tuple[EventType, str | None], str]] = {
    (EventType.AGREE, "meet"): "agreement to talk",
    (EventType.AGREE, "ceasefire"): "agreement on a ceasefire",
    (EventType.AGREE, "deal"): "deal",
    (EventType.AID, "military"): "military aid",
    (EventType.AID, "economic"): "economic aid",
    (EventType.AID, "humanitarian"): "humanitarian aid",
    (EventType.RETREAT, "withdraw"): "withdrawal",
    (EventType.RETREAT, "release"): "release",
    (EventType.RETREAT, "ceasefire"): "ceasefire",
    (EventType.RETREAT, "access"): "access granted",
    (EventType.REQUEST, "meet"): "request to talk",
    (EventType.REQUEST, "yield"): "demand to give way",
    (EventType.REQUEST, "assist"): "request for help",
    (EventType.ACCUSE, "investigate"): "investigation",
    (EventType.REJECT, "meet"): "refusal to talk",
    (EventType.REJECT, "yield"): "refusal to give way",
    (EventType.REJECT, "assist"): "refusal of help",
    (EventType.THREATEN, "restrict"): "threat of restrictions",
    (EventType.THREATEN, "relations"): "threat to break off",
    (EventType.THREATEN, "violence"): "threat of force",
    (EventType.SANCTION, "aid"): "halt of aid",
    (EventType.SANCTION, "diplomatic"): "diplomatic sanction",
    (EventType.SANCTION, "economic"): "economic sanctions",
    (EventType.SANCTION, "talks"): "talks broken off",
    (EventType.COERCE, "arrest"): "arrest",
    (EventType.COERCE, "seize"): "seizure",
    (EventType.COERCE, "restrict"): "restriction",
    (EventType.ASSAULT, None): "attack",
    (EventType.ASSAULT, "aerial"): "air attack",
    (EventType.ASSAULT, "drone"): "drone attack",
    (EventType.ASSAULT, "missile"): "missile attack",
    (EventType.ASSAULT, "firearms"): "shooting",
    (EventType.ASSAULT, "territory"): "advance",
    (EventType.CONSULT, "phone"): "call",
    (EventType.CONSULT, "visit"): "visit",
    (EventType.CONSULT, "multilateral"): "meeting",
    (EventType.CONSULT, "third-party"): "mediation",
}


def deed(kind: EventType, mode: str | None) -> str:
    """The act in a word or a few, to stand within a sentence; that of its type where the mode has none."""
    return _DEEDS.get((kind, mode)) or _DEEDS.get((kind, None)) or kind.label
