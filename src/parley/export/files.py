"""Writing files whole: either the new one is there or the old one."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from parley.errors import UsageError


def folder(path: Path) -> Path:
    """The folder, made where it is not there.

    Raises:
        UsageError: where it cannot be made.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as exc:
        raise UsageError(f"cannot make the folder {path}: {exc.strerror}") from exc
    return path


def write(path: Path, parts: Iterable[bytes]) -> Path:
    """Write the parts to a file of that name, in place of what was there.

    Raises:
        UsageError: where it cannot be written.
    """
    unfinished = path.with_name(path.name + ".part")
    try:
        with unfinished.open("wb") as out:
            out.writelines(parts)
        unfinished.replace(path)
    except OSError as exc:
        unfinished.unlink(missing_ok=True)
        raise UsageError(f"cannot write {path}: {exc.strerror}") from exc
    return path
