"""What is documented is there, and what is there is documented."""

from __future__ import annotations

import inspect
import re
import shlex
import shutil
from importlib import import_module
from pathlib import Path

import click
import pytest
from cli_cases import Parley

import parley as package
import parley.errors as errors
from parley.cli.root import COMMANDS
from parley.desk import Desk
from parley.desk.corrections import EDITABLE
from parley.desk.fields import FIELDS
from parley.desk.questions import FILTERS
from parley.export import FORMATS

ROOT = Path(__file__).parents[2]
COMMANDS_PAGE = (ROOT / "docs" / "reference" / "commands.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
LISTINGS = {
    "articles": ("articles",), "actors": ("actors",), "statements": ("statements",),
    "events": ("events", "happenings"), "contacts": ("contacts", "happenings"),
    "proposals": ("steps", "proposals", "threads"), "stories": ("stories",),
    "positions": ("positions",), "disputes": ("disputes",),
}  # fmt: skip
"""Command → the listings that it prints."""


def command(name: str) -> click.Command:
    found: click.Command = import_module(f"parley.cli.{name}").command
    return found


def options(name: str) -> set[str]:
    """The long options of a command and of those below it."""
    found = command(name)
    below = found.commands.values() if isinstance(found, click.Group) else ()
    params = [p for c in (found, *below) for p in c.params]
    flags = (o for p in params if isinstance(p, click.Option) for o in p.opts)
    return {flag for flag in flags if flag.startswith("--")}


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_is_on_the_page(name: str) -> None:
    assert f"parley {name}" in COMMANDS_PAGE
    assert f"`parley {name}" in README
    missing = [o for o in options(name) if not re.search(f"`{o}\\b", COMMANDS_PAGE)]
    assert not missing


def test_every_option_on_the_page_is_there() -> None:
    known = set().union(*map(options, COMMANDS)) | {"--help"}
    assert set(re.findall(r"`(?:parley \w+ )?(--[a-z-]+)", COMMANDS_PAGE)) <= known


def test_every_command_on_the_page_is_there() -> None:
    for page in (COMMANDS_PAGE, README):
        assert set(re.findall(r"`parley ([a-z]+)", page)) <= set(COMMANDS)


def test_every_field_is_on_the_page() -> None:
    for names in FIELDS.values():
        assert not [n for n in names if f"`{n}`" not in COMMANDS_PAGE]
    for readers in EDITABLE.values():
        assert not [n for n in readers if f"`{n}`" not in COMMANDS_PAGE]


def test_every_format_is_on_the_page_and_in_the_help() -> None:
    told = command("export").help or ""
    for name in FORMATS:
        assert f"`{name}`" in COMMANDS_PAGE
        assert f"\n  {name} " in told


@pytest.mark.parametrize("name", sorted(LISTINGS))
def test_a_listing_takes_the_filters_of_the_desk(name: str) -> None:
    own = {"ledger", "as_json", "as_csv", "newest", "whole", "mend", "accounts", "changes"}
    given = {p.name for p in command(name).params} - own
    allowed = set[str]().union(*(FILTERS[listing] for listing in LISTINGS[name]))
    assert given <= allowed
    only_python = {"copies", "offset", "order", "rejected", "furniture", "mode", "known_since"}
    if name == "contacts":
        only_python.add("type")  # CONSULT
    if name == "statements":
        only_python.add("actor")  # --speaker says it better
    assert allowed - given == only_python & allowed


def test_every_error_is_in_the_tree_of_the_docstring_and_on_the_page() -> None:
    tree = errors.__doc__ or ""
    for name, kind in vars(errors).items():
        if inspect.isclass(kind) and kind.__module__ == errors.__name__:
            assert issubclass(kind, errors.ParleyError)
            assert re.search(rf"\b{name}\b", tree)
            assert kind.__doc__
            assert f"`parley.errors.{name}`" in COMMANDS_PAGE or f"`{name}`" in COMMANDS_PAGE


def test_every_public_name_is_documented() -> None:
    for name in package.__all__:
        assert name == "__version__" or name in COMMANDS_PAGE
        assert name == "__version__" or getattr(package, name).__doc__
    for name, member in vars(Desk).items():
        if not name.startswith("_") and callable(member):
            assert member.__doc__, name
            known = f"`{name}`" in COMMANDS_PAGE or f"desk.{name}" in COMMANDS_PAGE
            assert known or name in ("close", "holds_articles"), name


def shell_lines(page: str) -> list[str]:
    """The lines of the page's shell blocks that run the command line."""
    blocks = re.findall(r"```sh\n(.*?)```", page, re.DOTALL)
    lines = [line.strip() for block in blocks for line in block.splitlines()]
    return [line for line in lines if re.match(r"(\.venv/bin/)?parley ", line)]


@pytest.mark.parametrize("line", shell_lines(README))
def test_the_lines_of_the_readme_run(
    line: str, parley: Parley, case_ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "examples").mkdir()
    shutil.copy(case_ledger, tmp_path / "examples" / "demo.db")
    monkeypatch.chdir(tmp_path)
    done = parley(*shlex.split(line, comments=True)[1:])
    assert done.code == 0, done.err
    assert done.out.count("\n") > 2, "the README shows a command that prints nothing"
