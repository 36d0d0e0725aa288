"""Where kernels come from: forked from a prepared process, waiting in a pool, or started plainly."""

from senim.execution.supply.forked import forks
from senim.execution.supply.opening import (
    MODES,
    begin_kernels,
    default_supply,
    open_kernels,
    supplied_by,
    take_kernels_at,
)
from senim.execution.supply.process import KernelProcess, KernelSupply, SupplyError
from senim.execution.supply.wanted import wanted_modules

__all__ = [
    "MODES",
    "KernelProcess",
    "KernelSupply",
    "SupplyError",
    "begin_kernels",
    "default_supply",
    "forks",
    "open_kernels",
    "supplied_by",
    "take_kernels_at",
    "wanted_modules",
]
