"""What is raised in a cell that opens what its notebook does not declare."""

from __future__ import annotations


class UndeclaredInputError(Exception):
    """A notebook opened a file, or started a program, that it does not declare."""


class UndeclaredNetworkError(UndeclaredInputError):
    """A notebook went to the network."""
