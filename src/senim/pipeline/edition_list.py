"""The editions of a reports folder as a list: which is the latest, and which are whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from senim.pipeline.editions import editions, newest
from senim.pipeline.record import other_format, read_record
from senim.pipeline.verify import verify_edition

KEY_DIGITS = 12
_MEGABYTE = 1_000_000


@dataclass(frozen=True)
class EditionLine:
    """One edition in the list.

    Parameters
    ----------
    name : str
        Name of its folder.
    date, data_cutoff, run_key, compared_with : str
        What its record says; empty where the record cannot be read or says nothing.
    size_bytes : int
        Size of all its files.
    latest : bool
        Whether ``latest`` points at it.
    whole : bool or None
        Whether every file is as it was published; None where another version wrote the record, so that
        this one cannot tell.
    record_format : int or None
        The format of a record that another version wrote.
    """

    name: str
    date: str
    data_cutoff: str
    run_key: str
    compared_with: str
    size_bytes: int
    latest: bool
    whole: bool | None
    record_format: int | None = None


def list_editions(reports: Path) -> tuple[EditionLine, ...]:
    """List the editions, newest first, each checked byte by byte.

    Parameters
    ----------
    reports : Path
        The reports folder.

    Returns
    -------
    tuple of EditionLine
        The list.
    """
    latest = newest(reports)
    return tuple(_line(folder, latest) for folder in editions(reports))


def print_editions(lines: Sequence[EditionLine], console: Console) -> None:
    """Print the list.

    Parameters
    ----------
    lines : sequence of EditionLine
        The list.
    console : Console
        Where to.
    """
    if not lines:
        console.print("No edition has been published yet.")
        return
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for column in ("Edition", "Date", "Data until", "Run key"):
        table.add_column(column, header_style="dim", overflow="fold")
    table.add_column("Size, MB", justify="right", header_style="dim")
    table.add_column("", header_style="dim")
    for line in lines:
        size = f"{line.size_bytes / _MEGABYTE:.1f}"
        cells = [line.name, line.date or "?", line.data_cutoff or "–", line.run_key[:KEY_DIGITS] or "?", size]
        table.add_row(*(Text(cell) for cell in cells), _state(line))
    console.print(table)


def _state(line: EditionLine) -> Text:
    words = [Text("latest", style="bold")] if line.latest else []
    if line.record_format is not None:
        words.append(Text(f"of another version (record format {line.record_format}): not checked"))
    elif not line.whole:
        words.append(Text("damaged: see `verify`", style="bold red"))
    return Text(", ").join(words)


def _line(folder: Path, latest: Path | None) -> EditionLine:
    record = read_record(folder)
    facts = record["edition"] if record else {}
    said = {word: str(facts.get(word) or "") for word in ("date", "data_cutoff", "run_key", "compared_with")}
    size = sum(path.lstat().st_size for path in folder.rglob("*") if not path.is_dir())
    written = other_format(folder)
    return EditionLine(
        folder.name,
        **said,
        size_bytes=size,
        latest=folder.resolve() == latest,
        whole=None if written is not None else not verify_edition(folder),
        record_format=written,
    )
