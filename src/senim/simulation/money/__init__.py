"""Money of a scenario in depth: who bears it, when a cut stops paying, what a package bought."""

from senim.simulation.money.bearers import (
    BEARERS,
    ScenarioCosts,
    bearer_years,
    present_by_bearer,
    scenario_costs,
)
from senim.simulation.money.bought import announced_rises, funded_rises, package_gains
from senim.simulation.money.break_even import frontier_two_ways, simulated_frontier
from senim.simulation.money.out_of_force import OfficersOut, officers_out

__all__ = [
    "BEARERS",
    "OfficersOut",
    "ScenarioCosts",
    "announced_rises",
    "bearer_years",
    "frontier_two_ways",
    "funded_rises",
    "officers_out",
    "package_gains",
    "present_by_bearer",
    "scenario_costs",
    "simulated_frontier",
]
