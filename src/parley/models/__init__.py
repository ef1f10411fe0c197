"""Trained models: their manifests, their weights, and the one door to the runtime that runs them."""

from parley.models.manifest import Manifest, read_manifest
from parley.models.pairs import PairClassifier, PairType, open_pair_classifier
from parley.models.tagger import (
    GOLD,
    POLNEAR,
    Anchor,
    Attribution,
    AttributionTagger,
    Showing,
    Tagged,
    open_tagger,
)

__all__ = [
    "GOLD",
    "POLNEAR",
    "Anchor",
    "Attribution",
    "AttributionTagger",
    "Manifest",
    "PairClassifier",
    "PairType",
    "Showing",
    "Tagged",
    "open_pair_classifier",
    "open_tagger",
    "read_manifest",
]
