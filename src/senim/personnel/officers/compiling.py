"""Compile functions of plain numbers and arrays, and keep what was compiled for the next process."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast

from numba import njit, types
from numba.extending import intrinsic

Function = TypeVar("Function", bound=Callable[..., object])

WHOLE: dict[str, Any] = {"nogil": True, "error_model": "numpy"}
# without the code that would let Python call a part: it is most of what there is to compile
PART: dict[str, Any] = {**WHOLE, "no_cpython_wrapper": True, "no_cfunc_wrapper": True}


def compiled(function: Function) -> Function:
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
    return cast(Function, njit(**PART)(function))


def compiled_and_kept(function: Function) -> Function:
    """Compile a function when it is first called, or load what another process compiled.

    Other threads run while it does. It is kept beside the source, else in the user's cache folder;
    where neither can be written each process compiles for itself.

    Parameters
    ----------
    function : callable
        Of numbers, arrays and records; made anew by a function that is given `fingerprint()`.

    Returns
    -------
    callable
        Does the same, faster.
    """
    try:
        return cast(Function, njit(**WHOLE, cache=True)(function))
    except RuntimeError as error:
        if "cannot cache" not in str(error):
            raise
        return cast(Function, njit(**WHOLE)(function))


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


def fingerprint() -> int:
    """Tell the sources of this package in a number.

    What is kept is looked up by the file of its function and by the values it closes over. It calls
    functions of other files, so it closes over this.

    Returns
    -------
    int
        From 0; changes with any of them.
    """
    told = hashlib.sha256()
    for path in sorted(Path(__file__).parent.glob("*.py")):
        told.update(path.read_bytes())
    return int.from_bytes(told.digest()[:7], "big")
