"""Running notebooks, and the results they write; knows nothing of the models.

What a notebook imports from here is loaded at first use: a run with nothing to do imports the standard
library alone.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from senim.execution.claims import Claim
    from senim.execution.figure import Figure
    from senim.execution.results import Results, read_results, write_results

__all__ = ["Claim", "Figure", "Results", "read_results", "write_results"]

_HOME = {
    "Claim": "claims",
    "Figure": "figure",
    "Results": "results",
    "read_results": "results",
    "write_results": "results",
}


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
