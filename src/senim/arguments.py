"""Bad arguments of a model: found together, told together."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeGuard

import numpy as np
from numpy.typing import NDArray

from senim.findings import Finding, InputError, unknown_word_remedy
from senim.numbers import NotNumbersError, as_numbers, shown

if TYPE_CHECKING:
    import pandas as pd

Draws = float | NDArray[np.float64]
"""One number for every draw, or one number for all of them; shape (n,) or ()."""

_DIMENSIONS = {0: "one number", 1: "a list of numbers", 2: "a table of numbers"}


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
            numbers = as_numbers(value)
        except NotNumbersError as error:
            self.refuse(name, str(error), "Give a number or an array of draws.")
            return
        # without an upper bound any number will do; infinity is none
        inside = (numbers > low if low_open else numbers >= low) & (numbers <= high) & np.isfinite(numbers)
        if not inside.all():
            worst = numbers[~inside].flat[0]
            count = f" ({int((~inside).sum())} of {numbers.size} draws)" if numbers.size > 1 else ""
            edge = "above" if low_open else "at least"
            bounds = " and ".join(
                f"{word} {bound:g}" for word, bound in ((edge, low), ("at most", high)) if np.isfinite(bound)
            )
            remedy = f"Keep it {bounds or 'finite'}."
            self.refuse(name, f"{worst:g} is out of bounds{count}", remedy)

    def number(
        self,
        name: str,
        value: object,
        low: float = -np.inf,
        high: float = np.inf,
        *,
        low_open: bool = False,
    ) -> None:
        """Note what is not one number within its bounds, where an array of draws will not do.

        Parameters
        ----------
        name : str
            The argument.
        value : object
            As given.
        low, high : float
            The bounds, included.
        low_open : bool
            Whether the lower bound itself is refused.
        """
        if self._one(name, value, "Give one number.") is not None:
            self.between(name, value, low, high, low_open=low_open)

    def numbers(
        self,
        name: str,
        value: object,
        dimensions: int | Collection[int],
        *,
        missing: bool = False,
        infinite: bool = False,
        remedy: str = "Leave it out or give its number.",
    ) -> NDArray[np.float64] | None:
        """Read an array of finite numbers, and note what it is instead.

        Parameters
        ----------
        name : str
            The argument.
        value : object
            As given.
        dimensions : int or collection of int
            How many it may have.
        missing : bool
            Whether numbers may be missing.
        infinite : bool
            Whether they may be infinite.
        remedy : str
            What to do about a number that is not finite.

        Returns
        -------
        ndarray of float, or None
            The numbers, also where some of them were noted; None where there are none of that shape.
        """
        allowed = (dimensions,) if isinstance(dimensions, int) else tuple(dimensions)
        wanted = " or ".join(_DIMENSIONS.get(one, f"{one} dimensions") for one in allowed)
        try:
            numbers = as_numbers(value, missing=missing)
        except NotNumbersError as error:
            self.refuse(name, str(error), f"Give {wanted}.")
            return None
        if numbers.ndim not in allowed:
            plural = "" if numbers.ndim == 1 else "s"
            self.refuse(name, f"has {numbers.ndim} dimension{plural}", f"Give {wanted}.")
            return None
        if not numbers.size:
            self.refuse(name, "is empty", f"Give {wanted}.")
            return None
        bad = (np.isnan(numbers) & (not missing)) | (np.isinf(numbers) & (not infinite))
        if bad.any():
            place = ", ".join(str(int(one)) for one in np.argwhere(bad)[0])
            where = f"{name}[{place}]" if place else name
            more = f" ({int(bad.sum())} of {numbers.size} are not)" if numbers.size > 1 else ""
            self.refuse(where, f"{numbers[bad][0]:g} is not finite{more}", remedy)
        return numbers

    def level(self, name: str, value: object) -> None:
        """Note a coverage or significance that is no share strictly between 0 and 1.

        Parameters
        ----------
        name : str
            The argument.
        value : object
            As given.
        """
        number = self._one(name, value, "Write 0.95 for 95 %.")
        if number is not None and not 0.0 < number < 1.0:
            self.refuse(name, f"{number:g} is not between 0 and 1", "Write 0.95 for 95 %.")

    def count(self, name: str, value: object, least: int = 1, most: float = np.inf) -> None:
        """Note what is no whole number of at least some size.

        Parameters
        ----------
        name : str
            The argument.
        value : object
            As given.
        least : int
            The smallest there may be.
        most : float
            The largest there may be.
        """
        upper = "" if np.isinf(most) else f" and at most {most:g}"
        remedy = f"Give a whole number of at least {least}{upper}."
        number = self._one(name, value, remedy)
        if number is None:
            return
        if not np.isfinite(number) or number != int(number):
            self.refuse(name, f"{number:g} is no whole number", remedy)
        elif not least <= number <= most:
            self.refuse(name, f"{number:g} is {'below' if number < least else 'above'} its bound", remedy)

    def seed(self, name: str, value: object) -> None:
        """Note a seed that gives no sequence that can be repeated.

        Parameters
        ----------
        name : str
            The argument.
        value : object
            As given.
        """
        self.count(name, value, least=0)

    def word(self, name: str, value: object, known: Iterable[str]) -> None:
        """Note a word that is not among those that exist.

        Parameters
        ----------
        name : str
            The argument.
        value : object
            As given.
        known : iterable of str
            The words there are.
        """
        words = tuple(known)
        if not isinstance(value, str) or value not in words:
            self.refuse(name, f"{shown(value)} is not known", unknown_word_remedy(str(value), words))

    def kind(self, name: str, value: object, kinds: type | tuple[type, ...], remedy: str) -> bool:
        """Note a value of another type than wanted.

        Parameters
        ----------
        name : str
            The argument.
        value : object
            As given.
        kinds : type or tuple of type
            What it may be.
        remedy : str
            What to give.

        Returns
        -------
        bool
            Whether it is what it should be.
        """
        if isinstance(value, kinds):
            return True
        given = "None" if value is None else f"of type {type(value).__name__}"
        self.refuse(name, f"is {given}", remedy)
        return False

    def aligned(self, **given: object) -> None:
        """Note Series and frames that are read by position though their indexes differ.

        Parameters
        ----------
        **given : object
            By name of the argument; what has no index is not looked at.
        """
        labelled = {name: value.index for name, value in given.items() if _labelled(value)}
        first = next(iter(labelled), "")
        for name, other in labelled.items():
            if not other.equals(labelled[first]):
                problem = f"has another index than {first}"
                self.refuse(name, problem, "Align them, or give both without an index (.to_numpy()).")

    def runs(self, name: str, value: object, remedy: str = "Give a function.") -> None:
        """Note what cannot be called.

        Parameters
        ----------
        name : str
            The argument.
        value : object
            As given.
        remedy : str
            What to give.
        """
        if not callable(value):
            self.refuse(name, f"{shown(value)} cannot be called", remedy)

    def listed(self, name: str, value: object) -> list[Any]:
        """Note what is no list of things: a single thing, a text, a mapping, None.

        Parameters
        ----------
        name : str
            The argument.
        value : object
            As given.

        Returns
        -------
        list
            What it lists; empty where something was noted.
        """
        if isinstance(value, Iterable) and not isinstance(value, str | bytes | Mapping):
            return list(value)
        remedy = "Give a list or a tuple."
        self.refuse(name, f"{shown(value)} is no list", remedy)
        return []

    def frame(self, name: str, value: object, columns: Iterable[str] = ()) -> pd.DataFrame | None:
        """Note what is no DataFrame, and columns that it lacks.

        Parameters
        ----------
        name : str
            The argument.
        value : object
            As given.
        columns : iterable of str
            Columns that are read.

        Returns
        -------
        DataFrame or None
            The frame; None where something was noted.
        """
        # only frames need pandas, and importing it is not free
        import pandas as pd

        if not self.kind(name, value, pd.DataFrame, "Give a pandas DataFrame."):
            return None
        assert isinstance(value, pd.DataFrame)
        known = [str(column) for column in value.columns]
        absent = [column for column in columns if column not in known]
        for column in absent:
            self.refuse(f"{name}, column {column}", "is missing", unknown_word_remedy(column, known))
        return None if absent else value

    def raise_if_any(self, error: type[InputError] = ArgumentError, kind: str = "") -> None:
        """Raise what was found.

        Parameters
        ----------
        error : type of InputError
            The error of the room.
        kind : str
            Which input it is about; the arguments of the call by default.

        Raises
        ------
        InputError
            If anything was found; an `ArgumentError` where no other is named.
        """
        if self.findings:
            raise error(self.findings, kind or f"arguments of {self.call}")

    def _one(self, name: str, value: object, remedy: str) -> float | None:
        try:
            numbers = as_numbers(value)
        except NotNumbersError as error:
            self.refuse(name, str(error), remedy)
            return None
        if numbers.ndim:
            self.refuse(name, f"{shown(value)} is not one number", remedy)
            return None
        return float(numbers)


def _labelled(value: object) -> TypeGuard[pd.Series | pd.DataFrame]:
    # what is no pandas object need not bring pandas in
    pandas = sys.modules.get("pandas")
    return pandas is not None and isinstance(value, pandas.Series | pandas.DataFrame)
