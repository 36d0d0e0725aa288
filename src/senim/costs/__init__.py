"""Money: the budget by year, who bears the cost, and when a saving stops paying."""

from senim.arguments import ArgumentError, Draws
from senim.costs.bearers import CostsByBearer, costs_by_bearer
from senim.costs.break_even import BreakEven, BreakEvenKind, break_even_unit_cost, extra_homicides
from senim.costs.discounting import present_value, present_values
from senim.costs.frontier import break_even_elasticity, break_even_frontier
from senim.costs.treasury import BudgetInputs, TreasuryPath, back_pay, treasury_path

__all__ = [
    "ArgumentError",
    "BreakEven",
    "BreakEvenKind",
    "BudgetInputs",
    "CostsByBearer",
    "Draws",
    "TreasuryPath",
    "back_pay",
    "break_even_elasticity",
    "break_even_frontier",
    "break_even_unit_cost",
    "costs_by_bearer",
    "extra_homicides",
    "present_value",
    "present_values",
    "treasury_path",
]
