"""How a notebook is watched, and what the guard saw in one attempt, cell by cell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from senim.execution.guard.rules import Rules
from senim.execution.guard.sightings import Sighting, read_sightings


@dataclass(frozen=True)
class Watch:
    """How a notebook is watched.

    Parameters
    ----------
    rules : Rules
        What it may read.
    shown_as : str
        The notebook file, as the reader knows it.
    refuse : bool
        Whether what is not declared is refused; else it is only written down.
    """

    rules: Rules
    shown_as: str
    refuse: bool = True

    def setup_code(self, record: Path) -> str:
        """Write the code that puts the guard into a kernel; it leaves no name behind.

        Parameters
        ----------
        record : Path
            File to which the kernel adds what it sees.

        Returns
        -------
        str
            One expression.
        """
        module = "__import__('senim.execution.guard.install', fromlist=['install'])"
        given = f"{self.rules.as_dict()!r}, {str(record)!r}, {self.shown_as!r}, refuse={self.refuse!r}"
        return f"{module}.install({given})"


@dataclass(frozen=True)
class Seen:
    """What the guard saw in one attempt.

    Parameters
    ----------
    watch : Watch
        How the notebook was watched.
    installed : bool
        Whether the guard was at work at all.
    sightings : tuple of Sighting
        What the notebook did and does not declare, in order.
    cell : int or None
        Index of the cell at work when the first was seen, among the cells that were run; None where none was.
    """

    watch: Watch
    installed: bool
    sightings: tuple[Sighting, ...] = ()
    cell: int | None = None


class GuardRecord:
    """The file to which a guard adds what it sees in one attempt; knows where in it each cell began.

    Parameters
    ----------
    watch : Watch
        How the notebook is watched.
    path : Path
        The file; of this attempt alone.
    """

    def __init__(self, watch: Watch, path: Path) -> None:
        self.watch = watch
        self.path = path
        self._began_at: list[int] = []

    def marking(self, on_cell: Callable[[int, int], None] | None) -> Callable[[int, int], None]:
        """Give what is to be called before each cell.

        Parameters
        ----------
        on_cell : callable, optional
            Is called too.

        Returns
        -------
        callable
            Takes (cells begun, number of cells).
        """

        def mark(begun: int, of: int) -> None:
            self._began_at.append(self.path.stat().st_size if self.path.is_file() else 0)
            if on_cell is not None:
                on_cell(begun, of)

        return mark

    def read(self) -> Seen:
        """Read what was seen.

        Returns
        -------
        Seen
            All of it.
        """
        installed, found = read_sightings(self.path)
        cell = None
        if found and self._began_at:
            cell = max(sum(begin <= found[0][0] for begin in self._began_at) - 1, 0)
        return Seen(self.watch, installed, tuple(sighting for _, sighting in found), cell)

    def remove(self) -> None:
        """Remove the file."""
        self.path.unlink(missing_ok=True)
