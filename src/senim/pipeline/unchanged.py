"""Tell from content alone that a run would change nothing, before anything but the standard library loads.

After a run that ended well, one hash over everything it read and published is kept with the options it was
called with. While that hash and the options are the same, so is the outcome. The hash is over bytes, not
over times of files, so that a clock or a checkout that touches files cannot mislead it.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from senim.execution.files import file_digest, write_json
from senim.pipeline.failures import failures
from senim.pipeline.pdf_writer import pdf_hindrance

STAMP = "unchanged.json"
FORMAT = 2
# Of the library, what can change a result; of the project, what a run reads.
_LIBRARY = (".py", ".po", ".css", ".j2", ".json", ".yaml", ".html")
_READ = ("data/raw", "parameters", "scenarios", "notebooks", "requirements.lock")
# The room of the library that is called without a kernel.
_LAYOUT = "/brief/"


def inputs_state(root: Path) -> str:
    """Hash everything that a run reads.

    Parameters
    ----------
    root : Path
        The checkout.

    Returns
    -------
    str
        64 hexadecimal digits.
    """
    found = _begun()
    for name in _READ:
        _add(found, name, root / name)
    _add(found, "library", _package(), _LIBRARY)
    # What was missing for the PDF files may have been installed since.
    found.update(pdf_hindrance().encode())
    return found.hexdigest()


def kernels_state(root: Path) -> str:
    """Hash what decides whether a notebook runs in a kernel again, as far as that is told cheaply.

    Parameters
    ----------
    root : Path
        The checkout.

    Returns
    -------
    str
        64 hexadecimal digits; no prose of a notebook, and nothing that only lays out a brief, is in it.
    """
    found = _begun()
    for name in _READ:
        for inside, file in _files(str(root / name)):
            content = _code(Path(file)) if file.endswith(".ipynb") else file_digest(Path(file))
            found.update(f"{name}/{inside}\0{content}\0".encode())
    for inside, file in _files(str(_package())):
        if inside.endswith(_LIBRARY) and not inside.startswith(_LAYOUT):
            found.update(f"library/{inside}\0{file_digest(Path(file))}\0".encode())
    return found.hexdigest()


def outputs_state(root: Path, reports: Path) -> str:
    """Hash what a run leaves: the checked tables, the newest edition and the page that leads to it.

    Parameters
    ----------
    root : Path
        The checkout.
    reports : Path
        The reports folder.

    Returns
    -------
    str
        64 hexadecimal digits.

    Raises
    ------
    OSError
        If there is no edition.
    """
    found = hashlib.sha256(os.readlink(reports / "latest").encode())
    _add(found, "processed", root / "data" / "processed")
    _add(found, "latest", reports / "latest")
    _add(found, "index", reports / "index.html")
    return found.hexdigest()


def remember(root: Path, reports: Path, words: Sequence[str], inputs: str, edition: str) -> None:
    """Keep that a run with these options has nothing more to do.

    Parameters
    ----------
    root : Path
        The checkout.
    reports : Path
        The reports folder.
    words : sequence of str
        Options of the run, as typed.
    inputs : str
        State of the inputs before the run; nothing is kept where they were edited meanwhile.
    edition : str
        Name of the newest edition.
    """
    stamp = reports / ".cache" / STAMP
    if inputs_state(root) != inputs:
        stamp.unlink(missing_ok=True)
        return
    state = inputs + outputs_state(root, reports)
    if (reports / "latest").resolve().name != edition:
        # Another run has published meanwhile: what it left is not what these options lead to.
        return
    content = {"options": list(words), "edition": edition, "state": state, "kernels": kernels_state(root)}
    write_json(stamp, content)


def kernels_are_likely(root: Path, reports: Path) -> bool:
    """Guess whether a run that has something to do will start kernels.

    Parameters
    ----------
    root : Path
        The checkout.
    reports : Path
        The reports folder.

    Returns
    -------
    bool
        False where the last run ended well and only what lays out briefs, or prose, was edited since.
    """
    try:
        known = json.loads((reports / ".cache" / STAMP).read_text(encoding="utf-8"))
        return bool(known["kernels"] != kernels_state(root))
    except (OSError, ValueError, KeyError, TypeError):
        return True


def unchanged_edition(root: Path, reports: Path, words: Sequence[str]) -> str | None:
    """Find out whether a run with these options has nothing to do.

    Parameters
    ----------
    root : Path
        The checkout.
    reports : Path
        The reports folder.
    words : sequence of str
        Options of the run, as typed.

    Returns
    -------
    str or None
        Name of the edition that is up to date; None where that is not certain, and a run must look closer.
    """
    if failures(reports / "failed"):
        # A failure that is mended has to be taken off the pages.
        return None
    try:
        known = json.loads((reports / ".cache" / STAMP).read_text(encoding="utf-8"))
        if known["options"] != list(words) or known["state"] != inputs_state(root) + outputs_state(
            root, reports
        ):
            return None
        return str(known["edition"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def tell_nothing_to_do(reports: Path, edition: str) -> None:
    """Let the status page say that somebody looked and found nothing to do.

    Parameters
    ----------
    reports : Path
        The reports folder.
    edition : str
        Name of the edition that is up to date.
    """
    import fcntl

    from senim.pipeline.events import RunEnded
    from senim.pipeline.progress import Announcer
    from senim.pipeline.status_keeper import StatusKeeper

    try:
        with (reports / ".lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            Announcer(StatusKeeper(reports)).tell(RunEnded(0, False, edition, str(reports / "index.html")))
    except OSError:
        # Another run is at work, or the folder may only be read: the page then keeps what it says.
        return


def _begun() -> hashlib._Hash:
    return hashlib.sha256(f"{FORMAT} {sys.version_info[:3]}".encode())


def _package() -> Path:
    return Path(__file__).resolve().parents[1]


def _code(notebook: Path) -> str:
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    return "\0".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")


def _add(found: hashlib._Hash, name: str, path: Path, endings: tuple[str, ...] = ("",)) -> None:
    for inside, file in _files(str(path)):
        if inside.endswith(endings):
            found.update(f"{name}/{inside}\0{file_digest(Path(file))}\0".encode())


def _files(path: str, inside: str = "") -> Iterator[tuple[str, str]]:
    """Walk a file or a folder in order of names; what is hidden or compiled does not count."""
    if not os.path.isdir(path):
        if os.path.exists(path):
            yield inside, path
        return
    for entry in sorted(os.scandir(path), key=lambda entry: entry.name):
        if not entry.name.startswith(".") and entry.name != "__pycache__":
            yield from _files(entry.path, f"{inside}/{entry.name}")
