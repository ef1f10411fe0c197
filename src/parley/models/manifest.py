"""Manifests: what a model is, which files it is made of, and the numbers that were tuned with it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from parley.errors import ModelError

WEIGHTS: Final = Path(__file__).parent / "weights"
"""Where the models that are installed with Parley stand, a folder each."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What ``manifest.json`` beside a model says.

    Attributes:
        name: of the model, and of its folder.
        version: changes whenever its output may.
        folder: where its files are.
        files: their names and SHA-256.
        settings: labels, thresholds, calibration and window sizes, as the model's runtime reads them.
        trained_on: the corpora, each with its licence or the lack of one.
        licence: of the weights; card: where the model card stands in the source tree.
    """

    name: str
    version: str
    folder: Path
    files: Mapping[str, str]
    settings: Mapping[str, Any]
    trained_on: tuple[str, ...]
    licence: str
    card: str

    def path(self, name: str) -> Path:
        """The path of one of the model's files."""
        return self.folder / name

    def verify(self) -> None:
        """Make sure that every file is there and is the one that was measured.

        Raises:
            ModelError: naming the file.
        """
        for name, expected in self.files.items():
            try:
                found = hashlib.sha256(self.path(name).read_bytes()).hexdigest()
            except OSError as exc:
                raise ModelError(f"{self.path(name)} is missing: install parley again") from exc
            if found != expected:
                raise ModelError(
                    f"{self.path(name)} is not the file its manifest names: install parley again"
                )


def read_manifest(folder: Path) -> Manifest | None:
    """The manifest in ``folder``; None where no model is installed there.

    Raises:
        ModelError: the manifest is there and cannot be used.
    """
    path = folder / "manifest.json"
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        raw["trained_on"] = tuple(raw["trained_on"])
        return Manifest(folder=folder, **raw)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as exc:
        raise ModelError(f"{path} cannot be used: {exc}") from exc
