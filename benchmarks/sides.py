"""What is compared: each side runs the same notebooks in its own way."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from benchmarks.measuring import Watcher, command_environment, run_command
from benchmarks.workloads import Workload


class Side(Protocol):
    """One way to run notebooks."""

    @property
    def name(self) -> str:
        """Name in the tables."""

    @property
    def remembers(self) -> bool:
        """Whether a second run may find that there is nothing to do."""

    def lay_out(self, folder: Path, workload: Workload) -> None:
        """Write what the side needs into an empty folder; not timed.

        Parameters
        ----------
        folder : Path
            The folder.
        workload : Workload
            The notebooks.
        """

    def run(self, folder: Path, watcher: Watcher | None = None) -> None:
        """Run the notebooks; timed.

        Parameters
        ----------
        folder : Path
            The folder, laid out.
        watcher : Watcher, optional
            Looks at the process of the side.
        """

    def executed(self, folder: Path) -> list[Path]:
        """Name the executed notebooks.

        Parameters
        ----------
        folder : Path
            The folder after a run.

        Returns
        -------
        list of Path
            The files.
        """


@dataclass(frozen=True)
class PapermillLoop:
    """The loop a user would write: stock papermill's command for one notebook after the other.

    Parameters
    ----------
    at_a_time : int
        How many commands run at once.
    python : Path
        The interpreter whose papermill it is.
    environment : mapping of str to str
        What the commands get.
    """

    at_a_time: int = 1
    python: Path = Path(sys.executable)
    environment: Mapping[str, str] = field(default_factory=command_environment)
    remembers: bool = False

    @property
    def name(self) -> str:
        """Name in the tables."""
        return "papermill, one at a time" if self.at_a_time == 1 else f"papermill, {self.at_a_time} at a time"

    def lay_out(self, folder: Path, workload: Workload) -> None:
        """Write the notebooks."""
        workload.write(folder / "notebooks")
        (folder / "executed").mkdir()

    def run(self, folder: Path, watcher: Watcher | None = None) -> None:
        """Run a command for each notebook."""
        papermill = str(self.python.with_name("papermill"))

        def one(path: Path) -> None:
            words = [papermill, "--no-progress-bar", str(path), str(folder / "executed" / path.name)]
            run_command(words, folder, self.environment)

        with ThreadPoolExecutor(self.at_a_time) as pool:
            for _ in pool.map(one, sorted((folder / "notebooks").glob("*.ipynb"))):
                pass

    def executed(self, folder: Path) -> list[Path]:
        """Name the executed notebooks."""
        return sorted((folder / "executed").glob("*.ipynb"))
