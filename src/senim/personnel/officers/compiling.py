"""How loops are compiled and kept: by the content of everything they may call.

numba keeps what it has compiled on disk and compiles anew when the file of a function changes, not when a
function in another file does that it calls. So what is kept lies in a folder named after the content of the
whole package: whoever edits any of it never runs loops of before.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from numba import njit
from numba.core import config

PACKAGE = Path(__file__).parent
KEPT = "compiled-"


def content_of(package: Path) -> str:
    """Name the content of all modules of a package.

    Parameters
    ----------
    package : Path
        Its folder.

    Returns
    -------
    str
        Hexadecimal digits.
    """
    digest = hashlib.sha256()
    for module in sorted(package.glob("*.py")):
        digest.update(module.name.encode() + b"\0" + module.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def kept_folder(package: Path) -> Path:
    """Choose where compiled loops of a package are kept, and take away those of other contents.

    Parameters
    ----------
    package : Path
        Its folder.

    Returns
    -------
    Path
        Beside its bytecode; in the user's cache where the package cannot be written to.
    """
    name = KEPT + content_of(package)
    beside = package / "__pycache__"
    if not os.access(beside if beside.exists() else package, os.W_OK):
        cache = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
        return Path(cache) / "senim" / name
    for other in beside.glob(f"{KEPT}*"):
        if other.name != name:
            # another process may take it away too, or still read it: then it compiles again
            shutil.rmtree(other, ignore_errors=True)
    return beside / name


_FOLDER = str(kept_folder(PACKAGE))


def compiled(function: Callable[..., Any]) -> Any:
    """Compile a function when it is first called, without the lock of the interpreter.

    Parameters
    ----------
    function : callable
        Loops over arrays and numbers.

    Returns
    -------
    callable
        The compiled function. It starts no threads of its own, so processes can still be forked.
    """
    settings: Any = config
    before = settings.CACHE_DIR
    settings.CACHE_DIR = _FOLDER
    try:
        return njit(nogil=True, cache=True)(function)
    finally:
        settings.CACHE_DIR = before
