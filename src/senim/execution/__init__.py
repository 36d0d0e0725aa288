"""Running notebooks, and the results they write; knows nothing of the models."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from senim.execution.claims import Claim
    from senim.execution.figure import Figure
    from senim.execution.results import Results, read_results, write_results

__all__ = ["Claim", "Figure", "Results", "read_results", "write_results"]

_PLACES = {"Claim": "claims", "Figure": "figure"}


def __getattr__(name: str) -> Any:
    # Loaded at first use: the guard is put into kernels that may never need pydantic.
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_PLACES.get(name, 'results')}"), name)
