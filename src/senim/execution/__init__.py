"""Running notebooks, and the results they write; knows nothing of the models."""

from senim.execution.claims import Claim
from senim.execution.figure import Figure
from senim.execution.results import Results, read_results, write_results

__all__ = ["Claim", "Figure", "Results", "read_results", "write_results"]
