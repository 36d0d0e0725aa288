"""Bad arguments of a model: found together, told together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from senim.findings import Finding, InputError

Draws = float | NDArray[np.float64]
"""One number for every draw, or one number for all of them; shape (n,) or ()."""


class ArgumentError(InputError, ValueError):
    """Arguments a model cannot work with; holds every finding.

    Parameters
    ----------
    findings : iterable of Finding
        What is wrong.
    kind : str
        Which call it is about.
    """

    def __init__(self, findings: Iterable[Finding], kind: str = "arguments") -> None:
        super().__init__(findings, kind)


@dataclass
class ArgumentCheck:
    """Collect what is wrong with the arguments of one call, then raise once.

    Parameters
    ----------
    call : str
        Name of the public function or class, for the message.
    findings : list of Finding
        What is wrong so far.
    """

    call: str
    findings: list[Finding] = field(default_factory=list)

    def refuse(self, name: str, problem: str, remedy: str) -> None:
        """Note one problem.

        Parameters
        ----------
        name : str
            The argument.
        problem, remedy : str
            What is wrong and what to do.
        """
        self.findings.append(Finding(self.call, f"argument {name}", problem, remedy))

    def between(
        self, name: str, value: object, low: float = 0.0, high: float = 1.0, *, low_open: bool = False
    ) -> None:
        """Note a value that is no number or lies outside its bounds.

        Parameters
        ----------
        name : str
            The argument.
        value : object
            A number or an array.
        low, high : float
            The bounds, included.
        low_open : bool
            Whether the lower bound itself is refused.
        """
        try:
            if isinstance(value, str | bool):
                raise TypeError
            numbers = np.asarray(value, dtype=np.float64)
        except (TypeError, ValueError):
            self.refuse(name, f"{value!r} is not a number", "Give a number or an array of draws.")
            return
        outside = ~((numbers > low if low_open else numbers >= low) & (numbers <= high))
        if outside.any():
            worst = numbers[outside].flat[0]
            count = f" ({int(outside.sum())} of {numbers.size} draws)" if numbers.size > 1 else ""
            edge = "above" if low_open else "at least"
            upper = "" if np.isinf(high) else f" and at most {high:g}"
            self.refuse(name, f"{worst:g} is out of bounds{count}", f"Keep it {edge} {low:g}{upper}.")

    def raise_if_any(self) -> None:
        """Raise what was found.

        Raises
        ------
        ArgumentError
            If anything was.
        """
        if self.findings:
            raise ArgumentError(self.findings, f"arguments of {self.call}")
