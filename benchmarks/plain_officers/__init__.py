"""The plain peer of the compiled engine: the same officers month by month, in NumPy alone."""

from benchmarks.plain_officers.simulate import simulate_plainly
from benchmarks.plain_officers.tables import plain_tables

__all__ = ["plain_tables", "simulate_plainly"]
