"""One thread for the linear algebra of a series: on matrices this small several threads mostly wait."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import numpy
import scipy

_PLACES = ("../{}.libs", ".libs", ".dylibs", "../../../../lib", "../../../../Library/bin")
_FILES = ("libscipy_openblas*", "scipy_openblas*.dll", "libopenblas*", "openblas*.dll")
_NAMES = tuple(
    (f"{prefix}get_num_threads{suffix}", f"{prefix}set_num_threads{suffix}")
    for prefix in ("scipy_openblas_", "openblas_")
    for suffix in ("", "64_", "_64_")
)


@contextmanager
def one_thread() -> Iterator[None]:
    """Let the OpenBLAS of NumPy and of SciPy use one thread, and give them back theirs afterwards.

    Where they run on another library, or none of the known places holds one, nothing is changed: the results
    are the same, and only the time may differ. `OPENBLAS_NUM_THREADS=1` does the same for a whole process.

    Yields
    ------
    None
        While one thread is used. The setting holds for all threads of the process.
    """
    libraries = _openblas()
    before = [count() for count, _ in libraries]
    for _, choose in libraries:
        choose(1)
    try:
        yield
    finally:
        for (_, choose), threads in zip(libraries, before, strict=True):
            choose(threads)


@cache
def _openblas() -> tuple[tuple[Callable[[], int], Callable[[int], None]], ...]:
    """Find how to read and set the number of threads of the libraries next to NumPy and SciPy."""
    paths = [
        path.resolve()
        for package in (numpy, scipy)
        for place in _PLACES
        for pattern in _FILES
        for path in sorted(
            (Path(str(package.__file__)).parent / place.format(package.__name__)).glob(pattern)
        )
    ]
    found = [_switches(path) for path in dict.fromkeys(paths)]
    return tuple(switches for switches in found if switches is not None)


def _switches(path: Path) -> tuple[Callable[[], int], Callable[[int], None]] | None:
    try:
        library = ctypes.CDLL(str(path))
    except OSError:
        # another system's file, or a broken link: the next one may be the right one
        return None
    for reads, sets in _NAMES:
        if hasattr(library, reads) and hasattr(library, sets):
            return getattr(library, reads), getattr(library, sets)
    return None
