"""Where a national cut would be felt: regions, rules of sharing it out, and what could be told there."""

from senim.simulation.regions.allocation import (
    Allocation,
    CutRule,
    NoAllocation,
    NotAllocated,
    OfficersStand,
    allocate,
)
from senim.simulation.regions.extra import RegionalExtra, quarters, regional_extra
from senim.simulation.regions.figures import REGION_GROUPS, RegionFigures, region_figures
from senim.simulation.regions.movement import counts_with_noise, usual_counts
from senim.simulation.regions.telling import (
    CannotTell,
    CanTell,
    NoPanel,
    Untellable,
    panel_power,
    tell_regions,
)

__all__ = [
    "REGION_GROUPS",
    "Allocation",
    "CanTell",
    "CannotTell",
    "CutRule",
    "NoAllocation",
    "NoPanel",
    "NotAllocated",
    "OfficersStand",
    "RegionFigures",
    "RegionalExtra",
    "Untellable",
    "allocate",
    "counts_with_noise",
    "panel_power",
    "quarters",
    "region_figures",
    "regional_extra",
    "tell_regions",
    "usual_counts",
]
