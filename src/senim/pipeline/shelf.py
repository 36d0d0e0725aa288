"""The commands on published editions: list, verify, diff, prune."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from rich.console import Console

from senim.execution.files import json_text
from senim.pipeline.difference import compare, edition_snapshot
from senim.pipeline.difference.words import print_difference
from senim.pipeline.edition_list import list_editions, print_editions
from senim.pipeline.editions import find_edition
from senim.pipeline.lock import run_lock
from senim.pipeline.project import Project
from senim.pipeline.publish import sweep
from senim.pipeline.record import SEAL, read_record
from senim.pipeline.retention import removal, remove_editions
from senim.pipeline.screen import Screen
from senim.pipeline.verify import require_whole

# Output that is no terminal has no width of its own: lines long enough to be searched.
_PIPED_WIDTH = 200


def show_editions(reports: Path, *, as_json: bool) -> None:
    """Print the editions, newest first.

    Parameters
    ----------
    reports : Path
        The reports folder.
    as_json : bool
        Whether a machine reads it.
    """
    lines = list_editions(reports)
    if as_json:
        print(json_text([asdict(line) for line in lines]), end="")
    else:
        _shown(lambda console: print_editions(lines, console))


def show_whole(word: str, reports: Path | None) -> None:
    """Verify an edition and say so.

    Parameters
    ----------
    word : str
        Its name, ``latest``, ``previous``, or the path of a folder.
    reports : Path or None
        The reports folder, where there is one.

    Raises
    ------
    DamagedEditionError
        Naming every file that is not as it was published.
    """
    folder = find_edition(word, reports)
    require_whole(folder)
    record = read_record(folder) or {}
    print(f"{folder.name}: all {len(record['outputs'])} files are as they were published.")
    print(f"run key {record['edition']['run_key']}")
    print(f"seal    {record[SEAL]}")


def show_difference(first: str, second: str, reports: Path | None, *, as_json: bool) -> None:
    """Print what differs between two editions.

    Parameters
    ----------
    first, second : str
        The editions, earlier one first.
    reports : Path or None
        The reports folder, where there is one.
    as_json : bool
        Whether a machine reads it.

    Raises
    ------
    DamagedEditionError
        If one of them is not as it was published.
    """
    folders = [find_edition(word, reports) for word in (first, second)]
    for folder in folders:
        require_whole(folder)
    difference = compare(*(edition_snapshot(folder) for folder in folders))
    if as_json:
        print(json_text(difference.as_dict()), end="")
    else:
        _shown(lambda console: print_difference(difference, console))


def prune(project: Project, keep: int, *, dry_run: bool, damaged: bool = False) -> list[str]:
    """Remove the editions that a policy does not keep.

    Parameters
    ----------
    project : Project
        The project.
    keep : int
        How many of the newest to keep.
    dry_run : bool
        Whether only to say which would go.
    damaged : bool
        Whether damaged editions go too.

    Returns
    -------
    list of str
        What was done, one line each, and which damaged editions were left.
    """
    if dry_run:
        return removal(project.reports, keep, damaged=damaged).words("Would remove")
    with run_lock(project):
        sweep(project)
        chosen = removal(project.reports, keep, damaged=damaged)
        remove_editions(project.reports, chosen.gone)
        return chosen.words("Removed")


def _shown(lay_out: Callable[[Console], None]) -> None:
    """Show something laid out in columns; in a file no line is filled up with blanks."""
    if sys.stdout.isatty():
        lay_out(Screen(highlight=False))
        return
    console = Screen(highlight=False, width=_PIPED_WIDTH)
    with console.capture() as captured:
        lay_out(console)
    print("\n".join(line.rstrip() for line in captured.get().split("\n")), end="")
