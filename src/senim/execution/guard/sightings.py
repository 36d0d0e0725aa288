"""What was seen: one line of JSON each, written by the kernel, read by the pipeline."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path

INSTALLED = b'{"installed": true}\n'


class Access(StrEnum):
    """What a notebook did."""

    READ = "read"
    LIST = "list"
    OUTSIDE = "outside"
    NETWORK = "network"
    PROCESS = "process"
    LIBRARY = "library"


@dataclass(frozen=True)
class Sighting:
    """One thing that the notebook did and did not declare.

    Parameters
    ----------
    access : Access
        What it did.
    name : str
        The file as a declaration names it; the address, the program or the library.
    line : str
        The line of the cell, as ``line 3: …``; empty where no cell was at work.
    """

    access: Access
    name: str
    line: str = ""

    @property
    def what(self) -> str:
        """What happened, in words."""
        return _WHAT[self.access].format(name=self.name)

    def remedy(self, notebook: str) -> str:
        """Say what to do about it.

        Parameters
        ----------
        notebook : str
            The notebook file, as the reader knows it.

        Returns
        -------
        str
            One sentence or two.
        """
        return _REMEDY[self.access].format(entry=json.dumps(entry_of(self)), notebook=notebook)

    def told(self, notebook: str) -> str:
        """Say what happened and what to do about it.

        Parameters
        ----------
        notebook : str
            The notebook file, as the reader knows it.

        Returns
        -------
        str
            Two sentences or three.
        """
        return f"{self.what}. {self.remedy(notebook)}"


_WHAT = {
    Access.READ: "it reads {name}, which it does not declare",
    Access.LIST: "it lists {name}, which it does not declare",
    Access.OUTSIDE: "it reads {name}, which lies outside the project",
    Access.NETWORK: "it goes to the network ({name})",
    Access.PROCESS: "it starts another program ({name}), which can read what nobody sees",
    Access.LIBRARY: "it imports {name}, which reads files and networks where nobody sees it",
}
_REMEDY = {
    Access.READ: "Add {entry} to metadata.senim.reads of {notebook}.",
    Access.LIST: "Add {entry} to metadata.senim.reads of {notebook}, or read files by their names.",
    Access.OUTSIDE: "Put the file into data/raw/ with its source, and declare it in {notebook}.",
    Access.NETWORK: "Put what it fetches into data/raw/ with its source, and declare it in {notebook}.",
    Access.PROCESS: "Do it in Python.",
    Access.LIBRARY: "Read the file with pandas or pyarrow.",
}


def entry_of(sighting: Sighting) -> str:
    """Write what was read as an entry of ``metadata.senim.reads``.

    Parameters
    ----------
    sighting : Sighting
        A file or a folder of the project.

    Returns
    -------
    str
        A table without its ending, the folders of parameters and of scenarios whole, else the file.

    Examples
    --------
    >>> entry_of(Sighting(Access.READ, "data/processed/population.parquet"))
    'data/processed/population'
    >>> entry_of(Sighting(Access.READ, "parameters/crime.yaml"))
    'parameters/'
    """
    folder = sighting.name.partition("/")[0]
    if folder in ("parameters", "scenarios"):
        return f"{folder}/"
    if sighting.access is Access.LIST:
        return sighting.name.rstrip("/") + "/"
    if sighting.name.startswith("data/processed/") and sighting.name.count("/") == 2:
        return sighting.name.rpartition(".")[0] or sighting.name
    return sighting.name


def write_sighting(descriptor: int, sighting: Sighting) -> None:
    """Add one line to a file that is open for appending; whole, whatever thread or child process writes.

    Parameters
    ----------
    descriptor : int
        The open file.
    sighting : Sighting
        What was seen.
    """
    os.write(descriptor, (json.dumps(asdict(sighting)) + "\n").encode())


def read_sightings(path: Path) -> tuple[bool, tuple[tuple[int, Sighting], ...]]:
    """Read what was seen.

    Parameters
    ----------
    path : Path
        The file.

    Returns
    -------
    installed : bool
        Whether the guard was at work at all.
    sightings : tuple of (int, Sighting)
        Where in the file each begins, and what it is.
    """
    content = path.read_bytes() if path.is_file() else b""
    found, place = [], 0
    for line in content.splitlines(keepends=True):
        if line != INSTALLED and line.endswith(b"\n"):
            plain = json.loads(line)
            found.append((place, Sighting(Access(plain["access"]), plain["name"], plain["line"])))
        place += len(line)
    return content.startswith(INSTALLED), tuple(found)
