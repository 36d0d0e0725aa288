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
from typing import Any, cast

from numba import njit, types
from numba.core import config
from numba.extending import intrinsic

WHOLE: dict[str, Any] = {"nogil": True, "error_model": "numpy"}
"""Without the lock of the interpreter; a division by zero is infinite, as in arrays."""
PART: dict[str, Any] = {**WHOLE, "no_cpython_wrapper": True, "no_cfunc_wrapper": True}
"""Without the code that would let Python call a part: it is most of what there is to compile."""

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


def inlined(function: Callable[..., Any]) -> Any:
    """Compile a small or hot part into whatever calls it.

    Parameters
    ----------
    function : callable
        Of numbers, arrays and records; called in few places.

    Returns
    -------
    callable
        Does the same, faster.
    """
    return njit(**PART, forceinline=True)(function)


def compiled(function: Callable[..., Any]) -> Any:
    """Compile a part of what `compiled_and_kept` compiles; it can be called from there alone.

    Parameters
    ----------
    function : callable
        Of numbers, arrays and records.

    Returns
    -------
    callable
        Does the same, faster.
    """
    return njit(**PART)(function)


def compiled_and_kept(function: Callable[..., Any]) -> Any:
    """Compile a function when it is first called, or load what another process compiled.

    It starts no threads of its own, so processes can still be forked; other threads run while it does.

    Parameters
    ----------
    function : callable
        Of numbers, arrays and records.

    Returns
    -------
    callable
        Does the same, faster.
    """
    settings: Any = config
    before = settings.CACHE_DIR
    settings.CACHE_DIR = _FOLDER
    try:
        return njit(**WHOLE, cache=True)(function)
    except RuntimeError as error:
        if "cannot cache" not in str(error):
            raise
        # nothing can be written anywhere: each process compiles for itself
        return njit(**WHOLE)(function)
    finally:
        settings.CACHE_DIR = before


def _point(context: Any, array: Any) -> Any:
    """Point to the first number of an array, inside compiled code.

    Each function counts references to the arrays it is given, one atomic step each; a pointer is free.
    The array has to live on as long as it is used.

    Parameters
    ----------
    context : typing context
        Given by numba.
    array : array type
        Contiguous.

    Returns
    -------
    tuple
        What numba needs to compile it: result, a pointer that is read and written like an array.
    """

    def generate(target: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return target.make_array(signature.args[0])(target, builder, arguments[0]).data

    return cast(Any, types).CPointer(array.dtype)(array), generate


pointer: Any = intrinsic(_point)
