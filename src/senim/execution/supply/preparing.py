"""Import ahead what notebooks want, and note what a kernel made of this process must not hide."""

from __future__ import annotations

import builtins
import importlib
import os
import sys
import sysconfig
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from senim.execution.supply.threads import running_threads

# Variables that Python and the libraries read once, when they start.
_READ_ONCE = (
    "ARROW", "BLIS", "DYLD_", "HOME", "KMP_", "LANG", "LC_", "LD_", "MALLOC", "MKL", "MPL",
    "NUMEXPR", "NUMPY", "OMP_", "OPENBLAS", "PYDEVD", "PYTHON", "TZ", "VECLIB", "XDG_",
)  # fmt: skip


class TalkativeModuleError(Exception):
    """A module wrote something when it was imported, which a reader of the notebook has to see.

    Parameters
    ----------
    module : str
        Its name.
    """

    def __init__(self, module: str) -> None:
        self.module = module
        super().__init__(f"importing {module} writes output")


class NotPreparedError(Exception):
    """This process cannot be made into kernels; the message says why."""


@dataclass(frozen=True)
class Prepared:
    """What was imported ahead, and under which circumstances.

    Parameters
    ----------
    modules : tuple of str
        Modules asked for and imported.
    variables : mapping of str to str
        The environment variables that are read once.
    changed_variables : mapping of str to str
        Environment variables that a module set when it was imported.
    files : mapping of str to tuple
        Imported source files that somebody may edit, with size and time of change.
    style_file : str
        The file matplotlib took its settings from; empty where it is not imported.
    loaded : list of str
        Files of all modules that were imported, as ipykernel lists them.
    """

    modules: tuple[str, ...]
    variables: Mapping[str, str]
    changed_variables: Mapping[str, str]
    files: Mapping[str, tuple[int, int]]
    style_file: str
    loaded: list[str] = field(default_factory=list)


def prepare(modules: Iterable[str], left_out: Collection[str] = (), *, for_forks: bool) -> Prepared:
    """Import modules, each on its own.

    Parameters
    ----------
    modules : iterable of str
        What to import; one that fails is noted and skipped.
    left_out : collection of str
        Modules not to import.
    for_forks : bool
        Whether this process will fork: no thread may be left running then.

    Returns
    -------
    Prepared
        What was done.

    Raises
    ------
    TalkativeModuleError
        If importing a module wrote something.
    NotPreparedError
        If a module left a thread running, or the package itself writes something.
    """
    environment = dict(os.environ)
    imported = []
    if _written():
        raise NotPreparedError("this installation writes output when it is imported")
    for module in modules:
        if module in left_out:
            continue
        # Whatever a module raises, the notebook will show it.
        with suppress(Exception), _as_in_a_kernel():
            importlib.import_module(module)
            imported.append(module)
        if _written():
            raise TalkativeModuleError(module)
        threads = running_threads() if for_forks else ()
        if threads:
            raise NotPreparedError(f"importing {module} left a thread running ({', '.join(threads)})")
    changed = {name: value for name, value in os.environ.items() if environment.get(name) != value}
    variables = read_once(environment)
    files, loaded = _editable_files(), _loaded_files()
    return Prepared(tuple(imported), variables, changed, files, style_file(), loaded)


def read_once(environment: Mapping[str, str]) -> dict[str, str]:
    """Pick the variables that only count when a process starts.

    Parameters
    ----------
    environment : mapping of str to str
        Environment variables.

    Returns
    -------
    dict of str to str
        Those of them.
    """
    return {name: value for name, value in environment.items() if name.startswith(_READ_ONCE)}


def style_file() -> str:
    """Say which file matplotlib would take its settings from here and now.

    Returns
    -------
    str
        Its path; empty where matplotlib is not imported.
    """
    matplotlib = sys.modules.get("matplotlib")
    return str(Path(matplotlib.matplotlib_fname()).absolute()) if matplotlib else ""


def file_state(path: str) -> tuple[int, int] | None:
    """Give what changes when a file is edited.

    Parameters
    ----------
    path : str
        The file.

    Returns
    -------
    tuple of int or None
        Its size, and the time of its last change in nanoseconds; None where it is gone.
    """
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns


class _KernelToCome:
    kernel = None


@contextmanager
def _as_in_a_kernel() -> Iterator[None]:
    """Answer modules that ask, when they are imported, whether they are in a kernel.

    pandas does so to decide how wide a printed table may be, and never asks again.
    """
    builtins.get_ipython = _KernelToCome  # type: ignore[attr-defined]
    try:
        yield
    finally:
        del builtins.get_ipython  # type: ignore[attr-defined]


def _editable_files() -> dict[str, tuple[int, int]]:
    installed = tuple({str(Path(path)) + os.sep for path in sysconfig.get_paths().values()})
    files: dict[str, tuple[int, int]] = {}
    for module in list(sys.modules.values()):
        path = getattr(module, "__file__", None)
        state = file_state(path) if path and not path.startswith(installed) else None
        if path and state:
            files[path] = state
    return files


def _loaded_files() -> list[str]:
    found = (getattr(module, "__file__", None) for module in list(sys.modules.values()))
    return [path for path in found if path]


def _written() -> int:
    """Count what was written to standard output and error, which are files while modules are imported."""
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    return os.fstat(1).st_size + os.fstat(2).st_size
