"""What spaCy is spared when it is loaded, it can still do."""

from __future__ import annotations

import subprocess
import sys


def test_its_command_line_is_loaded_when_asked_for_only() -> None:
    code = (
        "import sys; from parley.language.spacy_door import SpacyDoor; SpacyDoor(); "
        "print([m for m in sys.modules if m.startswith('spacy.cli')]); "
        "from spacy.cli.info import info; print(callable(info))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["[]", "True"]
