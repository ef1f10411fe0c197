"""Files named or found in folders: each once, in an order that does not depend on the disk."""

from __future__ import annotations

import os
import stat
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import Final

from parley.ingest.kinds import kind_of_name
from parley.ingest.problems import Problem, foreign, shown

_KINDS_SHOWN: Final = 5


@dataclass(frozen=True, slots=True)
class Entry:
    """A file to read.

    Attributes:
        path: where it is; named: the user gave this very path, it was not found in a folder.
        size: bytes; 0 for a pipe. modified: seconds since 1970.
    """

    path: Path
    named: bool
    size: int
    modified: float


@dataclass(slots=True)
class Walk:
    """A walk over paths; the same file or folder, by whichever way it is reached, is met once.

    Hidden files are left alone unless they are named, and so are files of a kind that Parley does
    not know and the ``page_files`` folder that a browser saves beside ``page.html``.
    """

    _seen: set[tuple[int, int]] = field(default_factory=set)

    def entries(self, path: Path) -> Iterator[Entry | Problem]:
        """The file that the path is, or those below it; problems and remarks among them."""
        found = self._stat(path)
        if isinstance(found, Problem):
            yield found
        elif not stat.S_ISDIR(found.st_mode):
            size = found.st_size if stat.S_ISREG(found.st_mode) else 0
            if self._first(found):
                yield Entry(path, named=True, size=size, modified=found.st_mtime)
        elif self._first(found):
            skipped: Counter[str] = Counter()
            any_file = False
            for item in self._below(path, skipped):
                any_file = any_file or isinstance(item, Entry)
                yield item
            if skipped:
                yield _left_out(path, skipped)
            elif not any_file:
                yield Problem(shown(path), None, "there is nothing to read in it", failed=False)

    def _below(self, folder: Path, skipped: Counter[str]) -> Iterator[Entry | Problem]:
        """Depth first, by name; a stack and not recursion, as folders can be nested very deep."""
        stack = [folder]
        while stack:
            path = stack.pop()
            found = self._stat(path)
            if isinstance(found, Problem):
                yield found
            elif stat.S_ISDIR(found.st_mode):
                if path == folder or self._first(found):
                    children = _children(path)
                    if isinstance(children, Problem):
                        yield children
                    else:
                        stack += reversed(children)
            elif not stat.S_ISREG(found.st_mode) or kind_of_name(path.name) is None:
                skipped[PurePath(path.name.lower()).suffix or "without a suffix"] += 1
            elif self._first(found):
                yield Entry(path, named=False, size=found.st_size, modified=found.st_mtime)

    def _stat(self, path: Path) -> os.stat_result | Problem:
        try:
            return path.stat()
        except FileNotFoundError:
            reason = "it is a link to nothing" if path.is_symlink() else "there is no such file"
            return Problem(shown(path), None, reason, "check the path")
        except (OSError, ValueError) as exc:  # ValueError: a NUL in the path
            return Problem(
                shown(path), None, f"it cannot be opened: {foreign(exc)}", "check the path"
            )

    def _first(self, found: os.stat_result) -> bool:
        """Whether this file or folder is met for the first time."""
        key = (found.st_dev, found.st_ino)
        if key in self._seen and found.st_ino:  # some file systems number nothing
            return False
        self._seen.add(key)
        return True


def _children(folder: Path) -> list[Path] | Problem:
    try:
        names = sorted(name for name in os.listdir(folder) if not name.startswith("."))
    except OSError as exc:
        reason = f"the folder cannot be read: {foreign(exc)}"
        return Problem(shown(folder), None, reason, "check its permissions")
    beside = {PurePath(n).stem for n in names if n.lower().endswith((".html", ".htm"))}
    return [
        folder / n for n in names if n.removesuffix("_files") not in beside or "_files" not in n
    ]


def _left_out(folder: Path, skipped: Counter[str]) -> Problem:
    shares = [f"{n} {shown(suffix)}" for suffix, n in skipped.most_common(_KINDS_SHOWN)]
    more = len(skipped) - _KINDS_SHOWN
    listed = ", ".join(shares) + (f" and {more} other kinds" if more > 0 else "")
    total = sum(skipped.values())
    many = f"{total} files of kinds that are" if total > 1 else "1 file of a kind that is"
    advice = "name a file itself to have it read all the same"
    return Problem(shown(folder), None, f"{many} not read: {listed}", advice, failed=False)
